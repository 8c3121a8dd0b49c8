"""Reading: every kind of source becomes raw articles or a failure with its reason."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from lagebild.errors import SourceError
from lagebild.read.feed import read_feed
from lagebild.read.json_text import read_json, read_json_lines
from lagebild.read.page import read_page
from lagebild.read.parquet import read_parquet
from lagebild.read.plain import read_plain
from lagebild.read.source import Bounds, Source, check_regular, file_source
from lagebild.read.standard_input import NAME as INPUT_NAME
from lagebild.read.standard_input import STANDARD_INPUT, input_source
from lagebild.read.table import read_table
from lagebild.read.walk import find_files, kind_of, system_reason
from lagebild.read.warc import read_warc
from lagebild.records import RawArticle

__all__ = ["READERS", "Bounds", "Source", "read_sources"]

Outcome = RawArticle | SourceError
Reader = Callable[[Source, Bounds], Iterator[Outcome]]

READERS: Mapping[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_plain,
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".xml": read_feed,
    ".rss": read_feed,
    ".atom": read_feed,
    ".warc": read_warc,
    ".csv": read_table,
    ".tsv": read_table,
    ".parquet": read_parquet,
}
DEFAULT_BOUNDS = Bounds()


def read_sources(sources: Sequence[str], bounds: Bounds = DEFAULT_BOUNDS) -> Iterator[Outcome]:
    """Read articles from files, folders, globs and standard input ("-"), in the order given.

    What cannot be read is yielded as a SourceError that names the file (and the line or record in
    it) and the reason; nothing is raised, and the rest goes on. The order is the same on every
    run. Containers are read piece by piece; `bounds` says what is too large. Any kind but Parquet
    may be packed (".gz").
    """
    for named in sources:
        if named == STANDARD_INPUT:
            yield from _read_input(bounds)
            continue
        for found in find_files(named, READERS):
            if isinstance(found, SourceError):
                yield found
            else:
                yield from _read_file(found, bounds)


def _read_file(path: Path, bounds: Bounds) -> Iterator[Outcome]:
    suffix, packed = kind_of(path)
    source = file_source(path, bounds, packed)
    reader = READERS.get(suffix)
    if reader is None:
        yield SourceError(source.name, f"is of no known kind (known: {' '.join(READERS)})")
        return
    yield from _guarded(source, bounds, reader, path)


def _read_input(bounds: Bounds) -> Iterator[Outcome]:
    try:
        source, suffix = input_source(bounds)
    except SourceError as error:
        yield error
    except OSError as error:
        yield SourceError(INPUT_NAME, system_reason(error))
    else:
        yield from _guarded(source, bounds, READERS[suffix])


def _guarded(
    source: Source, bounds: Bounds, reader: Reader, path: Path | None = None
) -> Iterator[Outcome]:
    """Run a reader; whatever goes wrong in it becomes the last thing that it yields."""
    try:
        if path is not None:
            check_regular(path)
        yield from reader(source, bounds)
    except SourceError as error:
        yield error
    except OSError as error:
        yield SourceError(source.name, system_reason(error))
    except Exception as error:  # a library met data that nobody foresaw: one file, not the run
        reason = " ".join(str(error).split())[:200]
        yield SourceError(source.name, f"cannot be read ({type(error).__name__}: {reason})")
