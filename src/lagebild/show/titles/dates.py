"""Dates and places as CLDR writes them in a language."""

from datetime import date
from functools import cache

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton

from lagebild.language.states import states


@cache
def locale(language: str) -> Locale:
    """The locale of a BCP 47 code ("zh-Hans")."""
    return Locale.parse(language.replace("-", "_"))


def when(value: str | None, first: date | None, last: date | None, language: str) -> str:
    """A date as precise as it is known: a day, a month, a year, from day to day; else nothing."""
    if not value or first is None or last is None:
        return ""
    where = locale(language)
    if first == last:
        return str(format_date(first, "long", locale=where))
    if "/" not in value and len(value) == 7 and value[5:].isdigit():
        return str(format_skeleton("yMMMM", first, locale=where))
    if len(value) == 4:
        return str(format_skeleton("y", first, locale=where))
    return str(format_interval(first, last, "yMMMd", locale=where))


def country_name(code: str | None, language: str) -> str | None:
    """The name of a state by its ISO 3166 alpha-3 code; None where CLDR has none."""
    state = states().get(code or "")
    if state is None or not state.iso2:
        return None
    name = locale(language).territories.get(state.iso2)
    return str(name) if name and state.kind != "former" else None
