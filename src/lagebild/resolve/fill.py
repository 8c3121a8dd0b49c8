"""Filling the arguments of events, quotes and ties with who is meant by them."""

import re
from collections.abc import Sequence

import msgspec

from lagebild.language.sectors import PhraseFacts, phrase_facts
from lagebild.recognise.mentions.words import word_list
from lagebild.records import Argument, Event, Place, Quote, Tie
from lagebild.resolve.cast import Referent
from lagebild.resolve.national import LEADERS, federation, guess_country, without_namesake
from lagebild.resolve.places import locate
from lagebild.resolve.pronouns import PronounResolver
from lagebild.resolve.scene import JOINT, POSSESSIVE, Item, Scene
from lagebild.resolve.sources import OF_PERSON, behind_source, is_only_owned
from lagebild.resolve.whole import belongs

HYPHENS = "-–"
PLACE_AT_END = re.compile(r"\S (?:in|aus|von|bei|from) (?:der |dem )?([A-ZÄÖÜ][\w-]+)$")
OF_WHOM = ("von", "des", "der", "of")
ONE_SPEAKING = ("ich", "mich", "mir", "i", "me")
MANY_SPEAKING = ("wir", "uns", "we", "us")
PRIVATE = "CVL"  # the sector of the family and the followers of whoever governs


