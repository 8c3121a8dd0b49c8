"""A document as Markdown with footnotes."""

import re

from lagebild.show.dossier.document import Document, Note, Numbers, Section, Statement

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
_START = re.compile(r"^(\d*)([-+=:.)])")


def markdown_text(document: Document) -> str:
    """The document in CommonMark with footnotes as Pandoc and GitHub know them.

    Text of articles is escaped: it makes no links, no HTML, no headings.
    """
    notes = document.notes()
    numbers = Numbers(notes)
    parts = [f"# {plain(document.title)}", plain(document.about)]
    parts += [_section(section, numbers) for section in document.sections]
    if notes:
        listed = "\n\n".join(_note(note, number) for number, note in enumerate(notes, 1))
        parts += [f"## {plain(document.notes_title)}", listed]
    parts.append(plain(document.made))
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(section: Section, numbers: Numbers) -> str:
    statements = "\n".join(_statement(statement, numbers) for statement in section.statements)
    parts = [f"## {plain(section.title)}", statements, plain(section.remark)]
    return "\n\n".join(part for part in parts if part)


def _statement(statement: Statement, numbers: Numbers) -> str:
    text = statement.text
    told = f"**{plain(statement.label)}** {plain(text)}" if statement.label else _first(text)
    detail = f" ({plain(statement.detail)})" if statement.detail else ""
    marks = "".join(f"[^{numbers.of(note)}]" for note in statement.notes)
    return f"- {told}{marks}{detail}"


def _note(note: Note, number: int) -> str:
    heading = plain(note.heading)
    if note.url and not re.search(r"[\s<>]", note.url):
        heading = f"[{heading}](<{note.url}>)"
    source = f", {plain(note.source)}" if note.source else ""
    return f"[^{number}]: „{plain(note.words)}“ – {heading}{source} ({plain(note.article)})"


def plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", text)


def _first(text: str) -> str:
    """Text at the beginning of a line, where digits and dashes would make a list."""
    return _START.sub(r"\1\\\2", plain(text))
