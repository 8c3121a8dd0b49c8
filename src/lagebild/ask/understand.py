"""What a question asks, by the grammar of its words; nothing is guessed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from lagebild.ask.when import Period, period_of
from lagebild.ask.who import Named, named_in
from lagebild.ask.words import (
    PREFIXES,
    Meaning,
    Token,
    forms,
    language_of,
    meaning_of,
    table,
    tokens_of,
)
from lagebild.store import Store

# When several words ask for something, the first of these kinds decides.
ORDER = ("dispute", "relation", "tie", "office", "article", "say", "event", "happen", "new")
ANSWERS = {
    "wann": "when", "when": "when", "wo": "where", "where": "where", "wohin": "where",
    "wer": "who", "who": "who", "wen": "whom", "wem": "whom", "whom": "whom",
}  # fmt: skip
OPEN = {"was", "what", "welche", "welcher", "welches", "welchen", "which", "wie", "how", "worüber",
        "zeige", "zeig", "nenne", "liste", "show", "list", "gibt", "give", "tell"}  # fmt: skip
TO = {"gegen", "auf", "an", "gegenüber", "bei", "für", "against", "on", "to", "toward", "at", "for"}
BY = {"von", "vom", "durch", "by"}
IN = {"in", "im", "nach", "at"}
FROM = {"aus", "from"}
ABOUT = {"über", "zu", "zum", "zur", "about", "on", "regarding", "concerning"}
SKIPPED = {"der", "die", "das", "den", "dem", "des", "the", "einem", "einen", "a"}
PASSIVE = {"wurde", "wurden", "worden", "was", "were", "been"}
MOST_TOPICS = 2


@dataclass(frozen=True)
class Asked:
    """A question as understood.

    `kind`: event, say, tie, office, relation, dispute, article, happen or new; `answer`: what of
    the rows is wanted (rows, when, where, who, whom, yes, count). `actor` acts or speaks,
    `recipient` is acted on or spoken to, `among` take part on any side, `about` is spoken of.
    `topics`: words that the evidence must hold.
    """

    language: str
    kind: str
    answer: str
    types: tuple[str, ...] = ()
    stance: str | None = None
    status: tuple[str, ...] = ("actual",)
    actor: Named | None = None
    recipient: Named | None = None
    among: tuple[Named, ...] = ()
    place: Named | None = None
    about: tuple[Named, ...] = ()
    topics: tuple[str, ...] = ()
    period: Period | None = None


@dataclass(frozen=True)
class NotUnderstood:
    """Why a question has no answer here: the words without a meaning, or what is missing."""

    language: str
    words: tuple[str, ...] = ()
    missing: str = ""


@dataclass(frozen=True)
class _Read:
    """A question taken apart: words with their meanings, names, and what is left over."""

    tokens: list[Token]
    meanings: list[tuple[int, Meaning]]
    named: list[Named]
    unknown: list[Token]


def understand(store: Store, question: str, today: date) -> Asked | NotUnderstood:
    """What a question asks of a store, or why that is not clear."""
    period = period_of(question, today)
    whole = tokens_of(question)
    language = language_of(whole)
    tokens = [t for t in whole if not (period and period.start <= t.start < period.end)]
    read = _take_apart(store, tokens, language)
    main = _main(read, language)
    if main is None:
        missing = "" if read.unknown else "verb"
        return NotUnderstood(language, tuple(t.text for t in read.unknown), missing)
    asked = Asked(
        language, main.meaning, _answer(tokens, language), main.types, main.stance, period=period
    )
    asked = _with_status(asked, read)
    if asked.kind == "event" and asked.answer == "rows" and main.stance and _asks_what(tokens):
        asked = replace(asked, kind="say", types=())
    return _complete(asked, read, main)


def _take_apart(store: Store, tokens: list[Token], language: str) -> _Read:
    named = named_in(store, tokens, language)
    taken = {i for n in named for i in range(n.first, n.last + 1)}
    free = [i for i in range(len(tokens)) if i not in taken]
    meanings: list[tuple[int, Meaning]] = []
    unknown: list[Token] = []
    particle = _particle(tokens, free, language)
    skip = -1
    for i in free:
        if i <= skip or i == particle:
            continue
        pair = f"{tokens[i].lower} {tokens[i + 1].lower}" if i + 1 in free else ""
        if pair in table(language):
            meanings.append((i, table(language)[pair]))
            skip = i + 1
            continue
        meaning = _joined(tokens, i, particle, language) or meaning_of(tokens[i].text, language)
        if meaning is None:
            unknown.append(tokens[i])
        else:
            meanings.append((i, meaning))
    return _Read(tokens, meanings, named, unknown)


def _particle(tokens: list[Token], free: list[int], language: str) -> int | None:
    """The separated prefix of a German verb, the last word of the question."""
    last = len(tokens) - 1
    if language != "de" or last not in free or tokens[last].lower not in PREFIXES:
        return None
    found = [i for i in free if _joined(tokens, i, last, language)]
    return last if found else None


def _joined(tokens: list[Token], i: int, particle: int | None, language: str) -> Meaning | None:
    """The meaning of a verb with its separated prefix ("griff ... an": angreifen)."""
    if particle is None or (tokens[i].text[:1].isupper() and i > 0):
        return None
    prefix, known = tokens[particle].lower, table(language)
    written = f"{tokens[i].lower} {prefix}"
    if written in known:
        return known[written]
    return next(
        (known[prefix + f] for f in forms(tokens[i].text, language) if prefix + f in known), None
    )


def _main(read: _Read, language: str) -> Meaning | None:
    """The meaning that decides; of several for events the verb's, in German written small."""
    found = [(i, m) for i, m in read.meanings if m.meaning in ORDER]
    if not found:
        return None
    if any(m.meaning == "office" for _, m in found) and any(
        m.meaning in ("event", "say") for _, m in found
    ):
        return None  # an office that names somebody we could not find
    kind = min((ORDER.index(m.meaning) for _, m in found))
    same = [(i, m) for i, m in found if ORDER.index(m.meaning) == kind]
    verbs = [m for i, m in same if language == "de" and not read.tokens[i].text[:1].isupper()]
    return verbs[0] if verbs else same[0][1]


