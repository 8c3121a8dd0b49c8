"""CSV with CSV-W metadata: what every column means and which kind of value it holds."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lagebild.language.tables import load_table
from lagebild.show.export.files import cell, text_file, whole_folder, write_separated
from lagebild.show.export.tables import queries
from lagebild.show.export.wish import Report, Wish
from lagebild.show.flat import CELLS
from lagebild.store import Store

Row = dict[str, Any]

CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
METADATA = "csv-metadata.json"
_KINDS = {bool: "boolean", int: "integer", float: "double"}


def write(store: Store, wish: Wish, path: Path) -> Report:
    """Write a folder with one CSV a table and one description of all; or, where the path ends in
    .csv, the happenings (with `raw` the events) alone and `PATH-metadata.json`."""
    asked = queries(store, wish)
    if path.suffix.lower() == ".csv":
        kind = "events" if wish.raw else "happenings"
        rows = [_cells(kind, row) for row in asked[kind].rows(store)]
        with text_file(path.with_name(f"{path.name}-metadata.json")) as stream:
            _dump({"@context": CONTEXT, **describe(path.name, kind, rows)}, stream)
            _write_table(path, rows, kind)
        return Report(len(rows))
    tables, number = [], 0
    with whole_folder(path, (".csv", METADATA)) as fresh:
        for kind, query in asked.items():
            rows = [_cells(kind, row) for row in query.rows(store)]
            _write_table(fresh / f"{kind}.csv", rows, kind)
            tables.append(describe(f"{kind}.csv", kind, rows))
            number += len(rows)
        with text_file(fresh / METADATA) as stream:
            _dump({"@context": CONTEXT, "tables": tables}, stream)
    return Report(number)


def _cells(kind: str, row: Row) -> Row:
    """The flat row; what is a list of records becomes words, dates become ISO text."""
    flat = CELLS[kind]({name: value for name, value in row.items() if name not in _INNER})
    return {name: cell(str(v) if hasattr(v, "isoformat") else v) for name, v in flat.items()}


_INNER = frozenset({"extra", "quality", "parts"})


def _write_table(path: Path, rows: Sequence[Row], kind: str) -> None:
    header = list(rows[0]) if rows else list(_names(kind))
    write_separated(path, header, [list(row.values()) for row in rows], ",")


def _names(kind: str) -> Iterator[str]:
    return (row["column"] for row in load_table("world", "columns") if row["table"] == kind)


def describe(name: str, kind: str, rows: Sequence[Row]) -> Row:
    """The description of one table."""
    columns = list(rows[0]) if rows else list(_names(kind))
    notes = _notes(kind)
    schema: Row = {
        "columns": [
            {
                "name": column,
                "titles": column,
                "datatype": _datatype([row[column] for row in rows]),
                **({"dc:description": notes[column]} if column in notes else {}),
            }
            for column in columns
        ]
    }
    if "id" in columns:
        schema["primaryKey"] = "id"
    return {
        "url": name,
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"], "header": True},
        "tableSchema": schema,
    }


def _notes(kind: str) -> Mapping[str, str]:
    rows = load_table("world", "columns")
    return {
        row["column"]: row["about"] for row in rows if row["table"] in ("", kind) and row["about"]
    }


def _datatype(values: Sequence[object]) -> str:
    kinds = {type(value) for value in values if value is not None and value != ""}
    if kinds and kinds <= {int, float}:
        return _KINDS[float if float in kinds else int]
    return _KINDS.get(next(iter(kinds)), "string") if len(kinds) == 1 else "string"


def _dump(value: Row, stream: Any) -> None:
    json.dump(value, stream, ensure_ascii=False, indent=1)
    stream.write("\n")
