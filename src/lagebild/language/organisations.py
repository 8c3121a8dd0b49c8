"""Organisations: names and acronyms, sector, country, and members over time."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from lagebild.language.inflect import bases, phrase_forms
from lagebild.language.states import bare, split
from lagebild.language.tables import load_table


@dataclass(frozen=True)
class Membership:
    """A member state and the years of its membership (None: since ever, or until today)."""

    state: str
    since: int | None
    until: int | None


@dataclass(frozen=True)
class Organisation:
    """An organisation: key, usual names, all names, acronyms, sector, country and members."""

    key: str
    german: str
    english: str
    names: tuple[str, ...]
    short: tuple[str, ...]
    sector: str
    country: str | None
    members: tuple[Membership, ...]

    @property
    def id(self) -> str:
        """The actor id of the organisation."""
        return f"org:{self.key}"

    def name(self, language: str) -> str:
        """The usual name: in German the acronym where the key is one, in English the initials."""
        if language == "de":
            acronym = bool(self.short) and self.short[0].lower() == self.key
            return self.short[0] if acronym else self.german
        initials = "".join(word[0] for word in self.english.split() if word[0].isupper())
        return initials if initials in self.short else self.english


def _membership(cell: str) -> Membership:
    state, _, years = cell.partition(":")
    since, _, until = years.partition("-")
    return Membership(state, int(since) if since else None, int(until) if until else None)


@cache
def organisations() -> dict[str, Organisation]:
    """All organisations of the table by key."""
    found = {}
    for row in load_table("world", "organisations"):
        german, english = split(row["de"]), split(row["en"])
        short = tuple(dict.fromkeys(split(row["short"])))
        found[row["key"]] = Organisation(
            key=row["key"],
            german=german[0],
            english=english[0],
            names=tuple(dict.fromkeys((*german, *english, *short))),
            short=short,
            sector=row["sector"],
            country=row["country"] or None,
            members=tuple(_membership(cell) for cell in split(row["members"])),
        )
    return found


@cache
def _names() -> dict[str, Organisation]:
    found: dict[str, Organisation] = {}
    for organisation in organisations().values():
        for name in organisation.names:
            for form in phrase_forms(name):
                found.setdefault(form.replace("’", "'"), organisation)
    return found


def known_forms() -> set[str]:
    """Every form under which an organisation is known."""
    return set(_names())


def organisation_named(name: str) -> Organisation | None:
    """The organisation that a name, acronym or genitive means ("der Arabischen Liga"), or None."""
    plain = bare(name).strip('„“"»«').replace("’", "'")
    for form in bases(plain):
        if form in _names():
            return _names()[form]
    return None


@cache
def _name_words() -> dict[str, str]:
    rows = load_table("world", "name_words")
    return {word: row["sector"] for row in rows for word in split(row["words"])}


def sector_of_name(words: Iterable[str]) -> str | None:
    """The sector that a word of an organisation's name tells ("Holding" -> "BUS"), or None."""
    return next((_name_words()[word] for word in words if word in _name_words()), None)


def members_in(key: str, year: int) -> frozenset[str]:
    """The member states of an organisation in a year, as far as the table knows them."""
    organisation = organisations().get(key)
    if organisation is None:
        return frozenset()
    return frozenset(
        m.state
        for m in organisation.members
        if (m.since is None or m.since <= year) and (m.until is None or year <= m.until)
    )
