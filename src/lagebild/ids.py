"""Stable ids: the same article gives the same ids in every run, on every machine."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

import msgspec

from lagebild.records import Analysis, Argument, Date, Event, Mention, Quote, Tie

_Identified = TypeVar("_Identified", Mention, Date, Quote, Event, Tie)


def digest(*fields: object) -> str:
    """40 hex digits for a sequence of values; None differs from the empty text."""
    plain = "\x1f".join("\x00" if field is None else str(field) for field in fields)
    return hashlib.sha1(plain.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()


def with_ids(analysis: Analysis) -> Analysis:
    """The same analysis with an id on every record that has none.

    An id is a letter and 12 hex digits of a digest over what the record says and where. Records
    that say exactly the same of the same words get "-2", "-3" ... in their order.
    """
    article = analysis.article.id
    return msgspec.structs.replace(
        analysis,
        mentions=_identify(analysis.mentions, "m", lambda m: (article, m.start, m.end, m.label)),
        dates=_identify(analysis.dates, "d", lambda d: (article, d.start, d.end, d.type)),
        quotes=_identify(analysis.quotes, "q", lambda q: (article, q.start, q.end, q.kind)),
        events=_identify(analysis.events, "e", _event_fields),
        ties=_identify(analysis.ties, "t", lambda t: _tie_fields(article, t)),
    )


def _event_fields(event: Event) -> tuple[object, ...]:
    trigger = event.trigger
    arguments = [*_places(event.actors), "to", *_places(event.recipients)]
    return (event.article, trigger.start, trigger.end, event.type, event.status, *arguments)


def _places(arguments: Iterable[Argument]) -> list[str]:
    return [f"{a.start}-{a.end}" for a in arguments]


def _tie_fields(article: str, tie: Tie) -> tuple[object, ...]:
    places = [f"{e.start}-{e.end}" for e in tie.evidence]
    return (article, tie.relation, tie.subject, tie.object, tie.since, tie.until, *places)


def _identify(
    records: tuple[_Identified, ...],
    letter: str,
    fields: Callable[[_Identified], tuple[object, ...]],
) -> tuple[_Identified, ...]:
    seen: Counter[str] = Counter()
    out: list[_Identified] = []
    for record in records:
        if record.id:
            out.append(record)
            continue
        name = letter + digest(*fields(record))[:12]
        seen[name] += 1
        number = f"-{seen[name]}" if seen[name] > 1 else ""
        out.append(msgspec.structs.replace(record, id=name + number))
    return tuple(out)
