"""States and dependent territories: names, adjectives, peoples and seats of government."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from lagebild.language.inflect import adjective_forms, bases, people_forms, phrase_forms
from lagebild.language.tables import load_table

ARTICLES = ("der ", "die ", "das ", "den ", "dem ", "des ", "the ", "The ", "Die ", "Der ", "Das ")

REMEMBERED = 50_000  # words whose meaning is kept


@dataclass(frozen=True)
class State:
    """A state: ISO 3166 codes, kind (as in the table), usual names, all names, seats."""

    code: str
    iso2: str
    kind: str
    german: str
    english: str
    names: tuple[str, ...]
    seats: tuple[str, ...]

    def name(self, language: str) -> str:
        """The usual name in German ("de") or, for every other language, English."""
        return self.german if language == "de" else self.english


@dataclass(frozen=True)
class Seat:
    """A city or building that stands for a government; code: ISO alpha-3 or organisation id."""

    name: str
    code: str
    kind: str
    sector: str


def split(cell: str) -> tuple[str, ...]:
    """The entries of a table cell."""
    return tuple(item for item in cell.split("|") if item)


@cache
def states() -> dict[str, State]:
    """All states by ISO 3166 alpha-3 code."""
    found = {}
    for row in load_table("world", "states"):
        names = (row["de"], row["en"], *split(row["de_more"]), *split(row["en_more"]))
        seats = (*split(row["capital_de"]), *split(row["capital_en"]))
        found[row["iso3"]] = State(
            code=row["iso3"],
            iso2=row["iso2"],
            kind=row["kind"],
            german=row["de"],
            english=row["en"],
            names=tuple(dict.fromkeys(names)),
            seats=tuple(dict.fromkeys(seats)),
        )
    return found


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for state in states().values():
        for name in state.names:
            for form in phrase_forms(name):
                found.setdefault(form, state.code)
    return found


@cache
def _adjectives() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in load_table("world", "states"):
        for stem in split(row["de_adj"]):
            for form in adjective_forms(stem):
                found.setdefault(form, row["iso3"])
    return found


@cache
def _english_adjectives() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in load_table("world", "states"):
        for adjective in split(row["en_adj"]):
            found.setdefault(adjective, row["iso3"])
    return found


@cache
def _peoples() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in load_table("world", "states"):
        for lemma in split(row["de_people"]):
            for form in people_forms(lemma):
                found.setdefault(form, row["iso3"])
    return found


@cache
def _english_peoples() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in load_table("world", "states"):
        for people in split(row["en_people"]):
            found.setdefault(people, row["iso3"])
    return found


@cache
def _seats() -> dict[str, Seat]:
    found: dict[str, Seat] = {}
    for row in load_table("world", "seats"):
        for name in split(row["names"]):
            found[name] = Seat(name, row["code"], row["kind"], row["sector"])
    for state in states().values():
        for name in state.seats:
            found.setdefault(name, Seat(name, state.code, "capital", "GOV"))
    return found


@cache
def _seat_adjectives() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in load_table("world", "seats"):
        for form in split(row["de_adj"]):
            found[form] = row["code"]
    return found


def bare(name: str) -> str:
    """A name without a leading article."""
    if not name.startswith(ARTICLES):
        return name
    for article in ARTICLES:
        if name.startswith(article):
            return name[len(article) :]
    return name


def lookup(table: dict[str, str], name: str) -> str | None:
    """Find a name in a table, as it stands, without article, or without genitive ending."""
    for form in (name, *bases(bare(name))):
        if form in table:
            return table[form]
    return None


@lru_cache(maxsize=REMEMBERED)
def state_named(name: str) -> str | None:
    """The code of the state that a name or its genitive means ("Armeniens" -> "ARM"), or None."""
    return lookup(_names(), name)


@lru_cache(maxsize=REMEMBERED)
def state_of_adjective(word: str, language: str = "de") -> str | None:
    """The code of the state that an adjective belongs to ("armenischen" -> "ARM"), or None.

    "Schweizer" and adjectives of seats of government ("Moskauer") count in German.
    """
    if language != "de":
        return _english_adjectives().get(word)
    if word == "Schweizer":
        return "CHE"
    seat = _seat_adjectives().get(word, "")
    return _adjectives().get(word.lower()) or (seat if seat in states() else None)


@cache
def _region_adjectives() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in load_table("de", "region_adjectives"):
        for stem in split(row["stems"]):
            found.update(dict.fromkeys(adjective_forms(stem), row["country"]))
    return found


def state_of_region_adjective(word: str, language: str = "de") -> str | None:
    """The code of the state that holds the region of an adjective ("bayerischen" -> "DEU"), or
    None. Such an adjective never stands for the state itself."""
    return _region_adjectives().get(word.lower()) if language == "de" else None


def adjective_of_seat(word: str) -> bool:
    """Whether the adjective is formed from a city ("Moskauer"): it may only mean the place."""
    return word in _seat_adjectives()


def state_of_people(word: str, language: str = "de") -> str | None:
    """The code of the state whose people a noun names ("Armeniern" -> "ARM"), or None."""
    return (_peoples() if language == "de" else _english_peoples()).get(word)


@cache
def people_of_state(code: str, language: str = "de") -> str:
    """The name of a state's people: masculine singular in German, as in the table in English."""
    for row in load_table("world", "states"):
        if row["iso3"] == code:
            names = split(row["de_people"] if language == "de" else row["en_people"])
            return names[0] if names else code
    raise KeyError(code)


@lru_cache(maxsize=REMEMBERED)
def seat_named(name: str) -> Seat | None:
    """The seat of a government or body that a name or its genitive means, or None."""
    for form in (name, *bases(bare(name))):
        if form in _seats():
            return _seats()[form]
    return None


def known_forms() -> set[str]:
    """Every form under which a state, its people or a seat of government is known."""
    return {*_names(), *_seats(), *_peoples(), *_english_peoples()}


def translations(code: str, languages: Iterable[str]) -> dict[str, str]:
    """The state's name in other languages, from Unicode CLDR; languages it lacks are left out."""
    from babel import Locale, UnknownLocaleError

    found = {}
    for language in languages:
        try:
            name = Locale.parse(language).territories.get(states()[code].iso2)
        except (UnknownLocaleError, ValueError):
            continue
        if name:
            found[language] = name
    return found
