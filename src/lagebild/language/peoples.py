"""Peoples and communities that are not the people of one state."""

from dataclasses import dataclass
from functools import cache

from lagebild.language.inflect import adjective_forms, people_forms
from lagebild.language.states import split
from lagebild.language.tables import load_table


@dataclass(frozen=True)
class People:
    """A people or community of faith: key, kind, and the country it is usually spoken of in."""

    key: str
    name: str
    kind: str
    country: str | None


@cache
def _german() -> dict[str, People]:
    found: dict[str, People] = {}
    for row in load_table("world", "peoples"):
        for lemma in split(row["de_people"]):
            for form in people_forms(lemma):
                found.setdefault(form, _people(row["key"], lemma, row["kind"], row["country"]))
    return found


@cache
def _german_adjectives() -> dict[str, People]:
    found: dict[str, People] = {}
    for row in load_table("world", "peoples"):
        for stem in split(row["de_adj"]):
            people = _people(row["key"], split(row["de_people"])[0], row["kind"], row["country"])
            found.update(dict.fromkeys(adjective_forms(stem), people))
    return found


@cache
def _english() -> dict[str, People]:
    found: dict[str, People] = {}
    for row in load_table("world", "peoples"):
        for form in split(row["en"]):
            found[form] = _people(row["key"], form, row["kind"], row["country"])
    return found


def _people(key: str, name: str, kind: str, country: str) -> People:
    return People(key, name, kind, country or None)


def known_forms() -> set[str]:
    """Every form under which a people is known."""
    return {*_german(), *_english()}


def people_named(word: str, language: str = "de") -> People | None:
    """The people or community that a noun names ("Kurden"), or None."""
    return (_german() if language == "de" else _english()).get(word)


def people_of_adjective(word: str, language: str = "de") -> People | None:
    """The people or community of an adjective ("kurdischen"), or None."""
    return _german_adjectives().get(word.lower()) if language == "de" else _english().get(word)
