"""A failure told as a fact, where those who are blamed say that it was not theirs to act."""

import re

from lagebild.connect.disputes.dispute import Dispute, Row, event_side
from lagebild.connect.disputes.numbers import pattern
from lagebild.connect.disputes.passages import Passage, passages
from lagebild.store import Store

_LEFT_UNDONE = """
SELECT e.article, e.sentence, e.said_by, e.rule, coalesce(x.country, x.actor) AS who,
    coalesce(x.name, x."text") AS name
FROM (SELECT *, unnest(actors) AS x FROM events WHERE status = 'negated') e
WHERE coalesce(x.country, x.actor) IS NOT NULL AND e.rule LIKE 'cue:v:%'
ORDER BY e.article, e.trigger."start", who
"""


def find_duty_disputes(store: Store) -> list[Dispute]:
    """One dispute for each sentence that denies the duty."""
    excuses = passages(store, pattern("no_duty"))
    if not excuses:
        return []
    undone = [
        row for row in store.rows(_LEFT_UNDONE) if pattern("failed").search(row["sentence"]["text"])
    ]
    found = []
    for excuse in excuses:
        row = next((row for row in undone if _same_deed(row, excuse)), None)
        if row is not None:
            why = f"told here as a failure of {row['name']}, there as not in its power"
            found.append(Dispute("denial", row["name"], (event_side(row), excuse.side), why))
    return found


def _same_deed(row: Row, excuse: Passage) -> bool:
    """Whether the sentence names who failed and the verb, with or without "zu" inside."""
    words = excuse.side.text.lower()
    verb = row["rule"].rsplit(":", 1)[1]
    forms = [verb, *(f"{verb[:i]}zu{verb[i:]}" for i in range(2, min(9, len(verb) - 3)))]
    named = row["who"] in excuse.lands | excuse.actors
    elsewhere = (row["article"], row["sentence"]["start"]) != excuse.side.place[:2]
    return named and elsewhere and any(re.search(rf"\b{re.escape(f)}", words) for f in forms)
