"""Rows as files: JSON lines, CSV, Parquet."""

import csv
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import msgspec

from lagebild.errors import UsageError
from lagebild.show.flat import CELLS
from lagebild.show.plain import csv_cell
from lagebild.store.rows import RECORD_OF, to_record

if TYPE_CHECKING:
    from lagebild.picture.question import Query
    from lagebild.store import Store


def write_rows(store: "Store", query: "Query", kind: str, form: str, output: Path | None) -> None:
    """Write the answer of a query in a format; without `output` to standard output.

    JSON lines are the records themselves. CSV rows are flat, and cells that a spreadsheet would
    take for formulas are defused. Parquet keeps the nested fields.
    """
    if form == "parquet":
        _write_parquet(store, query, output)
        return
    with open_output(output) as stream:
        rows = query.rows(store)
        if form == "jsonl":
            stream.writelines(_json_line(row, kind) for row in rows)
        else:
            _write_csv(stream, [CELLS[kind](row) for row in rows])


@contextmanager
def open_output(output: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears under its name only when it is complete."""
    if output is None:
        yield sys.stdout
        return
    with _complete(output) as fresh, fresh.open("w", encoding="utf-8", newline="") as stream:
        yield stream


@contextmanager
def _complete(output: Path) -> Iterator[Path]:
    fresh = output.with_name(f".{output.name}.{os.getpid()}.new")
    try:
        yield fresh
        fresh.replace(output)
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _json_line(row: Mapping[str, Any], kind: str) -> str:
    record = RECORD_OF.get(kind)
    if record is not None:
        return msgspec.json.encode(to_record(row, record)).decode() + "\n"
    return json.dumps(dict(row), ensure_ascii=False, default=str) + "\n"


def _write_csv(stream: TextIO, rows: Sequence[Mapping[str, Any]]) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    if rows:
        writer.writerow(rows[0])
    for row in rows:
        writer.writerow([csv_cell(value) for value in row.values()])


def _write_parquet(store: "Store", query: "Query", output: Path | None) -> None:
    if output is None:
        raise UsageError("--format parquet needs a file: -o FILE.parquet")
    import pyarrow.parquet

    table = store.arrow(query.sql(), query.values)
    with _complete(output) as fresh:
        pyarrow.parquet.write_table(table, fresh)
