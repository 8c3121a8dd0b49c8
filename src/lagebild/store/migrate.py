"""Bringing a store of an older version up to date, with a copy of it kept beside it."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

import duckdb

from lagebild.store.schema import FORMAT

# The statements that make format N + 1 of format N.
STEPS: dict[int, tuple[str, ...]] = {
    1: ('ALTER TABLE articles ADD COLUMN "reader" VARCHAR',),
}


def can_migrate(found: int) -> bool:
    """Whether there is a way from this format to today's."""
    return all(step in STEPS for step in range(found, FORMAT)) and found < FORMAT


def copy_path(path: Path, found: int) -> Path:
    """Where the copy of a store of that format is kept: a name that is free."""
    copy, number = path.with_name(f"{path.name}.format{found}"), 2
    while copy.exists():
        copy, number = path.with_name(f"{path.name}.format{found}-{number}"), number + 1
    return copy


def migrate(path: Path, found: int) -> Path:
    """Copy the closed store, then change it in one transaction. Returns the copy's path.

    Raises OSError and duckdb.Error; the store is then as it was.
    """
    copy = copy_path(path, found)
    draft = copy.with_name(f".{copy.name}.{os.getpid()}.draft")
    try:
        shutil.copy2(path, draft)
        draft.replace(copy)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute("BEGIN")
        for step in range(found, FORMAT):
            for statement in STEPS[step]:
                connection.execute(statement)
        connection.execute("UPDATE meta SET value = ? WHERE name = 'format'", [str(FORMAT)])
        connection.execute("COMMIT")
    return copy
