"""An article's text cut into stretches, each with the records that rest on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True)
class Mark:
    """That the record `row` rests on the characters from `start` to `end`, and as what."""

    row: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Stretch:
    """Characters that the same records rest on; `first` names those whose main words begin here."""

    text: str
    rows: tuple[str, ...]
    kinds: tuple[str, ...]
    first: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """A paragraph of the text (`stretches`), or a part that was cut from it (`cut`)."""

    kind: str
    stretches: tuple[Stretch, ...] = ()
    cut: Row | None = None


def event_marks(rows: Iterable[Row]) -> list[Mark]:
    """An event rests on its trigger; its parties, date and place are marked as such."""
    marks = []
    for row in rows:
        marks.append(Mark(row["id"], "trigger", row["trigger"]["start"], row["trigger"]["end"]))
        for side in ("actors", "recipients"):
            marks += [_mark(row["id"], "party", party) for party in row[side] or ()]
        for kind in ("date", "place"):
            if row[kind] and row[kind]["start"] is not None:
                marks.append(_mark(row["id"], "when" if kind == "date" else "where", row[kind]))
    return marks


def quote_marks(rows: Iterable[Row]) -> list[Mark]:
    marks = []
    for row in rows:
        marks.append(_mark(row["id"], "quote", row))
        for kind in ("speaker", "addressee", "cue", "via"):
            if row[kind]:
                marks.append(_mark(row["id"], kind, row[kind]))
    return marks


def plain_marks(rows: Iterable[Row], kind: str) -> list[Mark]:
    """Mentions and dates rest on their own words."""
    return [_mark(row["id"], kind, row) for row in rows]


def _mark(row: str, kind: str, span: Row) -> Mark:
    return Mark(row, kind, span["start"], span["end"])


def cut_text(text: str, marks: Sequence[Mark], start: int, end: int) -> tuple[Stretch, ...]:
    """The characters from `start` to `end`, cut wherever a mark begins or ends.

    The first mark of a record is that of its main words.
    """
    main: dict[str, int] = {}
    for mark in marks:
        main.setdefault(mark.row, mark.start)
    inside = [m for m in marks if m.start < end and start < m.end and m.start < m.end]
    borders = {start, end}
    for mark in inside:
        borders |= {max(start, mark.start), min(end, mark.end)}
    found = []
    for a, b in pairwise(sorted(borders)):
        on = [m for m in inside if m.start <= a and b <= m.end]
        rows = tuple(dict.fromkeys(mark.row for mark in on))
        kinds = tuple(sorted({mark.kind for mark in on}))
        found.append(Stretch(text[a:b], rows, kinds, tuple(r for r in rows if main[r] == a)))
    return tuple(found)


def blocks(article: Row, marks: Sequence[Mark]) -> list[Block]:
    """The article in the order of its original text: paragraphs, and what was cut between them."""
    text: str = article["text"]
    found: list[Block] = []
    done = 0
    for part in article["parts"] or ():
        if not part["kept"]:
            found.append(Block("cut", cut=part))
        elif part["at"] is not None and part["at"] >= done:
            found += _paragraphs(text, marks, done, part["at"], "body")
            done = min(len(text), part["at"] + len(part["text"]))
            kind = "heading" if part["rule"] == "heading" else part["kind"]
            found += _paragraphs(text, marks, part["at"], done, kind)
    return found + _paragraphs(text, marks, done, len(text), "body")


def _paragraphs(text: str, marks: Sequence[Mark], start: int, end: int, kind: str) -> list[Block]:
    found = []
    at = start
    for line in text[start:end].splitlines(keepends=True):
        stop = at + len(line.rstrip())
        if line.strip():
            found.append(Block(kind, cut_text(text, marks, at, stop)))
        at += len(line)
    return found
