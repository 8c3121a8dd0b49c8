"""What a noun phrase tells about a political actor: sector, country and office, by table only."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from lagebild.language.gazetteer import may_be_known, place_named
from lagebild.language.nouns import ActorNoun, actor_noun, modifier_forms, sector_of_adjective
from lagebild.language.organisations import organisation_named
from lagebild.language.peoples import people_named, people_of_adjective
from lagebild.language.states import (
    bare,
    seat_named,
    state_named,
    state_of_adjective,
    state_of_people,
    state_of_region_adjective,
)

WORDS = re.compile(r"[^\s,;:()„“”\"»«]+")
LONGEST_NAME = 8
OVERRIDING = ("REB", "OPP")
AMBIGUOUS = ("Präsident", "Vizepräsident", "Generalsekretär", "Gouverneur")
STATE_RANKS = ("head", "minister")
BOARDS = ("Vorstand", "Verwaltungsrat", "Aufsichtsrat", "Vorstandsmitglied", "Vorstandschef",
          "Vorstandsvorsitzender", "Vorstandssprecher", "Aufsichtsratsvorsitzender")  # fmt: skip
DESCRIBING = ("Bewaffneter", "Krimineller", "Verbündeter", "Alliierter", "Verdächtiger",
              "Jugendliche")  # fmt: skip
PRIVATE = ("CVL", "MED", "BUS", "NGO", "EDU", "LAB", "REL")  # of no government wherever they are
STAYING = re.compile(r"(?:Ex|Vize|Interims|Noch|Alt|Übergangs|Staats|Minister|US|Bundes)")
ARMED = ("COP", "MIL")  # "bewaffnete Polizisten" are police
WORLDWIDE = ("internationale", "internationalen", "internationaler")
QUANTITY = re.compile(r"(?:Dutzende|(?:[Zz]ehn|[Hh]undert)?[Tt]ausende|[Hh]underte|Millionen)[nr]?")
MEMBERS = ("Mitgliedstaat", "Staat", "Land")
BELONGING = ("Angehöriger",)
FOLLOWERS = ("Anhänger", "Unterstützer", "Sympathisant")
OPPONENTS = ("Gegner", "Kritiker", "Demonstrant", "Gegendemonstrant", "Aktivist", "Protestler")
IN_SOCIETY = ("Organisation", "Gruppe", "Gruppierung", "Bewegung", "Verband", "Partner", "Kreis",
              "Gemeinschaft", "Bündnis", "Allianz")  # fmt: skip
ALLIES = ("Partner", "Verbündeter", "Alliierter")
CHIEFS = ("Chef", "Vorstand", "Vorstandschef", "Manager", "Boss")
OF_GROUPS = ("PTY", "OPP", "REB", "LAB", "NGO", "UAF")
# Nouns whose sector is that of the body named with them, if it is one of these.
OF_THEIR_BODY = {
    "Aktivist": OF_GROUPS, "Experte": ("PTY", "OPP", "LEG"), "Beamter": ("COP", "JUD", "SPY"),
    "Spezialkraft": ("COP",), "Spezialeinheit": ("COP",),
}  # fmt: skip
MILITANT = "militant"  # tells fighters of a people, yet nothing of a group
CROWNED = ("König", "Königin", "Kaiser", "Prinz", "Baron")
COMPANY_NAME = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{3,}")
WEAK_HEADS = ("Behörde", "Beamter", "Beamte", "Verwaltung", "Delegation")
ENDING_THE_CORE = re.compile(
    r"in|im|an|am|auf|aus|bei|beim|mit|von|vom|zu|zum|zur|für|gegen|über|nach|während|wegen"
    r"|of|for|from|at|on|to|against"
)


@dataclass(frozen=True)
class PhraseFacts:
    """What the words of a noun phrase tell: any of it may be None.

    `sector`: PLOVER sector; `country`: ISO alpha-3; `kind`: state, organisation, person, body,
    group, people; `key`: id of the state or organisation that the whole phrase names; `noun`: the
    noun that decided; `rank`: head, minister, speaker, deputy, leader or ""; `one`: whether a
    country has just one of it.
    """

    sector: str | None = None
    country: str | None = None
    kind: str | None = None
    key: str | None = None
    noun: str | None = None
    rank: str = ""
    one: bool = False


NOTHING = PhraseFacts()


def political_sector(text: str, language: str = "de") -> str | None:
    """The PLOVER sector of a noun phrase or head noun ("russische Truppen" -> "MIL"), or None.

    A state, its seat of government or an adjective of nationality alone gives GOV, a people CVL.
    """
    return phrase_facts(text, language).sector


@lru_cache(maxsize=20_000)
def phrase_facts(text: str, language: str = "de") -> PhraseFacts:
    """All that the tables know of a noun phrase without its context."""
    plain = bare(" ".join(text.split()))
    whole = _named(plain)
    if whole is not None:
        return whole
    words = WORDS.findall(plain)[:40]
    core = _before_preposition(words)
    found = _by_noun(core, words, language) or _by_people(core, language) or NOTHING
    if core and found.sector is None and QUANTITY.fullmatch(core[0]):
        found = _by_quantity(words, language)
    if found.noun in FOLLOWERS and found.sector not in OF_GROUPS:
        found = replace(found, sector="CVL")  # whose head governs does not govern
    if found.noun in BELONGING and found.sector is None:
        found = replace(found, sector="CVL")
    if found.noun in OF_THEIR_BODY:
        found = _of_group(found, words, language, OF_THEIR_BODY[found.noun])
    if found.country is None:
        country = _country(words, language)
        found = replace(found, country=country) if country else found
    if found == NOTHING or (found.kind is None and found.country):
        return _by_adjective(core, found, language)
    return found


def _named(name: str) -> PhraseFacts | None:
    if not may_be_known(name):
        return None
    state = state_named(name)
    if state:
        return PhraseFacts("GOV", state, "state", state)
    organisation = organisation_named(name)
    if organisation:
        return PhraseFacts(
            organisation.sector, organisation.country, "organisation", organisation.id
        )
    seat = seat_named(name)
    if seat:
        country = None if seat.code.startswith("org:") else seat.code
        return PhraseFacts(seat.sector, country, "seat", seat.code)
    return None


def _before_preposition(words: list[str]) -> list[str]:
    for index, word in enumerate(words):
        if index and ENDING_THE_CORE.fullmatch(word):
            return words[:index]
    return words


def _by_noun(words: list[str], whole: list[str], language: str) -> PhraseFacts | None:
    if language != "de":
        return _by_english_noun(words, whole)
    first: PhraseFacts | None = None
    adjectives = [entry for word in words if (entry := sector_of_adjective(word))]
    for index, word in enumerate(words):
        noun = actor_noun(word, language)
        if noun is None or _describes(noun, words[index + 1 : index + 2]):
            continue
        found = _of_noun(noun)
        if found.sector:
            strong = [sector for sector, weak in adjectives if not weak]
            strong = strong if found.sector not in ARMED else []
            found = replace(found, sector=strong[0]) if strong else found
            worldwide = found.kind == "body" and found.sector not in PRIVATE
            if worldwide and words[0].lower().startswith("international"):
                return replace(found, sector="IGO", one=False)
            found = _of_joint(found, words[0])
            found = _of_world_body(found, whole[index + 1 :])
            return _with_owner(first, whole, found) if first else found
        first = first or found
    if first is None:
        return None
    if first.noun == "Gemeinschaft":
        return replace(first, sector="IGO") if words[0].lower() in WORLDWIDE else None
    if first.kind == "group" and not adjectives:
        first = _of_whom(first, whole[len(words) :], language)
    return replace(first, sector=adjectives[0][0]) if adjectives else _with_owner(first, whole)


def _of_joint(found: PhraseFacts, first: str) -> PhraseFacts:
    """The facts with what the first of two joined compounds begins with ("EU-Innen- und
    Justizminister")."""
    named = _named(first.partition("-")[0]) if first.endswith("-") else None
    if named is None:
        return found
    sector = found.sector if named.country else named.sector
    return replace(found, country=named.country or found.country, sector=sector)


def _describes(noun: ActorNoun, following: list[str]) -> bool:
    """Whether a word is the adjective of the noun behind it ("Bewaffnete Polizisten")."""
    return noun.lemma in DESCRIBING and bool(following) and actor_noun(following[0]) is not None


def _of_world_body(found: PhraseFacts, words: list[str]) -> PhraseFacts:
    """A president or secretary general of an international body is no head of a state or party,
    nor are its commissioners and envoys those of a state."""
    serving = found.kind == "person" and found.sector == "GOV" and found.rank not in STATE_RANKS
    told = serving or found.noun in (*AMBIGUOUS, *BOARDS)
    if not told or words[:1] not in (["der"], ["des"], ["von"]):
        return found
    for size in range(min(LONGEST_NAME, len(words)), 0, -1):
        named = _named(" ".join(words[1 : size + 1]))
        if named is not None and named.sector in ("IGO", "NGO"):
            rank = found.rank if serving else "leader"
            return replace(found, sector=named.sector, rank=rank, one=False)
    if found.noun in BOARDS or found.noun not in AMBIGUOUS:
        return found
    bodies = [noun for word in words[1:4] if (noun := actor_noun(word)) and noun.kind == "body"]
    if bodies and bodies[0].sector not in (None, "GOV"):
        return replace(found, sector=bodies[0].sector, rank="leader", one=False)
    return found


def _of_whom(found: PhraseFacts, words: list[str], language: str) -> PhraseFacts:
    """Give a bare group the sector of those it is made of ("eine Gruppe von Soldaten")."""
    if words[:1] != ["von"]:
        return found
    for word in words[1:4]:
        noun = actor_noun(word, language)
        if noun is not None and noun.sector:
            return replace(found, sector=noun.sector)
    return found


def _by_quantity(words: list[str], language: str) -> PhraseFacts:
    """A crowd is what is counted ("Tausende von Soldaten"); where nothing is, they are people."""
    counted = words[2:] if words[1:2] in (["von"], ["der"]) else words[1:]
    found = _by_noun(counted, counted, language) if counted else None
    return found or PhraseFacts(sector="CVL", kind="group")


def _of_group(
    found: PhraseFacts, words: list[str], language: str, sectors: tuple[str, ...]
) -> PhraseFacts:
    """Those of OF_THEIR_BODY are of the sector of the body that is named with them ("Aktivisten der
    PKK", "Beamte der Bundespolizei")."""
    owned = _with_owner(replace(found, sector=None), words)
    if owned.sector in sectors:
        return owned
    nouns = (actor_noun(word, language) for word in words)
    bodies = (noun for noun in nouns if noun is not None and noun.kind == "body")
    sector = next((noun.sector for noun in bodies if noun.sector in sectors), found.sector)
    return replace(found, sector=sector)


def _by_english_noun(words: list[str], whole: list[str]) -> PhraseFacts | None:
    for size in (3, 2, 1):
        for start in range(min(len(words) - 1, len(whole) - size), -1, -1):
            noun = actor_noun(" ".join(whole[start : start + size]), "en")
            if noun:
                return _with_owner(_of_noun(noun), whole)
    return None


def _of_noun(noun: ActorNoun) -> PhraseFacts:
    one = noun.one == "yes" or (noun.one == "compound" and bool(noun.modifier))
    found = PhraseFacts(noun.sector, noun.country, noun.kind, None, noun.lemma, noun.rank, one)
    if noun.lemma in MEMBERS:
        return found  # a state, whatever it is a member of
    for form in modifier_forms(noun.modifier) if noun.modifier else ():
        named = _named(form)
        people = state_of_people(form)
        owner = actor_noun(form)
        if named:
            foreign = named.country is None or (named.sector == "PTY" and found.sector == "EDU")
            owned = None if _is_no_part(found, named) else named.sector
            foreign = foreign and found.noun not in OPPONENTS
            sector = owned if foreign else found.sector or owned
            return replace(found, country=named.country or found.country, sector=sector)
        if people:
            return replace(found, country=people)
        if owner and owner.country:
            found = replace(found, country=owner.country)  # "Wehrmachtssoldat"
        if owner and owner.sector == "OPP" and found.sector == "MIL":
            return replace(found, sector="REB")  # an opposition with troops is no party
        weak = found.sector is None or noun.lemma in WEAK_HEADS
        if owner and owner.sector and (weak or owner.sector in OVERRIDING):
            return replace(found, sector=owner.sector)
    if noun.lemma in CROWNED and noun.modifier and not STAYING.match(noun.modifier):
        return replace(found, sector=None, rank="")  # "Drogenkönig"
    if noun.hyphened and noun.lemma in CHIEFS and COMPANY_NAME.fullmatch(noun.modifier):
        return replace(found, sector=found.sector or "BUS")  # of a company that no table knows
    if noun.hyphened and noun.lemma in AMBIGUOUS and not STAYING.match(noun.modifier):
        return replace(found, sector=None, rank="")  # the president of a body that is not known
    return found


def _with_owner(found: PhraseFacts, words: list[str], other: PhraseFacts = NOTHING) -> PhraseFacts:
    """Give a noun without sector ("Sprecher") that of the body named beside it, or of `other`."""
    if found.sector:
        return found
    for size in range(min(LONGEST_NAME, len(words) - 1), 0, -1):
        for start in range(len(words) - size, -1, -1):
            named = _named(" ".join(words[start : start + size]))
            if named:
                sector = None if _is_no_part(found, named) else named.sector
                return replace(found, sector=sector, country=named.country)
    return replace(found, sector=other.sector, country=found.country or other.country)


def _is_no_part(found: PhraseFacts, owner: PhraseFacts) -> bool:
    """Whether a group is only in a state ("die Bewegung Chiles") and no part of its government, or
    stands beside an alliance ("NATO-Partner" are states)."""
    beside = owner.sector == "IGO" and found.noun in ALLIES
    return beside or (owner.kind == "state" and found.noun in IN_SOCIETY)


def _by_people(words: list[str], language: str) -> PhraseFacts | None:
    adjectives = (entry for word in words[:-1] if (entry := sector_of_adjective(word)))
    militant = any(word.lower().startswith(MILITANT) for word in words[:-1])
    sector = next((sector for sector, _ in adjectives), "REB" if militant else "CVL")
    for word in reversed(words):
        state = state_of_people(word, language)
        if state and word[:1].isupper():
            return PhraseFacts(sector, state, "people")
        people = people_named(word, language)
        if people:
            return PhraseFacts(sector, people.country, "people", None, people.name)
    return None


def _country(words: list[str], language: str) -> str | None:
    for word in words:
        state = state_of_adjective(word, language)
        if state:
            return state
    for word in words:
        people = people_of_adjective(word, language)
        region = state_of_region_adjective(word, language)
        if region or (people and people.country):
            return region or (people.country if people else None)
    for size in range(min(4, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            state = state_named(" ".join(words[start : start + size]))
            if state:
                return state
    for size in range(min(4, len(words)), 0, -1):
        for start in range(1, len(words) - size + 1):
            organisation = organisation_named(" ".join(words[start : start + size]))
            if organisation is not None and organisation.country:
                return organisation.country
    regions = (place_named(word) for word in words if word[:1].isupper())
    return next((place.country for place in regions if place and place.country), None)


def _by_adjective(words: list[str], found: PhraseFacts, language: str) -> PhraseFacts:
    """An adjective of nationality alone stands for the state, one of a people for the people."""
    if len(words) != 1:
        return found
    state = state_of_adjective(words[0], language)
    if state:
        return PhraseFacts("GOV", state, "state", state)
    people = people_of_adjective(words[0], language)
    return PhraseFacts("CVL", people.country, "people") if people else found
