"""Who is meant by offices, bodies and groups without a name."""

from functools import cache

from lagebild.language.sectors import phrase_facts
from lagebild.language.states import split, states
from lagebild.language.tables import load_table
from lagebild.language.word_sets import word_set
from lagebild.resolve.bodies import Bodies
from lagebild.resolve.cast import Cast, CastMember, Referent, distinct
from lagebild.resolve.national import (
    GERMAN_SPEAKING,
    LEADERS,
    governs,
    guess_country,
    is_former,
    is_of_land,
    is_subnational,
    without_namesake,
)
from lagebild.resolve.places import locate
from lagebild.resolve.pronouns import PronounResolver, is_woman
from lagebild.resolve.scene import INDEFINITE, POSSESSIVE, Item, Scene
from lagebild.resolve.whose import Whose

STATES = word_set("nominal", "states")
ORGANISATION_NOUNS = word_set("nominal", "organisation nouns")
PAIRS = ("beide", "beiden", "both", "two")
DEFINITE = ("der", "die", "das", "dem", "den", "des", "dieser", "diese", "dieses", "diesem",
            "diesen", "vom", "zum", "beim", "am", "the", "this")  # fmt: skip
NEAR = 3
CONGRESSES = ("USA", "ARG", "BOL", "BRA", "CHL", "COL", "DOM", "ECU", "GTM", "HND", "MEX", "PER",
              "PHL", "PRY", "VEN")  # fmt: skip
OFFICERS = ("Beamter", "Beamte")
UNITS = ("Spezialeinheit", "Spezialkraft")
POLITICIAN = "Politiker"
OF_AGE = "Jähriger"
OF_POLITICS = ("GOV", "LEG", "PTY", "OPP")
LOOK_BACK = 300
UNION = ("org:eu", "org:eu-kommission")


@cache
def _offices() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in load_table("de", "actors_same_office"):
        nouns = frozenset(split(row["nouns"]))
        for noun in nouns:
            found[noun] = found.get(noun, frozenset()) | nouns
    return found


def same_office(a: str, b: str) -> bool:
    """Whether two nouns may mean one office ("Minister", "Außenminister")."""
    if a == b or a.lower().endswith(b.lower()) or b.lower().endswith(a.lower()):
        return True
    return b in _offices().get(a, frozenset())


