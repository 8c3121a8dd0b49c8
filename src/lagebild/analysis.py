"""The way of one article from its cleaned text to its records; pure, the same in any process."""

from collections.abc import Sequence

import msgspec

from lagebild.ids import with_ids
from lagebild.parse import Parse, parse_many
from lagebild.recognise.dates import (
    date_retold,
    find_dates,
    published_from_context,
    with_sure_days,
    without_days_of_dead,
    without_unsure_days,
)
from lagebild.recognise.events import find_events
from lagebild.recognise.mentions import find_mentions
from lagebild.recognise.quotes import find_quotes
from lagebild.recognise.ties import find_ties
from lagebild.records import Analysis, Article, Date, Span
from lagebild.resolve import resolve
from lagebild.resolve.surety import weigh


def analyse(article: Article) -> Analysis:
    """All records of one article. Raises ModelError where the language model is missing."""
    return analyse_batch([article])[0]


def analyse_batch(articles: Sequence[Article], threads: int = 1) -> list[Analysis]:
    """The same for many articles, parsed together; the answer does not depend on the batch."""
    parses = parse_many([a.text for a in articles], [a.language for a in articles], threads)
    return [analyse_parsed(a, p) for a, p in zip(articles, parses, strict=True)]


def analyse_parsed(article: Article, parse: Parse) -> Analysis:
    """Run the recognisers over a parse, say who is meant by each argument and how sure a row is."""
    analysis = recognised(article, parse)
    events = with_sure_days(analysis.article, parse, analysis.dates, weigh(analysis.events))
    return with_ids(msgspec.structs.replace(analysis, events=events))


def recognised(article: Article, parse: Parse) -> Analysis:
    """The same without ids, the confidence of an event being that of its words alone."""
    article, dates = dated(article, parse)
    mentions = find_mentions(article, parse)
    quotes = find_quotes(article, parse, mentions)
    events = find_events(article, parse, mentions, dates, quotes)
    ties = find_ties(article, parse, mentions, dates)
    resolution = resolve(article, parse, mentions, quotes, events, ties)
    told = date_retold(article, parse, dates, resolution.events)
    told = without_days_of_dead(parse, told, resolution.mentions)
    return Analysis(
        article=article,
        sentences=sentence_spans(parse),
        tokens=token_spans(parse),
        mentions=resolution.mentions,
        dates=tuple(dates),
        quotes=resolution.quotes,
        events=without_unsure_days(article, parse, dates, told, resolution.mentions),
        ties=resolution.ties,
        actors=resolution.actors,
    )


def dated(article: Article, parse: Parse) -> tuple[Article, list[Date]]:
    """The article's temporal expressions, and the article with its date where they tell it.

    An article whose source names no date can still tell it ("heute, am 25. November"): then its
    `published` has basis "context", and the expressions are read against it.
    """
    dates = find_dates(article, parse)
    if article.published is None:
        published = published_from_context(article, parse, dates)
        if published is not None:
            article = msgspec.structs.replace(article, published=published)
            dates = find_dates(article, parse)
    return article, dates


def sentence_spans(parse: Parse) -> tuple[Span, ...]:
    """The sentences of a parse as records."""
    return _spans(parse.text, parse.sent_start.tolist(), parse.sent_end.tolist())


def token_spans(parse: Parse) -> tuple[Span, ...]:
    """The surface tokens of a parse as records (a contraction is one token)."""
    return _spans(parse.text, parse.start.tolist(), parse.end.tolist())


def _spans(text: str, starts: Sequence[int], ends: Sequence[int]) -> tuple[Span, ...]:
    return tuple(
        Span(text=text[s:e], start=s, end=e) for s, e in zip(starts, ends, strict=True) if e > s
    )
