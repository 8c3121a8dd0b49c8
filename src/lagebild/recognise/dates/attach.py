"""Which expression dates which event: by the tree, then by what the text has told before."""

from collections.abc import Sequence

from lagebild.parse.record import Parse
from lagebild.recognise.dates.clause import clause_of, is_past, is_pledge, is_present, looks_back
from lagebild.recognise.dates.dated import (
    dated_in,
    fits,
    head_word,
    is_compared,
    is_end,
    is_relative,
    path_up,
)
from lagebild.recognise.dates.hang import attached
from lagebild.recognise.dates.inherit import inherited_date
from lagebild.recognise.dates.inside import dates_attribute, may_date
from lagebild.recognise.dates.iso import bounds
from lagebild.recognise.dates.lexicon import lexicon
from lagebild.recognise.dates.limits import is_beside
from lagebild.records import Article, Date, EventDate


def event_date(
    parse: Parse,
    dates: Sequence[Date],
    article: Article,
    trigger_word: int,
    tense_hint: str | None = None,
    spoken: bool = False,
) -> EventDate | None:
    """When the event that a word names took (or takes) place, or None where it is not told.

    `dates` are the article's expressions in text order, `trigger_word` an index into the parse.
    `tense_hint`: "past" for what has happened, "future" for what is planned, "open" for what is
    only demanded or possible, None where it is not known. A past event is never dated later than
    the publication, a planned one never before it. `spoken`: the word stands in words that somebody
    else says, for whom the day of the report is not now. The value is ISO 8601 (an interval a/b for
    weeks, seasons and ranges); `basis` is stated, published (computed from the publication date or
    the report's own day) or context (told before, in the paragraph or of the same happening).
    """
    if _in_caption(article, parse.starts[trigger_word]):
        return None
    sentence = parse.sentence_of[trigger_word]
    here = dated_in(parse, dates, article, sentence)
    fitting = [(d, v) for d, v in here if fits(v.value, article, tense_hint)]
    if not parse.tagged:
        return fitting[0][1] if len(here) == 1 and fitting else None
    own = _attached(parse, fitting, article, trigger_word, tense_hint)
    if is_remembered(parse, trigger_word):
        year = article.published.value[:4] if article.published else ""
        return own if own and own.value[:4] != year else None
    hour = own is not None and _is_mere_hour(article, dates, own)
    if own and not hour:
        return own
    if tense_hint in ("future", "open") or is_relative(
        parse, dates, sentence, clause_of(parse, trigger_word)
    ):
        return own
    told = inherited_date(parse, dates, article, trigger_word, bool(here) and not hour, spoken)
    if told and told.start is not None:
        return told
    # "am Abend hatte er gewarnt": in the pluperfect it is the evening of a day told before
    return told if hour and looks_back(parse, clause_of(parse, trigger_word)) else own or told


def _is_mere_hour(article: Article, dates: Sequence[Date], own: EventDate) -> bool:
    """Whether only an hour is told ("gegen vier Uhr"): of the day that the report has come to."""
    start = own.start or 0
    if own.basis != "published" or article.text[:start].lower().endswith(_SINCE):
        return False
    return any(d.start == own.start and d.rule in HOURS for d in dates)


_SINCE = ("seit ", "since ")


HOURS = ("time", "time bare", "time list", "midnight", "noon", "part alone", "part early")
"""Rules of expressions that tell an hour and no day."""


def _attached(
    parse: Parse,
    fitting: Sequence[tuple[Date, EventDate]],
    article: Article,
    trigger: int,
    tense_hint: str | None,
) -> EventDate | None:
    """The expression of the sentence that dates the trigger.

    What is planned does not take place on the day when it was announced.
    """
    if tense_hint == "future" and article.published and not is_pledge(parse, trigger):
        published = article.published.value
        fitting = [
            (found, event)
            for found, event in fitting
            if bounds(event.value)[1] > published or not _of_announcement(parse, found, trigger)
        ]
    own = next((e for found, e in fitting if dates_attribute(parse, found, trigger)), None)
    if own is not None:
        return own
    fitting = [
        pair
        for pair in fitting
        if not is_compared(parse, pair[0])
        and may_date(parse, pair[0], trigger)
        and not is_beside(parse, *pair, trigger)
    ]
    if tense_hint in ("past", None):
        fitting = [pair for pair in fitting if not is_end(parse, pair[0])]
    if is_present(parse, trigger):
        fitting = [pair for pair in fitting if not _closes_first_phrase(parse, pair[0], trigger)]
    return attached(parse, fitting, trigger, tense_hint)


def is_remembered(parse: Parse, trigger: int) -> bool:
    """Whether a noun is only remembered on the day told ("der 61. Jahrestag des Attentats")."""
    days = lexicon(parse.language).guards.get("anniversary", frozenset())
    for node in path_up(parse, trigger):
        if parse.upos[node] not in ("NOUN", "PROPN"):
            return False
        if node != trigger and parse.form[node].lower().startswith(tuple(days)):
            return True
    return False


def _closes_first_phrase(parse: Parse, found: Date, verb: int) -> bool:
    """Whether an expression ends the phrase before the verb: then it dates that phrase alone.

    German has one phrase before the finite verb: in "Nach dem Störfall am Wochenende fordern sie"
    the demand is of today.
    """
    sentence = parse.sentence_of[verb]
    opening = parse.firsts[sentence]
    start = parse.words_in(found.start, found.end)[0]
    while start > opening and parse.upos[start - 1] == "ADP":
        start -= 1
    occasions = lexicon(parse.language).guards.get("occasion", frozenset())
    if not opening < start < verb or parse.form[opening].lower() not in occasions:
        return False
    before = range(opening, start)
    between = range(parse.words_in(found.start, found.end)[-1] + 1, verb)
    return not between and any(parse.upos[w] in ("NOUN", "PROPN") for w in before)


def _of_announcement(parse: Parse, found: Date, trigger: int) -> bool:
    """Whether an expression hangs on a verb of the past above what is planned."""
    word = head_word(parse, found)
    verb = parse.heads[word] if word is not None else -1
    return verb >= 0 and verb != trigger and is_past(parse, verb)


def _in_caption(article: Article, offset: int) -> bool:
    return any(
        p.kind == "caption" and p.at is not None and p.at <= offset < p.at + len(p.text)
        for p in article.parts
    )
