"""One deed under names that judge it differently: an operation for one, an attack for another."""

import re

from lagebild.connect.disputes.dispute import Dispute, Row, event_side
from lagebild.connect.disputes.numbers import pattern
from lagebild.store import Store

_TOLD = """
SELECT e.happening, e.article, e.sentence, e.said_by, e.trigger."text" AS word, v.voice
FROM events e JOIN told t ON t.event = e.id LEFT JOIN voices v ON v.article = e.article
WHERE t.grp IN ('offensive', 'attack') AND e.status = 'actual'
    AND (regexp_matches(lower(e.trigger."text"), $soft)
        OR regexp_matches(lower(e.trigger."text"), $hard))
ORDER BY e.happening, e.article, e.trigger."start"
"""


def find_deed_names(store: Store) -> list[Dispute]:
    """One dispute a happening, between two voices."""
    soft, hard = pattern("deed_soft"), pattern("deed_hard")
    told: dict[str, list[Row]] = {}
    for row in store.rows(_TOLD, {"soft": soft.pattern, "hard": hard.pattern}):
        told.setdefault(row["happening"], []).append(row)
    found = []
    for rows in told.values():
        pair = next(((a, b) for a in _worded(rows, soft) for b in _worded(rows, hard)
                     if a["voice"] != b["voice"]), None)  # fmt: skip
        if pair is not None:
            words = tuple(row["word"] for row in pair)
            sides = tuple(event_side(row, row["word"]) for row in pair)
            found.append(Dispute("names", words[0], sides, "names_deed", words))
    return found


def _worded(rows: list[Row], wording: re.Pattern[str]) -> list[Row]:
    return [row for row in rows if wording.search(row["word"])]
