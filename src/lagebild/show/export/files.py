"""Writing files and folders so that they appear whole or not at all, and harmless text in them."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from csv import writer
from pathlib import Path
from typing import Any, TextIO

from lagebild.errors import UsageError
from lagebild.show.plain import csv_cell, harmless


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A fresh path beside `path` that takes its place when the block ends well."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file")
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        yield fresh
        fresh.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


@contextmanager
def text_file(path: Path) -> Iterator[TextIO]:
    """A UTF-8 text file that appears only when it is complete."""
    with whole_file(path) as fresh, fresh.open("w", encoding="utf-8", newline="") as stream:
        yield stream


@contextmanager
def whole_folder(path: Path, suffixes: Sequence[str]) -> Iterator[Path]:
    """A fresh folder that takes the place of `path` when the block ends well.

    An older folder is replaced only if nothing else than files with these suffixes stands in it.
    """
    _check_replaceable(path, suffixes)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    old = path.with_name(f".{path.name}.{os.getpid()}.old")
    try:
        fresh.mkdir()
        yield fresh
        if path.exists():
            path.replace(old)
        fresh.replace(path)
    except OSError as error:
        if old.exists() and not path.exists():
            old.replace(path)
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _check_replaceable(path: Path, suffixes: Sequence[str]) -> None:
    if not path.exists():
        return
    if not path.is_dir():
        raise UsageError(f"{path} is a file; name a folder")
    for inside in path.iterdir():
        if inside.is_dir() or not inside.name.endswith(tuple(suffixes)):
            raise UsageError(f"{path} holds other files ({inside.name}); name a new folder")


def plain(value: object) -> str:
    """Text of others on one line without control characters; nothing for None."""
    return "" if value is None else harmless(str(value))


def cell(value: object) -> object:
    """A cell for tab- or comma-separated files: one line, and no formula."""
    return csv_cell(harmless(value)) if isinstance(value, str) else value


def write_separated(
    path: Path, header: Sequence[str], rows: Sequence[Sequence[Any]], separator: str
) -> None:
    """A table as UTF-8 text: cells with separators or quotation marks are quoted, marks doubled."""
    with text_file(path) as stream:
        out = writer(stream, delimiter=separator, lineterminator="\n")
        out.writerow(header)
        out.writerows([cell(value) for value in row] for row in rows)


def joined(values: Sequence[object]) -> str:
    """Several values in one cell; nothing where all are empty, so that columns stay in step."""
    words = [plain(value).replace(";", ",") for value in values]
    return "; ".join(words) if any(words) else ""
