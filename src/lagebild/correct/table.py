"""The table of corrections."""

import json

import msgspec

from lagebild.correct.record import Correction
from lagebild.errors import UsageError
from lagebild.store import Store
from lagebild.store.rows import Row


def has_corrections(store: Store) -> bool:
    """Whether any correction holds; false for a store that was made before there were any."""
    known = store.value("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'corrections'")
    return bool(known) and bool(
        store.value("SELECT count(*) FROM corrections WHERE undone IS NULL")
    )


def corrections(
    store: Store, *, target: str | None = None, kind: str | None = None, undone: bool = False
) -> list[Correction]:
    """The corrections, oldest first: those that hold, with `undone` also those taken back.

    `target` and `kind` keep those of one record or actor, or of one kind.
    """
    known = store.value("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'corrections'")
    if not known:
        return []
    rows = store.rows(
        "SELECT * FROM corrections WHERE ($undone OR undone IS NULL) "
        "AND coalesce(target = $target, true) AND coalesce(kind = $kind, true) ORDER BY made, id",
        {"undone": undone, "target": target, "kind": kind},
    )
    return [_from_row(row) for row in rows]


def one_correction(store: Store, id: str) -> Correction:
    """The correction with an id, undone or not. Raises UsageError where there is none."""
    found = [c for c in corrections(store, undone=True) if c.id == id]
    if not found:
        raise UsageError(f"there is no correction {id} (lagebild correct list shows them)")
    return found[0]


def keep(store: Store, correction: Correction) -> None:
    """Write a new correction into the table."""
    row: Row = msgspec.to_builtins(correction)
    for name in ("before", "changes"):
        row[name] = json.dumps(row[name], ensure_ascii=False, sort_keys=True)
    store.insert("corrections", [row])


def _from_row(row: Row) -> Correction:
    for name in ("before", "changes"):
        row[name] = json.loads(row[name])
    return msgspec.convert(row, Correction)
