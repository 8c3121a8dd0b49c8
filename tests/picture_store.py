"""A small connected store for the tests of exports, dossiers and feeds; one with hostile text."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from connect_parts import Told, make_analysis

from lagebild.connect import connect_store
from lagebild.ids import digest
from lagebild.records import Actor, Analysis, Evidence, NameForm, Place, Role, Span, Tie
from lagebild.store import Store
from lagebild.store.writer import Batch, Given, write_batch

HOSTILE = (
    "=1+1</style></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&]]>\x1b[2J"
    "\u202e\x00\x0b\ufffe;\t\r\n| **x** [a](javascript:alert(1)) ```"
)


def store_of(path: Path, analyses: Sequence[Analysis]) -> Path:
    """A connected store of these analyses."""
    with Store(path, write=True) as store:
        found = [
            (Given("s", a.article.origin, digest(a.article.id, a.article.text)), a)
            for a in analyses
        ]
        write_batch(store, Batch(found=found), 1)
        connect_store(store)
    return path


def sample() -> list[Analysis]:
    """Talks, an attack that only one side claims, a plan, a denial, quotes, a tie, a role."""
    first = make_analysis(
        "a1",
        [
            Told("Putin traf Paschinjan am 8. Mai in Moskau.", "CONSULT", "traf", by=("Putin",),
                 to=("Paschinjan",), date="2024-05-08", place="Moskau"),
            Told("Armenien wird Russland im Juni besuchen.", "CONSULT", "besuchen",
                 by=("Armenien",), to=("Russland",), date="2024-06", status="planned"),
            Told("Paschinjan sagte: Wir bleiben nicht in der OVKS.", "REJECT", "bleiben",
                 by=("Paschinjan",), to=("OVKS",), date="2024-05-08", speaker="Paschinjan",
                 quote="Wir bleiben nicht in der OVKS"),
        ],
        published="2024-05-09", title="Treffen in Moskau", outlet="Blatt", agency="dpa",
    )  # fmt: skip
    second = make_analysis(
        "a2",
        [
            Told("Putin und Paschinjan trafen sich am 8. Mai.", "CONSULT", "trafen", by=("Putin",),
                 to=("Paschinjan",), date="2024-05-08"),
            Told("Aserbaidschan beschoss Armenien am 3. Mai.", "ASSAULT", "beschoss",
                 by=("Aserbaidschan",), to=("Armenien",), date="2024-05-03"),
            Told("Alijew droht niemandem.", "THREATEN", "droht", by=("Alijew",),
                 date="2024-05-03", status="negated"),
        ],
        published="2024-05-10", title="Zwei Gespräche", outlet="Anzeiger",
    )  # fmt: skip
    return [_enriched(first), _claimed(second)]


def _enriched(one: Analysis) -> Analysis:
    text = one.article.text
    start = text.index("Moskau")
    place = Place(text="Moskau", start=start, end=start + 6, name="Moskau", country="RUS",
                  lat=55.75, lon=37.61)  # fmt: skip
    events = (msgspec.structs.replace(one.events[0], place=place, confidence=0.9), *one.events[1:])
    evidence = (Evidence(article="a1", start=0, end=10, text=text[:10]),)
    tie = Tie(id="t1", relation="member_of", subject="ARM", object="org:ovks", since="1992",
              evidence=evidence)  # fmt: skip
    spans = (Span(text="Paschinjan", start=12, end=22),)
    actors = tuple(
        msgspec.structs.replace(
            a, names=(NameForm(text=a.name, language="de", count=2),), sector="GOV",
            roles=(Role(role="Premierminister", country="ARM", evidence=spans),)
            if a.id == "per:nikol-pasinian" else (),
        )
        for a in one.actors
    )  # fmt: skip
    article = msgspec.structs.replace(one.article, url="https://example.org/a?b=1&c=2")
    return msgspec.structs.replace(one, article=article, events=events, ties=(tie,), actors=actors)


def _claimed(two: Analysis) -> Analysis:
    events = tuple(
        msgspec.structs.replace(e, said_by="Mirsojan") if e.type == "ASSAULT" else e
        for e in two.events
    )
    return msgspec.structs.replace(two, events=events)


def hostile() -> list[Analysis]:
    """The sample with hostile words wherever articles bring words of their own."""
    return [_poisoned(analysis) for analysis in sample()]


def _poisoned(one: Analysis) -> Analysis:
    evil = msgspec.structs.replace
    article = evil(one.article, title=HOSTILE, outlet=HOSTILE, url="javascript:alert(1)")

    def argument(a: Any) -> Any:
        return evil(a, name=HOSTILE, text=HOSTILE)

    events = tuple(
        evil(
            e, said_by=HOSTILE, actors=tuple(map(argument, e.actors)),
            recipients=tuple(map(argument, e.recipients)),
            sentence=evil(e.sentence, text=HOSTILE), trigger=evil(e.trigger, text=HOSTILE),
            place=evil(e.place, name=HOSTILE, text=HOSTILE) if e.place else None,
        )
        for e in one.events
    )  # fmt: skip
    quotes = tuple(
        evil(q, text=HOSTILE, sentence=evil(q.sentence, text=HOSTILE),
             speaker=argument(q.speaker) if q.speaker else None)
        for q in one.quotes
    )  # fmt: skip
    evidence = (Span(text=HOSTILE, start=0, end=3),)
    actors: tuple[Actor, ...] = tuple(
        evil(
            a, name=HOSTILE, names=(NameForm(text=HOSTILE, language="de", count=1),),
            roles=(Role(role=HOSTILE, country="ARM", evidence=evidence),),
        )
        for a in one.actors
    )  # fmt: skip
    ties = tuple(
        evil(t, evidence=tuple(evil(e, text=HOSTILE) for e in t.evidence)) for t in one.ties
    )
    return evil(one, article=article, events=events, quotes=quotes, actors=actors, ties=ties)
