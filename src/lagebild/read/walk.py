"""From what a user names (files, folders, globs) to the files to read, in a fixed order."""

import os
from collections.abc import Collection, Iterator
from glob import glob, has_magic
from pathlib import Path

from lagebild.errors import SourceError
from lagebild.read.source import printable


def find_files(named: str, suffixes: Collection[str]) -> Iterator[Path | SourceError]:
    """The files behind one source.

    A file named directly is given whatever its kind; of folders (with all below them) and globs
    only the files of known kinds, sorted by path; hidden ones are passed over.
    """
    path = Path(named)
    if path.is_dir():
        yield from _in_folder(path, suffixes)
    elif os.path.lexists(path):
        yield path
    elif has_magic(named):
        yield from _matching(named, suffixes)
    else:
        yield SourceError(printable(named), _missing(named))


def _missing(named: str) -> str:
    if named.startswith(("http://", "https://")):
        return "is an address, not a file; save the page, or follow a feed with `lagebild watch`"
    return "does not exist"


def _matching(pattern: str, suffixes: Collection[str]) -> Iterator[Path | SourceError]:
    empty = True
    for name in sorted(glob(pattern, recursive=True)):
        path = Path(name)
        if path.is_dir():
            # "**" gives each folder's files as matches of their own.
            files = iter(()) if "**" in pattern else _in_folder(path, suffixes)
        else:
            files = iter([path] if has_known_suffix(path, suffixes) else [])
        for found in files:
            empty = False
            yield found
    if empty:
        yield SourceError(printable(pattern), "matches no file of a known kind")


def _in_folder(folder: Path, suffixes: Collection[str]) -> Iterator[Path | SourceError]:
    empty = True
    for found in _below(folder, suffixes, ()):
        empty = False
        yield found
    if empty:
        yield SourceError(printable(str(folder)), "holds no file of a known kind")


def _below(
    folder: Path, suffixes: Collection[str], above: tuple[tuple[int, int], ...]
) -> Iterator[Path | SourceError]:
    """Linked folders are followed, but not into themselves: `above` are the folders around."""
    try:
        status = folder.stat()
        here = (status.st_dev, status.st_ino)
        if here in above:
            yield SourceError(
                printable(str(folder)), "links back to a folder around it; not followed"
            )
            return
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield SourceError(printable(str(folder)), system_reason(error))
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _below(path, suffixes, (*above, here))
        elif has_known_suffix(path, suffixes):
            yield path


def has_known_suffix(path: Path, suffixes: Collection[str]) -> bool:
    """True where the name ends in one of the suffixes, packed (.gz) or not."""
    return kind_of(path)[0] in suffixes


def kind_of(path: Path) -> tuple[str, bool]:
    """The suffix that tells the kind, in lower case, and whether the file is packed (.gz)."""
    name = path.name.lower()
    packed = name.endswith(".gz")
    return os.path.splitext(name.removesuffix(".gz"))[1], packed


def system_reason(error: OSError) -> str:
    """Why the system refused, in plain words."""
    if isinstance(error, PermissionError):
        return "may not be read (no permission)"
    if isinstance(error, FileNotFoundError):
        return "does not exist, or is a link to nothing"
    return error.strerror or str(error) or type(error).__name__
