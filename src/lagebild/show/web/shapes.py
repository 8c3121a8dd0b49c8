"""The answers of the API: records as they are stored, and what is worked out across articles."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from lagebild.records import Actor, Article, Event, Quote
from lagebild.store.rows import to_record

Row = Mapping[str, Any]


class Party(msgspec.Struct, frozen=True):
    actor: str | None
    name: str | None
    country: str | None


class Told(msgspec.Struct, frozen=True):
    """A sentence that tells a happening."""

    article: str
    start: int
    end: int
    text: str
    status: str


class Happening(msgspec.Struct, frozen=True):
    """One occurrence with all its evidence; `voices` counts independent sources."""

    id: str
    type: str
    mode: str | None
    status: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    date: str | None
    day_first: datetime.date | None
    day_last: datetime.date | None
    place: str | None
    country: str | None
    articles: tuple[str, ...]
    voices: int
    events: tuple[str, ...]
    score: float | None
    evidence: tuple[Told, ...] | None = None


class Story(msgspec.Struct, frozen=True):
    id: str
    title: str | None
    first: str | None
    last: str | None
    articles: tuple[str, ...]
    voices: int


class Side(msgspec.Struct, frozen=True):
    article: str
    start: int
    end: int
    text: str
    value: str | None
    said_by: str | None
    part: str | None


class Dispute(msgspec.Struct, frozen=True):
    id: str
    kind: str
    about: str | None
    sides: tuple[Side, ...]
    why: str | None
    why_de: str | None


class Words(msgspec.Struct, frozen=True):
    article: str
    start: int
    end: int
    text: str


class KnownTie(msgspec.Struct, frozen=True):
    """A tie over all articles that tell it; `first_told`, `last_told`: days of publication."""

    id: str
    relation: str
    subject: str
    object: str
    since: str | None
    until: str | None
    evidence: tuple[Words, ...]
    articles: int
    voices: int
    first_told: datetime.date | None
    last_told: datetime.date | None
    subject_name: str | None
    object_name: str | None


class Month(msgspec.Struct, frozen=True):
    """`score`: mean PLOVER intensity; `turn`: whether it moved much against the month before."""

    month: str
    happenings: int
    cooperation: int
    conflict: int
    score: float
    turn: bool
    evidence: Told | None


class Relation(msgspec.Struct, frozen=True):
    first: str
    second: str
    months: tuple[Month, ...]
    undated: int
    enough: bool


class Problem(msgspec.Struct, frozen=True):
    error: str


SHAPES: Mapping[str, type[msgspec.Struct]] = {
    "events": Event, "quotes": Quote, "articles": Article, "actors": Actor, "timeline": Event,
    "happenings": Happening, "stories": Story, "disputes": Dispute, "ties": KnownTie,
}  # fmt: skip


def shaped(kind: str, rows: Sequence[Row]) -> list[msgspec.Struct]:
    """The rows of a list in the form that the API promises."""
    if kind in ("happenings", "stories", "disputes", "ties"):
        shape = SHAPES[kind]
        return [msgspec.convert(row, shape) for row in rows]
    record: Any = SHAPES[kind]
    return [
        to_record({k: v for k, v in row.items() if v is not None or kind != "actors"}, record)
        for row in rows
    ]
