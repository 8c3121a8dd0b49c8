"""A dispute under construction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lagebild.connect.disputes.reasons import reason_text
from lagebild.ids import digest
from lagebild.language.states import states
from lagebild.store import Store

Row = dict[str, Any]

REACH = 700


@dataclass(frozen=True)
class Side:
    """One account: its exact words in the cleaned text, the value it gives, who says it.

    `part`: the kind of a part that cleaning cut (a caption) and that the words stand in; then
    `start` and `end` are both the place in the text where it was cut.
    """

    article: str
    start: int
    end: int
    text: str
    value: str | None = None
    said_by: str | None = None
    part: str | None = None

    @property
    def place(self) -> tuple[str, int, int]:
        return (self.article, self.start, self.end)


@dataclass(frozen=True)
class Dispute:
    """Two or more accounts that do not fit, and why: a reason of the tables and its words."""

    kind: str
    about: str
    sides: tuple[Side, ...]
    reason: str
    words: tuple[str, ...] = ()

    def why(self, language: str) -> str:
        """The reason in plain words."""
        return reason_text(language, self.reason, self.words)

    @property
    def id(self) -> str:
        return "x" + digest(self.kind, *sorted(side.place for side in self.sides))[:12]


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch of text between line ends and sentence ends around a hit, bounded."""
    first, lowest = start, max(0, start - REACH)
    while first > lowest and not _ends(text, first - 1):
        first -= 1
    while first < start and text[first].isspace():
        first += 1
    last, highest = end, min(len(text), end + REACH)
    while last < highest and text[last] != "\n" and not _ends(text, last):
        last += 1
    if last < highest and text[last] != "\n":
        last += 1
    return first, last


def _ends(text: str, at: int) -> bool:
    """Whether a sentence ends with this character: a date ("26. August") is no end, a year is."""
    if text[at] == "\n":
        return True
    if text[at] not in ".!?" or at + 1 >= len(text) or not text[at + 1].isspace():
        return False
    if text[at] == "." and at > 0 and text[at - 1].isdigit():
        return text[max(0, at - 4) : at].isdigit() and at > 3
    following = text[at + 1 :].lstrip()[:1]
    return not following.islower()


def side_of(text: str, article: str, start: int, end: int, value: str | None) -> Side:
    """The sentence around a hit as a side."""
    first, last = sentence_at(text, start, end)
    return Side(article, first, last, text[first:last], value)


def event_side(row: Row, value: str | None = None) -> Side:
    """The sentence of an event as a side; `row` holds article, sentence, said_by."""
    sentence = row["sentence"]
    return Side(
        row["article"], sentence["start"], sentence["end"], sentence["text"], value, row["said_by"]
    )


def names_of(store: Store, actors: Iterable[str]) -> str:
    """The names of actors as the articles give them, for what a dispute is about."""
    ids = sorted(set(actors))
    rows = store.rows(
        "SELECT id, name FROM actors WHERE list_contains($ids, id) ORDER BY id", {"ids": ids}
    )
    names = {row["id"]: row["name"] for row in rows}
    named = (names.get(i) or (states()[i].name("de") if i in states() else i) for i in ids)
    return ", ".join(named)


def distinct(disputes: Sequence[Dispute]) -> list[Dispute]:
    """Each dispute once, in a fixed order: the same values beside one same sentence are told once,
    though two articles give the other value."""
    by_id = {dispute.id: dispute for dispute in disputes}
    ordered = sorted(by_id.values(), key=lambda d: (d.kind, d.sides[0].place, d.id))
    told: set[tuple[object, ...]] = set()
    kept = []
    for dispute in ordered:
        marks = _marks(dispute)
        if told.isdisjoint(marks):
            kept.append(dispute)
        told |= marks
    return kept


def _marks(dispute: Dispute) -> set[tuple[object, ...]]:
    """For each side its place with everything that another telling of the dispute shares."""
    values = [side.value for side in dispute.sides]
    if None in values:
        return set()
    shared = (dispute.kind, dispute.about, *sorted(map(str, values)))
    return {(*shared, side.place) for side in dispute.sides}
