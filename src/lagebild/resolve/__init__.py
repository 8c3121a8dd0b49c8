"""Resolving: which actor each mention, speaker and argument means."""

from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.parse.record import Parse
from lagebild.records import Actor, Article, Event, Mention, Quote, Tie


@dataclass(frozen=True)
class Resolution:
    """The records of one article with their actors filled in, and those actors."""

    mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]
    events: tuple[Event, ...]
    ties: tuple[Tie, ...]
    actors: tuple[Actor, ...]


def resolve(
    article: Article,
    parse: Parse,
    mentions: Sequence[Mention],
    quotes: Sequence[Quote],
    events: Sequence[Event],
    ties: Sequence[Tie],
) -> Resolution:
    return Resolution(tuple(mentions), tuple(quotes), tuple(events), tuple(ties), ())
