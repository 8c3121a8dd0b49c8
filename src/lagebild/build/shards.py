"""Articles and their analyses as Parquet shards, in a folder or at an object store's address.

A shard of articles is named by the digest of its articles, of this program and of its language
model; the shard of their analyses has the same name. So a shard that has its analyses is done, and
one whose articles or whose reader has changed is another shard.

- articles/NAME.parquet: `origin`, `article` (the article as read, JSON)
- analyses/NAME.parquet: `origin`, `reason` (why there is no analysis), `analysis` (JSON, as
  `lagebild analyse` prints it)
"""

import os
from collections.abc import Sequence
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

from lagebild.build.program import program_digest
from lagebild.build.work import Item, Outcome, outcomes_of
from lagebild.errors import StoreError
from lagebild.ids import digest
from lagebild.records import Analysis, RawArticle

ARTICLES, ANALYSES = "articles", "analyses"
AT_ONCE = 16  # articles that go through the model together

_RAW = msgspec.json.Decoder(RawArticle)
_ANALYSIS = msgspec.json.Decoder(Analysis)
_ARTICLE_COLUMNS = pa.schema([("origin", pa.string()), ("article", pa.string())])
_ANALYSIS_COLUMNS = pa.schema(
    [("origin", pa.string()), ("reason", pa.string()), ("analysis", pa.string())]
)


class ShardFolder:
    """Where shards lie: a local path, or an address that pyarrow knows (s3://, gs://, hdfs://).

    Every failure of the file system is a StoreError of one line.
    """

    def __init__(self, location: str) -> None:
        self.location = location
        try:
            if "://" in location:
                self._files, self._root = fs.FileSystem.from_uri(location)
            else:
                self._files, self._root = fs.LocalFileSystem(), os.path.abspath(location)
            for kind in (ARTICLES, ANALYSES):
                self._files.create_dir(f"{self._root}/{kind}", recursive=True)
        except (OSError, pa.ArrowException) as error:
            raise self._error(error) from error

    def names(self, kind: str) -> set[str]:
        """The names of the shards of a kind that are there, whole."""
        try:
            found = self._files.get_file_info(fs.FileSelector(f"{self._root}/{kind}"))
        except (OSError, pa.ArrowException) as error:
            raise self._error(error) from error
        ends = ".parquet"
        return {f.base_name.removesuffix(ends) for f in found if f.base_name.endswith(ends)}

    def write(self, kind: str, name: str, table: Any) -> None:
        """Put a shard in its place; it is seen there whole or not at all."""
        path = f"{self._root}/{kind}/{name}.parquet"
        draft = f"{self._root}/{kind}/.{name}.{os.getpid()}.draft"
        try:
            pq.write_table(table, draft, filesystem=self._files, compression="zstd")
            self._files.move(draft, path)
        except (OSError, pa.ArrowException) as error:
            raise self._error(error) from error

    def read(self, kind: str, name: str) -> list[dict[str, Any]]:
        """The rows of a shard."""
        try:
            path = f"{self._root}/{kind}/{name}.parquet"
            # One file, not a data set: no guessing of partitions from its path.
            table = pq.ParquetFile(path, filesystem=self._files).read()
        except (OSError, pa.ArrowException) as error:
            raise self._error(error) from error
        rows: list[dict[str, Any]] = table.to_pylist()
        return rows

    def _error(self, error: Exception) -> StoreError:
        reason = (str(error).splitlines() or ["unknown reason"])[0]
        return StoreError(f"the shards at {self.location} cannot be used: {reason}")


def shard_name(items: Sequence[Item]) -> str:
    """The name of the shard of these articles, for this program and its model."""
    articles = [digest(msgspec.json.encode(item, order="sorted").decode()) for item in items]
    return digest(program_digest(), *articles)[:24]


def write_articles(folder: ShardFolder, name: str, items: Sequence[Item]) -> None:
    """Write a shard of articles."""
    rows = [
        {"origin": item.origin, "article": msgspec.json.encode(item, order="sorted").decode()}
        for item in items
    ]
    folder.write(ARTICLES, name, pa.Table.from_pylist(rows, schema=_ARTICLE_COLUMNS))


def analyse_shard(folder: ShardFolder, name: str) -> int:
    """Analyse the articles of a shard and write their analyses; returns their number.

    Raises ModelError and StoreError. An article that fails has its reason in the shard.
    """
    items = read_articles(folder, name)
    parts = (items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE))
    write_outcomes(folder, name, items, [found for part in parts for found in outcomes_of(part)])
    return len(items)


def read_outcomes(folder: ShardFolder, name: str) -> list[Outcome]:
    """What became of the articles of a shard, in their order."""
    return [
        _ANALYSIS.decode(row["analysis"]) if row["reason"] is None else row["reason"]
        for row in folder.read(ANALYSES, name)
    ]


def write_outcomes(
    folder: ShardFolder, name: str, items: Sequence[Item], outcomes: Sequence[Outcome]
) -> None:
    """Write the analyses of a shard's articles, in their order."""
    rows = [_row(item, outcome) for item, outcome in zip(items, outcomes, strict=True)]
    folder.write(ANALYSES, name, pa.Table.from_pylist(rows, schema=_ANALYSIS_COLUMNS))


def read_articles(folder: ShardFolder, name: str) -> list[RawArticle]:
    """The articles of a shard, in their order."""
    return [_RAW.decode(row["article"]) for row in folder.read(ARTICLES, name)]


def _row(item: Item, outcome: Outcome) -> dict[str, str | None]:
    if isinstance(outcome, str):
        return {"origin": item.origin, "reason": outcome, "analysis": None}
    analysis = msgspec.json.encode(outcome).decode()
    return {"origin": item.origin, "reason": None, "analysis": analysis}
