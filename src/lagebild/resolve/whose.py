"""Whose office or body a nominal is where its own words do not tell."""

import re
from collections.abc import Callable

from lagebild.language.gazetteer import known_name
from lagebild.language.sectors import phrase_facts
from lagebild.language.word_sets import word_set
from lagebild.recognise.mentions.words import word_list
from lagebild.resolve.cast import Cast, Referent
from lagebild.resolve.national import country_of_city_adjective, guess_country, is_foreign
from lagebild.resolve.places import country_told, locate
from lagebild.resolve.scene import INDEFINITE, JOINT, PLACES, POSSESSIVE, Item, Scene
from lagebild.resolve.stage import AT_PLACES, country_of_stage, is_of_another

STATE_FORCES = ("COP", "MIL", "JUD")
LOCAL_SECTORS = ("COP", "CVL", "JUD", "EDU", "LAB", "CRM", "UAF", "REB")
OWNED = re.compile(r" (?:der|des|von|of the|of) (\S.*)$")
OF_BODIES = (" der ", " des ", " von ", " von der ", " vom ", " aus der ", " of the ")
OF_PLACES = (" aus ", " von ", " of ", " from ")
OWN = re.compile(r" (?:ihre|seine)s (?:Bundes)?(?:[Ss]taat|[Ll]and)e?s\b")
OFFICE_OF_PLACE = re.compile(r"^(?: |.* )(?:von|in|of) (?:der |dem )?([A-ZÄÖÜ][\w-]+)")
ONE_A_STATE = word_set("whose", "one a state")
OF_PLACE = word_set("whose", "of place")
OF_THE_PLACE = ("COP", "CVL", "JUD")
SCENE_BACK = 3
MEMBERS = ("staaten", "länder", "ländern")
LINKS = (", ", " und ", " sowie ", " and ")


