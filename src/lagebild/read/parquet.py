"""Parquet tables: one article a row, read a few rows at a time."""

from collections.abc import Iterator
from typing import Any

from lagebild.errors import SourceError
from lagebild.read.fields import NoTextError, article_from, has_text_field
from lagebild.read.source import Bounds, Source, size
from lagebild.read.table import COLUMNS_WANTED
from lagebild.records import RawArticle

ROWS = 32


def read_parquet(source: Source, bounds: Bounds) -> Iterator[RawArticle | SourceError]:
    """The articles of a Parquet file; its row groups must fit the bounds."""
    import pyarrow as pa  # not for every build: most read no such file
    import pyarrow.parquet as pq

    if source.path is None:
        raise SourceError(source.name, "Parquet is read from files only, unpacked")
    if source.path.stat().st_size == 0:
        raise SourceError(source.name, "is empty")
    try:
        with pq.ParquetFile(source.path, memory_map=False) as table:
            _check(source, table, bounds)
            yield from _articles(source, table, bounds)
    except (pa.ArrowException, OSError, ValueError) as error:
        if isinstance(error, PermissionError):
            raise
        reason = str(error).partition("\n")[0][:200]
        raise SourceError(source.name, f"is no readable Parquet file ({reason})") from None


def _check(source: Source, table: Any, bounds: Bounds) -> None:
    if not has_text_field(list(table.schema_arrow.names)):
        raise SourceError(source.name, COLUMNS_WANTED)
    limit = bounds.document * 16
    for index in range(table.num_row_groups):
        group = table.metadata.row_group(index)
        if group.total_byte_size > limit:
            raise SourceError(source.name, f"row group {index + 1} is larger than {size(limit)}")


def _articles(source: Source, table: Any, bounds: Bounds) -> Iterator[RawArticle | SourceError]:
    number = 0
    for batch in table.iter_batches(batch_size=ROWS, use_threads=False):
        for row in batch.to_pylist(maps_as_pydicts="lossy"):
            number += 1
            yield _article(source.at(number), row, bounds)


def _article(origin: str, row: dict[str, Any], bounds: Bounds) -> RawArticle | SourceError:
    try:
        article = article_from(row, origin)
    except NoTextError as error:
        return SourceError(origin, str(error))
    if len(article.text) > bounds.record:
        return SourceError(origin, f"the text is longer than {size(bounds.record)}")
    return article
