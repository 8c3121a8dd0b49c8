"""Whose office or body is meant where no country is named with it."""

import re
from dataclasses import replace

from lagebild.language.gazetteer import known_name, place_named
from lagebild.language.sectors import PhraseFacts
from lagebild.language.states import state_of_region_adjective
from lagebild.language.word_sets import word_set
from lagebild.recognise.mentions.words import word_list
from lagebild.resolve.places import country_told
from lagebild.resolve.scene import Scene

NATIONAL = ("GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", "OPP", "REB", "CVL",
            "EDU", "LAB")  # fmt: skip
OF_ANY_COUNTRY = ("CVL", "MIL", "OPP", "LAB")  # in an article that speaks of several
ELSEWHERE = word_set("national", "elsewhere")
GOVERNMENTS = word_set("national", "governments")
OFFICES = ("Behörde", "authority")
LEADERS = word_set("national", "leaders")
LOCAL = word_set("national", "local")
COMMON_PARTY = re.compile(
    r"(?:Demokratisch|Republikanisch|Liberal|Sozialistisch|Konservativ|Kommunistisch)en? Partei"
    r"|Linkspartei|Arbeiterpartei"
)
OF_LAND = re.compile(r"Land(?:tag|esregierung|esminister)|Staatskanzlei|Ministerpräsident")
OF_FEDERATION = re.compile(r"Bundes(?:regierung|minister|tag|rat|kanzler|kabinett|politik)|Kanzler")
LAWYERS = ("Anwalt", "Rechtsanwalt")
GENITIVES = ("der", "des", "von", "vom", "of", "the")
OTHERWISE = ("für", "bei", "beim", "in", "im", "mit", "gegen", "an", "auf", "über", "zu", "zum",
             "zur", "for", "at", "with", "against", "on", "to")  # fmt: skip
LONGEST_BODY = 5  # words
GERMAN_SPEAKING = frozenset(("DEU", "AUT", "CHE"))
CITY_ADJECTIVE = re.compile(r"[A-ZÄÖÜ][a-zäöüß-]{3,}er")
FEDERATION = re.compile(r"Bund(?:es)?")
MEMBERS = re.compile(r" (?:der|des|für|von|zur|[A-ZÄÖÜ])|-|“")
FOREIGN = word_set("national", "foreign")


def federal(scene: Scene, text: str) -> str | None:
    """The country of a word such as "Bundesregierung": Germany, unless the article is about another
    federal state of the language."""
    if "Bundes" not in text or scene.language != "de" or "Bundesstaat" in text:
        return None
    return scene.main_country if scene.main_country in ("AUT", "CHE") else "DEU"


def federation(scene: Scene, start: int, end: int) -> str | None:
    """The federal state that "der Bund" is; None where members follow ("Bund der Steuerzahler")."""
    text = scene.parse.text
    plain = FEDERATION.fullmatch(text, start, end)
    return federal(scene, "Bundes") if plain and not MEMBERS.match(text, end) else None


def without_namesake(scene: Scene, facts: PhraseFacts, text: str) -> PhraseFacts:
    """The facts without the country of a party of a common name ("Demokratische Partei") where the
    article speaks of other states only."""
    said = scene.said_countries
    elsewhere = facts.sector == "PTY" and bool(said) and facts.country not in said
    return replace(facts, country=None) if elsewhere and COMMON_PARTY.search(text) else facts


def is_of_land(scene: Scene, facts: PhraseFacts, text: str) -> bool:
    """Whether a ministry or minister is probably that of a part of a federal state: its parliament
    or government is named in the article, and nothing federal."""
    ministry = facts.rank == "minister" or (facts.noun or "").lower().endswith("ministerium")
    whole = scene.parse.text
    return (
        ministry
        and "Bundes" not in text
        and bool(OF_LAND.search(whole))
        and not (OF_FEDERATION.search(whole))
    )


def is_foreign(text: str) -> bool:
    """Whether an attribute says that those meant are not of the country spoken of."""
    return any(word.lower().startswith(FOREIGN) for word in text.split())


def is_subnational(text: str, language: str) -> bool:
    """Whether a body or office is that of a region or town and not of the state ("bayerische
    Regierung", "Landesregierung", "Mainzer Polizei")."""
    words = text.split()
    return any(
        word.startswith(LOCAL)
        or state_of_region_adjective(word, language) is not None
        or (word[:1].isupper() and place_named(word) is not None)
        or country_of_city_adjective(word) is not None
        for word in words
    )


def is_former(text: str) -> bool:
    """Whether a phrase speaks of an office no longer held ("frühere Ministerin")."""
    return text.lower().startswith(tuple(word_list("former")))


def serves_world_body(words: str, language: str) -> bool:
    """Whether the genitives behind an office tell that it is one of a body of many states
    ("Vorsitzender der Versammlung des Europarats", "Chef der UN-Mission")."""
    parts = words.split()
    for index, part in enumerate(parts):
        if part in OTHERWISE:
            return False
        if index == 0 or parts[index - 1] not in GENITIVES:
            continue
        ahead = (" ".join(parts[index : index + size]) for size in range(LONGEST_BODY, 0, -1))
        for name in (*ahead, part.partition("-")[0]):
            known = known_name(name.rstrip(",."), language)
            if known is not None and known.sector == "IGO" and known.country is None:
                return True
    return False


def governs(facts: PhraseFacts, text: str) -> bool:
    """Whether a noun stands for the government of its country.

    "Die Behörden" may be those of a town or region; only where the words name the nation they are
    its government, and never a "Raumfahrtbehörde".
    """
    if facts.noun not in GOVERNMENTS or facts.sector != "GOV":
        return False
    if facts.noun not in OFFICES:
        return True
    plain = any(word.lower().startswith(("behörde", "authorit")) for word in text.split())
    return plain and facts.country is not None


def guess_country(scene: Scene, facts: PhraseFacts, text: str) -> str | None:
    """The country of an office or body that is named without one: the article's main country; of
    people and soldiers only where it says little of others, of companies, media and the like, who
    work across borders, only where it speaks of hardly any other."""
    if facts.noun in ELSEWHERE or is_foreign(text) or facts.noun in word_list("anybody"):
        return None
    if facts.sector is None or facts.noun in LAWYERS:
        return scene.only_country if facts.kind in ("person", "group") else None
    if facts.sector == "IGO":
        return None
    if facts.sector not in NATIONAL and facts.kind == "body":
        return scene.only_country
    whole = facts.kind == "body" or (facts.sector == "CVL" and facts.one)  # "die Bevölkerung"
    several = not whole and facts.sector in OF_ANY_COUNTRY
    return federal(scene, text) or (scene.leading_country if several else scene.main_country)


def country_of_city_adjective(word: str) -> str | None:
    """The country of the city whose adjective a word is ("Mainzer", "Münchner"), or None."""
    if not CITY_ADJECTIVE.fullmatch(word):
        return None
    stem = word[:-2]
    forms = (stem, stem + "e", stem + "en", stem[:-1] + "en" if stem.endswith("n") else stem)
    found = (country_told(form, GERMAN_SPEAKING) for form in dict.fromkeys(forms) if len(form) > 3)
    return next((code for code in found if code), None)
