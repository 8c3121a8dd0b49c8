"""What a surface token tells by its form alone, whatever stands around it."""

from functools import cache

import msgspec

from lagebild.language.gazetteer import first_words, known_name
from lagebild.language.nouns import ActorNoun, actor_noun
from lagebild.language.remembered import Remembered
from lagebild.language.states import adjective_of_seat, split, state_of_adjective
from lagebild.language.tables import load_table

SHORTEST_ADJECTIVE = 4
AFTER_TITLE, AFTER_OFFICE = 1, 2  # least words of a name that follows


class Told(msgspec.Struct, frozen=True, gc=False):
    """What a word tells: `noun` is the actor that it means as it is written.

    `opens_name`: a name of the tables may begin with it; `leads`: the least words of a person's
    name that follows it as a title or office, 0 where it is neither; `nationality`: an adjective
    of a state; `joined`: words with hyphens that mean nothing by themselves.
    """

    capital: bool
    noun: ActorNoun | None
    opens_name: bool
    leads: int
    nationality: bool
    joined: bool


@cache
def told_by(language: str) -> Remembered[Told]:
    """What words tell in a language ("de", "en"), by word."""

    def tell(word: str) -> Told:
        capital = word[:1].isupper()
        noun = actor_noun(word, language)
        hyphened = "-" in word
        known = known_name(word, language) if capital or hyphened else None
        return Told(
            capital=capital,
            noun=noun if language != "de" or is_capital(word) else None,
            opens_name=capital and (known is not None or word in first_words()),
            leads=_leads(word, noun) if capital else 0,
            nationality=_is_nationality(word, language),
            joined=hyphened and known is None and noun is None,
        )

    return Remembered(tell)


def is_capital(word: str) -> bool:
    """Whether a German word is written as a noun ("41-Jährige" is)."""
    return word[:1].isupper() or (word[:1].isdigit() and word.rpartition("-")[2][:1].isupper())


def _leads(word: str, noun: ActorNoun | None) -> int:
    if word in word_list("title"):
        return AFTER_TITLE
    return AFTER_OFFICE if noun is not None and noun.kind == "person" else 0


def _is_nationality(word: str, language: str) -> bool:
    """Whether a word is an adjective of a state, and none of a city ("Moskauer")."""
    long = len(word) >= SHORTEST_ADJECTIVE
    return long and state_of_adjective(word, language) is not None and not adjective_of_seat(word)


@cache
def word_list(use: str) -> frozenset[str]:
    """The helping words for a use ("title", "particle", "never" ...)."""
    for row in load_table("de", "actors_words"):
        if row["use"] == use:
            return frozenset(split(row["words"]))
    return frozenset()
