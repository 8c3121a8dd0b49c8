"""TIMEX3 values as ISO 8601 days, months, years or intervals."""

import re
from datetime import date, timedelta

from lagebild.recognise.dates import calendar as cal
from lagebild.recognise.dates.calendar import Partial, partial

_DAY = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T.*)?")
_OPEN_DAY = re.compile(r"(XXXX-\d{2}(?:-\d{2})?)(?:T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?(?:T.*)?")
_SPAN = re.compile(r"(\d{4})-(SP|SU|FA|WI|[QH]\d)(?:T.*)?")
_YEARS = re.compile(r"\d{2,3}")
_DURATION = re.compile(r"P(\d{1,4})([DWMQHY]|DE|WE)")


def iso_value(value: str) -> str | None:
    """An ISO date ("2023-11"), an interval a/b, "XXXX-08-26" (ISO 8601-2) or None.

    None for durations, frequencies, vague references and years before Christ.
    """
    match = _DAY.fullmatch(value) or _OPEN_DAY.fullmatch(value)
    if match:
        return match[1] if match[1].startswith("X") or partial(match[1]) else None
    match = _WEEK.fullmatch(value)
    if match:
        return _week(int(match[1]), int(match[2]), bool(match[3]))
    match = _SPAN.fullmatch(value)
    if match:
        return _months(int(match[1]), match[2])
    if _YEARS.fullmatch(value):
        first, last = max(value.ljust(4, "0"), "0001"), value.ljust(4, "9")
        return f"{first}/{last}"
    return None


def _week(year: int, week: int, weekend: bool) -> str | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    first = monday + timedelta(days=5) if weekend else monday
    return f"{first.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def _months(year: int, part: str) -> str:
    if part in cal.SEASON_MONTHS:
        first, last = cal.SEASON_MONTHS[part]
    else:
        size = 3 if part[0] == "Q" else 6
        first = (int(part[1]) - 1) * size + 1
        last = first + size - 1
    return f"{year:04d}-{first:02d}/{year + (last < first):04d}-{last:02d}"


def moved_by(duration: str, anchor: Partial, sign: int) -> str | None:
    """The ISO date a duration away from the anchor ("P3D", -1), as precise as its unit.

    None where the duration is vague or the anchor too coarse.
    """
    match = _DURATION.fullmatch(duration)
    if not match:
        return None
    unit = match[2]
    moved = cal.shift(anchor, "W" if unit == "WE" else unit, sign * int(match[1]))
    value = cal.unit_value(moved, unit) if moved else None
    return iso_value(value) if value else None


def bounds(value: str) -> tuple[str, str]:
    """The first and last part of an ISO date or interval, both the same for a single date."""
    first, _, last = value.partition("/")
    return first, last or first
