"""Bodies taken up by a noun: "die Allianz", "die Partei", "das Unternehmen", "das Ministerium"."""

import re
from collections.abc import Mapping

from lagebild.language.organisations import organisations
from lagebild.language.sectors import PhraseFacts
from lagebild.language.word_sets import word_set
from lagebild.recognise.mentions.words import word_list
from lagebild.resolve.cast import Cast, Referent, distinct
from lagebild.resolve.scene import INDEFINITE, POSSESSIVE, Item, Scene

LOOK_BACK = 300
NEAR = 2
ALLIANCE = word_set("bodies", "alliance")
DEFINITE = ("der", "die", "das", "dem", "den", "des", "dieser", "diese", "dieses", "the", "this")
TAKEN_UP = ("PTY", "OPP", "NGO", "BUS", "LAB", "REB", "MED", "EDU")
OWNER = re.compile(r" (?:de[rs]|von|vom|eine[rs]|diese[rs]|of)\b")
# Kinds so special that the only one named anywhere before is meant.
TOLD_APART = word_set("bodies", "told apart")
GROUPS = word_set("bodies", "groups")
# How a compound begins that tells a body from the one named ("Schwesterpartei").
RELATED = word_set("bodies", "related")
ANY_GROUP = ("NGO", "REB", "LAB", "PTY", "OPP")


class Bodies:
    """Resolves nouns that take up an organisation of one article, in text order."""

    def __init__(self, scene: Scene, cast: Cast, meaning: dict[int, tuple[Referent, ...]]) -> None:
        self.scene = scene
        self.cast = cast
        self.meaning = meaning

    def of_kind(self, item: Item) -> Referent | None:
        """The organisation that a bare noun for its kind takes up ("die Partei", "der Konzern"):
        the only one of that kind named in this sentence or the two before."""
        facts = item.facts
        bare = facts.noun in word_list("generic") and len(item.text.split()) == 1
        bare = bare and item.before in (*DEFINITE, *POSSESSIVE)
        kinds = _kinds(facts)
        owned = OWNER.match(self.scene.parse.text, item.mention.end) or self._has_owner(item)
        if not kinds or facts.one or not bare or owned or not self.scene.is_singular(item):
            return None
        if (
            self._has_own_name(item)
            or self._has_members(item)
            or item.text.lower().startswith(RELATED)
        ):
            return None
        fitting = self._named_before(item, NEAR, kinds)
        if not fitting and facts.noun in TOLD_APART:
            fitting = self._named_before(item, item.sentence, kinds)
        if len(fitting) != 1:
            return None
        member = self.cast.members.get(fitting[0].id or "")
        if member is None:
            return None
        member.because(f"taken up by '{item.text}'")
        return member.referent()

    def _named_before(self, item: Item, back: int, kinds: tuple[str, ...]) -> list[Referent]:
        named = [i for i in self.scene.before(item, back) if i.label == "ORG" and _is_name(i)]
        found = distinct([r for i in named for r in self.meaning.get(i.index, ())])
        return [r for r in found if r.sector in kinds]

    def before(self, item: Item) -> Referent | None:
        """The body of that kind named last ("das Ministerium", "das Gericht"), if any."""
        noun = (item.facts.noun or "").lower()
        bare = len(item.text.split()) == 1 and item.text.lower().startswith(noun[:6])
        if item.facts.kind != "body" or not bare or item.before in INDEFINITE:
            return None
        if not self.scene.is_singular(item) or self._has_owner(item):
            return None
        for other in reversed(self.scene.items[max(0, item.index - LOOK_BACK) : item.index]):
            for referent in self.meaning.get(other.index, ()):
                named = other.text.lower().removesuffix("s").removesuffix("e")
                fits = other.label == "ORG" and named.endswith(noun) and named != noun
                listed = (referent.id or "").startswith("org:")
                if fits and (listed or (referent.id and not item.facts.one)):
                    return referent
        return None

    def alliance(self, item: Item) -> tuple[Referent, ...]:
        """ "Die Allianz": an organisation named before whose name has the word, or the only one."""
        noun = (item.facts.noun or "").lower()
        many = not self.scene.is_singular(item) or len(item.text.split()) > 1
        if item.before in INDEFINITE or not noun or many or self._has_own_name(item):
            return ()
        near = self.scene.items[max(0, item.index - LOOK_BACK) : item.index]
        earlier = [i for i in near if i.known is not None]
        found: dict[str, Referent] = {}
        for other in reversed(earlier):
            for referent in self.meaning.get(other.index, ()):
                if referent.id and referent.id.startswith("org:") and referent.sector == "IGO":
                    found.setdefault(referent.id, referent)
        fitting = [r for r in found.values() if self._has_word(r, noun)]
        if item.facts.noun in GROUPS and self._others_are_near(item, found):
            return ()
        if len(fitting) == 1 or (len(found) == 1 and noun != "gruppe"):
            return tuple((fitting or list(found.values()))[:1])
        return ()

    def _others_are_near(self, item: Item, found: Mapping[str, Referent]) -> bool:
        """Whether another body is named in this sentence or the two before."""
        named = [i for i in self.scene.before(item, NEAR) if i.label == "ORG" and _is_name(i)]
        near = [r for i in named for r in self.meaning.get(i.index, ()) if r.sector != "MED"]
        return any(r.id not in found for r in near)

    def _has_members(self, item: Item) -> bool:
        """Whether a bare genitive behind the noun tells whose body it is ("der Verband kommunaler
        Unternehmen")."""
        parse = self.scene.parse
        if not parse.tagged or item.head < 0:
            return False
        owned = [c for c in parse.children[item.head] if parse.deprel[c] == "nmod"]
        return any(
            parse.xpos[item.head + 1] == "ADJA" and parse.heads[item.head + 1] == owner
            for owner in owned
        )

    def _has_own_name(self, item: Item) -> bool:
        """Whether a name follows the noun at once ("die Organisation Human Rights Watch")."""
        behind = item.mention.end + 1
        return any(
            other.label == "ORG" and other.mention.start == behind and _is_name(other)
            for other in self.scene.around(behind, behind + 1)
        )

    def _has_owner(self, item: Item) -> bool:
        """Whether a genitive without an article follows ("der Verband kommunaler Betriebe")."""
        parse = self.scene.parse
        children = parse.children[item.head] if parse.tagged and item.head >= 0 else ()
        return any(
            child > item.head
            and parse.deprel[child].startswith("nmod")
            and not any(parse.deprel[c] in ("case", "det") for c in parse.children[child])
            for child in children
        )

    def _has_word(self, referent: Referent, noun: str) -> bool:
        organisation = organisations().get((referent.id or "").removeprefix("org:"))
        words = ALLIANCE if noun == "militärbündnis" else (noun,)
        return organisation is not None and any(
            word in name.lower() for name in organisation.names for word in words
        )

    def listed(self, key: str) -> tuple[Referent, ...]:
        """The organisation that the table has under a key."""
        known = organisations()[key]
        name = known.name(self.scene.language)
        member = self.cast.get(known.id, "organisation", name, None, known.sector)
        return (member.referent(),)


def _kinds(facts: PhraseFacts) -> tuple[str, ...]:
    if facts.sector is None:
        return ANY_GROUP if facts.noun in GROUPS else ()
    return (facts.sector,) if facts.sector in TAKEN_UP else ()


def _is_name(item: Item) -> bool:
    return item.mention.rule != "nominal"
