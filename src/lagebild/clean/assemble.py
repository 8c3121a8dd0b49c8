"""From a page that has been read to the cleaned text and its parts."""

from dataclasses import dataclass

from lagebild.clean.findings import Cut
from lagebild.clean.lines import Line
from lagebild.clean.page import Page
from lagebild.records import Part


@dataclass(frozen=True)
class Cleaned:
    """The text that is left, all parts in the order of the page, and the title's words."""

    text: str
    parts: tuple[Part, ...]
    title: str | None


def assemble(page: Page, title: str | None) -> Cleaned:
    """Join what is kept, one paragraph a line. `title` is put in front where the page has none."""
    parts: list[Part] = []
    at = 0
    shown: str | None = None
    pieces: list[str] = []
    if title and page.title is None:
        parts.append(_added(title))
        pieces.append(title)
        at = len(title) + 1
    for index, line in enumerate(page.lines):
        for cut in _stretches(page, index):
            part = _part(line, cut, None if cut.kind not in _KEPT else at)
            parts.append(part)
            if part.kept:
                pieces.append(part.text)
                at += len(part.text) + 1
                shown = part.text if part.kind == "title" and shown is None else shown
    return Cleaned("\n".join(pieces), tuple(parts), title or shown)


_KEPT = frozenset({"title", "body", "list"})


def _added(title: str) -> Part:
    """The part for a title that stands in the metadata only."""
    return Part(kind="title", text=title, line=0, start=0, end=0, rule="metadata", kept=True, at=0)


def _part(line: Line, cut: Cut, at: int | None) -> Part:
    return Part(
        kind=cut.kind,
        text=line.text[cut.start : cut.end],
        line=line.number,
        start=line.start + cut.start,
        end=line.start + cut.end,
        rule=cut.rule,
        kept=at is not None,
        at=at,
    )


def _stretches(page: Page, index: int) -> list[Cut]:
    """The line in pieces, each trimmed: what was cut from it and what stays, in order."""
    line, finding = page.lines[index], page.found[index]
    kind, rule = _kept_kind(page, index)
    cuts = finding.cuts if finding is not None else ()
    found: list[Cut] = []
    at = 0
    for cut in cuts:
        found.append(Cut(kind, rule, at, cut.start))
        found.append(cut)
        at = cut.end
    found.append(Cut(kind, rule, at, len(line.text)))
    return [c for c in (_trimmed(line.text, cut) for cut in found) if c.end > c.start]


def _trimmed(text: str, cut: Cut) -> Cut:
    piece = text[cut.start : cut.end]
    start = cut.start + len(piece) - len(piece.lstrip())
    return Cut(cut.kind, cut.rule, start, max(start, cut.start + len(piece.rstrip())))


def _kept_kind(page: Page, index: int) -> tuple[str, str]:
    """Kind and rule of what stays of a line."""
    line = page.lines[index]
    if index == page.title:
        return "title", "title"
    if line.is_bullet:
        return "list", "list-item"
    return ("body", "heading") if line.is_short else ("body", "paragraph")
