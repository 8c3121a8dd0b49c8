"""Who is meant by pronouns: by agreement, syntax and nearness; nobody rather than the wrong one."""

from lagebild.language.nouns import actor_noun
from lagebild.resolve.cast import Cast, CastMember, Referent, distinct
from lagebild.resolve.scene import SUBJECTS, Item, Scene

MALE_IN_A = ("Sascha", "Mustafa", "Nikita", "Ilja", "Luca", "Andrea", "Joschka", "Musa", "Isa",
             "Abdulla", "Sascha", "Mischa", "Grischa", "Issa", "Yahya", "Toma", "Luka")  # fmt: skip
LONGEST_WAY_BACK = 8
APPOSED = ("als", "as")


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
        return self._he(item, feminine=True) or self._body_she(item)

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

    def _subject_after(self, item: Item) -> Item | None:
        """The first subject behind an item in its sentence, where none stands before it."""
        if any(other.is_subject for other in self.scene.before(item, 0)):
            return None
        same = self.scene.items_of(item.sentence)
        return next((i for i in same if i.index >= item.index and i.is_subject), None)

    def _latter(self, item: Item) -> tuple[Referent, ...]:
        """The person named last in the sentence who is neither its subject nor behind a preposition
        (the demonstrative "dieser" takes up whom something was done to)."""
        for other in self.scene.before(item, 0):
            if self._human(other, feminine=False) and not other.is_subject and not other.case:
                return self.meaning[other.index]
        return ()

    def _last_subject(self, item: Item) -> Item | None:
        for back in (0, 1):
            for other in self.scene.before(item, back):
                same = item.sentence - other.sentence == back and self._same_voice(item, other)
                if same and other.is_subject and other.label != "PRON":
                    return other
        return None

    def _they(self, item: Item) -> tuple[Referent, ...]:
        """The group that was subject last."""
        subject = self._last_subject(item)
        if subject is None or subject.label not in ("GROUP", "ROLE", "ORG"):
            return ()
        plural = self.scene.parse.feat(subject.head, "Number") == "Plur"
        return self.meaning.get(subject.index, ()) if plural else ()

    def _body_she(self, item: Item) -> tuple[Referent, ...]:
        """The body of feminine gender that was subject last ("die Regierung ... sie")."""
        subject = self._last_subject(item)
        if subject is None or subject.label != "ORG" or item.relation not in SUBJECTS:
            return ()
        feminine = self.scene.parse.feat(subject.head, "Gender") == "Fem"
        return self.meaning.get(subject.index, ()) if feminine else ()

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
        excluded = self._own_subjects(item)
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
            unknown = [i for i in near if i.is_subject and self._unknown_person(i)]
            group = [i for i in near if self._human(i, feminine)]
            subjects = [i for i in group if i.is_subject]
            if unknown and (not subjects or unknown[0].index > subjects[0].index):
                return self.meaning[unknown[0].index]
            chosen = subjects or group
            people = distinct([r for i in chosen for r in self.meaning.get(i.index, ())])
            if subjects or len(people) == 1:
                return (people[0],)
            if people:
                return ()
        return ()

    def _own_subjects(self, item: Item) -> list[Item]:
        """The subjects of the verb whose object the pronoun is: "A lobte ihn" never means A, nor
        does "A kam und lobte ihn"."""
        if item.is_subject or item.governor < 0:
            return []
        parse, verb = self.scene.parse, item.governor
        subjects = [i for i in self.scene.before(item, 0) if i.is_subject]
        own = [i for i in subjects if i.governor == verb]
        if not own and parse.deprel[verb] == "conj":
            own = [i for i in subjects if i.governor == parse.heads[verb]]
        return own

    def _same_voice(self, item: Item, other: Item) -> bool:
        """Whether both stand in direct speech, or both outside of it."""
        return self.scene.inside_quote(item) == self.scene.inside_quote(other)

    def _unknown_person(self, item: Item) -> bool:
        """Whether a mention is one person, though it is not known who."""
        referents = self.meaning.get(item.index, ())
        if item.label != "ROLE" or item.facts.kind != "person" or not self.scene.is_singular(item):
            return False
        return len(referents) == 1 and referents[0].id is None

    def _human(self, item: Item, feminine: bool) -> bool:
        if not self.meaning.get(item.index) or len(self.meaning[item.index]) != 1:
            return False
        referent = self.meaning[item.index][0]
        if item.label not in ("PER", "ROLE", "PRON") or referent.id is None:
            return False
        member = self.cast.members.get(referent.id)
        if member is None or member.kind not in ("person", "office"):
            return False
        woman = is_woman(member)
        if woman is None and item.label == "ROLE" and item.facts.noun is not None:
            woman = item.text.endswith("in") or item.before == "die" or None
        return not feminine if woman is None else woman == feminine


def is_woman(member: CastMember) -> bool | None:
    """Whether the titles of a person are feminine nouns, or the given name ends like one; None
    where neither tells."""
    words = [word for role, _ in member.roles for word in role.split()]
    nouns = [word for word in words if word[:1].isupper() and actor_noun(word) is not None]
    if nouns:
        return any(word.endswith("in") for word in nouns)
    given = member.name.split()[0]
    return True if given.endswith("a") and given not in MALE_IN_A and " " in member.name else None