def _answer(tokens: Sequence[Token], language: str) -> str:
    words = [t.lower for t in tokens]
    if {"oft", "often", "viele", "many", "häufig"} & set(words[:3]):
        return "count"
    for place, word in enumerate(words[:3]):
        if word in ANSWERS:
            answer = ANSWERS[word]
            if word == "who" and words[place + 1 : place + 2] in (["did"], ["does"], ["do"]):
                return "whom"
            if word == "wem" and "von" in words[:place]:
                return "who"
            return answer
        if word in OPEN and not (language == "en" and word == "was"):
            return "rows"
    return "yes" if _starts_with_verb(tokens, language) else "rows"


def _starts_with_verb(tokens: Sequence[Token], language: str) -> bool:
    first = meaning_of(tokens[0].text, language) if tokens else None
    return first is not None and first.meaning in ("event", "say", "tie", "filler", "happen")


def _asks_what(tokens: Sequence[Token]) -> bool:
    return any(t.lower in ("was", "what") for t in tokens[:2])


def _with_status(asked: Asked, read: _Read) -> Asked:
    kinds = {m.meaning for _, m in read.meanings}
    words = {t.lower for t in read.tokens}
    if "not" in kinds:
        return replace(asked, status=("negated",))
    future = bool(words & {"wird", "werden", "will"}) and not words & {"worden"}
    return replace(asked, status=("planned",)) if "plan" in kinds or future else asked


def _complete(asked: Asked, read: _Read, main: Meaning) -> Asked | NotUnderstood:
    topics = (*(t.text for t in read.unknown), *_things(read, main))
    allowed = asked.kind in ("event", "say", "happen", "dispute", "article")
    short = [
        t.text for t in read.unknown if t is read.tokens[0]
    ]  # "warum": asked for, not spoken of
    short += [t for t in topics if len(t) < 4 or (asked.language == "de" and not t[:1].isupper())]
    if short or len(topics) > MOST_TOPICS or (topics and not allowed):
        return NotUnderstood(asked.language, topics)
    asked = replace(asked, topics=topics)
    fill = {"event": _event, "happen": _happen, "new": _happen, "say": _say, "tie": _tie}
    done = fill.get(asked.kind, _others)(asked, read, main)
    return done if isinstance(done, NotUnderstood) else _checked(done)


def _things(read: _Read, main: Meaning) -> list[str]:
    """Nouns that could ask for something themselves but are what is spoken of ("bat um Hilfe")."""
    return [
        read.tokens[i].text
        for i, m in read.meanings
        if m.meaning == "event" and main.meaning in ("event", "say") and m.types != main.types
    ]


def _checked(asked: Asked) -> Asked | NotUnderstood:
    """Asked, if it names enough: not everything that ever happened."""
    sides = (asked.actor, asked.recipient, asked.place, *asked.among, *asked.about)
    bounded = any(sides) or asked.topics or asked.period
    if asked.kind in ("event", "say", "happen", "article") and not bounded:
        return NotUnderstood(asked.language, missing="name")
    if asked.kind == "relation" and len(asked.among) != 2:
        return NotUnderstood(asked.language, missing="two")
    if asked.kind == "tie" and not (asked.actor or asked.recipient):
        return NotUnderstood(asked.language, missing="name")
    if asked.kind == "office" and not (asked.actor or asked.recipient):
        return NotUnderstood(asked.language, missing="name")
    return asked


