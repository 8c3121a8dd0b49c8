"""Opening a store, and saying in one line why that does not work."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from lagebild import __version__
from lagebild.errors import StoreError
from lagebild.store.corrected import CORRECTED_TABLES
from lagebild.store.migrate import can_migrate, migrate
from lagebild.store.schema import FORMAT, MACROS, TABLES

DEFAULT_STORE = Path("lagebild.duckdb")

_REASONS = (
    (r"not a valid DuckDB database", "is no Lagebild store (not a DuckDB file)"),
    (r"version number|newer version|serialization", "was made by a newer version of DuckDB"),
    (r"Could not set lock|Conflicting lock", "is in use by another process"),
    (r"No space left|File too large|not enough disk space", "cannot grow: the disk is full"),
    (r"Read-only file system|Permission denied|read-only mode", "cannot be written or read here"),
    (r"No such file or directory|does not exist", "does not exist"),
    (r"Is a directory", "is a folder"),
    (r"Out of Memory", "needs more memory than this machine has free"),
    (r"Corrupt|checksum", "is damaged"),
)


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Turn what DuckDB and the file system raise into a StoreError of one line.

    DuckDB answers Ctrl-C in the middle of a statement with an error of its own: that becomes the
    KeyboardInterrupt again that it was.
    """
    try:
        yield
    except duckdb.InterruptException:
        raise KeyboardInterrupt from None
    except RuntimeError as error:
        if "interrupted" in str(error).lower():
            raise KeyboardInterrupt from None
        raise
    except (duckdb.Error, OSError) as error:
        raise StoreError(f"the store {path} {_reason(str(error))}") from error


def _reason(message: str) -> str:
    for pattern, reason in _REASONS:
        if re.search(pattern, message, re.IGNORECASE):
            return reason
    return f"cannot be used: {message.splitlines()[0] if message else 'unknown reason'}"


def connect_store(path: Path, write: bool) -> duckdb.DuckDBPyConnection:
    """A connection to the store; with `write` a missing file is made.

    A store of an older version is brought up to date, and a copy of it kept beside it. Raises
    StoreError where the file is missing (reading), no store, of a newer version, in use by a
    writer, or cannot be opened.
    """
    with store_errors(path):
        if not path.exists():
            if not write:
                raise StoreError(f"there is no store {path}: run `lagebild build SOURCE...` first")
            _create(path)
        connection = _open_current(path, write)
        try:
            # It would be printed between the rows of an answer.
            connection.execute("SET enable_progress_bar = false")
            for statement in (*MACROS, *(CORRECTED_TABLES if write else ())):
                connection.execute(statement)
        except BaseException:
            connection.close()
            raise
        return connection


def _config() -> dict[str, str | bool | int | float | list[str]]:
    """Bounded memory; nothing but the store itself is read, written or loaded by SQL."""
    return {
        "memory_limit": "1500MB",
        "threads": 2,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "enable_external_access": False,
    }


def _create(path: Path) -> None:
    """Make the store beside its place and move it there whole: a kill leaves no half one."""
    if not path.parent.is_dir():
        raise StoreError(f"the store {path} cannot be made: there is no folder {path.parent}")
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with duckdb.connect(str(fresh)) as connection:
            for table in TABLES:
                connection.execute(table)
            connection.execute(
                "INSERT INTO meta VALUES ('format', ?), ('made_by', ?)",
                [str(FORMAT), f"lagebild {__version__}"],
            )
        fresh.replace(path)
    finally:
        for leftover in (fresh, fresh.with_name(fresh.name + ".wal")):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)


def _open_current(path: Path, write: bool) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(str(path), read_only=not write, config=_config())
    try:
        found = _format(connection, path)
    except BaseException:
        connection.close()
        raise
    if found == FORMAT:
        return connection
    connection.close()
    migrate(path, found)
    return duckdb.connect(str(path), read_only=not write, config=_config())


def _format(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """The store's format, today's or an older one that can be brought up to date."""
    try:
        rows = connection.execute("SELECT value FROM meta WHERE name = 'format'").fetchall()
    except duckdb.CatalogException:
        raise StoreError(f"{path} is a DuckDB file, but no Lagebild store") from None
    found = int(rows[0][0]) if rows and str(rows[0][0]).isdigit() else 0
    if found > FORMAT:
        raise StoreError(
            f"the store {path} was made by a newer version (format {found}, this one knows "
            f"{FORMAT}): update lagebild, or build a new store with --store"
        )
    if found < FORMAT and not can_migrate(found):
        raise StoreError(f"the store {path} has the unknown format {found}: build a new one")
    return found
