"""Publication dates in metadata: from the many ways of writing them to ISO 8601."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST = 60
CLOCK = r"(?:,?\s+(?:um\s+)?(?P<clock>\d{1,2}:\d{2})(?::\d{2})?(?:\s*Uhr)?)?"
PARTIAL = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d{2}))?")
DIGITS = re.compile(r"(\d{8})(\d{6})")
DOTTED = re.compile(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})" + CLOCK)
SLASHED = re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4})" + CLOCK)
DAY_FIRST = re.compile(r"(?P<d>\d{1,2})\.?\s+(?P<name>[^\W\d]{3,12})\.?,?\s+(?P<y>\d{4})" + CLOCK)
MONTH_FIRST = re.compile(r"(?P<name>[^\W\d]{3,12})\.?\s+(?P<d>\d{1,2}),?\s+(?P<y>\d{4})" + CLOCK)
WEEKDAY = re.compile(r"^[^\W\d]{2,10}[.,]{1,2}\s+")


def iso_date(value: Any) -> str | None:
    """A publication date as ISO 8601, as precise as given; None where it is none or ambiguous.

    Takes ISO and RFC 2822 dates, German and English written dates, dates as objects, and seconds
    or milliseconds since 1970. "3/4/2023" is ambiguous and not read.
    """
    if isinstance(value, (datetime, date)):
        return _checked(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_epoch(value)
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    text = " ".join(value.split())
    for read in (_iso, _rfc, _written):
        try:
            if found := read(text):
                return found
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None


def _checked(value: datetime | date) -> str | None:
    return value.isoformat() if FIRST_YEAR <= value.year <= LAST_YEAR else None


def _from_epoch(value: float) -> str | None:
    seconds = value / 1000 if abs(value) > 1e11 else value
    if not 1e8 <= seconds <= 4e9:  # smaller numbers are years or counters, not seconds
        return None
    return datetime.fromtimestamp(int(seconds), UTC).isoformat()


def _iso(text: str) -> str | None:
    if match := PARTIAL.fullmatch(text):
        if not FIRST_YEAR <= int(match["y"]) <= LAST_YEAR:
            return None
        return text if not match["m"] or 1 <= int(match["m"]) <= 12 else None
    if match := DIGITS.fullmatch(text):
        text = f"{match[1]}T{match[2]}"
    day = datetime.fromisoformat(text)
    if len(text) <= 10:
        return _checked(day.date())
    return _checked(day)


def _rfc(text: str) -> str | None:
    return _checked(parsedate_to_datetime(text)) if re.search(r"\d:\d\d", text) else None


def _written(text: str) -> str | None:
    text = WEEKDAY.sub("", text)
    for pattern, read in _WRITTEN:
        if match := pattern.fullmatch(text):
            return read(match)
    return None


def _build(match: re.Match[str], month: int, day: int) -> str | None:
    value = date(int(match["y"]), month, day)
    if not match["clock"]:
        return _checked(value)
    hour, minute = match["clock"].split(":")
    return _checked(datetime(value.year, value.month, value.day, int(hour), int(minute)))


def _dotted(match: re.Match[str]) -> str | None:
    return _build(match, int(match["m"]), int(match["d"]))


def _slashed(match: re.Match[str]) -> str | None:
    first, second = int(match["a"]), int(match["b"])
    if first <= 12 and second <= 12 and first != second:
        return None
    return _build(match, min(first, second), max(first, second))


def _named(match: re.Match[str]) -> str | None:
    month = _months().get(match["name"].casefold())
    return _build(match, month, int(match["d"])) if month else None


_WRITTEN: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (DOTTED, _dotted),
    (SLASHED, _slashed),
    (DAY_FIRST, _named),
    (MONTH_FIRST, _named),
)


@cache
def _months() -> Mapping[str, int]:
    """German and English month names, long and short, from CLDR."""
    from babel.dates import get_month_names

    names = {"jänner": 1, "maerz": 3, "sept": 9}
    for locale in ("de", "en"):
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=locale).items():
                names[str(name).casefold().rstrip(".")] = number
    return names
