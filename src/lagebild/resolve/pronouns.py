"""Who is meant by pronouns: by agreement, syntax and nearness; nobody rather than the wrong one."""

from collections.abc import Sequence
from functools import cache

from lagebild.language.nouns import actor_noun
from lagebild.language.states import split
from lagebild.language.tables import load_table
from lagebild.language.word_sets import word_set
from lagebild.resolve.cast import Cast, CastMember, Referent, distinct
from lagebild.resolve.scene import POSSESSIVE, SUBJECTS, Item, Scene

OF_BOTH = word_set("pronouns", "of both")
LONGEST_WAY_BACK = 8
WITH_ARTICLE = ("der", "die", "dem", "den", "des", "vom", "zum", "beim", "the", *POSSESSIVE)
APPOSED = frozenset(("als", "as", "wie", "like", "than"))
OBJECTS = ("obj", "iobj", "obl:arg")
VERBAL = ("VERB", "AUX", "ADJ")
CLAUSES = ("advcl", "acl", "ccomp", "csubj", "parataxis", "conj")


class PronounResolver:
    """Resolves the pronouns of one article, given the meaning of what stands before them."""

    def __init__(self, scene: Scene, cast: Cast, meaning: dict[int, tuple[Referent, ...]]) -> None:
        self.scene = scene
        self.cast = cast
        self.meaning = meaning

    def resolve(self, item: Item) -> tuple[Referent, ...]:
        """Who a pronoun means: one, or nobody where it is not clear."""
        form = item.text.lower()
        antecedent = self._antecedent(item)
        if antecedent is not None:
            return self.meaning.get(antecedent.index, ())
        parse = self.scene.parse
        tag = parse.xpos[item.head] if parse.tagged and item.head >= 0 else ""
        if tag == "PRELS" or form in ("dem", "den", "deren", "dessen", "denen"):
            return ()
        if form in ("dieser", "diesem"):
            return self._latter(item)
        if form in ("er", "ihn", "ihm", "he", "him"):
            return self._he(item, feminine=False)
        if form not in ("sie", "she", "ihr", "ihnen", "diese", "they", "them") or item.head < 0:
            return ()
        plural = parse.tagged and parse.feat(item.head, "Number") == "Plur"
        if plural or form in ("ihnen", "they", "them"):
            return self._they(item)
        nearer = self._body_nearer(item)
        woman = () if nearer else self._he(item, feminine=True)
        return woman or self._body_she(item)

    def possessive(self, start: int, end: int) -> tuple[Referent, ...]:
        """Whose something is ("mit seinem Rücktritt"): the person named last who is not subject of
        the sentence, or the one of the sentence before. Where the possessive means the subject, the
        event's rules have put the subject in its place already, but for one that follows ("Vor
        seiner Festnahme hatte X ...")."""
        item = self.scene.item_at(start, end)
        feminine = item.text.lower().startswith("ihr")
        following = self._subject_after(item)
        if following is not None and self._human(following, feminine):
            return self.meaning[following.index]
        if self._in_infinitive(item):
            return ()  # "bat X, seine Ernennung zurückzunehmen"
        subjects = [i for i in self.scene.before(item, 0) if i.is_subject]
        excluded = {r.id for i in subjects for r in self.meaning.get(i.index, ())}
        for back in (0, 1):
            near = [
                i
                for i in self.scene.before(item, back)
                if item.sentence - i.sentence == back and self._human(i, feminine)
            ]
            people = distinct([r for i in near for r in self.meaning[i.index]])
            others = [person for person in people if person.id not in excluded]
            if others:
                return (others[0],) if len(others) == 1 else ()
            if people:
                return ()
        return ()

    def viewer(self, start: int, end: int) -> tuple[Referent, ...]:
        """Whose view a source is ("seiner Meinung nach"): whom "er" or "sie" would mean there."""
        item = self.scene.item_at(start, end)
        if not item.text.lower().startswith("ihr"):
            found = self._he(item, feminine=False)
        else:
            found = self._they(item) or self._he(item, feminine=True)
        return found if any(r.name for r in found) else self._person_before(item)

    def _person_before(self, item: Item) -> tuple[Referent, ...]:
        """The only person, though without a name, who is subject in the sentence before."""
        near = [i for i in self.scene.before(item, 1) if item.sentence - i.sentence == 1]
        known = [i for i in near if i.is_subject and i.label in ("PER", "ROLE", "PRON")]
        if len(known) != 1 or known[0].label != "ROLE" or not self.scene.is_singular(known[0]):
            return ()
        return (Referent(None, known[0].text, known[0].facts.country, known[0].facts.sector),)

    def _in_infinitive(self, item: Item) -> bool:
        parse, verb = self.scene.parse, self._verb_of(item)
        infinitive = verb >= 0 and parse.feat(verb, "VerbForm") == "Inf"
        return infinitive and parse.deprel[verb].partition(":")[0] in ("xcomp", "ccomp", "advcl")

    def _subject_after(self, item: Item) -> Item | None:
        """The first subject behind an item in its sentence, where none stands before it."""
        if any(other.is_subject for other in self.scene.before(item, 0)):
            return None
        same = self.scene.items_of(item.sentence)
        return next((i for i in same if i.index >= item.index and i.is_subject), None)

    def _latter(self, item: Item) -> tuple[Referent, ...]:
        """The person named last in the sentence who is no subject of it, or, where "dieser" opens
        it, of the one before (it takes up whom something was done to, or with whom)."""
        for back in (0, 1):
            near = [i for i in self.scene.before(item, back) if self._human(i, feminine=False)]
            subjects = {r.id for i in near if i.is_subject for r in self.meaning[i.index]}
            for other in near:
                if subjects.isdisjoint(r.id for r in self.meaning[other.index]):
                    return self.meaning[other.index]
            if near or self.scene.before(item, 0) or not item.is_subject:
                return ()
        return ()

    def _last_subject(self, item: Item) -> Item | None:
        own = {i.index for i in self._clause_mates(item)}
        for back in (0, 1):
            for other in self.scene.before(item, back):
                same = item.sentence - other.sentence == back and self._same_voice(item, other)
                if same and other.is_subject and other.label != "PRON" and other.index not in own:
                    return other
        return None

    def _they(self, item: Item) -> tuple[Referent, ...]:
        """The group that was subject last."""
        subject = self._last_subject(item)
        if subject is None or subject.label not in ("GROUP", "ROLE", "ORG"):
            return ()
        plural = self._is_plural(subject)
        if subject.sentence < item.sentence and any(
            i.label in ("GROUP", "ROLE") and self._is_plural(i) for i in self.scene.before(item, 0)
        ):
            return ()  # others stand nearer
        return self.meaning.get(subject.index, ()) if plural else ()

    def _is_plural(self, item: Item) -> bool:
        return item.head >= 0 and self.scene.parse.feat(item.head, "Number") == "Plur"

    def _body_she(self, item: Item) -> tuple[Referent, ...]:
        """The body of feminine gender that was subject last ("die Regierung ... sie")."""
        subject = self._last_subject(item)
        if subject is None or subject.label != "ORG" or item.relation not in SUBJECTS:
            return ()
        feminine = self.scene.parse.feat(subject.head, "Gender") == "Fem"
        return self.meaning.get(subject.index, ()) if feminine else ()

    def _body_nearer(self, item: Item) -> bool:
        """Whether a body of feminine gender stands in the sentence before and no woman ("Der
        Fraktion genügt das nicht. Sie fordert ...")."""
        near = self.scene.before(item, 1)
        if item.relation not in SUBJECTS or any(self._human(i, feminine=True) for i in near):
            return False
        bodies = [i for i in near if i.label == "ORG" and i.sentence < item.sentence]
        return any(self.scene.parse.feat(i.head, "Gender") == "Fem" for i in bodies)

    def _antecedent(self, item: Item) -> Item | None:
        """What a relative pronoun belongs to: the mention right before the comma."""
        text = self.scene.parse.text
        if item.mention.start < 2 or not text[: item.mention.start].endswith(", "):
            return None
        form = item.text.lower()
        if form not in ("der", "die", "das", "dem", "den", "deren", "dessen", "denen", "welcher",
                        "welche"):  # fmt: skip
            return None
        for other in self.scene.before(item, 0):
            if other.mention.end == item.mention.start - 2 and other.label != "PRON":
                return other
        return None

    def _he(self, item: Item, feminine: bool) -> tuple[Referent, ...]:
        """The person that was subject last: in the sentence so far, else in the sentence before."""
        excluded = self._clause_mates(item)
        own = {i.index for i in excluded}
        ids = {r.id for i in excluded for r in self.meaning.get(i.index, ()) if r.id}
        for back in range(LONGEST_WAY_BACK):
            near = [
                i
                for i in self.scene.before(item, back)
                if item.sentence - i.sentence == back
                and self._same_voice(item, i)
                and i.index not in own
                and i.case not in APPOSED
                and not ids.intersection(r.id for r in self.meaning.get(i.index, ()))
            ]
            unknown = [i for i in near if i.is_subject and self._unknown_person(i, feminine)]
            group = [i for i in near if self._human(i, feminine)]
            subjects = [i for i in group if i.is_subject]
            rivals = [] if item.is_subject or not back else [i for i in group if _is_object(i)]
            if unknown and (not subjects or unknown[0].index > subjects[0].index):
                return () if rivals else self.meaning[unknown[0].index]
            if any(i.label == "PER" and not self.meaning.get(i.index) for i in near):
                return ()  # one of several people of the name
            chosen = [*subjects, *rivals] or group
            people = distinct([r for i in chosen for r in self.meaning.get(i.index, ())])
            if people and ((subjects and not rivals) or len(people) == 1):
                return (people[0],)
            if people:
                return ()
        return ()

    def _clause_mates(self, item: Item) -> list[Item]:
        """Whom a pronoun cannot mean as they stand in its clause: for an object the subject ("A
        lobte ihn", "A kam und lobte ihn", "A versprach, ihn zu loben"), for a subject all others
        that stand before it ("Von A wurde er gelobt") or are named with its verb ("Sie lobte
        A")."""
        verb = item.governor
        if verb < 0:
            return []
        before = self.scene.before(item, 0)
        if item.is_subject:
            named = [i for i in self.scene.items_of(item.sentence) if self._beside(item, i, verb)]
            return [i for i in (*before, *named) if i in named or self._in_clause(i, verb)]
        subjects = [i for i in before if i.is_subject]
        return [i for i in subjects if i.governor == self._with_subject(verb, subjects)]

    def _beside(self, item: Item, other: Item, verb: int) -> bool:
        """Whether a name stands behind a pronoun as another argument of its verb, and is no
        apposition to it ("er, X, sehe das anders")."""
        text = self.scene.parse.text
        apposed = text[item.mention.end : other.mention.start] == ", "
        return other.index > item.index and other.governor == verb and not apposed

    def _verb_of(self, item: Item) -> int:
        """The verb on which an item depends, be it through a noun ("seine Ernennung fordern")."""
        parse, word = self.scene.parse, item.governor
        while word >= 0 and parse.deprel[word].partition(":")[0] in ("nmod", "obj", "obl"):
            word = parse.heads[word]
        return word

    def _with_subject(self, verb: int, subjects: Sequence[Item]) -> int:
        """The verb from which another takes its subject: that before "und", or, of an infinitive,
        the one above it."""
        parse, own = self.scene.parse, {i.governor for i in subjects}
        while verb >= 0 and verb not in own:
            relation = parse.deprel[verb].partition(":")[0]
            infinitive = relation in ("xcomp", "advcl") and parse.feat(verb, "VerbForm") == "Inf"
            if relation != "conj" and not infinitive:
                return -1
            above = parse.heads[verb]
            if relation == "xcomp" and self._has_object(above):
                return -1  # "A beschuldigte B, gegen ihn zu arbeiten" may mean A
            verb = above
        return verb

    def _has_object(self, verb: int) -> bool:
        parse = self.scene.parse
        objects = [c for c in parse.children[verb] if parse.deprel[c] in OBJECTS]
        return any(parse.xpos[c] != "PRF" for c in objects)

    def _in_clause(self, item: Item, verb: int) -> bool:
        """Whether an item stands in the clause of a verb, in no clause below it."""
        parse, word = self.scene.parse, item.head
        while word >= 0 and word != verb:
            if parse.deprel[word].partition(":")[0] in CLAUSES and parse.upos[word] in VERBAL:
                return False
            word = parse.heads[word]
        return word == verb

    def _same_voice(self, item: Item, other: Item) -> bool:
        """Whether both stand in direct speech, or both outside of it."""
        return self.scene.inside_quote(item) == self.scene.inside_quote(other)

    def _unknown_person(self, item: Item, feminine: bool) -> bool:
        """Whether a mention is one person of that sex, though it is not known who."""
        referents = self.meaning.get(item.index, ())
        if item.label != "ROLE" or item.facts.kind != "person" or not self.scene.is_singular(item):
            return False
        fits = feminine == (item.before == "die" or self._is_feminine(item))
        return fits and len(referents) == 1 and referents[0].id is None

    def _is_feminine(self, item: Item) -> bool:
        return any(word.endswith("in") and word[:1].isupper() for word in item.text.split())

    def _is_bare(self, item: Item) -> bool:
        """Whether a nominal without an article stands inside its sentence."""
        first = self.scene.parse.sentence_starts[item.sentence]
        return item.mention.start > first and item.before not in WITH_ARTICLE

    def _human(self, item: Item, feminine: bool) -> bool:
        if not self.meaning.get(item.index) or len(self.meaning[item.index]) != 1:
            return False
        referent = self.meaning[item.index][0]
        if item.label not in ("PER", "ROLE", "PRON") or referent.id is None:
            return False
        member = self.cast.members.get(referent.id)
        if member is None or member.kind not in ("person", "office"):
            return False
        if member.kind == "office" and self._is_bare(item):
            return False  # "will Minister bleiben" tells what somebody is
        woman = is_woman(member)
        if woman is None and item.label == "ROLE" and item.facts.noun is not None:
            woman = self._is_feminine(item) or item.before == "die" or None
        return not feminine if woman is None else woman == feminine


def _is_object(item: Item) -> bool:
    return item.relation.startswith(("obj", "iobj", "obl"))


def is_woman(member: CastMember) -> bool | None:
    """Whether the titles of a person are feminine nouns, or the given name is a woman's; None where
    neither tells."""
    words = [word for role, _ in member.roles for word in role.split()]
    nouns = [word for word in words if word[:1].isupper() and actor_noun(word) is not None]
    if any(word.endswith("in") for word in nouns):
        return True
    given = member.name.split()[0]
    if " " in member.name and given in _given_names():
        return _given_names()[given]
    if any(word not in OF_BOTH for word in nouns):
        return False
    return True if given.endswith("a") and " " in member.name else None


@cache
def _given_names() -> dict[str, bool]:
    """Given names whose last letter does not tell, and whether they are women's."""
    rows = load_table("world", "name_genders")
    return {name: row["gender"] == "f" for row in rows for name in split(row["names"])}
