"""The files behind the sources, and whether they were read before."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lagebild.errors import SourceError
from lagebild.read import READERS
from lagebild.read.source import printable
from lagebild.read.standard_input import STANDARD_INPUT
from lagebild.read.walk import find_files
from lagebild.store import Store
from lagebild.store.writer import FinishedSource


@dataclass(frozen=True)
class File:
    """One thing to read: `named` is what the reader gets, `path` what the store knows it by."""

    named: str
    path: str


def list_files(sources: Sequence[str]) -> Iterator[File | SourceError]:
    """Every file once, in the order of the sources; standard input is a file of its own."""
    seen: set[str] = set()
    for named in sources:
        found = [Path(named)] if named == STANDARD_INPUT else find_files(named, READERS)
        for item in found:
            if isinstance(item, SourceError):
                yield item
                continue
            path = STANDARD_INPUT if named == STANDARD_INPUT else absolute(item)
            if path not in seen:
                seen.add(path)
                yield File(str(item), path)


def absolute(path: Path) -> str:
    """The whole path as valid text."""
    return printable(os.path.abspath(path))


def fingerprint(file: File) -> FinishedSource:
    """Size, time and digest of a file; of standard input and unreadable files nothing is known."""
    try:
        status = os.stat(file.named)
        with open(file.named, "rb") as stream:
            content = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return FinishedSource(file.path, -1, -1, "", whole=False)
    return FinishedSource(file.path, status.st_size, status.st_mtime_ns, content)


def is_unchanged(store: Store, file: File) -> bool:
    """Whether the store knows the file as it is now.

    A file of the same size and time is taken as the same; of another time but the same content
    too, and then the new time is noted.
    """
    rows = store.rows("SELECT * FROM sources WHERE path = ?", [file.path])
    if not rows:
        return False
    try:
        status = os.stat(file.named)
    except OSError:
        return False
    if status.st_size != rows[0]["size"]:
        return False
    if status.st_mtime_ns == rows[0]["mtime_ns"]:
        return True
    if fingerprint(file).digest != rows[0]["digest"]:
        return False
    store.execute("UPDATE sources SET mtime_ns = ? WHERE path = ?", [status.st_mtime_ns, file.path])
    return True
