"""The article's own date where the text tells it by inference, and only where it is certain."""

import itertools
import re
from collections.abc import Sequence
from datetime import date

from lagebild.parse.record import Parse
from lagebild.recognise.dates.calendar import Partial, of_date, partial, shift_days
from lagebild.recognise.dates.lexicon import LANGUAGES, classify, lexicon
from lagebild.recognise.dates.meaning import Meaning, read_meaning
from lagebild.records import Article, Date, Published

_APPOSITION = re.compile(r"[\s,(]*(?:de[nmr] |the )?")
_NEAREST_YEARS = 2


def published_from_context(
    article: Article, parse: Parse, dates: Sequence[Date]
) -> Published | None:
    """When the article appeared, as far as its text makes it certain; basis "context".

    `dates` are the article's expressions, found without a publication date. Three things count:
    "heute" or a weekday that an explicit date explains ("gestern, 24. November 2023"), a weekday
    with day and month that fits one year only among those near the last year told, and the year of
    a yearly contest beside happenings without a year. Where two of them differ: None.
    """
    if article.published is not None:
        return article.published
    for infer in (_explained, _by_weekday, _by_contest):
        found = infer(article, dates)
        if len({value for value, _ in found}) > 1:
            return None
        if found:
            value, text = found[0]
            return Published(value=value, basis="context", text=text)
    return None


def _open_meaning(found: Date) -> Meaning | None:
    return read_meaning(found.rule.rpartition(" ")[2]) if found.basis == "open" else None


def _explained(article: Article, dates: Sequence[Date]) -> list[tuple[str, str]]:
    """Publication days from "heute (25. November 2023)"."""
    found = []
    for first, second in itertools.pairwise(dates):
        meaning = _open_meaning(first)
        between = article.text[first.end : second.start]
        day = partial(second.value) if second.basis == "stated" else None
        if not meaning or not day or len(between) > 8 or not _APPOSITION.fullmatch(between):
            continue
        told = day.to_date()
        if meaning.kind == "shift" and meaning.arg.startswith("D") and told:
            moved = shift_days(told, -int(meaning.arg[1:]))
            if moved:
                found.append((of_date(moved).iso(), article.text[first.start : second.end]))
    return found


def _last_year(dates: Sequence[Date]) -> int | None:
    """The latest year that the text names and that is no far future."""
    years = [p.year for d in dates if d.basis == "stated" and (p := partial(d.value))]
    years = [y for y in years if 1900 < y < 2100]
    return max(years) if years else None


def _by_weekday(article: Article, dates: Sequence[Date]) -> list[tuple[str, str]]:
    """The year in which "Mittwoch, 26. August" is a Wednesday."""
    last = _last_year(dates)
    language = article.language.partition("-")[0].lower()
    if last is None or language not in LANGUAGES:
        return []
    found = []
    for item in dates:
        meaning = _open_meaning(item)
        weekday = _weekday_of(item.text, language)
        if not meaning or meaning.kind != "monthday" or not weekday:
            continue
        month, day = (int(n) for n in meaning.arg.split("-"))
        fitting = [
            year
            for year in range(last, last + _NEAREST_YEARS)
            if _weekday_in(year, month, day) == weekday
        ]
        if len(fitting) == 1 and meaning.direction in ("rather-back", "back"):
            found.append((Partial(fitting[0]).iso(), item.text))
    return found


def _weekday_of(text: str, language: str) -> int | None:
    word = re.split(r"\W", text, maxsplit=1)[0]
    entry = classify(language, word) if word else None
    return int(entry[1]) if entry and entry[0] in ("WDAY", "WDABBR") else None


def _weekday_in(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).isoweekday()
    except ValueError:
        return None


def _by_contest(article: Article, dates: Sequence[Date]) -> list[tuple[str, str]]:
    """The year of a yearly or named contest ("Armeespiele 2020") that the news is about."""
    language = article.language.partition("-")[0].lower()
    if language not in LANGUAGES or not any(_open_meaning(d) for d in dates):
        return []
    last = _last_year(dates)
    endings = tuple(lexicon(language).guards.get("contest", ()))
    found = []
    for item in dates:
        day = partial(item.value)
        if item.basis != "stated" or not day or day.month or day.year != last:
            continue
        before = article.text[: item.start].rstrip().rpartition(" ")[2].lower()
        if before.endswith(endings) and endings:
            begin = item.start - len(before) - 1
            found.append((item.value, article.text[begin : item.end].strip()))
    return found
