"""Events without a day of their own that another sentence of the article dates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec

from lagebild.parse.record import Parse
from lagebild.recognise.dates.clause import clause_of, is_present
from lagebild.recognise.dates.dated import path_up
from lagebild.recognise.dates.inherit import vague_in
from lagebild.recognise.dates.naming import is_definite, is_indefinite, name_of
from lagebild.records import Argument, Date, Event, EventDate

_ROUNDS = 3
_SPEECH = ("ACCUSE", "REJECT", "REQUEST", "THREATEN")
_THINGS = ("obj", "nmod", "nsubj:pass")
_OF_SPEECH = ("obj", "obl", "obl:arg", "nmod", "nsubj:pass", "iobj", "conj", "appos")


@dataclass(frozen=True)
class Telling:
    """An event and the word that names it."""

    event: Event
    word: int
    name: str
    noun: bool
    vague: bool
    about: frozenset[str]


def date_retold(parse: Parse, dates: Sequence[Date], events: Sequence[Event]) -> tuple[Event, ...]:
    """The events of an article, those that are told again with the day of the other telling.

    A happening is the same where type and mode (or the word itself) agree and the participants
    known on both sides do not differ. What is only spoken of ("dementierte die Festnahme") and
    dated nowhere loses the day of the speech. `events` must have their actors resolved.
    """
    if not parse.tagged:
        return tuple(events)
    tellings = [_telling(parse, dates, e) for e in events]
    tellings = [_without_day_of_speech(parse, t, tellings) for t in tellings]
    for _ in range(_ROUNDS):
        dated = [_dated_again(parse, t, tellings) for t in tellings]
        if dated == tellings:
            break
        tellings = dated
    return tuple(t.event for t in tellings)


def _telling(parse: Parse, dates: Sequence[Date], event: Event) -> Telling:
    words = parse.words_in(event.trigger.start, event.trigger.end)
    word = next((w for w in words if int(parse.head[w]) not in words), words[0])
    noun = parse.upos[word] in ("NOUN", "PROPN")
    vague = bool(vague_in(parse, dates, clause_of(parse, word)) - {"PRESENT_REF"})
    about = {
        parse.lemma[c]
        for c in parse.children[word]
        if parse.upos[c] == "NOUN" and parse.deprel[c] in _THINGS
    }
    return Telling(event, word, name_of(parse, word), noun, vague, frozenset(about))


def _own(event: Event) -> bool:
    """Whether the sentence itself tells the day."""
    date = event.date
    return date is not None and date.basis != "context" and date.text is not None


def _dated_again(parse: Parse, telling: Telling, tellings: Sequence[Telling]) -> Telling:
    event = telling.event
    if _own(event) or event.status == "hypothetical" or telling.vague:
        return telling
    if not telling.noun and is_present(parse, clause_of(parse, telling.word)):
        return telling
    others = [t for t in _dated_elsewhere(telling, tellings) if _is_same(telling, t)]
    if telling.noun and is_indefinite(parse, telling.word):
        others = [t for t in others if t.word > telling.word and is_definite(parse, t.word)]
    chosen = _nearest(telling, others)
    if chosen is None or not _may_take(parse, telling, others):
        return telling
    return _with_date(telling, chosen.event.date)


def _dated_elsewhere(telling: Telling, tellings: Sequence[Telling]) -> Iterator[Telling]:
    for other in tellings:
        if other is telling or other.event.date is None or _is_mere_news(other):
            continue
        planned = telling.event.status == "planned"
        if planned == (other.event.status == "planned") and other.event.status != "hypothetical":
            yield other


def _is_mere_news(telling: Telling) -> bool:
    """Whether only its place in today's report dates what a noun names."""
    date = telling.event.date
    return telling.noun and date is not None and date.text is None


def _may_take(parse: Parse, telling: Telling, others: Sequence[Telling]) -> bool:
    """Whether a day told elsewhere replaces what the sentence got from the thread of the text.

    An event without a day takes any; the thread gives way to a happening named as known, if the
    text knows only one day for it.
    """
    if telling.event.date is None:
        return True
    if not telling.noun or not is_definite(parse, telling.word):
        return False
    days = {t.event.date.value for t in others if _own(t.event) and t.event.date}
    return len(days) == 1 and not telling.event.date.value.startswith(days.pop())


def _nearest(telling: Telling, others: Sequence[Telling]) -> Telling | None:
    """The telling to take the day from: one that tells it itself, at best the last one before."""

    def rank(other: Telling) -> tuple[bool, bool, int]:
        return not _own(other.event), other.word > telling.word, abs(other.word - telling.word)

    return min(others, key=rank, default=None)


def _is_same(telling: Telling, other: Telling) -> bool:
    """Whether two events of an article are one happening told twice."""
    one, two = telling.event, other.event
    if one.type != two.type or one.mode != two.mode:
        return False
    named = telling.name == other.name
    if not named and one.mode is None and not telling.about & other.about:
        return False
    roles = ((one.actors, two.actors), (one.recipients, two.recipients))
    if any(_differ(mine, theirs) for mine, theirs in roles):
        return False
    if one.type in _SPEECH or not (telling.noun or named):
        return any(_share(mine, theirs) for mine, theirs in roles)
    return True


def _known(arguments: Sequence[Argument]) -> set[str]:
    return {a.actor for a in arguments if a.actor}


def _differ(mine: Sequence[Argument], theirs: Sequence[Argument]) -> bool:
    one, two = _known(mine), _known(theirs)
    return bool(one and two and not one & two)


def _share(mine: Sequence[Argument], theirs: Sequence[Argument]) -> bool:
    return bool(_known(mine) & _known(theirs))


def _without_day_of_speech(parse: Parse, telling: Telling, tellings: Sequence[Telling]) -> Telling:
    """What somebody demands, denies or condemns need not be of the day on which he does so."""
    day = telling.event.date
    if day is None or _own(telling.event) or not telling.noun or telling.event.type in _SPEECH:
        return telling
    speech = {
        t.word
        for t in tellings
        if t.event.type in _SPEECH
        and t is not telling
        and t.event.date
        and t.event.date.value == day.value
    }
    for node in path_up(parse, telling.word):
        if node in speech:
            return _with_date(telling, None)
        if parse.deprel[node] not in _OF_SPEECH:
            break
    return telling


def _with_date(telling: Telling, date: EventDate | None) -> Telling:
    if date is not None:
        date = msgspec.structs.replace(date, basis="context")
    event = msgspec.structs.replace(telling.event, date=date)
    return replace(telling, event=event)
