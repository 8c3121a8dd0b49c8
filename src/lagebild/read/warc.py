"""Web archives (WARC): one article a stored page."""

from collections.abc import Iterator
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from lagebild.errors import SourceError
from lagebild.read.encoding import UndecodableError, declared_encoding, decode
from lagebild.read.fields import clean_text
from lagebild.read.markup import page_article
from lagebild.read.page import NO_TEXT
from lagebild.read.source import Bounds, Source, size
from lagebild.records import RawArticle

# What a failed assertion in fastwarc becomes: no Exception, and not importable.
RUST_PANIC = "PanicException"
PAGES = ("text/html", "application/xhtml+xml")


class ChunkStream:
    """The file interface that fastwarc reads from, over unpacked chunks."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""
        self._position = 0
        self.damage: Exception | None = None

    def read(self, count: int = -1) -> bytes:
        """Up to `count` bytes; damage in the source ends the stream and is kept in `damage`."""
        while not self._rest and self.damage is None:
            try:
                self._rest = next(self._chunks, b"")
            except (SourceError, OSError) as error:
                self.damage = error
            if not self._rest:
                break
        taken = self._rest if count < 0 else self._rest[:count]
        self._rest = self._rest[len(taken) :]
        self._position += len(taken)
        return taken

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = 0, /) -> int:
        raise OSError("a stream of chunks has no way back")

    def close(self) -> None:
        """Nothing is held open here: the chunks close their own file."""


def read_warc(source: Source, bounds: Bounds) -> Iterator[RawArticle | SourceError]:
    """The HTML pages among the responses; pictures, scripts and errors are passed over."""
    stream = ChunkStream(source.chunks())
    number = 0
    try:
        for record in _records(stream):
            number += 1
            if (outcome := _article(source.at(number), record, bounds)) is not None:
                yield outcome
    except OSError as error:
        if stream.damage is None:
            raise SourceError(source.at(number + 1), f"broken WARC record ({error})") from None
    except BaseException as error:
        if type(error).__name__ != RUST_PANIC:
            raise
        raise SourceError(source.at(number + 1), "broken WARC record") from None
    if stream.damage is not None:
        raise stream.damage
    if not stream.tell():
        raise SourceError(source.name, "is empty")
    if not number:
        raise SourceError(source.name, "holds no stored web page")


def _records(stream: ChunkStream) -> Iterator[Any]:
    return iter(
        ArchiveIterator(
            stream,
            record_types=WarcRecordType.response,
            parse_http=True,
            auto_decode="all",
            stream_detect=False,
            fsspec_args=False,
        )
    )


def _article(origin: str, record: Any, bounds: Bounds) -> RawArticle | SourceError | None:
    headers = record.http_headers
    if headers is None or headers.status_code != 200 or record.http_content_type not in PAGES:
        return None
    data = record.reader.read(bounds.record + 1)
    if len(data) > bounds.record:
        return SourceError(origin, f"the page is larger than {size(bounds.record)}")
    try:
        markup = decode(data, record.http_charset or declared_encoding(data))
    except UndecodableError as error:
        return SourceError(origin, str(error))
    url = record.headers.get("WARC-Target-URI")
    article = page_article(markup, origin, clean_text(url) if url else None)
    return article if article is not None else SourceError(origin, NO_TEXT)
