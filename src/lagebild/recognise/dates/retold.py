"""Events without a day of their own that another sentence of the article dates."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import msgspec

from lagebild.parse.record import Parse
from lagebild.recognise.dates.clause import clause_of, is_iterated, is_present, looks_back
from lagebild.recognise.dates.dated import dated_in, path_up, root_of
from lagebild.recognise.dates.hang import attached
from lagebild.recognise.dates.lexicon import lexicon
from lagebild.recognise.dates.naming import is_definite, is_generic, is_indefinite, name_of
from lagebild.recognise.dates.taken import known_actors
from lagebild.recognise.dates.then import says_then
from lagebild.recognise.dates.thread import is_fresh, vague_in
from lagebild.records import Argument, Article, Date, Event, EventDate

_ROUNDS = 3
_NEAR = 50
_HEADLINE_DAYS = 7
_YEAR = 4
_SPEECH = ("ACCUSE", "REJECT", "REQUEST", "THREATEN")
_UPON = {"auf", "upon", "at"}
_DEEDS = ("ASSAULT",)
_ASIDE = ("acl", "acl:relcl", "amod")
_THINGS = ("obj", "nmod", "nsubj:pass")
_OF_SPEECH = ("obj", "obl", "obl:arg", "nmod", "nsubj:pass", "iobj", "conj", "appos")


@dataclass(frozen=True)
class Telling:
    """An event and the word that names it.

    `fixed`: its own clause says when, though not on which day of the past. `open`: nothing in the
    sentence speaks of another time. `about`: the things that hang on the word.
    """

    event: Event
    word: int
    name: str
    noun: bool
    definite: bool
    fixed: bool
    open: bool
    title: bool
    about: frozenset[str]


def date_retold(
    article: Article, parse: Parse, dates: Sequence[Date], events: Sequence[Event]
) -> tuple[Event, ...]:
    """The events of an article, those that are told again with the day of the other telling.

    A happening is the same where type and mode (or the word itself) agree and the participants
    known on both sides do not differ. What is only spoken of ("dementierte die Festnahme") and
    dated nowhere loses the day of the speech. A headline has the day of the report below it, and
    the pluperfect goes on with that of the sentence before. The actors must be resolved.
    """
    if not parse.tagged:
        return tuple(events)
    tellings = [_telling(article, parse, dates, e) for e in events]
    tellings = [_without_day_of_trial(parse, t, tellings) for t in tellings]
    tellings = [_without_day_of_answer(parse, t, tellings) for t in tellings]
    speech = {t.word: t.event for t in tellings if t.event.type in _SPEECH}
    tellings = [_without_day_of_speech(parse, t, speech) for t in tellings]
    for _ in range(_ROUNDS):
        like = defaultdict(list)
        for telling in tellings:
            like[telling.event.type].append(telling)
        dated = [_dated_again(article, parse, t, like[t.event.type]) for t in tellings]
        for number, telling in enumerate(dated):
            before = itertools.takewhile(
                partial(_is_near, parse, telling), reversed(dated[max(0, number - _NEAR) : number])
            )
            dated[number] = _going_on(parse, telling, before)
        if dated == tellings:
            break
        tellings = dated
    return tuple(t.event for t in tellings)


def _telling(article: Article, parse: Parse, dates: Sequence[Date], event: Event) -> Telling:
    words = parse.words_in(event.trigger.start, event.trigger.end)
    word = next((w for w in words if parse.heads[w] not in words), words[0])
    noun = parse.upos[word] in ("NOUN", "PROPN")
    clause = clause_of(parse, word)
    pairs = dated_in(parse, dates, article, parse.sentence_of[word])
    fixed = (
        bool(vague_in(parse, dates, clause) - {"PRESENT_REF"})
        or is_iterated(parse, clause)
        or says_then(parse, clause)
        or (not _own(event) and attached(parse, pairs, word, None) is not None)
    )
    about = {
        parse.lemma[c]
        for c in parse.children[word]
        if parse.upos[c] == "NOUN" and parse.deprel[c] in _THINGS
    }
    title = any(
        p.kind == "title" and p.at is not None and p.at <= event.trigger.start < p.at + len(p.text)
        for p in article.parts
    )
    return Telling(
        event=event, word=word, name=name_of(parse, word), noun=noun,
        # headlines leave articles out
        definite=noun and (title or is_definite(parse, word)),
        fixed=fixed, open=not pairs and not looks_back(parse, clause),
        title=title, about=frozenset(about),
    )  # fmt: skip


def _own(event: Event) -> bool:
    """Whether the sentence itself tells the day."""
    date = event.date
    return date is not None and date.basis != "context" and date.text is not None


def _dated_again(
    article: Article, parse: Parse, telling: Telling, tellings: Sequence[Telling]
) -> Telling:
    event = telling.event
    if _own(event) or event.status == "hypothetical" or telling.fixed:
        return telling
    below = _report_below(telling, tellings) if telling.title else None
    if below is not None and is_fresh(below, article, _HEADLINE_DAYS):
        return _with_date(telling, below)
    if not telling.noun and is_present(parse, clause_of(parse, telling.word)):
        return telling
    others = [t for t in _dated_elsewhere(parse, telling, tellings) if _is_same(telling, t)]
    if telling.noun and is_generic(parse, telling.word) and not telling.title:
        return telling
    if telling.noun and is_indefinite(parse, telling.word):
        others = [t for t in others if t.word > telling.word and t.definite]
    if telling.title:
        others = [t for t in others if t.name == telling.name or _is_news(t, article)]
    chosen = _nearest(telling, others)
    if chosen is None or not _may_take(telling, others):
        return telling
    return _with_date(telling, chosen.event.date)


def _is_news(telling: Telling, article: Article) -> bool:
    day = telling.event.date
    return day is not None and is_fresh(day, article, _HEADLINE_DAYS)


def _report_below(telling: Telling, tellings: Sequence[Telling]) -> EventDate | None:
    """The day that the text below a headline gives for what it tells."""
    event = telling.event
    if event.status != "actual" or (event.date is not None and event.date.text is not None):
        return None
    for other in tellings:
        found = other.event
        same = found.type == event.type and found.status == "actual"
        modes = {event.mode, found.mode} - {None}
        if other.title or not same or not _own(found) or len(modes) > 1:
            continue
        if not _differ(event.actors, found.actors) and not _differ(
            event.recipients, found.recipients
        ):
            return found.date
    return None


def _is_near(parse: Parse, telling: Telling, other: Telling) -> bool:
    """Whether the other telling stands in the same sentence or the one before."""
    return parse.sentence_of[telling.word] - parse.sentence_of[other.word] <= 1


def _going_on(parse: Parse, telling: Telling, before: Iterable[Telling]) -> Telling:
    """A pluperfect without a day goes on with the pluperfect right before it."""
    event = telling.event
    if event.date is not None or event.status != "actual" or telling.fixed:
        return telling
    clause = clause_of(parse, telling.word)
    if not looks_back(parse, clause):
        return telling
    for other in before:
        if other.word >= telling.word or other.event.date is None:
            continue
        above = clause_of(parse, other.word)
        if parse.deprel[above] in _ASIDE:
            continue
        if len(other.event.date.value) > _YEAR and _is_under(parse, clause, above):
            continue
        if looks_back(parse, above) and (telling.noun or above != clause):
            return _with_date(telling, other.event.date)
    return telling


def _is_under(parse: Parse, clause: int, above: int) -> bool:
    """Whether a clause only adds to what the other tells ("weil er damals protestiert hatte")."""
    return clause != above and above in path_up(parse, clause)


def _dated_elsewhere(
    parse: Parse, telling: Telling, tellings: Sequence[Telling]
) -> Iterator[Telling]:
    """The dated events that can be told again: one told as a new act is not one told aside."""
    for other in tellings:
        if other is telling or other.event.date is None or _is_mere_news(other):
            continue
        aside = parse.deprel[clause_of(parse, other.word)] in _ASIDE
        if aside and not telling.noun:
            continue
        planned = telling.event.status == "planned"
        if planned == (other.event.status == "planned") and other.event.status != "hypothetical":
            yield other


def _is_mere_news(telling: Telling) -> bool:
    """Whether only its place in the text dates what a noun names."""
    return telling.noun and telling.event.date is not None and not _own(telling.event)


def _may_take(telling: Telling, others: Sequence[Telling]) -> bool:
    """Whether a day told elsewhere replaces what the sentence got from the thread of the text.

    A noun without a day takes any, a verb the only one there is; the thread gives way to a
    happening named as known, if the text knows only one day for it.
    """
    if telling.event.date is None:
        return telling.noun or len({t.event.date.value for t in others if t.event.date}) == 1
    if not telling.definite:
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
    named = telling.name == other.name
    unlike = one.mode != two.mode and not (named and None in (one.mode, two.mode))
    if one.type != two.type or unlike:
        return False
    if not named and not _may_rename(telling, other):
        return False
    roles = ((one.actors, two.actors), (one.recipients, two.recipients))
    if any(_differ(mine, theirs) for mine, theirs in roles):
        return False
    shared = any(_share(mine, theirs) for mine, theirs in roles)
    return shared or (one.type not in _SPEECH and (telling.noun or telling.open))


def _may_rename(telling: Telling, other: Telling) -> bool:
    """Whether another word can be meant to tell the same.

    A noun that names a known happening of a narrow kind, or the same thing done to the same.
    """
    if telling.event.sentence == other.event.sentence:
        return False
    alike = telling.event.mode is not None or bool(telling.about & other.about)
    return alike and telling.noun and telling.definite


def _differ(mine: Sequence[Argument], theirs: Sequence[Argument]) -> bool:
    one, two = known_actors(mine), known_actors(theirs)
    return bool(one and two and not one & two)


def _share(mine: Sequence[Argument], theirs: Sequence[Argument]) -> bool:
    return bool(known_actors(mine) & known_actors(theirs))


def _without_day_of_speech(parse: Parse, telling: Telling, speech: Mapping[int, Event]) -> Telling:
    """What somebody demands, denies or condemns need not be of the day on which he does so."""
    day = telling.event.date
    if day is None or not telling.noun or telling.event.type in _SPEECH:
        return telling
    if _own(telling.event) and any(
        telling.word in path_up(parse, w) for w in parse.words_in(day.start or 0, day.end or 0)
    ):
        return telling
    for node in path_up(parse, telling.word):
        said = speech[node].date if node in speech else None
        if said and (said.value, said.start) == (day.value, day.start):
            return _with_date(telling, None)
        if parse.deprel[node] not in _OF_SPEECH:
            break
    return telling


def _without_day_of_answer(parse: Parse, telling: Telling, told: Sequence[Telling]) -> Telling:
    """What was demanded before is not of the day on which somebody answers to it ("kam Forderungen
    nach", "der Antrag wurde abgelehnt"), unless the text tells that day."""
    event = telling.event
    if event.type not in _ANSWERED or not telling.noun or event.date is None:
        return telling
    own = _own(event)
    if (event.type != "REQUEST" and not own) or (own and _hangs_on(parse, event.date, telling)):
        return telling
    clause = clause_of(parse, telling.word)
    verbs = lexicon(parse.language).guards.get("answer", frozenset())
    cases = {parse.form[c].lower() for c in parse.children[telling.word]}
    answered = (parse.lemma[clause] or parse.form[clause]).lower() in verbs
    if own and not parse.deprel[telling.word].startswith(_OBJECTS):
        return telling
    if not answered and not (parse.deprel[telling.word].startswith("obl") and cases & _UPON):
        return telling
    same = any(
        t.name == telling.name and _own(t.event) and t.event.date.value == event.date.value
        for t in told
        if t.event.date and t.word != telling.word
    )
    return telling if same or telling.title else _with_date(telling, None)


_ANSWERED = ("REQUEST", "ACCUSE")
_OBJECTS = ("obj", "obl", "nsubj:pass")


def _hangs_on(parse: Parse, day: EventDate, telling: Telling) -> bool:
    """Whether an expression hangs on the word of a telling, or closes its phrase."""
    words = parse.words_in(day.start or 0, day.end or 0)
    if any(telling.word in path_up(parse, w) for w in words):
        return True
    between = parse.text[parse.ends[telling.word] : day.start or 0].split()
    return 0 < len(between) <= 1 and between[0] == "vom"


def _without_day_of_trial(parse: Parse, telling: Telling, told: Sequence[Telling]) -> Telling:
    """A deed told in the report of a trial or an arrest was before the day of which that tells."""
    event = telling.event
    day = event.date
    if event.type not in _DEEDS or day is None or day.basis != "context" or day.start is None:
        return telling
    on_day = [t for t in told if _own(t.event) and t.event.date and t.event.date.start == day.start]
    if any(t.event.type in _DEEDS for t in on_day):
        return telling
    sentence = parse.sentence_at(day.start)
    if sentence == parse.sentence_of[telling.word]:
        return telling
    words = lexicon(parse.language).guards.get("trial", frozenset())
    root = root_of(parse, sentence)
    around = (root, *parse.children[root]) if root is not None else ()
    if any(parse.form[w].lower().endswith(tuple(words)) for w in around):
        return _with_date(telling, None)
    return telling


def _with_date(telling: Telling, date: EventDate | None) -> Telling:
    if date is not None:
        date = msgspec.structs.replace(date, basis="context")
    event = msgspec.structs.replace(telling.event, date=date)
    return replace(telling, event=event)
