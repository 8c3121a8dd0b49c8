"""Records as rows of the store, and back."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from lagebild.records import (
    Analysis,
    Article,
    Date,
    Event,
    Mention,
    Quote,
    Record,
    Tie,
)
from lagebild.store.days import day_range

Row = dict[str, Any]
RecordType = TypeVar("RecordType", bound=Record)

RECORD_OF: Mapping[str, type[Record]] = {
    "articles": Article,
    "mentions": Mention,
    "dates": Date,
    "quotes": Quote,
    "events": Event,
    "ties": Tie,
}


def article_row(article: Article) -> Row:
    """The columns of an article that come from its record (the store adds its own)."""
    row: Row = msgspec.to_builtins(article)
    row["extra"] = json.dumps(article.extra, ensure_ascii=False, sort_keys=True, default=str)
    return row | _days(article.published.value if article.published else None)


def record_rows(analysis: Analysis) -> dict[str, list[Row]]:
    """The rows of one analysed article for every table of records."""
    article = analysis.article.id
    own = {"article": article}
    return {
        "mentions": _builtins(analysis.mentions),
        "dates": _builtins(analysis.dates),
        "quotes": _builtins(analysis.quotes),
        "events": [
            row | _days(event.date.value if event.date else None)
            for row, event in zip(_builtins(analysis.events), analysis.events, strict=True)
        ],
        "ties": [row | own for row in _builtins(analysis.ties)],
        "article_actors": [row | own for row in _builtins(analysis.actors)],
    }


def to_record(row: Mapping[str, Any], kind: type[RecordType]) -> RecordType:
    """The record that a row was made from; columns that are no fields of it are left out."""
    fields = {k: v for k, v in row.items() if k in kind.__struct_fields__}
    if isinstance(fields.get("extra"), str):
        fields["extra"] = json.loads(fields["extra"])
    return msgspec.convert(fields, kind)


def _builtins(records: Sequence[Record]) -> list[Row]:
    return [msgspec.to_builtins(record) for record in records]


def _days(value: str | None) -> Row:
    days = day_range(value)
    first, last = days or (None, None)
    return {"day_first": first, "day_last": last}
