"""A small language for stores: articles made of sentences, each with the event it tells."""

from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.ids import with_ids
from lagebild.records import (
    Actor,
    Analysis,
    Argument,
    Article,
    ChainLink,
    Event,
    EventDate,
    Mention,
    Part,
    Place,
    Published,
    Quote,
    Span,
)

PERSONS = {
    "Alijew": ("per:ilham-aliev", "AZE"),
    "Paschinjan": ("per:nikol-pasinian", "ARM"),
    "Putin": ("per:vladimir-putin", "RUS"),
    "Lawrow": ("per:sergei-lavrov", "RUS"),
    "Mirsojan": ("per:ararat-mirsoian", "ARM"),
}
STATES = {"Armenien": "ARM", "Aserbaidschan": "AZE", "Russland": "RUS", "Moskau": "RUS"}
ORGANISATIONS = {"OVKS": "org:ovks"}
SCORES = {"CONSULT": 1.0, "ASSAULT": -10.0, "AGREE": 4.0, "ACCUSE": -2.0, "REJECT": -4.0}


@dataclass(frozen=True)
class Told:
    """A sentence and what it tells: `by` and `to` are words of the sentence."""

    sentence: str
    type: str | None = None
    trigger: str = ""
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    date: str | None = None
    status: str = "actual"
    place: str | None = None
    speaker: str | None = None
    quote: str | None = None
    kind: str = "direct"


def make_analysis(
    id: str,
    told: Sequence[Told],
    published: str | None = "2024-05-10",
    title: str | None = None,
    outlet: str | None = None,
    agency: str | None = None,
    items: Sequence[str] = (),
) -> Analysis:
    """An article with its records; `items` are a list at its end, under the last sentence."""
    lines = [*([title] if title else []), *(t.sentence for t in told), *(f"• {i}" for i in items)]
    text = "\n".join(lines)
    parts, at = [], 0
    for number, line in enumerate(lines):
        kind = "list" if line.startswith("• ") else "title" if title and not number else "body"
        parts.append(
            Part(kind=kind, text=line, line=number + 1, start=at, end=at + len(line), rule="x",
                 kept=True, at=at)
        )  # fmt: skip
        at += len(line) + 1
    article = Article(
        id=id, title=title, outlet=outlet, authors=(), language="de", url=None, text=text,
        published=Published(value=published, basis="metadata") if published else None,
        parts=tuple(parts), origin=f"{id}.txt",
        chain=(ChainLink(name=agency, kind="agency", text=agency),) if agency else (),
    )  # fmt: skip
    return with_ids(_records(article, told))


def _records(article: Article, told: Sequence[Told]) -> Analysis:
    events, quotes, mentions, cast = [], [], [], {}
    for one in told:
        sentence = _span(article.text, one.sentence, 0)
        for word in (*PERSONS, *STATES, *ORGANISATIONS):
            if word in one.sentence:
                found = _argument(article.text, word, sentence.start)
                cast[found.actor] = found
                mentions.append(
                    Mention(article=article.id, text=word, start=found.start, end=found.end,
                            label="PER" if word in PERSONS else "GPE", actor=found.actor)
                )  # fmt: skip
        if one.type:
            events.append(_event(article, one, sentence))
        if one.quote:
            words = _span(article.text, one.quote, sentence.start)
            speaker = _argument(article.text, one.speaker, 0) if one.speaker else None
            quotes.append(
                Quote(article=article.id, kind=one.kind, text=words.text, start=words.start,
                      end=words.end, sentence=sentence, speaker=speaker)
            )  # fmt: skip
    actors = tuple(
        Actor(id=str(i), name=a.text, kind=_kind(str(i)), country=a.country, mentions=1)
        for i, a in cast.items()
    )
    return Analysis(
        article=article, sentences=(), tokens=(), mentions=tuple(mentions), dates=(),
        quotes=tuple(quotes), events=tuple(events), actors=actors,
    )  # fmt: skip


def _event(article: Article, one: Told, sentence: Span) -> Event:
    start = sentence.start
    place = _span(article.text, one.place, start) if one.place else None
    return Event(
        article=article.id, type=str(one.type), status=one.status, sentence=sentence,
        trigger=_span(article.text, one.trigger, start),
        actors=tuple(_argument(article.text, word, start) for word in one.by),
        recipients=tuple(_argument(article.text, word, start) for word in one.to),
        date=EventDate(value=one.date, basis="stated") if one.date else None,
        place=Place(text=place.text, start=place.start, end=place.end) if place else None,
        score=SCORES.get(str(one.type)), quad=1,
    )  # fmt: skip


def _kind(actor: str) -> str:
    return "person" if actor.startswith("per:") else "state" if len(actor) == 3 else "organisation"


def _argument(text: str, word: str, after: int) -> Argument:
    span = _span(text, word, after)
    actor, country = PERSONS.get(word, (STATES.get(word), STATES.get(word)))
    actor = actor or ORGANISATIONS.get(word)
    return Argument(
        text=word, start=span.start, end=span.end, actor=actor, name=word, country=country
    )


def _span(text: str, words: str, after: int) -> Span:
    start = text.index(words, after)
    return Span(text=words, start=start, end=start + len(words))
