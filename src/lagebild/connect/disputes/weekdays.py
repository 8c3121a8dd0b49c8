"""A day of the week that does not fall on the date beside it."""

import re
from datetime import date

from lagebild.connect.disputes.dispute import Dispute, side_of
from lagebild.store import Store

_DAYS = {
    "montag": 0, "dienstag": 1, "mittwoch": 2, "donnerstag": 3, "freitag": 4, "samstag": 5,
    "sonnabend": 5, "sonntag": 6, "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3,
    "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip
_NAMES = {
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_WEEKDAY = re.compile(
    rf"\b({'|'.join(_DAYS)})(?:s|abend|nacht|morgen)?,?\s+(?:den\s+|dem\s+)?$", re.IGNORECASE
)

_STATED = """
SELECT d.article, d."start", d."end", d.value, d."text" AS words, a."text" AS "text"
FROM dates d JOIN articles a ON a.id = d.article
WHERE d.type = 'DATE' AND d.basis = 'stated' AND regexp_full_match(d.value, '\\d{4}-\\d\\d-\\d\\d')
    AND regexp_matches(d."text", '\\d{4}') ORDER BY d.article, d."start"
"""


def find_weekday_disputes(store: Store) -> list[Dispute]:
    """Only dates that the text gives with their year."""
    found = []
    for row in store.rows(_STATED):
        text, start, end = row["text"], row["start"], row["end"]
        named = _WEEKDAY.search(text[max(0, start - 30) : start])
        inside = _WEEKDAY.match(row["words"].split(" ", 1)[0] + " ")
        hit = inside or named
        if hit is None:
            continue
        day = date.fromisoformat(row["value"]).weekday()
        if _DAYS[hit[1].lower()] == day:
            continue
        side = side_of(text, row["article"], start, end, row["words"])
        names = _NAMES["en" if hit[1].title() in _NAMES["en"] else "de"]
        words = (row["value"], names[day], hit[1])
        found.append(Dispute("dates", row["words"], (side,), "weekday", words))
    return found
