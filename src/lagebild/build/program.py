"""Which program makes the records: they are made anew when it has changed."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from lagebild.ids import digest

# What an article's records depend on; the rest of the package only joins and shows them.
ROOMS = ("clean", "language", "parse", "recognise", "resolve")


@cache
def program_digest() -> str:
    """Digest of all that an analysis depends on: code, tables, the model's manifest."""
    root = Path(str(files("lagebild")))
    parts = [root / "analysis.py", root / "records.py", root / "ids.py"]
    for room in ROOMS:
        parts += (p for p in (root / room).rglob("*") if p.suffix in (".py", ".tsv", ".json"))
    return digest(
        *(f"{p.relative_to(root)}\0{p.read_text(encoding='utf-8')}" for p in sorted(parts))
    )[:24]
