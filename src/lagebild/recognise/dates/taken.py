"""Days that an event has taken over from elsewhere in the text: kept where they are sure.

A report goes on from the day it has told, but not for long: another time may be told in between,
somebody new may answer to what happened, a noun may name an older act. There the month stays if
the day and the report lie in the same one, since what a report adds to an act lies between the
two; else nothing stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from lagebild.parse.record import Parse
from lagebild.recognise.dates.attach import HOURS, is_remembered
from lagebild.recognise.dates.clause import (
    clause_of,
    in_main_clause,
    is_of_document,
    is_present,
    looks_back,
)
from lagebild.recognise.dates.dated import dated, fits
from lagebild.recognise.dates.iso import bounds
from lagebild.recognise.dates.naming import name_of
from lagebild.recognise.dates.then import says_then
from lagebild.recognise.dates.thread import carries, is_there
from lagebild.records import Argument, Article, Date, Event, EventDate, Mention

_WORDS = ("ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN")
"""Types that are done by saying so; everybody may say so on a day of his own."""
_LEAD = 3
"""Sentences, headline included, whose day is that of the news."""
_HEADLINE_DAYS = 7
_NEWS_DAYS = 1
"""So near the report a day is that of the whole scene, though no act beside it is told."""
_LONG_AGO = 30
_NEAR = 2
"""So many sentences go on with a day before the report's, though they tell another kind of act."""
_NOUN_DAYS = 7
"""So near the report must a day of the lead be that a noun takes over for that alone."""
_DAY, _MONTH = 10, 7


@dataclass(frozen=True)
class Taken:
    """An event with a day that stands elsewhere, and what decides whether it is its own.

    `told` are the acts of the day's own sentence that it dates, `like` those of them of the act's
    type, `others` whether another time is told between the day and the act, `scene` whether the act
    goes on with the lead, `gap` the days up to the report, `away` the sentences behind the day,
    `month` whether day and report lie in the same month and so does every time in between.
    """

    event: Event
    day: EventDate
    word: int
    clause: int
    noun: bool
    headline: bool
    scene: bool
    told: tuple[Event, ...]
    like: tuple[Event, ...]
    others: bool
    guess: bool
    gap: int
    away: int
    month: bool


def without_unsure_days(
    article: Article,
    parse: Parse,
    dates: Sequence[Date],
    events: Sequence[Event],
    mentions: Sequence[Mention],
) -> tuple[Event, ...]:
    """The events, those with a day taken over that is not surely theirs with its month or none.

    The actors must be resolved.
    """
    if not parse.tagged:
        return tuple(events)
    found = []
    for event in events:
        taken = _taken(article, parse, dates, events, event)
        if taken is not None and not _is_sure(parse, taken, events, mentions):
            month = _month_of(parse, taken)
            event = msgspec.structs.replace(event, date=month)
        found.append(event)
    return tuple(found)


def _taken(
    article: Article, parse: Parse, dates: Sequence[Date], events: Sequence[Event], event: Event
) -> Taken | None:
    """What is known of a day told elsewhere, None where the event has no such day."""
    day, published = event.date, article.published.value[:_DAY] if article.published else ""
    if day is None or day.basis != "context" or day.start is None or len(published) < _DAY:
        return None
    if day.value == published[:_MONTH]:
        return None
    word = _head(parse, event)
    sentence, told = parse.sentence_of[word], parse.sentence_at(day.start)
    clause, guess = clause_of(parse, word), _is_guess(dates, day)
    own = _is_reckoned(dates, day) or is_of_document(parse, clause)
    if sentence == told and own and not guess:
        return None
    others = _others_between(article, parse, dates, event, day)
    on_day = [e for e in events if e is not event and _is_told(parse, e, day, told)]
    return Taken(
        event=event, day=day, word=word, clause=clause,
        noun=parse.upos[word] in ("NOUN", "PROPN") and not carries(parse, clause, word),
        headline=sentence == 0 or _in_title(article, event),
        scene=told < min(_LEAD, sentence) and in_main_clause(parse, clause),
        told=tuple(on_day), like=tuple(e for e in on_day if e.type == event.type),
        others=bool(others), guess=guess, gap=_gap(day.value, published),
        away=sentence - told,
        month=all(value.startswith(published[:_MONTH]) for value in (day.value, *others)),
    )  # fmt: skip


def _head(parse: Parse, event: Event) -> int:
    words = parse.words_in(event.trigger.start, event.trigger.end)
    return next((w for w in words if parse.heads[w] not in words), words[0])


