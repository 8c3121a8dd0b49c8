"""A document of statements with footnotes, whatever it is printed as."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Note:
    """Where a statement comes from: an article and its exact words.

    `heading` is the title of the article, `source` its outlet and day in words.
    """

    article: str
    heading: str
    source: str
    url: str
    language: str
    words: str


@dataclass(frozen=True)
class Statement:
    """One thing told. `label` stands in front (a day), `detail` behind (how well attested)."""

    text: str
    notes: tuple[Note, ...] = ()
    label: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Section:
    """Statements under a heading; `chart` is an SVG with the text that belongs to it."""

    title: str
    statements: tuple[Statement, ...] = ()
    chart: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Document:
    """`made` says what it was made with; `notes_title` heads the footnotes."""

    title: str
    about: str
    language: str
    sections: tuple[Section, ...]
    notes_title: str
    made: str

    def notes(self) -> "list[Note]":
        """All footnotes in the order in which they are first referred to."""
        found: dict[Note, None] = {}
        for section in self.sections:
            for statement in section.statements:
                found.update(dict.fromkeys(statement.notes))
        return list(found)


@dataclass
class Numbers:
    """The numbers of footnotes."""

    notes: Sequence[Note]
    _by_note: dict[Note, int] = field(init=False)

    def __post_init__(self) -> None:
        self._by_note = {note: number for number, note in enumerate(self.notes, 1)}

    def of(self, note: Note) -> int:
        """The number of a footnote, from 1."""
        return self._by_note[note]
