"""Lines of a stream, bounded: a line that never ends costs no memory."""

from collections.abc import Iterator

from lagebild.errors import SourceError
from lagebild.read.encoding import UndecodableError, decoded
from lagebild.read.source import Source, size

Line = tuple[int, str]


def text_lines(source: Source, limit: int) -> Iterator[Line | SourceError]:
    """The lines of a source with their numbers from 1, each with its line break.

    Only \\n ends a line: other separators may stand inside a record. A line of more than `limit`
    characters is dropped and reported. Raises SourceError where the source is empty, no text, or
    damaged further on; the line that the damage cuts is not given.
    """
    number, total = 1, 0
    kept: list[str] = []
    empty = True
    for piece in _pieces(source):
        empty = empty and not piece
        parts = piece.split("\n")
        for part in parts[:-1]:
            yield _line(source, number, [*kept, part, "\n"], total + len(part), limit)
            number, total = number + 1, 0
            kept.clear()
        total += len(parts[-1])
        if total <= limit:
            kept.append(parts[-1])
        else:
            kept.clear()
    if empty:
        raise SourceError(source.name, "is empty")
    if total:
        yield _line(source, number, kept, total, limit)


def _line(
    source: Source, number: int, text: list[str], total: int, limit: int
) -> Line | SourceError:
    if total > limit:
        return SourceError(source.at(number), f"the line is longer than {size(limit)}; left out")
    return number, "".join(text)


def _pieces(source: Source) -> Iterator[str]:
    try:
        yield from decoded(source.chunks())
    except UndecodableError as error:
        raise SourceError(source.name, str(error)) from None
