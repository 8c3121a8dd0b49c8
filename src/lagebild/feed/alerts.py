"""Alerts: what is new and fits a question, told once.

A ledger beside the store notes what was told. What the store held when a question was first
watched is noted without being told. A delivery that was not confirmed is tried again at the next
look, with the same key, so that the other side can tell it from a second one.
"""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from lagebild.errors import StoreError
from lagebild.feed.entries import Entry, make_entries
from lagebild.feed.question import Question
from lagebild.ids import digest
from lagebild.show.export.wish import happening_rows
from lagebild.store import Store
from lagebild.store.connected import has_tables

MOST_AT_ONCE = 50


@dataclass(frozen=True)
class Alert:
    """One happening to tell. `key` is the same however often it is tried."""

    key: str
    question: Question
    entry: Entry


class Channel(Protocol):
    """A way to tell: `name` tells channels apart in the ledger."""

    @property
    def name(self) -> str: ...

    def deliver(self, alert: Alert) -> None:
        """Tell it, or raise a LagebildError."""
        ...


@dataclass
class Ledger:
    """What was told, line by line, written through to the disk before it counts."""

    path: Path
    _told: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for line in self._lines():
            known = self._told.setdefault(line["watch"], set())
            known.update([line["happening"], *line["events"]])

    def _lines(self) -> Iterator[dict[str, Any]]:
        if not self.path.exists():
            return
        try:
            content = self.path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"{self.path} cannot be read ({error})") from None
        for line in content.splitlines():
            try:
                yield json.loads(line)
            except ValueError:
                continue  # the last line of a run that was killed while writing

    def is_begun(self, watch: str) -> bool:
        """Whether this question was watched before, through this channel."""
        return watch in self._told

    def knows(self, watch: str, row: dict[str, Any]) -> bool:
        """Whether a happening, or one that it grew out of, was told."""
        return not self._told.get(watch, set()).isdisjoint([row["id"], *row["events"]])

    def note(self, watch: str, rows: Sequence[dict[str, Any]], why: str) -> None:
        """Note happenings as told (`why`: begin, sent)."""
        lines = [
            {"watch": watch, "happening": row["id"], "events": row["events"], "why": why}
            for row in rows
        ]
        text = "".join(json.dumps(line) + "\n" for line in lines)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as stream:
                # A line that was cut off must not swallow the next one.
                stream.write(("\n" if stream.tell() else "") + text)
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise StoreError(f"{self.path} cannot be written: {error.strerror or error}") from error
        known = self._told.setdefault(watch, set())
        for row in rows:
            known.update([row["id"], *row["events"]])


BEGIN = {"id": "-", "events": []}


def watch_key(question: Question, channel: Channel) -> str:
    """What the ledger calls a question told through a channel."""
    return digest(question.key, channel.name)[:24]


def begin(store: Store | None, question: Question, channel: Channel, ledger: Ledger) -> None:
    """Note what the store holds already, when a question is watched for the first time."""
    watch = watch_key(question, channel)
    if ledger.is_begun(watch):
        return
    held = happening_rows(store, question.wish) if store and has_tables(store) else []
    ledger.note(watch, [BEGIN, *held], "begin")


def tell_new(store: Store, question: Question, channel: Channel, ledger: Ledger) -> int:
    """Tell what is new, the oldest first; returns how many were told.

    Raises what the channel raises: the rest is left for the next time.
    """
    watch = watch_key(question, channel)
    rows = [row for row in happening_rows(store, question.wish) if not ledger.knows(watch, row)]
    told = 0
    for row in rows[:MOST_AT_ONCE]:
        [entry] = make_entries(store, [row], question.wish.language)
        channel.deliver(Alert(digest(watch, row["id"])[:32], question, entry))
        ledger.note(watch, [row], "sent")
        told += 1
    return told
