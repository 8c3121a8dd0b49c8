"""Nouns for political actors: offices, bodies and groups, with German compounds taken apart."""

from dataclasses import dataclass, replace
from functools import cache, lru_cache

from lagebild.language.inflect import adjective_forms, noun_forms
from lagebild.language.organisations import organisation_named
from lagebild.language.peoples import people_named
from lagebild.language.states import seat_named, split, state_named, state_of_people
from lagebild.language.tables import load_table
from lagebild.language.tails import Tails

LINKING = ("", "s", "es", "n", "en", "er", "-")
SHORTEST_HEAD = 4
FORMERLY = ("Ex", "Alt", "Vize", "Noch", "Mini")  # "Ex-Serbengeneral"


@dataclass(frozen=True)
class ActorNoun:
    """A noun for a political actor: lemma, PLOVER sector (or None), kind, rank, country (of words
    that have one), whether a country has just one ("yes", "compound"), and, in a compound, what
    stands before the noun ("US", "Verteidigungs") and whether a hyphen joins it."""

    lemma: str
    sector: str | None
    kind: str
    rank: str
    country: str | None = None
    one: str = ""
    modifier: str = ""
    hyphened: bool = False


@dataclass(frozen=True)
class _Entry:
    noun: ActorNoun
    compound: str


@cache
def _entries(language: str) -> dict[str, _Entry]:
    found: dict[str, _Entry] = {}
    for row in load_table(language, "actors_nouns"):
        country = row.get("country") or None
        noun = ActorNoun(
            row["noun"],
            row["sector"] or None,
            row["kind"],
            row["rank"],
            country,
            row.get("one", ""),
        )
        more = split(row["more"])
        forms = noun_forms(row["noun"], more) if language == "de" else _english(row["noun"], more)
        listed = {row["noun"], *more}
        for form in sorted(forms, key=lambda form: form not in listed):
            if form in listed or form not in found:
                found[form] = _Entry(noun, row["compound"])
    return found


def _english(noun: str, more: tuple[str, ...]) -> set[str]:
    return {noun, *more} if more else {noun, noun + "s"}


@cache
def _longest(language: str) -> int:
    return max(map(len, _entries(language)))


@cache
def _tails(language: str) -> Tails:
    forms = (form for form in _entries(language) if len(form) >= SHORTEST_HEAD)
    return Tails(form.lower() for form in forms)


@lru_cache(maxsize=50_000)
def actor_noun(word: str, language: str = "de") -> ActorNoun | None:
    """What a noun or its inflected form or compound means ("Kremlsprechers"), or None.

    The compound's modifier is given back without its linking letters undone.
    """
    entries = _entries(language)
    if language != "de":
        entry = entries.get(word) or entries.get(word.lower())
        return entry.noun if entry else None
    if word in entries:
        return entries[word].noun
    head = word.rpartition("-")
    if head[1] and head[2] in entries and (word[:1].isalpha() or head[0].isdigit()):
        return replace(_compound(entries[head[2]].noun, head[0]), hyphened=True)
    if not word[:1].isalpha():
        return None
    if not _tails(language).may_end(word.lower()):
        return None
    first = max(2, len(word) - _longest(language))
    for start in range(first, len(word) - SHORTEST_HEAD + 1):
        tail = word[start:]
        entry = entries.get(tail.capitalize() if tail.islower() else tail)
        if entry is None or entry.compound not in ("yes", "owner"):
            continue
        if entry.compound == "yes" or _known(word[:start]):
            return _compound(entry.noun, word[:start])
    return None


def _known(modifier: str) -> bool:
    return any(
        state_named(form)
        or seat_named(form)
        or organisation_named(form)
        or actor_noun(form)
        or state_of_people(form)
        or people_named(form)
        for form in modifier_forms(modifier)
        if len(form) > 1
    )


def _compound(noun: ActorNoun, modifier: str) -> ActorNoun:
    return replace(noun, modifier=modifier.strip("-"))


def modifier_forms(modifier: str) -> tuple[str, ...]:
    """What the modifier of a compound may be as a word of its own ("Rebellen" -> "Rebell")."""
    forms = [modifier]
    if "-" in modifier:
        first, _, rest = modifier.partition("-")
        forms += [first, rest] if first in FORMERLY else [first]
    for link in LINKING:
        if link and modifier.endswith(link) and len(modifier) > len(link) + 1:
            forms.append(modifier[: -len(link)])
    return tuple(forms)


@cache
def _adjectives() -> dict[str, tuple[str, bool]]:
    found: dict[str, tuple[str, bool]] = {}
    for row in load_table("de", "actors_adjectives"):
        for form in adjective_forms(row["stem"]):
            found[form] = (row["sector"], row["weak"] == "yes")
    return found


def sector_of_adjective(word: str) -> tuple[str, bool] | None:
    """The sector that a German adjective gives ("oppositionelle"), and whether only weakly."""
    return _adjectives().get(word.lower())
