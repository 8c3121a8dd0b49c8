"""Dates, times and ages that a page states about itself ("Stand: ...", "vor 3 Stunden")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from lagebild.clean.findings import Stamp
from lagebild.clean.words import alternatives, cased_words, keyed_words, words
from lagebild.language.tables import load_table

_TIME = re.compile(
    r"\bT?(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d){1,2}(?:[.,]\d{1,6})?(?:\s*[ap]\.?m\b)?"
    r"|\b(?:[01]?\d|2[0-4])\s*(?:uhr|[ap]\.?m)\b|[+-]\d{2}:?\d{2}\b|(?<=\d)z\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FoundDate:
    """A date in a text: its offsets and ISO value; None where it names no year."""

    start: int
    end: int
    value: str | None


def find_dates(text: str, day_first: bool | None = True) -> Iterator[FoundDate]:
    """The calendar dates of a short text, in order.

    `day_first` says how "04/05/2023" is read; with None such a date is worth its year only.
    Dates that do not exist and years outside 1900 to 2100 are left out.
    """
    for match in _date_pattern().finditer(text):
        found = _read(match, day_first)
        if found is not None:
            yield found


def read_date(text: str, day_first: bool | None = True) -> str | None:
    """The ISO value of the first date with a year in a text, or None."""
    return next((d.value for d in find_dates(text, day_first) if d.value), None)


def read_stamp_line(text: str, day_first: bool | None = True) -> tuple[Stamp, ...] | None:
    """What a line states that holds nothing but dates, times and their labels.

    None where it holds anything else; the empty tuple for a date without a year, or a time alone.
    """
    if len(text) > 160 or not any(c.isdigit() for c in text):
        return None
    stamps: list[Stamp] = []
    rest: list[str] = []
    at = 0
    dates = list(find_dates(text, day_first))
    for found in dates:
        before = text[at : found.start]
        rest.append(before)
        if found.value:
            updated = _updated_pattern().search(before) is not None
            wording = text[at : found.end].strip(" ,;|")
            stamps.append(Stamp(_by_weekday(found.value, before), wording, updated))
        at = found.end
    rest.append(text[at:])
    left = _TIME.sub(" ", " ; ".join(rest))
    if not dates and left == text:
        return None
    return None if _has_content(left) else tuple(stamps)


def _by_weekday(value: str, before: str) -> str:
    """The date with day and month exchanged where only that fits the weekday named before it."""
    named = _weekday_pattern().search(before)
    if named is None or len(value) != 10:
        return value
    year, month, day = (int(part) for part in value.split("-"))
    number = _weekday_numbers().get(named.group().casefold())
    if number is None or date(year, month, day).weekday() == number or day > 12:
        return value
    exchanged = date(year, day, month)
    return exchanged.isoformat() if exchanged.weekday() == number else value


def is_date_only(text: str) -> bool:
    """Whether a line is one bare date, without label or time: it may head part of a chronology."""
    dates = list(find_dates(text))
    return len(dates) == 1 and not re.search(
        r"\w", _weekday_pattern().sub("", text[: dates[0].start] + text[dates[0].end :])
    )


def is_age_note(text: str) -> bool:
    """Whether a line only tells how old the page is ("51 Wochen vor", "2 days ago")."""
    if len(text) > 60:
        return False
    folded = " ".join(text.casefold().rstrip(".").split())
    return folded in words("age_words") or _age_pattern().fullmatch(folded) is not None


def _read(match: re.Match[str], day_first: bool | None) -> FoundDate | None:
    groups = match.groupdict()
    year = _year(groups["y1"] or groups["y2"] or groups["y3"] or groups["y4"] or groups["y5"])
    if groups["m2"] or groups["m4"] or groups["m5"]:
        name = groups["m2"] or groups["m4"] or groups["m5"]
        month: int | None = int(keyed_words("month")[name.casefold()])
        day = int(groups["d2"] or groups["d4"] or 0) or None
    elif groups["y1"]:
        month, day = int(groups["m1"]), int(groups["d1"])
    else:
        month, day = _order(int(groups["a"]), int(groups["b"]), groups["sep"], day_first)
    value = _iso(year, month, day)
    if value is None and year is not None:
        return None
    return FoundDate(match.start(), match.end(), value)


def _order(a: int, b: int, separator: str, day_first: bool | None) -> tuple[int | None, int | None]:
    """Month and day of "a/b/year"; None twice where the order cannot be told."""
    if separator == "." or a > 12 or (a == b):
        return b, a
    if b > 12:
        return a, b
    if day_first is None:
        return None, None
    return (b, a) if day_first else (a, b)


def _year(digits: str | None) -> int | None:
    if digits is None:
        return None
    value = int(digits)
    if len(digits) == 2:
        value += 2000 if value < 70 else 1900
    return value


def _iso(year: int | None, month: int | None, day: int | None) -> str | None:
    if year is None or not 1900 <= year <= 2100:
        return None
    if month is None:
        return f"{year:04d}"
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}" if day else f"{year:04d}-{month:02d}"


def _has_content(text: str) -> bool:
    left = _filler_pattern().sub(" ", text)
    return re.search(r"[^\W_]", left) is not None


@cache
def _date_pattern() -> re.Pattern[str]:
    month = alternatives(cased_words("month"))
    return re.compile(
        rf"(?<![\w.,/-])(?:"
        rf"(?P<y1>\d{{4}})[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})(?=T\d|\b)"
        rf"|(?P<d2>\d{{1,2}})(?:\.|st|nd|rd|th)?[\s-]*(?P<m2>{month})\b\.?,?(?:[\s-]+(?P<y2>\d{{4}})\b)?"
        rf"|(?P<a>\d{{1,2}})(?P<sep>[./-])\s?(?P<b>\d{{1,2}})(?P=sep)(?:\s?(?P<y3>\d{{4}}|\d{{2}})\b)?(?![.:]?\d)"
        rf"|(?P<m4>{month})\b\.?\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y4>\d{{4}})\b)?"
        rf"|(?P<m5>{month})\.?\s+(?P<y5>\d{{4}})\b)",
        re.IGNORECASE,
    )


@cache
def _updated_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(words('updated'))})\b", re.IGNORECASE)


@cache
def _weekday_numbers() -> dict[str, int]:
    """From the names of weekdays to their numbers; Monday is 0."""
    return {name: int(key) for name, key in keyed_words("weekday").items() if key}


@cache
def _weekday_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(words('weekday'))})\b", re.IGNORECASE)


@cache
def _filler_pattern() -> re.Pattern[str]:
    lists = ("published", "updated", "weekday", "date_filler")
    items = {w for name in lists for w in words(name)} | _places()
    return re.compile(rf"(?<![^\W_])(?:{alternatives(items)})(?![^\W_])", re.IGNORECASE)


@cache
def _places() -> frozenset[str]:
    cells = load_table("world", "clean_places").column("names")
    return frozenset(name.casefold() for cell in cells for name in cell.split("|"))


@cache
def _age_pattern() -> re.Pattern[str]:
    before, after = alternatives(words("age_before")), alternatives(words("age_after"))
    number = rf"(?:\d{{1,4}}|{alternatives(words('small_number'))})"
    amount = rf"{number}\s*(?:{alternatives(words('time_unit'))})\.?"
    more = rf"(?:,?\s*(?:und\s+|and\s+)?{amount})?"
    return re.compile(
        rf"(?:(?:{before})\s+{amount}{more}(?:\s+(?:{after}))?|{amount}{more}\s+(?:{after}))"
    )
