"""The days that an ISO 8601 value can mean."""

import calendar
import re
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(?:-(?:([1-7])|WE))?")
_QUARTER = re.compile(r"(\d{4})-([QH])([1-4])")
_YEAR = re.compile(r"(\d{4})(?:-(?:SP|SU|FA|WI))?")
_DECADE = re.compile(r"(\d{2,3})")

Days = tuple[date, date]


def day_range(value: str | None) -> Days | None:
    """First and last day of a value as precise as it is ("2023-11", "2023-W47", "2020/2022").

    None where the value is open (PAST_REF, XXXX-05-01) or no date.
    """
    if not value:
        return None
    first, slash, last = value.partition("/")
    try:
        if not slash:
            return _single(first)
        begin, end = _single(first), _single(last)
    except (ValueError, OverflowError):
        return None
    if begin is None or end is None:
        return None
    return (begin[0], end[1]) if begin[0] <= end[1] else None


def _single(value: str) -> Days | None:
    if m := _DAY.fullmatch(value):
        day = date(int(m[1]), int(m[2]), int(m[3]))
        return day, day
    if m := _MONTH.fullmatch(value):
        return _months(int(m[1]), int(m[2]), 1)
    if m := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
        if m[3]:
            day = monday + timedelta(days=int(m[3]) - 1)
            return day, day
        return (monday if not value.endswith("WE") else monday + timedelta(days=5)), (
            monday + timedelta(days=6)
        )
    if m := _QUARTER.fullmatch(value):
        length = 3 if m[2] == "Q" else 6
        return _months(int(m[1]), (int(m[3]) - 1) * length + 1, length)
    if m := _YEAR.fullmatch(value):
        return _months(int(m[1]), 1, 12)
    if m := _DECADE.fullmatch(value):
        width = 10 ** (4 - len(m[1]))
        start = int(m[1]) * width
        return date(max(start, 1), 1, 1), date(start + width - 1, 12, 31)
    return None


def _months(year: int, month: int, count: int) -> Days:
    last = month + count - 1
    return date(year, month, 1), date(year, last, calendar.monthrange(year, last)[1])
