"""One input and how its bytes come in: never more than the bounds allow, never all at once."""

import stat
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lagebild.errors import SourceError

CHUNK = 1 << 16
GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True)
class Bounds:
    """What a reader takes before it refuses; all in bytes but for `ratio` and `failures`.

    `record`: one article. `document`: a file that can only be read as a whole (.json, feeds).
    `unpacked`: what one compressed file may unpack to. `ratio`: unpacked to packed size, looked at
    after `ratio_from` unpacked bytes. `failures`: unreadable records in a row before the rest of a
    container is given up.
    """

    record: int = 20_000_000
    document: int = 64_000_000
    unpacked: int = 16_000_000_000
    ratio: int = 200
    ratio_from: int = 32_000_000
    failures: int = 1000


@dataclass(frozen=True)
class Source:
    """An input to read. `name` is fit for messages and `origin` (no line breaks or control
    characters); `chunks` opens it and gives its unpacked bytes; `path` is the file, if it is one.

    `chunks` raises SourceError where the data are damaged or over the bounds, OSError where the
    system refuses.
    """

    name: str
    chunks: Callable[[], Iterator[bytes]]
    path: Path | None = None

    def at(self, record: int) -> str:
        """The name of a record in this source: its line, or its number from 1."""
        return f"{self.name}:{record}"


@dataclass(frozen=True)
class Whole:
    """The bytes of a source read at once; `damage` says why they are not all, if so."""

    data: bytes
    damage: SourceError | None = None


def printable(name: str) -> str:
    """A file name as one line of valid text: control characters and undecodable bytes escaped."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def file_source(path: Path, bounds: Bounds, packed: bool = False) -> Source:
    """A file as a source; `packed` where it is gzip. Nothing is opened yet."""
    name = printable(str(path))

    def chunks() -> Iterator[bytes]:
        return unpack(name, file_chunks(path), bounds) if packed else file_chunks(path)

    return Source(name, chunks, path)


def file_chunks(path: Path) -> Iterator[bytes]:
    """The bytes of a file. Raises OSError."""
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def check_regular(path: Path) -> None:
    """Raise SourceError for what is no plain file: devices and pipes may never end."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise SourceError(printable(str(path)), "is not a regular file")


def unpack(name: str, packed: Iterator[bytes], bounds: Bounds) -> Iterator[bytes]:
    """Unpack gzip (several members too), a bounded piece at a time.

    Raises SourceError where the data are no gzip, end early, or unpack to more than the bounds.
    """
    inflate = zlib.decompressobj(wbits=31)
    taken = given = 0
    begun = False
    for chunk in packed:
        taken += len(chunk)
        pending = chunk
        while pending:
            if inflate.eof:
                inflate, begun = zlib.decompressobj(wbits=31), False
                pending = pending.lstrip(b"\0")  # padding between members is allowed
                continue
            try:
                piece = inflate.decompress(pending, CHUNK)
            except zlib.error as error:
                raise SourceError(name, f"the gzip data are damaged ({error})") from None
            begun = True
            pending = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
            given += len(piece)
            _check_size(name, taken, given, bounds)
            if piece:
                yield piece
    if begun and not inflate.eof:
        raise SourceError(name, "the gzip data end early; what came before the break was kept")


def _check_size(name: str, taken: int, given: int, bounds: Bounds) -> None:
    if given > bounds.unpacked:
        raise SourceError(
            name, f"unpacks to more than {size(bounds.unpacked)}; the rest is left out"
        )
    if given > bounds.ratio_from and given > taken * bounds.ratio:
        raise SourceError(
            name, f"unpacks to more than {bounds.ratio} times its size (gzip bomb?); left out"
        )


def read_whole(source: Source, limit: int, hint: str = "") -> Whole:
    """All bytes of a source, up to `limit`.

    Damage in the middle is handed back beside what came before it. Raises SourceError where the
    source is empty, larger than the limit (`hint` says what to do then), or nothing came at all.
    """
    parts: list[bytes] = []
    total = 0
    try:
        for chunk in source.chunks():
            total += len(chunk)
            if total > limit:
                raise SourceError(source.name, f"is larger than {size(limit)}{hint}")
            parts.append(chunk)
    except SourceError as error:
        if not parts or total > limit:
            raise
        return Whole(b"".join(parts), error)
    if not total:
        raise SourceError(source.name, "is empty")
    return Whole(b"".join(parts))


def size(count: int) -> str:
    """A number of bytes for people: "20 MB"."""
    for unit, scale in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= scale:
            return f"{count / scale:.3g} {unit}"
    return f"{count} bytes"
