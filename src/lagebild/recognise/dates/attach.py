"""Which expression dates which event: by the tree, then by what the text has told before."""

import re
from collections.abc import Sequence

from lagebild.parse.record import Parse
from lagebild.recognise.dates.dated import dated_in, dates_of, fits
from lagebild.recognise.dates.hang import attached
from lagebild.recognise.dates.inherit import inherited_date
from lagebild.records import Article, Date, EventDate


def event_date(
    parse: Parse,
    dates: Sequence[Date],
    article: Article,
    trigger_word: int,
    tense_hint: str | None = None,
) -> EventDate | None:
    """When the event that a word names took (or takes) place, or None where it is not told.

    `dates` are the article's expressions in text order, `trigger_word` an index into the parse.
    `tense_hint`: "past" for what has happened, "future" for what is planned, "open" for what is
    only demanded or possible, None where it is not known. A past event is never dated later than
    the publication, a planned one never before it. The value is ISO 8601 (an interval a/b for
    weeks, seasons and ranges); `basis` is stated, published (computed from the publication date or
    the report's own day) or context (told before, in the paragraph or of the same happening).
    """
    if _in_caption(article, int(parse.start[trigger_word])):
        return None
    sentence = int(parse.sentence_of[trigger_word])
    here = dated_in(parse, dates, article, sentence)
    fitting = [(d, v) for d, v in here if fits(v.value, article, tense_hint)]
    if not parse.tagged:
        return fitting[0][1] if len(here) == 1 and fitting else None
    own = attached(parse, fitting, trigger_word, tense_hint)
    if own:
        return own
    if tense_hint in ("future", "open") or _is_relative(parse, dates, sentence):
        return None
    return inherited_date(parse, dates, article, trigger_word, bool(here))


def _is_relative(parse: Parse, dates: Sequence[Date], sentence: int) -> bool:
    """Whether the sentence counts from a happening without a date ("einen Tag vor dem Treffen")."""
    end = int(parse.sent_end[sentence])
    return any(
        d.type == "DURATION" and _COUNTS.search(parse.text, d.end, min(end, d.end + 24))
        for d in dates_of(parse, dates, sentence)
    )


_COUNTS = re.compile(r"\b(?:vor|nach|nachdem|bevor|before|after)\b")


def _in_caption(article: Article, offset: int) -> bool:
    return any(
        p.kind == "caption" and p.at is not None and p.at <= offset < p.at + len(p.text)
        for p in article.parts
    )
