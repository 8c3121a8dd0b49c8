"""Temporal expressions with TIMEX3 types and values, and which of them dates what."""

from lagebild.parse.record import Parse
from lagebild.recognise.dates.attach import event_date
from lagebild.recognise.dates.context import published_from_context
from lagebild.recognise.dates.dead import without_days_of_dead
from lagebild.recognise.dates.handlers import find_expressions
from lagebild.recognise.dates.later import resolve_open
from lagebild.recognise.dates.lexicon import LANGUAGES
from lagebild.recognise.dates.resolve import resolve
from lagebild.recognise.dates.retold import date_retold
from lagebild.recognise.dates.taken import without_unsure_days
from lagebild.recognise.dates.tokens import tokenise
from lagebild.recognise.dates.unsaid import with_sure_days
from lagebild.records import Article, Date

__all__ = [
    "date_retold",
    "event_date",
    "find_dates",
    "published_from_context",
    "resolve_open",
    "with_sure_days",
    "without_days_of_dead",
    "without_unsure_days",
]


def find_dates(article: Article, parse: Parse) -> list[Date]:
    """The temporal expressions of an article in text order; none overlaps another.

    Offsets are characters of `article.text`. Where a value needs a publication date that is not
    known (or too coarse), it stays as open as the text leaves it ("XXXX-08-26", basis "open") and
    `resolve_open` fills it in later. Languages without tables give an empty list.
    """
    language = article.language.partition("-")[0].lower()
    if language not in LANGUAGES:
        return []
    tokens = tokenise(article.text, language)
    return resolve(tokens, find_expressions(tokens), article, parse)