def before(read: _Read, named: Named) -> str:
    """The preposition or other word in front of a name, articles passed over."""
    place = named.first - 1
    while place >= 0 and read.tokens[place].lower in SKIPPED:
        place -= 1
    return read.tokens[place].lower if place >= 0 else ""


def _is_place(read: _Read, named: Named, visit: bool) -> bool:
    word = before(read, named)
    if named.kind == "place":
        return True
    if named.kind not in ("capital", "state"):
        return False
    return word in IN or (
        visit and named.kind == "capital" and word not in ("mit", "with", "und", "and")
    )


def _event(asked: Asked, read: _Read, main: Meaning) -> Asked | NotUnderstood:
    left = [n for n in read.named if before(read, n) in FROM]
    asked = replace(asked, topics=(*asked.topics, *(n.shown for n in left)))
    places = [
        n
        for n in read.named
        if n not in left and _is_place(read, n, any(t.startswith("CONSULT") for t in asked.types))
    ]
    people = [n for n in read.named if n not in places and n not in left]
    if len(places) > 1:
        return NotUnderstood(asked.language, missing="place")
    asked = replace(asked, place=places[0] if places else None)
    if main.both:
        return replace(asked, among=tuple(people))
    to = [n for n in people if before(read, n) in TO]
    by = [n for n in people if before(read, n) in BY]
    rest = [n for n in people if n not in to and n not in by]
    words = {t.lower for t in read.tokens}
    passive = bool(words & PASSIVE) and (asked.language == "de" or not words & {"did"})
    if passive or asked.answer == "who":
        to += rest
    elif asked.answer == "whom" or not by:
        by += rest[:1]
        to += rest[1:]
    else:
        to += rest
    if len(to) > 1 or len(by) > 1:
        return NotUnderstood(asked.language, missing="sides")
    return replace(asked, actor=by[0] if by else None, recipient=to[0] if to else None)


def _happen(asked: Asked, read: _Read, main: Meaning) -> Asked:
    places = [n for n in read.named if _is_place(read, n, visit=False)]
    people = tuple(n for n in read.named if n not in places)
    return replace(asked, among=people, place=places[0] if places else None, types=())


def _say(asked: Asked, read: _Read, main: Meaning) -> Asked | NotUnderstood:
    media = [n for n in read.named if n.kind == "medium"]
    people = [n for n in read.named if n.kind != "medium"]
    about = [n for n in people if before(read, n) in ABOUT and before(read, n) != "to"]
    to = [n for n in people if before(read, n) in ("gegenüber", "to") and n not in about]
    rest = [n for n in people if n not in about and n not in to]
    if asked.answer == "who":
        about, rest = [*about, *rest], []
    speaker = rest[:1] or media[:1]
    to += rest[1:]
    if len(to) > 1 or len(media) > 1 or (rest and media):
        return NotUnderstood(asked.language, missing="sides")
    stance = None if asked.stance == "-" else asked.stance
    return replace(
        asked,
        stance=stance,
        actor=speaker[0] if speaker else None,
        recipient=to[0] if to else None,
        about=tuple(about),
    )


def _tie(asked: Asked, read: _Read, main: Meaning) -> Asked | NotUnderstood:
    bodies = [n for n in read.named if n.kind == "organisation" or n.wanted.startswith("org:")]
    members = [n for n in read.named if n not in bodies]
    if len(bodies) > 1 or len(members) > 1:
        return NotUnderstood(asked.language, missing="sides")
    answer = asked.answer if bodies and members else ("who" if bodies else "whom")
    return replace(
        asked,
        answer=answer,
        actor=members[0] if members else None,
        recipient=bodies[0] if bodies else None,
    )


def _others(asked: Asked, read: _Read, main: Meaning) -> Asked | NotUnderstood:
    named = read.named
    if asked.kind == "relation":
        return replace(asked, among=tuple(named), answer="rows")
    if asked.kind == "office":
        asked = replace(asked, answer="who")
        people = [n for n in named if n.kind == "person"]
        lands = [n for n in named if n.country and n not in people]
        if len(lands) > 1 or len(people) > 1:
            return NotUnderstood(asked.language, missing="sides")
        found = replace(asked, actor=people[0] if people else None)
        return replace(found, recipient=lands[0] if lands else None)
    if asked.kind == "article":
        media = [n for n in named if n.kind == "medium"]
        rest = tuple(n for n in named if n not in media)
        return replace(asked, actor=media[0] if media else None, about=rest, answer="rows")
    return replace(asked, about=tuple(named), answer="rows")
