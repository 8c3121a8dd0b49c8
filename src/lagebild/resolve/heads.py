"""The table of known office holders, a help for names that an article gives without office."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from lagebild.language.organisations import organisations
from lagebild.language.states import split
from lagebild.language.tables import load_table
from lagebild.recognise.mentions.words import word_list
from lagebild.resolve.identity import family_key, same_person

SECTORS = {
    "head": "GOV", "minister": "GOV", "speaker": "GOV", "governor": "GOV", "parliament": "LEG",
    "party": "PTY", "opposition": "OPP", "general": "MIL", "rebel": "REB", "armed": "UAF",
    "judge": "JUD", "police": "COP", "spy": "SPY", "cleric": "REL", "business": "BUS",
    "union": "LAB", "ngo": "NGO", "journalist": "MED", "scholar": "EDU", "crime": "CRM",
    "civil": "CVL",
}  # fmt: skip
FAMOUS = ("head", "leader")
BEFORE, AFTER = 2, 8  # years in which a family name alone means who holds the office
EARLIER, LATER = 10, 20  # years in which a full name does


@dataclass(frozen=True)
class Head:
    """A holder of an office: usual names, country or organisation, sector, and the years."""

    names: tuple[str, ...]
    country: str | None
    organisation: str | None
    role: str
    sector: str
    since: int
    until: int

    @property
    def name(self) -> str:
        return self.names[0]

    def held_by(self, year: int | None) -> bool:
        """Whether the office had begun by a year; a former one counts."""
        return year is None or self.since <= year

    def years_from(self, year: int) -> int:
        """How many years lie between a year and those of the office; 0 inside."""
        return max(self.since - year, year - self.until, 0)


@cache
def heads_by_family() -> dict[str, tuple[Head, ...]]:
    """The people of the table by the folded family name of each of their names."""
    found: dict[str, list[Head]] = defaultdict(list)
    for row in load_table("world", "heads"):
        head = _head(row)
        for family in {family_key(name): None for name in head.names}:
            found[family].append(head)
    return {key: tuple(heads) for key, heads in found.items()}


def _head(row: Mapping[str, str]) -> Head:
    code, _, key = row["country"].partition(":")
    body = organisations()[key] if key else None
    return Head(
        names=tuple(split(row["names"])),
        country=body.country if body else code,
        organisation=body.id if body else None,
        role=row["role"],
        sector=body.sector if body else SECTORS[row["role"]],
        since=int(row["since"]),
        until=int(row["until"]) if row["until"] else 9999,
    )


def head_of_full_name(
    name: str, year: int | None, country: str | None, told: frozenset[str]
) -> Head | None:
    """What somebody of a full name was in a year, or nearest to it, or None.

    `country`: what the article tells of the person already; `told`: the countries that it names,
    among which must be that of a less famous one, unless the office was held then.
    """
    fitting = [
        head
        for head in heads_by_family().get(family_key(name), ())
        if any(same_person(known, name).same for known in head.names)
        and (country in (None, head.country) or head.organisation is not None)
        and (head.role in FAMOUS or _near(head, year, told))
    ]
    return min(fitting, key=lambda h: (h.years_from(year or 9999), -h.since), default=None)


def _near(head: Head, year: int | None, told: frozenset[str]) -> bool:
    if year is None:
        return head.country in told
    return (head.country in told or not told) and head.since - EARLIER <= year <= head.until + LATER


def head_of_family_name(
    name: str, year: int | None, countries: frozenset[str], bodies: frozenset[str]
) -> Head | None:
    """The only office holder whom a family name alone can mean in a year: the country or the body
    must be named in the article. Who is in office goes before who was or will be, and a head of
    state or government before others."""
    common = name in word_list("common")
    found = [
        head
        for head in heads_by_family().get(family_key(name), ())
        if head.role in (*FAMOUS, "minister")
        and (head.role in FAMOUS or not common)
        and (head.country in countries if head.organisation is None else _named(head, bodies))
        and (year is None or head.since - BEFORE <= year <= head.until + AFTER)
    ]
    current = [head for head in found if year is None or head.years_from(year) == 0]
    return (
        _only([head for head in current if head.role == "head"])
        or (_only(current) if current else None)
        or _only(found)
    )


def _named(head: Head, bodies: frozenset[str]) -> bool:
    """Whether the body that somebody leads is named, or one that it belongs to ("EU")."""
    whole = (head.organisation or "").split("-")[0]
    return head.organisation in bodies or whole in bodies


def _only(heads: Sequence[Head]) -> Head | None:
    """The last office of the only person among them."""
    return heads[-1] if len({head.name for head in heads}) == 1 else None