class Filler:
    """Finds the mention behind an argument and copies its actor into it."""

    def __init__(
        self, scene: Scene, meaning: dict[int, tuple[Referent, ...]], pronouns: PronounResolver
    ) -> None:
        self.scene = scene
        self.meaning = meaning
        self.pronouns = pronouns

    def event(self, event: Event, spoken: Sequence[Quote] = ()) -> Event:
        """The event with its actors, recipients and place filled.

        `spoken`: the filled quotes, by which it is known who "ich" and "wir" are.
        """
        return msgspec.structs.replace(
            event,
            actors=_with_speakers(self._arguments(event.actors), spoken),
            recipients=_with_speakers(self._arguments(event.recipients), spoken),
            place=self._place(event.place) if event.place else None,
        )

    def quote(self, quote: Quote) -> Quote:
        """The quote with its speaker and addressee filled."""
        speaker, addressee = quote.speaker, quote.addressee
        return msgspec.structs.replace(
            quote,
            speaker=self._voice(speaker) if speaker else None,
            addressee=self._one(addressee) if addressee else None,
        )

    def _voice(self, speaker: Argument) -> Argument:
        """A speaker filled: behind a mere source stands who gave it ("Angaben der Regierung")."""
        behind = behind_source(speaker, self.scene.language)
        filled = self._one(behind)
        if filled.actor is None and behind is not speaker:
            return self._one(speaker)
        if filled.name is None:
            filled = self._whose_words(filled)
        return msgspec.structs.replace(filled, text=speaker.text, start=speaker.start)

    def _whose_words(self, source: Argument) -> Argument:
        """A source of which only a possessive tells whose it is ("ihrer Auffassung nach"), filled
        with that person."""
        if not is_only_owned(source.text, self.scene.language):
            return source
        owner = self.pronouns.viewer(source.start, source.start + source.text.index(" "))
        if len(owner) != 1:
            return source
        who = owner[0]
        return msgspec.structs.replace(
            source, actor=who.id, name=who.name, country=who.country, sector=who.sector
        )

    def _one(self, argument: Argument) -> Argument:
        """The argument filled; where it means several, their names without an actor."""
        named = self._listed(argument)
        filled = self._argument(argument)
        if len(filled) == 1 and not named:
            return filled[0]
        names = named or [f.name for f in filled if f.name]
        return msgspec.structs.replace(argument, name="; ".join(names) or None)

    def _listed(self, argument: Argument) -> list[str]:
        """The names of the persons that the words list ("Aliyev und Blinken"), if several."""
        inside = [
            i
            for i in self._overlapping(argument.start, argument.end)
            if i.label == "PER" and argument.start <= i.mention.start < argument.end
        ]
        if len(inside) < 2 or not self._is_list(inside, argument.start):
            return []
        between = self.scene.parse.text[inside[0].mention.end : inside[1].mention.start].split()
        if between[-1:] and between[-1].lower() in OF_WHOM:
            return []  # "Aliyev, Sprecher von Blinken"
        meant = [r.name for i in inside for r in self.meaning.get(i.index, ())[:1]]
        return [name for name in meant if name]

    def tie(self, tie: Tie) -> Tie | None:
        """The tie between resolved actors, or None where one of them is not known.

        `subject` and `object` come as the words of a mention inside the tie's evidence.
        """
        subject, object = self._by_text(tie, tie.subject), self._by_text(tie, tie.object)
        if subject is None or object is None or subject == object:
            return None
        return msgspec.structs.replace(tie, subject=subject, object=object)

    def _by_text(self, tie: Tie, text: str) -> str | None:
        for evidence in tie.evidence:
            for item in self._overlapping(evidence.start, evidence.end):
                if item.text == text:
                    for referent in self.meaning.get(item.index, ()):
                        return referent.id
        return None

    def _arguments(self, arguments: Sequence[Argument]) -> tuple[Argument, ...]:
        """Each argument once, or twice where it means two ("die beiden Länder")."""
        return tuple(filled for argument in arguments for filled in self._argument(argument))

    def _argument(self, argument: Argument) -> tuple[Argument, ...]:
        item = self._best(argument.start, argument.end)
        referents = self.meaning.get(item.index, ()) if item else ()
        if item is None and OF_PERSON.fullmatch(argument.text):
            referents = self.pronouns.possessive(argument.start, argument.end)
        elif item is None:
            referents = self._of_owner(argument)
        elif item.known is not None and item.known.kind == "people" and _some(argument, item):
            referents = (Referent(None, None, item.known.country, None),)
        if len(referents) < 2 and not any(r.id for r in referents):
            return (self._facts_only(argument, item, referents),)
        return tuple(
            msgspec.structs.replace(
                argument, actor=r.id, name=r.name, country=r.country, sector=r.sector
            )
            for r in referents
        )

    def _of_owner(self, argument: Argument) -> tuple[Referent, ...]:
        """Country and sector of the person whose office is meant ("Aliyevs Büro"), or of the body
        of which a part is meant ("die Basis der Partei X")."""
        inside = self._overlapping(argument.start, argument.end)
        words = argument.text.split()
        part = any(word in word_list("part") for word in words[:2])
        for item in inside if part else ():
            for referent in self.meaning.get(item.index, ()):
                return (Referent(None, None, referent.country, referent.sector),)
        for item in inside:
            for referent in self.meaning.get(item.index, ()) if item.label == "PER" else ():
                private = any(word in word_list("private") for word in words[:2])
                sector = PRIVATE if private else referent.sector
                return (Referent(None, None, referent.country, sector),)
        return ()

    def _facts_only(
        self, argument: Argument, item: Item | None, referents: Sequence[Referent]
    ) -> Argument:
        """An argument of whom only country and sector can be told, by its own words."""
        facts = phrase_facts(argument.text, self.scene.language)
        facts = without_namesake(self.scene, facts, argument.text)
        federal = federation(self.scene, argument.start, argument.start + len(argument.text))
        if federal is not None:
            facts = PhraseFacts(sector="GOV", country=federal)
        if facts.noun == "Person" and item and item.before in POSSESSIVE:
            return argument  # "seine Person" is whoever he is
        if facts.noun in LEADERS and referents:
            facts = PhraseFacts()  # of whom they lead, which the referent tells
        country = next((r.country for r in referents if r.country), None)
        if facts.country and (country is None or (item and len(item.text) < len(argument.text))):
            country = facts.country  # the longer words know better than the head alone
        sector = next((r.sector for r in referents if r.sector), None)
        shorter = item is not None and " " not in item.text and " " in argument.text
        if item and shorter and facts.noun == item.facts.noun and item.facts.sector == sector:
            sector = facts.sector or sector  # "Anhänger einer Rebellengruppe"
        sector = sector or facts.sector
        country = country or self._country_of_place(argument)
        several = facts.rank == "head" and JOINT in argument.text
        if country is None and item is None and not several and facts.sector is not None:
            country = guess_country(self.scene, facts, argument.text)
        if item is not None and item.label in ("LOC", "GPE"):
            place = locate(argument.text)  # "New Mexico" is not in Mexico
            country = place.country if place and place.country else country
        return msgspec.structs.replace(argument, country=country, sector=sector)

    def _country_of_place(self, argument: Argument) -> str | None:
        """The country of where those meant are ("Anhänger in Schiraz")."""
        match = PLACE_AT_END.search(argument.text)
        place = locate(match[1]) if match else None
        return place.country if place else None

    def _overlapping(self, start: int, end: int) -> list[Item]:
        near = self.scene.around(start, end)
        return [i for i in near if i.mention.start < end and start < i.mention.end]

    def _best(self, start: int, end: int) -> Item | None:
        """The mention that says most of what the argument's words say: the same stretch, a name at
        its end or beginning, or one that holds it."""
        found = self._overlapping(start, end)
        exact = [i for i in found if (i.mention.start, i.mention.end) == (start, end)]
        if exact:
            return exact[0]
        holding = [i for i in found if i.mention.start <= start and end <= i.mention.end]
        if holding:
            return min(holding, key=lambda i: i.mention.end - i.mention.start)
        persons = [i for i in found if i.label == "PER" and i.mention.end <= end]
        if persons and not self._only_owner(persons[-1], start, end):
            return persons[0] if self._is_list(persons, start) else persons[-1]
        near = self.scene.around(start, end + 1)
        following = [i for i in near if i.mention.start == end + 1]
        if not found and following and following[0].label == "PER":
            person = following[0]  # the title right before the name
            if phrase_facts(self.scene.parse.text[start:end]).kind == "body":
                return None  # "warf die Staatsanwaltschaft Kern vor"
            return None if self._only_owner(person, start, person.mention.end) else person
        heads = [i for i in found if self._is_head(i, start, end)]
        head = max(heads, key=lambda i: i.mention.end - i.mention.start, default=None)
        if head is None or any(r.id for r in self.meaning.get(head.index, ())):
            return head
        if head.facts.kind == "person" and self.scene.is_singular(head):
            return head  # "der Anführer der Gruppe X" is not the group
        behind = head.mention.end + 1  # "die Organisation Amnesty International"
        names = (i for i in found if i.label == "ORG" and i.mention.start == behind)
        return next((i for i in names if i.mention.end <= end), head)

    def _is_list(self, persons: Sequence[Item], start: int) -> bool:
        """Whether several persons are named side by side and not one as another's."""
        text = self.scene.parse.text
        first = persons[0].mention
        after = text[first.end : first.end + 5]
        return len(persons) == 1 or (
            first.start == start and after.startswith((",", " und", " and"))
        )

    def _only_owner(self, person: Item, start: int, end: int) -> bool:
        """Whether a name only tells whose the argument is ("Aliyevs Büro", "Sohn von X")."""
        text = self.scene.parse.text
        if person.mention.end < end and text[person.mention.end] in HYPHENS:
            return True  # "Brandt-Kenner" are others
        rest = text[person.mention.end : end].split()
        owner = person.text.endswith(("s", "'", "’")) and bool(rest)
        if owner and rest[0][:1].isupper() and text[person.mention.end] == " ":
            return True
        named = [r.name for r in self.meaning.get(person.index, ()) if r.name]
        return belongs(text[start : person.mention.start], person.text, named)

    def _is_head(self, item: Item, start: int, end: int) -> bool:
        """Whether the mention's head word is the head of the argument's words too."""
        parse = self.scene.parse
        words = parse.words_in(start, end)
        if not parse.tagged or not len(words):
            return item.mention.end >= end
        heads = [w for w in words if parse.heads[w] not in words]
        return item.head in heads

    def _place(self, place: Place) -> Place:
        hint = self.scene.main_country
        facts = locate(place.text, hint)
        if facts is None:
            return place
        return msgspec.structs.replace(
            place, name=facts.name, country=facts.country, lat=facts.lat, lon=facts.lon
        )


def _some(argument: Argument, item: Item) -> bool:
    """Whether only some of a people are meant ("Dutzende Palästinenser")."""
    return argument.text.endswith(item.text) and len(argument.text) > len(item.text)


def _with_speakers(arguments: Sequence[Argument], spoken: Sequence[Quote]) -> tuple[Argument, ...]:
    """The arguments, "ich" as the speaker of the words, "wir" as others of his country and kind."""
    return tuple(
        _in_speech(a, spoken) if a.text.lower() in (*ONE_SPEAKING, *MANY_SPEAKING) else a
        for a in arguments
    )


def _in_speech(argument: Argument, spoken: Sequence[Quote]) -> Argument:
    around = [q for q in spoken if q.kind == "direct" and q.start <= argument.start < q.end]
    speaker = min(around, key=lambda q: q.end - q.start).speaker if around else None
    if speaker is None or speaker.actor is None or speaker.sector == "MED":
        return argument
    one = argument.text.lower() in ONE_SPEAKING
    return msgspec.structs.replace(
        argument,
        actor=speaker.actor if one else None,
        name=speaker.name if one else None,
        country=speaker.country,
        sector=speaker.sector,
    )