class Whose:
    """Finds the country of nominals by what stands around them, in text order.

    `label` gives the noun under which an office or body is counted.
    """

    def __init__(self, scene: Scene, cast: Cast, label: Callable[[Item], str]) -> None:
        self.scene = scene
        self.cast = cast
        self.label = label

    def guess(self, item: Item) -> str | None:
        """The country that a place, the headline, an earlier mention or the article tells."""
        worldwide = item.facts.sector == "IGO" or self._of_world_body(item)
        if worldwide or self.of_many(item) or self.of_two(item):
            return None
        if item.facts.noun in word_list("anybody"):
            return self._country_of_origin(item)
        named = self._country_of_place(item) or self._country_of_city(item)
        named = named or self._country_of_headline(item)
        named = named or self._country_of_same(item)
        named = named or self._country_said_before(item)
        if named is not None:
            return named
        if self._is_owned(item):
            return None
        elsewhere = self._scene_abroad(item)
        if elsewhere:
            return elsewhere[0] if len(elsewhere) == 1 else None
        return self._guess_by_article(item)

    def _guess_by_article(self, item: Item) -> str | None:
        """The country that the article, its title or the places of its sentences tell."""
        other = is_of_another(self.scene, item)
        guessed = None if other else guess_country(self.scene, item.facts, item.text)
        guessed = guessed or self._country_of_sentence(item) or self._country_of_stage(item)
        if guessed is not None and item.before in INDEFINITE:
            return self._one_of_many(item, guessed)
        if item.facts.rank == "head" and not self.scene.is_singular(item):
            return None  # presidents of several states
        return guessed

    def _one_of_many(self, item: Item, guessed: str) -> str | None:
        """The country guessed for "ein" somebody, where the article speaks of hardly any other; for
        "ein Gericht", of which each country has many, where it says little of others."""
        facts = item.facts
        if facts.kind == "person" and facts.sector not in STATE_FORCES:
            return self.scene.only_country
        any_body = facts.kind == "body" and not facts.one and facts.sector != "COP"
        return guessed if not any_body or guessed == self.scene.leading_country else None

    def led(self, item: Item) -> Referent | None:
        """Of which body they are whose leaders are meant ("die Führung der Partei"); None where
        they lead a state."""
        inside = OWNED.search(item.text)
        if inside is not None:
            facts = phrase_facts(inside[1], self.scene.language)
            of_state = facts.kind == "state" or facts.noun in ("Land", "Staat")
            return None if of_state else Referent(None, None, facts.country, facts.sector)
        text = self.scene.parse.text
        for other in self.scene.items[item.index + 1 : item.index + 2]:
            known, facts = other.known, other.facts
            owned = text[item.mention.end : other.mention.start] in OF_BODIES
            if not owned or other.label not in ("ORG", "GROUP", "ROLE"):
                return None
            if known is not None:
                of_state = known.kind in ("state", "capital", "building")
                return None if of_state else Referent(None, None, known.country, known.sector)
            if facts.noun in ("Land", "Staat") or facts.kind == "person":
                return None
            return Referent(None, None, facts.country, facts.sector)
        return None

    def _country_of_origin(self, item: Item) -> str | None:
        """Where those are from who may be of any country ("Flüchtlinge aus Syrien")."""
        text = self.scene.parse.text
        for other in self.scene.items[item.index + 1 : item.index + 2]:
            if text[item.mention.end : other.mention.start] == " aus " and other.label in PLACES:
                facts = locate(other.text, self.scene.main_country)
                return facts.country if facts else None
        return None

    def _country_of_same(self, item: Item) -> str | None:
        """The country with which the same noun stood just before ("US-Soldaten ... die Soldaten"),
        if it stood with no other."""
        alone = item.before not in INDEFINITE and len(item.text.split()) == 1
        if not alone or item.before in ("beide", "beiden", "both"):
            return None
        same = [i for i in self.scene.before(item, 2) if i.facts.noun == item.facts.noun]
        found = {i.facts.country for i in same if i.facts.country}
        return next(iter(found)) if len(found) == 1 else None

    def of_many(self, item: Item) -> bool:
        """Whether several countries are named as theirs ("Minister aus Laos, Kuba und Peru").

        Also those who lead states without naming one ("Staats- und Regierungschefs"), governments,
        of which a state has one ("mehrere Regierungen"), and the ministers of a union or of its
        members ("Außenminister der EU").
        """
        text = self.scene.parse.text
        if item.facts.noun in ONE_A_STATE and not self.scene.is_singular(item):
            return True
        if item.facts.rank in ("head", "minister") and self._of_members(item):
            return True
        if item.facts.rank == "head" and text[: item.mention.start].endswith(JOINT):
            return True
        found: list[Item] = []
        end = item.mention.end
        for other in self.scene.items[item.index + 1 : item.index + 4]:
            between = text[end : other.mention.start]
            links = LINKS if found else OF_PLACES
            if between not in links or other.label not in PLACES:
                break
            found.append(other)
            end = other.mention.end
        return len(found) > 1

    def _of_members(self, item: Item) -> bool:
        """Whether an office is told of states or parts of one together, which have many such."""
        inside = OWNED.search(item.text)
        if inside is None:
            return False
        body = known_name(inside[1], self.scene.language)
        if body is not None:
            return body.sector == "IGO" and item.facts.rank == "minister"
        return inside[1].lower().endswith(MEMBERS)

    def of_two(self, item: Item) -> bool:
        """Whether they belong to two states ("Kanada und Peru schützen ihre Staatsbürger")."""
        if item.before not in POSSESSIVE:
            return False
        subject = next((i for i in self.scene.before(item, 1) if i.is_subject), None)
        if subject is None or subject.known is None:
            return False
        joined = (i for i in self.scene.items_of(subject.sentence) if i.governor == subject.head)
        countries = {i.known.country for i in joined if i.relation == "conj" and i.known}
        return bool(countries - {subject.known.country, None})

    def _of_world_body(self, item: Item) -> bool:
        """Whether they are of a body of many states ("Soldaten der Nato")."""
        inside = OWNED.search(item.text)
        body = known_name(inside[1], self.scene.language) if inside else None
        if body is not None:
            return body.sector == "IGO"
        text = self.scene.parse.text
        for other in self.scene.items[item.index + 1 : item.index + 2]:
            known = other.known
            owned = text[item.mention.end : other.mention.start] in OF_BODIES
            return owned and known is not None and known.sector == "IGO"
        return False

    def _country_of_city(self, item: Item) -> str | None:
        """The country of the city whose adjective stands in or before the words."""
        start = item.mention.start
        before = self.scene.parse.text[max(0, start - 30) : start].split(" ")
        words = [*item.text.split()[:-1], *(before[-2:-1] if before[-1:] == [""] else [])]
        return next((code for word in words if (code := country_of_city_adjective(word))), None)

    def _country_of_sentence(self, item: Item) -> str | None:
        """The only country in which, by its places, the sentence plays: that of local people and
        bodies. A government may act abroad."""
        if item.facts.sector not in LOCAL_SECTORS or is_foreign(item.text):
            return None
        told = frozenset(self.scene.countries_told)
        near = [i for i in self.scene.items_of(item.sentence) if i.label in PLACES]
        found = {
            i.known.country if i.known and i.known.country else country_told(i.text, told)
            for i in near
            if i.case in AT_PLACES
        }
        return next(iter(found)) if len(found) == 1 else None

    def _country_of_stage(self, item: Item) -> str | None:
        return None if is_foreign(item.text) else country_of_stage(self.scene, item)

    def _is_owned(self, item: Item) -> bool:
        """Whether the words right behind make somebody's own of it ("die Polizei ihres Landes")."""
        return OWN.match(self.scene.parse.text, item.mention.end) is not None

    def _scene_abroad(self, item: Item) -> list[str]:
        """The countries in which, by its places or those of the sentences before it, a sentence
        plays, where they are not the article's own: police and people are those of the place."""
        main = self.scene.main_country
        if item.facts.sector not in OF_THE_PLACE or is_foreign(item.text) or main is None:
            return []
        told = frozenset(self.scene.countries_told)
        for back in range(SCENE_BACK):
            sentence = item.sentence - back
            near = self.scene.items_of(sentence) if sentence >= 0 else ()
            named = {i.known.country if i.known else i.facts.country for i in near}
            placed = [i for i in near if i.label in PLACES and i.case in AT_PLACES]
            found = {
                i.known.country if i.known and i.known.country else country_told(i.text, told)
                for i in placed
            }
            if main in named or main in found or None in found:
                return []
            if found:
                return sorted(code for code in found if code)
        return []

    def _country_of_headline(self, item: Item) -> str | None:
        """The state before the colon of a headline ("Thailand: König begnadigt ...")."""
        text = self.scene.parse.text
        for other in self.scene.items[max(0, item.index - 1) : item.index]:
            first = other.mention.start == 0 or text[other.mention.start - 1] == "\n"
            if first and text[other.mention.end : item.mention.start] == ": " and other.known:
                return other.known.country if other.known.kind == "state" else None
        return None

    def _country_said_before(self, item: Item) -> str | None:
        """The country that the same noun had before in the article, if it was always the same."""
        ending = f":{self.label(item).lower()}"
        members = [m for m in self.cast.members.values() if m.id.endswith(ending) and m.mentions]
        return members[0].country if len(members) == 1 and not is_foreign(item.text) else None

    def _country_of_place(self, item: Item) -> str | None:
        """The country of the place right after the words ("Behörden in Mombasa")."""
        if is_foreign(item.text):
            return None
        if item.facts.noun in OF_PLACE:
            start, end = item.mention.start, item.mention.end
            words = self.scene.parse.text[start : end + 30]
            named = OFFICE_OF_PLACE.match(words)
            near = named is not None and named.start(1) <= len(item.text) + 9
            town = locate(named[1], self.scene.main_country) if named and near else None
            country = town.country if town else None
            return country if country in self.scene.countries_told else None
        following = self.scene.items[item.index + 1 : item.index + 2]
        text = self.scene.parse.text
        for other in following:
            between = text[item.mention.end : other.mention.start]
            if item.facts.sector == "MIL" and between == " in ":
                return None  # an army may be in another's country
            seated = item.facts.kind == "body" and between == " "
            if (between in (" in ", " aus ") or seated) and other.label in ("GPE", "LOC"):
                facts = locate(other.text, self.scene.main_country)
                return facts.country if facts else None
        return None
