"""Dates in words."""

from datetime import date

from babel.dates import format_date, format_interval


def date_words(value: str, first: date | None, last: date | None, language: str) -> str:
    """An ISO value in words, as precise as it is ("19. September 2023", "September 2023")."""
    if first is None or last is None:
        return value
    if first == last:
        return _day(first, language)
    if "/" not in value and value[5:6].isdigit() and len(value) == 7:
        return str(format_date(first, "LLLL y", locale=language))
    if len(value) == 4:
        return value
    return str(format_interval(first, last, "yMMMMd", locale=language))


def _day(day: date, language: str) -> str:
    return str(format_date(day, "long", locale=language))
