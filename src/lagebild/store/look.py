"""The last look at the news of a store: the build that was seen, in a small file beside it.

It is no part of the store, so that looking needs no right to write it.
"""

import sys
from pathlib import Path


def last_look(store: Path) -> int | None:
    """The number of the build that was last looked at; None before the first look."""
    try:
        return int(_file(store).read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return None


def remember_look(store: Path, build: int) -> None:
    """Remember that a build was looked at; says so where that does not work."""
    try:
        _file(store).write_text(f"{build}\n", encoding="utf-8")
    except OSError as error:
        print(f"this look is not remembered: {error.strerror}", file=sys.stderr)


def _file(store: Path) -> Path:
    return store.with_name(f"{store.name}.look")
