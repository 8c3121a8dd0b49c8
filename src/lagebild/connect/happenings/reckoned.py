"""Days that a sentence counts from another occurrence: "einen Tag vor seinem Besuch in Moskau"."""

import re
from contextlib import suppress
from datetime import timedelta

from lagebild.connect.happenings.cues import LANGUAGES
from lagebild.language.tables import load_table
from lagebild.store import Store

_FAR = 60  # characters between the words of time and what they count from

# Two events of one sentence, one of them on a known day.
_PAIRS = """
SELECT t.event, o.d1 AS day, e.sentence."text" AS "text", t."at" - t.sentence_at AS "at",
    o."at" - o.sentence_at AS anchor
FROM told t JOIN events e ON e.id = t.event
JOIN told o ON o.article = t.article AND o.sentence_at = t.sentence_at AND o.event != t.event
WHERE t.d1 IS NULL AND t."month" IS NULL AND o.d1 = o.d2 AND o."at" < t."at"
    AND regexp_matches(e.sentence."text", $wording) ORDER BY t.event, o.event
"""


def _wordings() -> list[tuple[re.Pattern[str], int]]:
    """Words of time with the number of days that they count, negative for "before"."""
    return [
        (re.compile(row["wording"], re.IGNORECASE), int(row["days"]))
        for language in LANGUAGES
        for row in load_table(language, "connect_days")
    ]


def reckon_days(store: Store) -> None:
    """Give events of `told` the day that their sentence counts from another event's."""
    wordings = _wordings()
    anyone = "(?i)" + "|".join(wording.pattern for wording, _ in wordings)
    store.execute("CREATE OR REPLACE TEMP TABLE reckoned (event VARCHAR, day DATE)")
    found: dict[str, dict[str, object]] = {}
    for row in store.rows(_PAIRS, {"wording": anyone}):
        days = _days(wordings, row["text"], row["anchor"])
        if days is not None and row["event"] not in found:
            with suppress(OverflowError):  # the last day that a calendar has
                day = row["day"] + timedelta(days=days)
                found[row["event"]] = {"event": row["event"], "day": day}
    store.insert("reckoned", list(found.values()))
    store.execute(
        "UPDATE told SET d1 = r.day, d2 = r.day FROM reckoned r WHERE told.event = r.event"
    )


def _days(wordings: list[tuple[re.Pattern[str], int]], text: str, anchor: int) -> int | None:
    """How many days the words before the anchor count."""
    before = text[max(0, anchor - _FAR) : anchor]
    return next((days for wording, days in wordings if wording.search(before)), None)
