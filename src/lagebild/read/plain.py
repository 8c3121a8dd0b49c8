"""Plain text and Markdown: one article a file, taken exactly as crawled."""

from collections.abc import Iterator

from lagebild.errors import SourceError
from lagebild.read.encoding import UndecodableError, decode
from lagebild.read.source import Bounds, Source, read_whole
from lagebild.records import RawArticle


def read_plain(source: Source, bounds: Bounds) -> Iterator[RawArticle | SourceError]:
    """The text of the file, unchanged but for decoding: offsets into it are the input's own."""
    whole = read_whole(source, bounds.record, ", too much for one article")
    try:
        text = decode(whole.data)
    except UndecodableError as error:
        raise SourceError(source.name, str(error)) from None
    if not text.strip():
        raise SourceError(source.name, "holds nothing but white space")
    yield RawArticle(text=text, origin=source.name, plain=True)
    if whole.damage:
        yield whole.damage