def _in_title(article: Article, event: Event) -> bool:
    return any(
        p.kind == "title" and p.at is not None and p.at <= event.trigger.start < p.at + len(p.text)
        for p in article.parts
    )


def _is_told(parse: Parse, event: Event, day: EventDate, sentence: int) -> bool:
    """Whether an event is one that the sentence of a day itself dates by it, or one of the day
    right before, which an hour goes on with ("Sie kamen in der Nacht")."""
    if event.date is None:
        return False
    at = parse.sentence_at(event.trigger.start)
    if event.date.start == day.start:
        return at == sentence
    return 0 < sentence - at <= _NEAR and event.date.value == day.value


def _others_between(
    article: Article, parse: Parse, dates: Sequence[Date], event: Event, day: EventDate
) -> list[str]:
    """The other times that the sentences from a day on tell up to the act."""
    first = parse.sentence_ends[parse.sentence_at(day.start or 0)]
    here = parse.sentence_starts[parse.sentence_at(event.trigger.start)]
    pairs = (
        dated(found, dates, article)
        for found in dates
        if first <= found.start < event.trigger.start
        and not (found.start >= here and found.rule in HOURS)
    )
    values = [pair[1].value for pair in pairs if pair]
    past = [value for value in values if fits(value, article, "past")]  # no time limits to come
    return [value for value in past if not _agree(value, day.value)]


def _is_guess(dates: Sequence[Date], day: EventDate) -> bool:
    """Whether only an hour is told, and another day before it, which it may be of."""
    if not any(d.start == day.start and d.rule in HOURS for d in dates):
        return False
    before = {d.value[:_DAY] for d in dates if d.start < (day.start or 0) and d.rule not in HOURS}
    days = {value for value in before if len(value) == _DAY and value[:1].isdigit()}
    return bool(days) and day.value not in days


def _is_reckoned(dates: Sequence[Date], day: EventDate) -> bool:
    """Whether an expression itself is reckoned from what was told before ("am selben Tag")."""
    return any(d.start == day.start and d.basis == "context" for d in dates)


def _gap(value: str, published: str) -> int:
    try:
        last = date.fromisoformat(bounds(value)[1][:_DAY])
        return (date.fromisoformat(published) - last).days
    except ValueError:  # the end of a month or year that is no day
        return _LONG_AGO + 1


def _is_sure(
    parse: Parse, taken: Taken, events: Sequence[Event], mentions: Sequence[Mention]
) -> bool:
    """Whether the day told elsewhere is that of the act."""
    if says_then(parse, taken.clause) or _goes_on_looking_back(parse, taken):
        return True
    if taken.guess:
        return False
    if taken.event.status in ("negated", "hypothetical") or is_remembered(parse, taken.word):
        return False
    words = taken.event.type in _WORDS
    if taken.away == 0:
        return False
    if taken.headline:
        return taken.gap <= _HEADLINE_DAYS and _is_of_headline(parse, taken)
    if (words or taken.noun) and _has_other_day(parse, taken, events):
        return False
    if words:
        return not taken.noun and _is_said_then(parse, taken, events, mentions)
    if taken.noun:
        return _is_named_again(parse, taken, events)
    return not taken.others and _goes_on(parse, taken, events)


def _goes_on(parse: Parse, taken: Taken, events: Sequence[Event]) -> bool:
    """Whether a deed goes on with the day: it is of the same kind, right behind, or the text knows
    no other day."""
    if taken.like:
        return True
    near = taken.away <= _NEAR or taken.gap < _NEWS_DAYS or _is_only_day(taken, events)
    told = bool(taken.told) or taken.gap <= _NEWS_DAYS
    return near and told and not _is_of_words(parse, taken.day)


def _is_of_words(parse: Parse, day: EventDate) -> bool:
    """Whether a day is that on which something was said ("Heute wurde bekannt, dass ...")."""
    clause = clause_of(parse, parse.words_in(day.start or 0, day.end or 0)[0])
    return any(parse.deprel[c] == "ccomp" for c in parse.children[clause])


def _goes_on_looking_back(parse: Parse, taken: Taken) -> bool:
    """Whether a pluperfect goes on with the one right before it, which tells the time."""
    at = taken.day.start or 0
    near = parse.sentence_of[taken.word] - parse.sentence_at(at) == 1
    back = near and not taken.others and looks_back(parse, taken.clause)
    return back and looks_back(parse, clause_of(parse, parse.words_in(at, taken.day.end or 0)[0]))


