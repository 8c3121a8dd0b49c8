"""One look-up for all names of the world tables: states, seats, organisations, places, peoples."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from lagebild.language import organisations as organisation_tables
from lagebild.language import peoples as people_tables
from lagebild.language import states as state_tables
from lagebild.language.inflect import bases
from lagebild.language.media import Medium, find_medium, strong_forms
from lagebild.language.nouns import actor_noun
from lagebild.language.organisations import organisation_named, organisations
from lagebild.language.peoples import people_named
from lagebild.language.states import (
    ARTICLES,
    bare,
    people_of_state,
    seat_named,
    split,
    state_named,
    state_of_people,
    states,
)
from lagebild.language.tables import load_table

LONGEST = 9
ODD = re.compile(r"[„“\"»«’]|\s\s|[^\S ]|^\s|\s$")  # what some of the look-ups take away


@dataclass(frozen=True)
class Known:
    """A name of the tables: label (GPE, LOC, ORG, GROUP), the actor's id or None for a mere place,
    the canonical name, PLOVER sector, country, and kind (state, capital, building, organisation,
    place, people, medium)."""

    label: str
    id: str | None
    name: str
    sector: str | None
    country: str | None
    kind: str


@dataclass(frozen=True)
class KnownPlace:
    """A region of the table: first name, country, coordinates in degrees, kind."""

    name: str
    country: str | None
    lat: float
    lon: float
    kind: str


@cache
def _places() -> dict[str, KnownPlace]:
    found: dict[str, KnownPlace] = {}
    for row in load_table("world", "places"):
        names = split(row["names"])
        place = KnownPlace(
            names[0], row["country"] or None, float(row["lat"]), float(row["lon"]), row["kind"]
        )
        for name in names:
            found.setdefault(name, place)
    return found


def place_named(name: str) -> KnownPlace | None:
    """The region that a name or its genitive means ("Karabachs"), or None."""
    return next((_places()[form] for form in bases(bare(name)) if form in _places()), None)


@cache
def _forms() -> frozenset[str]:
    """Every form that any of the tables knows."""
    modules = (state_tables, organisation_tables, people_tables)
    return strong_forms().union(_places(), *(module.known_forms() for module in modules))


@cache
def _beginnings() -> frozenset[str]:
    """The first words of the forms of several words, and the articles."""
    words = {form.partition(" ")[0] for form in _forms() if " " in form}
    return frozenset(words | {article.strip() for article in ARTICLES})


@lru_cache(maxsize=50_000)
def begins_name(word: str) -> bool:
    """Whether a name of several words that the tables know may begin with this word."""
    return word in _beginnings() or _is_odd(word)


def may_be_known(name: str) -> bool:
    """Whether any table may know a name in one of its forms; quick, and true where in doubt."""
    known = _forms()
    return name in known or not known.isdisjoint(bases(bare(name))) or _is_odd(name)


def _is_odd(name: str) -> bool:
    return not name.isalnum() and ODD.search(name) is not None


@lru_cache(maxsize=50_000)
def known_name(name: str, language: str = "de") -> Known | None:
    """What the world tables know under a name in any of its forms, or None."""
    if name.isupper() and len(name) > 3 and name.isalpha():
        return _known(name, language) or _known(name.capitalize(), language)
    return _known(name, language)


LEGAL_FORMS = (
    "AG",
    "SE",
    "GmbH",
    "KG",
    "Inc",
    "Inc.",
    "Ltd",
    "Ltd.",
    "Corp",
    "Corp.",
    "plc",
    "e.V.",
)


def known_inside(name: str, language: str = "de") -> Known | None:
    """The organisation that a longer name only adds its kind or legal form to ("Siemens AG",
    "Gewerkschaft ver.di"), or a medium with its article ("Der Spiegel"), or None."""
    words = name.split()
    rest = ""
    if words[-1] in LEGAL_FORMS:
        rest = " ".join(words[:-1])
    elif len(words) > 1 and actor_noun(words[0], language) is not None:
        rest = " ".join(words[1:])
    known = known_name(rest, language) if rest else None
    if known is not None and known.kind in ("organisation", "medium"):
        return known
    medium = find_medium(name, weak=True) if words[0] in ("Der", "Die", "Das", "The") else None
    return _of_medium(medium) if medium is not None else None


def _known(name: str, language: str) -> Known | None:
    if not may_be_known(name):
        return None
    code = state_named(name)
    if code:
        return Known("GPE", code, states()[code].name(language), "GOV", code, "state")
    organisation = organisation_named(name)
    if organisation:
        return Known(
            "ORG",
            organisation.id,
            organisation.name(language),
            organisation.sector,
            organisation.country,
            "organisation",
        )
    return _seat(name, language) or _place(name) or _people(name, language) or _medium(name)


def _seat(name: str, language: str) -> Known | None:
    seat = seat_named(name)
    if seat is None:
        return None
    country = None if seat.code.startswith("org:") else seat.code
    label = "ORG" if seat.kind == "building" else "GPE"
    organisation = organisations().get(seat.code.removeprefix("org:"))
    title = organisation.name(language) if organisation else states()[seat.code].name(language)
    return Known(label, seat.code, title, seat.sector, country, seat.kind)


def _place(name: str) -> Known | None:
    place = place_named(name)
    if place is None:
        return None
    label = "GPE" if place.kind in ("subdivision", "disputed", "region") else "LOC"
    return Known(label, None, place.name, None, place.country, "place")


def _people(name: str, language: str) -> Known | None:
    code = state_of_people(name, language) if name[:1].isupper() else None
    if code:
        return Known(
            "GROUP", f"people:{code}", people_of_state(code, language), "CVL", code, "people"
        )
    people = people_named(name, language)
    if people:
        return Known("GROUP", f"people:{people.key}", people.name, "CVL", people.country, "people")
    return None


def _medium(name: str) -> Known | None:
    medium = next((found for form in bases(bare(name)) if (found := find_medium(form))), None)
    return _of_medium(medium) if medium is not None else None


def _of_medium(medium: Medium) -> Known:
    key = "-".join(medium.name.lower().split())
    return Known("ORG", f"med:{key}", medium.name, "MED", medium.country or None, "medium")


@cache
def first_words() -> frozenset[str]:
    """The first words of all names of more than one word, with their endings."""
    words: set[str] = set()
    names = [name for state in states().values() for name in (*state.names, *state.seats)]
    names += [name for organisation in organisations().values() for name in organisation.names]
    names += list(_places())
    names += [name for row in load_table("world", "seats") for name in split(row["names"])]
    for name in names:
        first, space, _ = name.partition(" ")
        if space:
            stem = first
            for ending in ("er", "es", "en", "e"):
                if first.endswith(ending):
                    stem = first[: -len(ending)]
                    break
            words.update({first, first + "s", first + "es", first.replace("'", "’"), stem})
            words.update(stem + e for e in ("e", "en", "er", "es", "em"))
    return frozenset(words) - {"Die", "Der", "Das", "The", "De"}
