"""The small table of known office holders, a help for family names alone."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from lagebild.language.states import split
from lagebild.language.tables import load_table
from lagebild.resolve.identity import family_key


@dataclass(frozen=True)
class Head:
    """A head of state or the like from the small table."""

    name: str
    country: str | None
    sector: str
    since: int
    until: int


@cache
def heads_by_family() -> dict[str, tuple[Head, ...]]:
    """The people of the small table by folded family name."""
    found: dict[str, list[Head]] = defaultdict(list)
    for row in load_table("world", "heads"):
        name = split(row["names"])[0]
        code = row["country"]
        foreign = code.startswith("org:")
        sector = "IGO" if foreign else "GOV"
        until = int(row["until"]) if row["until"] else 9999
        head = Head(name, None if foreign else code, sector, int(row["since"]), until)
        found[family_key(name)].append(head)
    return {key: tuple(heads) for key, heads in found.items()}