def _is_named_again(parse: Parse, taken: Taken, events: Sequence[Event]) -> bool:
    """Whether a noun names what was done on the day, or what else happened in the same scene.

    A plural may name more than was done on that day, unless it tells what came about right then.
    """
    called = _is_called_so(parse, taken)
    new = called or is_there(parse, taken.clause)
    if _is_plural(parse, taken) and not (new and taken.away <= _NEAR):
        return False
    if called:
        return True
    if taken.like and _is_only_day(taken, events, taken.event.type):
        return True
    if taken.others:
        return False
    scene = taken.scene and taken.gap <= _NOUN_DAYS
    return bool(taken.like) or scene or _is_only_day(taken, events)


def _is_plural(parse: Parse, taken: Taken) -> bool:
    """Whether a noun names more than one act, none of them of today, and no month is taken over."""
    plural = taken.noun and parse.feat(taken.word, "Number") == "Plur"
    return plural and taken.gap >= _NEWS_DAYS and len(taken.day.value.split("/")[0]) == _DAY


def _is_called_so(parse: Parse, taken: Taken) -> bool:
    """Whether an act of the same type bears the same name on the day."""
    name = name_of(parse, taken.word)
    return any(name_of(parse, _head(parse, e)) == name for e in taken.like)


def _is_of_headline(parse: Parse, taken: Taken) -> bool:
    """Whether the day is that of what its sentence tells as news, and of all that a plural of the
    headline names."""
    day, mode = taken.day, taken.event.mode
    first = parse.words_in(day.start or 0, day.end or 0)[0]
    if not in_main_clause(parse, clause_of(parse, first)):
        return False
    if not _is_plural(parse, taken) or _is_called_so(parse, taken):
        return True
    return mode is not None and any(e.mode == mode for e in taken.like)


def _has_other_day(parse: Parse, taken: Taken, events: Sequence[Event]) -> bool:
    """Whether the text tells another day for what is called the same."""
    name = name_of(parse, taken.word)
    return any(
        other.date is not None
        and not _agree(other.date.value, taken.day.value)
        and name_of(parse, _head(parse, other)) == name
        for other in events
        if other is not taken.event
    )


def _agree(one: str, two: str) -> bool:
    return one.startswith(two) or two.startswith(one)


def _is_only_day(taken: Taken, events: Sequence[Event], type_: str | None = None) -> bool:
    """Whether all acts that the text itself dates, or those of a type, are of the day."""
    return all(
        _agree(e.date.value, taken.day.value)
        for e in events
        if e.date is not None and e.date.basis != "context" and type_ in (None, e.type)
    )


def _is_said_then(
    parse: Parse, taken: Taken, events: Sequence[Event], mentions: Sequence[Mention]
) -> bool:
    """Whether words are of the day told: more of what was said or of who acted on it. Who says
    something in the present says so on any day; in a report of today somebody named for the first
    time may have said it before, in one of another day anybody may have said it since."""
    type_, mine, like = taken.event.type, known_actors(taken.event.actors), taken.like
    day = parse.sentence_at(taken.day.start or 0)
    there = _is_named(parse, mine, mentions, day, day + 1)
    today = taken.gap < _NEWS_DAYS
    if is_present(parse, taken.clause) and not (today or there or (like and not mine)):
        return False
    if like and (today or there or not all(_differ(mine, known_actors(e.actors)) for e in like)):
        return not taken.others or _is_only_day(taken, events, type_)
    if taken.others or like:
        return False
    if any(mine & known_actors(e.actors) for e in taken.told):
        return True
    if is_present(parse, taken.clause) or not today:
        return False
    known = _is_named(parse, mine, mentions, day, parse.sentence_of[taken.word])
    return known or not taken.event.actors or _is_only_day(taken, events)


def _is_named(
    parse: Parse, actors: set[str], mentions: Sequence[Mention], first: int, end: int
) -> bool:
    """Whether the sentences from the first up to the end name one of some actors."""
    start, stop = parse.sentence_starts[first], parse.sentence_starts[end]
    return any(m.actor in actors and start <= m.start < stop for m in mentions)


def _differ(mine: set[str], theirs: set[str]) -> bool:
    """Whether both are known and have nobody in common."""
    return bool(mine and theirs) and not mine & theirs


def known_actors(arguments: Sequence[Argument]) -> set[str]:
    """Who takes part, as far as it is known who is meant."""
    return {a.actor for a in arguments if a.actor}


def _month_of(parse: Parse, taken: Taken) -> EventDate | None:
    """The month of the day and of the report, if the act is told as one of the same news."""
    if not taken.month or len(taken.day.value) < _DAY or taken.event.status != "actual":
        return None
    if taken.event.type in _WORDS and (taken.noun or is_present(parse, taken.clause)):
        return None
    return msgspec.structs.replace(taken.day, value=taken.day.value[:_MONTH])
