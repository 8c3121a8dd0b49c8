"""The period that a question names: "seit 2020", "im September 2023", "between 2020 and 2024"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from babel.dates import get_month_names

from lagebild.store.days import day_range


@dataclass(frozen=True)
class Period:
    """`since` and `until` as the filters take them, and the characters that told them."""

    since: str | None
    until: str | None
    start: int
    end: int


_FROM = {"seit", "ab", "since", "after", "nach"}
_TO = {"bis", "until", "till", "before", "vor"}
_AT = r"(?:(?:im|in|am|an|on|vom|von|während|during|zum|zur|of|der|dem|des|the|from)\s+)*"
_NEAR = {
    "heute": (0, 0), "today": (0, 0), "gestern": (1, 1), "yesterday": (1, 1),
    "letzte woche": (7, 0), "last week": (7, 0), "letzten woche": (7, 0), "dieser woche": (7, 0),
    "this week": (7, 0), "letzten monat": (31, 0), "last month": (31, 0), "letzten tagen": (7, 0),
}  # fmt: skip


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for locale in ("de", "de_AT", "en"):
        for number, name in get_month_names("wide", locale=locale).items():
            found[name.lower()] = int(number)
    return found


@cache
def _point() -> str:
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    year = r"(?:1[89]|20)\d\d"
    return (
        rf"(?:\d{{4}}-\d{{2}}(?:-\d{{2}})?|\d{{1,2}}\.\d{{1,2}}\.{year}"
        rf"|(?:\d{{1,2}}(?:\.|st|nd|rd|th)?\s+)?(?:of\s+)?(?:{months})(?:\s+\d{{1,2}},)?\s+{year}|{year})"
    )


def period_of(question: str, today: date) -> Period | None:
    """The period a question names, or None. Only the first one is read."""
    lower = question.lower()
    for phrase, (oldest, newest) in _NEAR.items():
        if m := re.search(rf"\b(?:(?:seit|since|in|der|den|the)\s+)*{phrase}\b", lower):
            days = today - timedelta(days=oldest), today - timedelta(days=newest)
            return Period(days[0].isoformat(), days[1].isoformat(), m.start(), m.end())
    point = _point()
    pair = (
        rf"\b(?:zwischen|between|von|vom|from)\s+{_AT}({point})\s+(?:und|and|bis|to|until)\s+{_AT}({point})"
        rf"|\b({point})\s*(?:[-–/]|bis|to)\s*({point})"
    )
    if m := re.search(pair, lower):
        first, last = (g for g in m.groups() if g)
        return Period(_iso(first), _iso(last), m.start(), m.end())
    if m := re.search(
        rf"\b(?:(seit|ab|since|after|bis|until|till|before|nach|vor)\s+)?{_AT}({point})\b", lower
    ):
        return _single(m[1], _iso(m[2]), m.start(), m.end())
    return None


def _single(word: str | None, value: str | None, start: int, end: int) -> Period | None:
    days = day_range(value)
    if value is None or days is None:
        return None
    if word in ("after", "nach"):
        return Period((days[1] + timedelta(days=1)).isoformat(), None, start, end)
    if word in ("before", "vor"):
        return Period(None, (days[0] - timedelta(days=1)).isoformat(), start, end)
    if word in _FROM:
        return Period(value, None, start, end)
    return Period(None if word in _TO else value, value, start, end)


def _iso(words: str) -> str | None:
    """A point of time in words as ISO 8601, None where there is no such day."""
    if re.fullmatch(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", words):
        return words if day_range(words) else None
    if m := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", words):
        return _checked(f"{m[3]}-{int(m[2]):02}-{int(m[1]):02}")
    month = next(number for name, number in _months().items() if name in words)
    year = re.findall(r"\d{4}", words)[-1]
    day = re.search(r"\b(\d{1,2})(?:\.|st|nd|rd|th|,)?\b", words.replace(year, ""))
    return _checked(f"{year}-{month:02}-{int(day[1]):02}" if day else f"{year}-{month:02}")


def _checked(value: str) -> str | None:
    try:
        return value if day_range(value) else None
    except ValueError:
        return None
