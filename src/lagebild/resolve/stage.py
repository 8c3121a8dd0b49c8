"""Where an article plays: whether people who are named without a country are of its main one.

In an article that speaks much of other countries too, they are often of another: hostages,
activists, victims of foreign soldiers. There a place must tell.
"""

import re

from lagebild.language.gazetteer import known_name
from lagebild.language.word_sets import word_set
from lagebild.resolve.places import country_told
from lagebild.resolve.scene import INDEFINITE, PLACES, Item, Scene

AT_PLACES = ("in", "bei", "nahe", "im", "near", "at")
OF_THE_STAGE = ("CVL", "CRM", "LAB", "EDU")
STAGE_BACK = 3
COURT_BACK = 4
WORLD_COURTS = frozenset(word_set("stage", "world courts"))
PLACE_IN_TITLE = re.compile(
    r"\b(?:in|im|bei|nahe|near|at)(?: (?:der|den|dem|the))? "
    r"([A-ZÄÖÜ][\w-]+)(?: ([A-ZÄÖÜ][\w-]+))?"
)


def country_of_stage(scene: Scene, item: Item) -> str | None:
    """The article's main country for people where a place tells that they are met there: one that
    the title names, for several, or that of the sentence or those before it."""
    main = scene.main_country
    if main is None or item.facts.sector not in OF_THE_STAGE:
        return None
    many = item.facts.kind != "person" or not scene.is_singular(item)
    if many and main in (scene.headline_country, _place_in_title(scene)):
        return main
    return main if _plays_in(scene, item, main) else None


def is_of_another(scene: Scene, item: Item) -> bool:
    """Whether the article names whose those without a country may be as well as its main one's: a
    court of many states, soldiers of another country; or its title a place elsewhere, where police
    and people are local ones."""
    main, sector = scene.main_country, item.facts.sector
    if sector == "JUD" and item.before not in INDEFINITE:
        near = (i.known.id for i in scene.before(item, COURT_BACK) if i.known is not None)
        return not WORLD_COURTS.isdisjoint(near)
    if sector == "MIL" and item.facts.kind != "body":
        soldiers = {i.facts.country for i in scene.items if i.facts.sector == "MIL"}
        return bool(soldiers - {main, None})
    local = sector in ("COP", *OF_THE_STAGE)
    return local and _place_in_title(scene) not in (main, None)


def _place_in_title(scene: Scene) -> str | None:
    """The country of the first place after "in" in the title: a known one, or one that the text
    names too ("im Alter von" is at no place)."""
    told = frozenset(scene.countries_told)
    named = {item.text for item in scene.items if item.label in PLACES}
    for first, second in PLACE_IN_TITLE.findall(scene.article.title or ""):
        for name in (f"{first} {second}", first) if second else (first,):
            known = known_name(name, scene.language)
            country = known.country if known is not None else None
            if known is None and name in named:
                country = country_told(name, told)
            if country is not None:
                return country
    return None


def _plays_in(scene: Scene, item: Item, country: str) -> bool:
    """Whether the nearest sentence with a place has it in a country, and none up to there names
    another one."""
    told = frozenset(scene.countries_told)
    for sentence in range(item.sentence, max(-1, item.sentence - STAGE_BACK), -1):
        near = scene.items_of(sentence)
        if any(_country(i, told) not in (None, country) for i in near):
            return False
        if any(_is_at(scene, i) and _country(i, told) == country for i in near):
            return True
    return False


def _country(item: Item, told: frozenset[str]) -> str | None:
    if item.known is not None:
        return item.known.country
    return country_told(item.text, told) if item.label in PLACES else item.facts.country


def _is_at(scene: Scene, item: Item) -> bool:
    """Whether something is at a place, or in a part of it ("im Osten Bagdads")."""
    if item.label not in PLACES:
        return False
    parse = scene.parse
    part = item.governor if parse.tagged and item.relation.startswith("nmod") else -1
    cases = parse.children[part] if part >= 0 and not item.case else ()
    inside = any(parse.deprel[c] == "case" and parse.form[c].lower() in AT_PLACES for c in cases)
    return item.case in AT_PLACES or inside