class Resolver:
    """Resolves the mentions of one article that are no names, in text order."""

    def __init__(self, scene: Scene, cast: Cast, persons: dict[int, CastMember]) -> None:
        self.scene = scene
        self.cast = cast
        self.persons = persons
        self.meaning: dict[int, tuple[Referent, ...]] = {}
        self.pronouns = PronounResolver(scene, cast, self.meaning)
        self.bodies = Bodies(scene, cast, self.meaning)
        self.whose = Whose(scene, cast, self._label)
        self.short: dict[str, tuple[Referent, ...]] = {}
        self.described = {span: m for m in persons.values() for span in m.phrases}

    def resolve(self, item: Item) -> tuple[Referent, ...]:
        """Who is meant by a nominal or a pronoun: none, one or (for "die beiden ...") two."""
        if item.label == "PRON":
            pair = item.text.lower() in PAIRS
            return self._pair(item) if pair else self.pronouns.resolve(item)
        if item.mention.rule == "adjective":
            country = item.facts.country
            return (self._state(country),) if country else ()
        if item.text.split()[0].lower() in PAIRS:
            return self._pair(item) or self._nominal(item)
        return self._nominal(item)

    def short_form(self, item: Item) -> tuple[Referent, ...]:
        """Who is meant by a short form that stood in brackets after the name ("Front X (FX)")."""
        text = self.scene.parse.text
        for other in self.scene.items[max(0, item.index - 1) : item.index]:
            between = text[other.mention.end : item.mention.start].strip('“”"»« ')
            closed = text[item.mention.end : item.mention.end + 1] == ")"
            named = other.label == "ORG" and any(r.id for r in self.meaning.get(other.index, ()))
            if between == "(" and closed and named:
                self.short[item.text] = self.meaning[other.index]
        return self.short.get(item.text, ())

    def _state(self, code: str) -> Referent:
        title = states()[code].name(self.scene.language)
        return self.cast.get(code, "state", title, code, "GOV").referent()

    def _nominal(self, item: Item) -> tuple[Referent, ...]:
        facts, noun = without_namesake(self.scene, item.facts, item.text), item.facts.noun
        if noun == "Person" and item.before in POSSESSIVE:
            return ()  # "seine Person" is whoever he is
        if noun is None:
            return (Referent(None, None, facts.country, facts.sector),)
        if noun in STATES:
            return self._country_word(item)
        described = self.described.get((item.mention.start, item.mention.end))
        if described is not None:
            return (described.referent(),)
        if noun == OF_AGE and len(item.text.split()) == 1:
            aged = self._of_age(item)
            if aged is not None:
                return (aged,)
        led = self.whose.led(item) if noun in LEADERS else None
        if led is not None:
            return (led,)
        owner = self._owner(item)
        country = facts.country or (owner.country if owner else None)
        if noun == "Kommission" and not self.scene.known_ids.isdisjoint(UNION):
            return self.bodies.listed("eu-kommission")
        if noun == "Sicherheitsrat" and country is None and "org:un" in self.scene.known_ids:
            return self.bodies.listed("un-sicherheitsrat")
        if noun in ORGANISATION_NOUNS and country is None and facts.sector in (None, "IGO"):
            guessed = Referent(None, None, guess_country(self.scene, facts, item.text), None)
            taken_up = self.bodies.of_kind(item)
            return self.bodies.alliance(item) or ((taken_up or guessed),)
        if facts.kind == "person":
            person = self._person(item, country)
            if person is not None:
                return (person,)
        country = country or self.whose.guess(item)
        if noun == "Kongress" and country not in CONGRESSES:
            return (Referent(None, None, None, None),)  # a meeting and no parliament
        if facts.rank in ("head", "minister") and country is not None:
            person = self._person(item, country)
            if person is not None:
                return (person,)
        if noun in (*OFFICERS, *UNITS) and self._after_police(item):
            return (Referent(None, None, country, "COP"),)
        body = self.bodies.before(item) or self.bodies.of_kind(item)
        if body is not None:
            return (body,)
        unique = facts.one or governs(facts, item.text) or facts.rank in ("head", "minister")
        local = is_subnational(item.text, self.scene.language)
        local = local or (noun == "Ministerpräsident" and country == "DEU")
        local = local or (country in GERMAN_SPEAKING and is_of_land(self.scene, facts, item.text))
        if country is None or facts.sector is None or not unique or is_former(item.text) or local:
            of_owner = owner.sector if owner and facts.kind == "person" else None
            return (Referent(None, None, country, facts.sector or of_owner),)
        return (self._office(item, country),)

    def _of_age(self, item: Item) -> Referent | None:
        """Whom "der 53-Jährige" takes up: the only person of that sex named in this sentence or
        the two before."""
        if item.before not in DEFINITE or not self.scene.is_singular(item):
            return None
        feminine = item.before == "die"
        sentences = {i.index for i in self.scene.before(item, 2)}
        near = {m.id: m for i, m in self.persons.items() if i in sentences}
        fitting = [m for m in near.values() if is_woman(m) in (None, feminine)]
        if len(fitting) != 1:
            return None
        fitting[0].because(f"taken up by '{item.text}'")
        return fitting[0].referent()

    def _after_police(self, item: Item) -> bool:
        """Whether "die Beamten", or "eine Spezialeinheit" where no army is named, are of the
        police, named in this sentence or the two before."""
        unit = item.facts.noun in UNITS
        bare = len(item.text.split()) == 1 and (unit or item.before not in INDEFINITE)
        near = {i.facts.sector for i in self.scene.before(item, 2)}
        return bare and "COP" in near and not (unit and "MIL" in near)

    def _office(self, item: Item, country: str) -> Referent:
        """The actor that an office, body or group of a country is, whoever holds it."""
        facts = item.facts
        if governs(facts, item.text):
            return self._state(country)
        kind = {"person": "office", "body": "organisation"}.get(facts.kind or "", "group")
        label = self._label(item)
        if kind == "office" and (item.before in INDEFINITE or not self.scene.is_singular(item)):
            return Referent(None, None, country, facts.sector)
        state = self._state(country)
        id = f"{kind}:{country}:{label.lower()}"
        shown = self._shown(item, label) if kind == "group" else label
        title = f"{shown} ({state.name})"
        return self.cast.get(id, kind, title, country, facts.sector).referent()

    def _label(self, item: Item) -> str:
        """The noun itself in basic form, with the first part of a compound ("Außenministerium")."""
        noun = item.facts.noun or ""
        tail = noun.lower()[:5]
        for word in item.text.split():
            first, _, last = word.rpartition("-")
            own = "" if phrase_facts(first, self.scene.language).country else first.lower()
            if tail in last.lower():
                at = last.lower().rindex(tail)
                if at == 0 and own:
                    return own.capitalize() + noun.lower()  # "Verteidigungs-Ministerium"
                return last[:at] + (noun if at == 0 else noun.lower())
        return noun

    def _shown(self, item: Item, label: str) -> str:
        """A group's name as it stands in the text, without the ending of the dative."""
        words = [w for w in item.text.split() if w[:1].isupper() and w[:4] == label[:4]]
        word = words[0] if words else label
        return word[:-1] if word.endswith(("kräften", "mächten")) else word

    def _country_word(self, item: Item) -> tuple[Referent, ...]:
        """ "Das Land": the state that was spoken of last; nobody where several were."""
        named = self._named_behind(item)
        if named is not None:
            return (named,)
        if item.facts.country:
            return (self._state(item.facts.country),)
        if item.before in POSSESSIVE:
            country = self._country_of_person(item)
            return (self._state(country),) if country else ()
        if item.before not in ("das", "dem", "des", "dieses", "diesem", "the"):
            return ()
        for back in (0, 1, 2):
            near = distinct([r for i in self.scene.before(item, back) for r in self._states_of(i)])
            if len(near) == 1:
                return (near[0],)
            if near:
                main = [r for r in near if r.id == self.scene.main_country]
                return (near[0],) if main == near[:1] else ()
        return ()

    def _named_behind(self, item: Item) -> Referent | None:
        """The state or region whose name follows ("das Land Berlin" is no Germany)."""
        for other in self.scene.items[item.index + 1 : item.index + 2]:
            if other.mention.start != item.mention.end + 1 or other.label not in ("GPE", "LOC"):
                return None
            known = other.known
            if known is not None and known.kind == "state" and known.country:
                return self._state(known.country)
            place = locate(other.text)
            country = known.country if known is not None else place.country if place else None
            return Referent(None, None, country, "GOV")
        return None

    def _states_of(self, item: Item) -> tuple[Referent, ...]:
        if item.label not in ("GPE", "ORG") or item.known is None:
            return ()
        if item.known.kind not in ("state", "capital", "building"):
            return ()
        return tuple(r for r in self.meaning.get(item.index, ()) if r.id)

    def _country_of_person(self, item: Item) -> str | None:
        """The country of the person named last: whose "sein Land" is."""
        for back in (0, 1):
            for other in self.scene.before(item, back):
                if other.label in ("PER", "ROLE", "PRON"):
                    return next((r.country for r in self.meaning.get(other.index, ())), None)
        return None

    def _owner(self, item: Item) -> Referent | None:
        """Who "sein", "ihr" or a name in front says that the office belongs to."""
        for other in self.scene.before(item, 0):
            beside = other.mention.end + 1 == item.mention.start
            named = other.label not in ("GROUP", "ROLE") and other.mention.rule != "nominal"
            if beside and named:
                return next(iter(self.meaning.get(other.index, ())), None)
        if item.before not in POSSESSIVE:
            return None
        earlier = self.scene.before(item, 1)
        subjects = [i for i in earlier if i.is_subject] or earlier
        for other in subjects if not self.whose.of_two(item) else ():
            for referent in self.meaning.get(other.index, ()):
                if referent.country:
                    return referent
        return None

    def _person(self, item: Item, country: str | None) -> Referent | None:
        """The person whose office the noun takes up; None where it is not clear."""
        if not self._is_definite(item) or not self.scene.is_singular(item):
            return None
        if self.whose.of_many(item):
            return None
        if item.facts.noun == "Amtskollege":
            return self._counterpart(item, country)
        label = self._label(item)
        fitting = [m for m in self._recent(item) if self._holds(m, item, label, country)]
        unique = {m.id: m for m in fitting}
        if not unique:
            later = [m for m in self.persons.values() if self._holds(m, item, label, country)]
            unique = {m.id: m for m in later} if country else {}
            fitting = list(unique.values())
        if len(unique) == 1 or (fitting and country is None):
            fitting[0].because(f"taken up by '{item.text}'")
            return fitting[0].referent()
        return None

    def _is_definite(self, item: Item) -> bool:
        """Whether a nominal has a definite article or an owner, or opens its sentence."""
        if item.before in DEFINITE or item.before in POSSESSIVE:
            return True
        start = self.scene.parse.sentence_starts[item.sentence]
        owners = [i for i in self.scene.before(item, 0)[:1] if i.label in ("GPE", "ORG", "PER")]
        owned = bool(owners) and owners[0].mention.end + 1 == item.mention.start
        return owned or item.mention.start <= start + 1 or ":" in item.before

    def _holds(self, member: CastMember, item: Item, label: str, country: str | None) -> bool:
        sectors = {s for s in (item.facts.sector, member.sector) if s}
        if item.facts.noun == POLITICIAN:
            return self._is_politician(member, item) and country in (None, member.country)
        if len(sectors) > 1 or (country is not None and member.country != country):
            return False
        if item.facts.noun == "Minister" and label != "Minister":
            return any(label.lower() in role.lower() for role, _ in member.roles)
        nouns = member.former if is_former(item.text) else member.nouns
        return any(same_office(noun, item.facts.noun or "") for noun, _ in nouns)

    def _is_politician(self, member: CastMember, item: Item) -> bool:
        """Whether "der Politiker" may mean a person: of politics, and of the right sex."""
        feminine = POLITICIAN + "in" in item.text
        woman = is_woman(member)
        return member.sector in OF_POLITICS and woman in (None, feminine)

    def _recent(self, item: Item) -> list[CastMember]:
        """The persons named up to now, the one said last first."""
        seen: dict[str, CastMember] = {}
        for index in range(item.index - 1, max(-1, item.index - LOOK_BACK), -1):
            member = self.persons.get(index)
            if member is not None:
                seen.setdefault(member.id, member)
        return list(seen.values())

    def _counterpart(self, item: Item, country: str | None) -> Referent | None:
        """A counterpart ("sein russischer Amtskollege"): who holds the same rank there."""
        ranks = {rank for m in self._recent(item)[:1] for _, rank in m.nouns if rank}
        found = [
            m
            for m in self._recent(item)[1:]
            if country and m.country == country and ranks & {rank for _, rank in m.nouns}
        ]
        return found[0].referent() if len(found) == 1 else None

    def _pair(self, item: Item) -> tuple[Referent, ...]:
        """ "Die beiden Länder", "die beiden Minister", "beide": the two of that kind said last."""
        noun = item.facts.noun
        earlier = self.scene.before(item, NEAR)
        if noun in STATES or (noun is None and item.label == "PRON"):
            following = self.scene.items[item.index + 1 : item.index + 3]
            apposed = [r for i in following for r in self._apposed(item, i)]
            if len({r.id for r in apposed}) == 2:
                return tuple(apposed)
        states = distinct([r for i in earlier for r in self._states_of(i)])
        persons = distinct(
            [self.persons[i.index].referent() for i in earlier if i.index in self.persons]
        )
        if noun in STATES:
            return self._two_states(item, states)
        if noun is not None and item.facts.kind == "person":
            return tuple(reversed(persons[:2])) if len(persons) == 2 else self._by_office(item)
        nearest = [r for i in self.scene.before(item, 1) for r in self._any_of(i)]
        both = distinct(nearest)
        return tuple(reversed(both)) if len(both) == 2 else ()

    def _two_states(self, item: Item, states: list[Referent]) -> tuple[Referent, ...]:
        """The only two states named near, if the title names no other two and the article is about
        them: the two that it names most."""
        near = distinct([r for i in self.scene.before(item, 1) for r in self._states_of(i)])
        chosen = near if len(near) == 2 else states
        if len(chosen) != 2:
            return ()
        title = self.scene.title_countries
        main = title if len(title) == 2 else self.scene.two_most_said
        if len(near) != 2 and {r.id for r in chosen} != main:
            return ()
        if len(title) == 2 and {r.id for r in chosen} != title:
            return ()
        return tuple(reversed(chosen))

    def _apposed(self, item: Item, other: Item) -> tuple[Referent, ...]:
        if other.sentence != item.sentence or other.known is None:
            return ()
        between = self.scene.parse.text[item.mention.end : other.mention.start]
        near = len(between) < 30 and "." not in between
        code = other.known.country if other.known.kind == "state" else None
        return (self._state(code),) if near and code else ()

    def _by_office(self, item: Item) -> tuple[Referent, ...]:
        found = distinct(
            [
                m.referent()
                for m in self._recent(item)
                if any(same_office(noun, item.facts.noun or "") for noun, _ in m.nouns)
            ]
        )
        return tuple(reversed(found[:2])) if len(found) == 2 else ()

    def _any_of(self, item: Item) -> tuple[Referent, ...]:
        if item.index in self.persons:
            return (self.persons[item.index].referent(),)
        return self._states_of(item)
