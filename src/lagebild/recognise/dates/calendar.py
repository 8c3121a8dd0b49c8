"""Arithmetic on partial dates ("2023", "2023-11", "2023-11-25") and TIMEX3 values."""

import calendar as _calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

MIN_YEAR, MAX_YEAR = 1, 2199
SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


@dataclass(frozen=True)
class Partial:
    """A date as far as it is known; month and day are 0 where they are not."""

    year: int
    month: int = 0
    day: int = 0

    def iso(self) -> str:
        """The ISO form, as short as the precision is coarse."""
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
            if self.day:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)

    def to_date(self) -> date | None:
        """The calendar day, or None where it is not known to the day."""
        return date(self.year, self.month, self.day) if self.day else None


def partial(text: str) -> Partial | None:
    """Read "2023", "2023-11", "2023-11-25" (a time behind it is ignored); None where it is none."""
    pieces = text[:10].split("-")
    if not all(p.isascii() and p.isdigit() for p in pieces) or len(pieces[0]) != 4:
        return None
    numbers = [int(p) for p in pieces]
    if len(numbers) > 3 or not valid(*numbers):
        return None
    return Partial(*numbers)


def valid(year: int, month: int = 0, day: int = 0) -> bool:
    """Whether such a (partial) date exists in the calendar."""
    if not MIN_YEAR <= year <= MAX_YEAR or not 0 <= month <= 12:
        return False
    if not month:
        return not day
    return 0 <= day <= _calendar.monthrange(year, month)[1]


def of_date(day: date) -> Partial:
    """The full partial date of a calendar day."""
    return Partial(day.year, day.month, day.day)


def shift_days(day: date, days: int) -> date | None:
    """A day so many days later, or None where it leaves the years 1-2199."""
    try:
        moved = day + timedelta(days=days)
    except OverflowError:
        return None
    return moved if moved.year <= MAX_YEAR else None


def shift(start: Partial, unit: str, steps: int) -> Partial | None:
    """Move by days (D), weeks (W), months (M), quarters (Q), half years (H) or years (Y ...).

    Days and weeks need a full date, months at least a month; else, and out of range: None.
    """
    if unit in ("D", "W"):
        day = start.to_date()
        moved = shift_days(day, steps * (7 if unit == "W" else 1)) if day else None
        return of_date(moved) if moved else None
    if unit in ("M", "Q", "H"):
        return _shift_months(start, steps * {"M": 1, "Q": 3, "H": 6}[unit])
    year = start.year + steps * {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}.get(unit, 1)
    if not MIN_YEAR <= year <= MAX_YEAR:
        return None
    return Partial(year, start.month, _fit(year, start.month, start.day))


def _shift_months(start: Partial, months: int) -> Partial | None:
    if not start.month:
        return None
    index = start.year * 12 + start.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not MIN_YEAR <= year <= MAX_YEAR:
        return None
    return Partial(year, month, _fit(year, month, start.day))


def _fit(year: int, month: int, day: int) -> int:
    return min(day, _calendar.monthrange(year, month)[1]) if day else 0


def week_value(day: date) -> str:
    """The ISO week of a day ("2023-W47")."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def unit_value(point: Partial, unit: str) -> str | None:
    """The value of the unit that holds the point; None where the point is too coarse for it."""
    day = point.to_date()
    if unit == "D":
        return point.iso() if day else None
    if unit in ("W", "WE"):
        return (week_value(day) + ("-WE" if unit == "WE" else "")) if day else None
    if unit in ("M", "Q", "H"):
        return _month_unit(point, unit)
    return {
        "Y": f"{point.year:04d}",
        "DE": f"{point.year // 10:03d}",
        "CE": f"{point.year // 100:02d}",
        "ML": f"{point.year // 1000:d}",
    }.get(unit)


def _month_unit(point: Partial, unit: str) -> str | None:
    if not point.month:
        return None
    if unit == "M":
        return f"{point.year:04d}-{point.month:02d}"
    size = 3 if unit == "Q" else 6
    return f"{point.year:04d}-{unit}{(point.month - 1) // size + 1}"


@lru_cache(maxsize=512)
def easter(year: int) -> date:
    """Easter Sunday (Gregorian); the anonymous algorithm in Meeus, Astronomical Algorithms."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holiday(rule: str, year: int) -> date | None:
    """The day of a feast in a year after its rule in dates_holidays.tsv."""
    if not 1 < year < MAX_YEAR:
        return None
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:]))
    if rule.startswith("advent"):
        christmas = date(year, 12, 25)
        fourth = christmas - timedelta(days=christmas.isoweekday())
        return fourth - timedelta(days=21) + timedelta(days=int(rule[6:]))
    if rule.startswith("nth"):
        return _nth_weekday(year, *(int(n) for n in rule.split(":")[1:]))
    month, day = rule.split("-")
    return date(year, int(month), int(day))


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    if nth < 0:
        last = date(year, month, _calendar.monthrange(year, month)[1])
        return last - timedelta(days=(last.isoweekday() - weekday) % 7 + 7 * (-nth - 1))
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
