"""What the words beside a person's name tell: office, country, sector."""

import re
from collections.abc import Iterator, Sequence

from lagebild.language.nouns import actor_noun
from lagebild.language.sectors import PhraseFacts, phrase_facts
from lagebild.language.states import state_of_adjective, state_of_people
from lagebild.recognise.mentions.nominals import nominals
from lagebild.recognise.mentions.spans import Found
from lagebild.records import Role, Span
from lagebild.resolve.cast import CastMember, Referent
from lagebild.resolve.heads import head_of_full_name
from lagebild.resolve.identity import person_name
from lagebild.resolve.national import (
    GERMAN_SPEAKING,
    NATIONAL,
    federal,
    is_former,
    serves_world_body,
)
from lagebild.resolve.places import country_told, locate
from lagebild.resolve.scene import POSSESSIVE, Item, Scene
from lagebild.resolve.whole import belongs

LOOK_BACK = 300
MOST_BETWEEN = 60
BETWEEN = re.compile(
    r"(?:\s+„[^„“”]{2,40}“)?"
    r"(?:\s+(?:zu[mr]|beim|im|am|bei der|in der|an der)(?: [A-ZÄÖÜ][\w-]+){1,2}(?=,? ))?"
    r"(?:\s+\([^()]{1,14}\)|\s+für [^,.;()]{3,40}(?=,)|\s+[A-ZÄÖÜ][\w-]+(?=,))?(,)? {1,2}"
)
CLOSED = re.compile(r"(?: \([^()]{1,20}\))?[,.]")
OWNER_LINK = re.compile(r" (?:von|des|der|of) (?:[\w-]+ (?:(?:von|des|der|of) )?)?")
OWNER_AHEAD = re.compile(r"(?: (?:des|der|von|vom|of) [^,.;()]{0,60})")
AFTER_APPOSITION = re.compile(
    r"[,.);]| (?:für|des|der|von|vom|eine[rs]|in|im|aus|bei|beim|of) "
    r"| „?[A-ZÄÖÜ][\w.-]*“?(?:[,.)]| und )|$",
    re.MULTILINE,
)
# What may stand between a name's comma and its apposition; longer beginnings come first.
APPOSED = ("einer der ", "eine der ", "einer von ", "eine von ", "der ", "die ", "das ", "ein ",
           "eine ", "einem ", "dem ", "den ", "einer ", "des ", "ehemals ", "zugleich ", "one of ",
           "the ", "a ")  # fmt: skip
PLACED = re.compile(r" (?:von|of|in) (?:der |dem )?([A-ZÄÖÜ][\w-]+)")
NAMED = re.compile(r" ([A-ZÄÖÜ][\w-]+),")
COLLEAGUES = (" und dem ", " und der ", " und den ", " und seinem ", " und dessen ", " and the ")
COUNTERPART = "Amtskollege"
OF_BODIES = (" von ", " von der ", " von den ", " vom ", " of ", " of the ")
LONGEST_LINK = 9
CRIME, PRIVATE = "CRM", "CVL"
OF_POLITICS = ("GOV", "LEG", "PTY", "OPP", "MIL", "JUD", "COP", "IGO")
ONLY_IN_OFFICE = ("LEG", "JUD", "COP")  # a former deputy is none
JOINING = (" und ", " and ")
OF_NO_STATE = (None, "CVL", "BUS", "MED", "REL", "NGO", "CRM", "UAF")


def is_full(name: str) -> bool:
    """Whether a name has a given name or a number, so that it means one person by itself."""
    parts = person_name(name)
    return bool(parts.given) or bool(parts.suffix)


def plain_name(item: Item) -> str:
    """The words of a mention with single spaces."""
    return " ".join(item.text.split())


def note_roles(scene: Scene, items: Sequence[Item], found: dict[int, CastMember]) -> None:
    """Give the persons behind the mentions what their titles and appositions tell, and, where
    these name no country, that of the article."""
    phrases = nominals(scene.parse, scene.language) if items else []
    ends: dict[int, Found] = {}
    for phrase in phrases:
        ends.setdefault(phrase.end, phrase)  # the first one at an end is the longest
    starts = {phrase.start: phrase for phrase in phrases}
    for item in items:
        member = found.get(item.index)
        if member is None:
            continue
        for phrase in _described_by(scene, item, ends, starts):
            _note(scene, item, phrase, member, found)
        if member.country is None:
            member.country = _nationality(scene, item)
        if member.sector is None:
            _note_party(scene, item, member)
    for member in {id(m): m for m in found.values()}.values():
        _fill_from_table(scene, member)
        if member.country is None:
            _fill_from_article(scene, member)


def _note_party(scene: Scene, item: Item, member: CastMember) -> None:
    """The party in brackets after the name ("X (SPD)"), or the body of many countries of which
    somebody is ("X von Amnesty International"), who need be of none of them."""
    end = item.mention.end
    if not scene.parse.text.startswith(" (", end):
        for other in scene.around(end, end + LONGEST_LINK):
            known = other.known
            linked = scene.parse.text[end : other.mention.start] in OF_BODIES
            if linked and known is not None and known.sector in ("IGO", "NGO", "MED"):
                member.sector, member.country = known.sector, member.country or known.country
                member.elsewhere = True
        return
    for other in scene.around(end, end + 3):
        known = other.known
        if other.mention.start == end + 2 and known is not None and known.sector == "PTY":
            member.sector, member.country = "PTY", member.country or known.country


def _fill_from_article(scene: Scene, member: CastMember) -> None:
    """The country that the article is about, for its offices and for those it only names."""
    if member.elsewhere:
        return
    held = member.sector in NATIONAL and member.sector != PRIVATE and member.roles
    if held or (member.former and member.sector is None):
        member.country = scene.main_country
        reason = "country of the article, as none is given with the office"
    elif member.sector in OF_NO_STATE and is_full(member.name):
        member.country = scene.single_country
        reason = "the article speaks of hardly any other country"
    if member.country:
        member.because(reason)


def _nationality(scene: Scene, item: Item) -> str | None:
    """The country that the words right before a name give: "der Schweizer X", "der kanadische
    Bergsteiger X"."""
    text, start = scene.parse.text, item.mention.start
    words = text[max(0, start - 60) : start].split(" ")
    if len(words) < 3 or words[-1] or not words[-2][:1].isupper():
        return None
    people = state_of_people(words[-2], scene.language)
    noun = words[-2][-1:].isalpha()
    adjective = state_of_adjective(words[-3], scene.language) if noun else None
    return people or adjective


def _described_by(
    scene: Scene, item: Item, ends: dict[int, Found], starts: dict[int, Found]
) -> Iterator[Found]:
    """The noun phrases right before the name, or after it between commas."""
    start, end, text = item.mention.start, item.mention.end, scene.parse.text
    for gap in range(1, MOST_BETWEEN):
        phrase = ends.get(start - gap)
        match = BETWEEN.fullmatch(text[phrase.end : start]) if phrase else None
        if phrase and match and (not match[1] or _apposed(scene, phrase, end)):
            yield phrase
            if match[1]:
                return
            yield from _joined(scene, phrase, ends)
            break
    yield from _owned_by_last(scene, item, ends)
    if not text.startswith(", ", end):
        return
    position = end + 2
    for article in APPOSED:
        if text.startswith(article, position):
            phrase = starts.get(position + len(article))
            if phrase and AFTER_APPOSITION.match(text, phrase.end):
                yield phrase
            return
    phrase = starts.get(position)
    if phrase and AFTER_APPOSITION.match(text, phrase.end):
        yield phrase


def _joined(scene: Scene, phrase: Found, ends: dict[int, Found]) -> Iterator[Found]:
    """The phrase that "und" joins to another of one person ("der Minister und Parteichef X")."""
    text, parse = scene.parse.text, scene.parse
    for joint in JOINING:
        first = ends.get(phrase.start - len(joint))
        if first is None or not text.endswith(joint, 0, phrase.start) or not parse.tagged:
            continue
        words = [w for p in (first, phrase) for w in list(parse.words_in(p.start, p.end))[-1:]]
        if not any(parse.feat(word, "Number") == "Plur" for word in words):
            yield first


def _owned_by_last(scene: Scene, item: Item, ends: dict[int, Found]) -> Iterator[Found]:
    """The phrase in front of a name in front ("der Sprecher von Y, X, sagte")."""
    text = scene.parse.text
    if item.index == 0 or not text.endswith(", ", 0, item.mention.start):
        return
    owner = scene.items[item.index - 1].mention
    if owner.end != item.mention.start - 2 or not CLOSED.match(text, item.mention.end):
        return
    for gap in range(4, 45):
        phrase = ends.get(owner.start - gap)
        if phrase and OWNER_LINK.fullmatch(text[phrase.end : owner.start]):
            yield phrase
            return


def _apposed(scene: Scene, phrase: Found, end: int) -> bool:
    """Whether a name after a comma explains the phrase ("der Präsident, X, sagte"), not what the
    phrase is an attribute of ("ein Kritiker des Präsidenten, X, sagte")."""
    text = scene.parse.text
    owning = (" des ", " eines ", " seines ", " ihres ")
    attribute = text.endswith(owning, 0, phrase.start)
    return CLOSED.match(text, end) is not None and not attribute


def _note(
    scene: Scene, item: Item, phrase: Found, member: CastMember, found: dict[int, CastMember]
) -> None:
    text = " ".join(scene.parse.text[phrase.start : phrase.end].split())
    facts = phrase_facts(text, scene.language)
    court = facts.kind == "body" and facts.sector in ("JUD", "COP")  # such bodies have no such name
    apart = facts.kind == "body" and (court or _stands_apart(scene, item, phrase))
    if facts.noun is None or _owns(item, member, facts, text) or apart:
        return
    member.phrases.append((phrase.start, phrase.end))
    worldly = facts.rank not in ("head", "minister") and _serves_world(scene, item, phrase)
    if worldly:
        member.elsewhere = True
    country = None if worldly else facts.country
    country = country or _of_known_head(scene, member, text) or federal(scene, text)
    country = country or _country_beside(scene, item, phrase, facts, found)
    country = country or _country_of_complement(scene, phrase, facts.sector or member.sector)
    placed = PLACED.match(scene.parse.text, phrase.end)
    if country is None and placed is not None and not worldly:
        place = locate(placed[1])
        country = place.country if place else None
        member.elsewhere = member.elsewhere or country is None
    if country is None and phrase.end + 1 < item.mention.start:
        named = NAMED.match(scene.parse.text, phrase.end)  # "Gouverneur des Staates Oaxaca, X"
        country = country_told(named[1], frozenset(scene.countries_told)) if named else None
    sector = facts.sector or _sector_of_owner(scene, phrase, found)
    sector = "IGO" if worldly and sector != "JUD" else sector
    if sector is None:
        owner = _owner(scene, item, phrase, found)
        country, sector = country or owner.country, owner.sector
    member.country = member.country or country
    if sector not in ONLY_IN_OFFICE or not is_former(text):
        weak = member.sector == PRIVATE and sector in OF_POLITICS  # "Gegnerin und Abgeordnete"
        member.sector = sector if weak else member.sector or sector
    span = Span(
        text=scene.parse.text[phrase.start : phrase.end], start=phrase.start, end=phrase.end
    )
    member.roles.setdefault((text, country), Role(role=text, country=country, evidence=(span,)))
    held = member.former if is_former(text) else member.nouns
    held.append((facts.noun, facts.rank))
    if facts.noun == COUNTERPART:
        member.nouns.extend(_nouns_before(item, found))


def _serves_world(scene: Scene, item: Item, phrase: Found) -> bool:
    """Whether an office beside a name is one of an international body."""
    text = scene.parse.text
    if phrase.end <= item.mention.start:
        words = text[phrase.start : item.mention.start]
    else:
        ahead = OWNER_AHEAD.match(text, phrase.end)
        words = text[phrase.start : ahead.end() if ahead else phrase.end]
    return serves_world_body(words, scene.language)


def _of_known_head(scene: Scene, member: CastMember, text: str) -> str | None:
    """The country of "Bundespräsident X" where a table knows of which federal state he was."""
    if "Bundes" not in text:
        return None
    head = head_of_full_name(member.name, scene.year, None, frozenset(scene.all_told))
    return head.country if head is not None and head.country in GERMAN_SPEAKING else None


def _owns(item: Item, member: CastMember, facts: PhraseFacts, phrase: str) -> bool:
    """Whether the name is the genitive of whose noun it is ("die Anwältin Rahmani Purs")."""
    base = plain_name(item).removesuffix("s")
    bare = facts.sector is None and base != plain_name(item) and base in member.names
    return bare or (not facts.rank and belongs(phrase, plain_name(item), tuple(member.names)))


def _stands_apart(scene: Scene, item: Item, phrase: Found) -> bool:
    """Whether a body right before a name is a phrase of its own ("warf die Justiz X vor")."""
    parse = scene.parse
    if not parse.tagged or phrase.end + 1 != item.mention.start or item.head < 0:
        return False
    body = set(parse.words_in(phrase.start, phrase.end))
    name = set(parse.words_in(item.mention.start, item.mention.end))
    return parse.heads[item.head] not in body and all(
        parse.heads[word] not in name for word in body
    )


def _nouns_before(item: Item, found: dict[int, CastMember]) -> list[tuple[str, str]]:
    """The offices of the person named last: a counterpart holds the same."""
    for index in range(item.index - 1, max(-1, item.index - LOOK_BACK), -1):
        if index in found:
            return list(found[index].nouns)
    return []


def _country_beside(
    scene: Scene, item: Item, phrase: Found, facts: PhraseFacts, found: dict[int, CastMember]
) -> str | None:
    """The country named right before the office ("Aserbaidschans Außenminister X") or after the
    name ("Präsident X von Russland", "X (SPD)"); or that of a colleague of another rank ("mit dem
    russischen Präsidenten X und dem Außenminister Y"), who is of no international body."""
    text = scene.parse.text
    for other in scene.around(phrase.start - 9, item.mention.end + 8):
        mention = other.mention
        if mention.end + 1 == phrase.start and other.known and other.known.country:
            return other.known.country
        if mention.end + 1 == phrase.start and other.index in found:
            return found[other.index].country
        joined = text[mention.end : phrase.start] in COLLEAGUES and other.index in found
        joined = joined and facts.sector != "IGO"
        if joined and facts.rank not in {held for _, held in found[other.index].nouns}:
            return found[other.index].country
        between = text[item.mention.end : mention.start]
        if between in (" von ", " aus ", " der ", " von der ", " of ", " (") and other.known:
            return None if _of_elsewhere(scene, other) else other.known.country
    return None


def _of_elsewhere(scene: Scene, item: Item) -> bool:
    """Whether a body of a common name ("Demokratische Partei") is that of another country than the
    one the tables know: the article does not speak of that."""
    known = item.known
    common = known is not None and known.kind == "organisation" and " " in item.text
    told = scene.said_countries
    return common and known is not None and bool(told) and known.country not in told


def _country_of_complement(scene: Scene, phrase: Found, sector: str | None) -> str | None:
    """The country that an adjective gives to the body of an office ("Leiter der armenischen
    Delegation") or to whatever soldiers have ("Pilot des russischen Flugzeugs")."""
    parse = scene.parse
    words = parse.words_in(phrase.start, phrase.end) if parse.tagged else range(0)
    for word in words:
        for child in parse.children[word]:
            owned = parse.deprel[child].startswith("nmod") and child > word
            body = actor_noun(parse.form[child], scene.language)
            if not owned or (sector != "MIL" and (body is None or body.kind == "person")):
                continue
            for adjective in parse.children[child]:
                country = state_of_adjective(parse.form[adjective], scene.language)
                if country is not None:
                    return country
    return None


def _sector_of_owner(scene: Scene, phrase: Found, found: dict[int, CastMember]) -> str | None:
    for other in scene.around(phrase.start - 1, phrase.start):
        if other.mention.end + 1 == phrase.start:
            if other.known:
                return other.known.sector
            if other.index in found:
                return found[other.index].sector
    return None


def _owner(scene: Scene, item: Item, phrase: Found, found: dict[int, CastMember]) -> Referent:
    """Whose spokesman or deputy the phrase makes somebody: what is named after it, or, after
    "sein", the person named last."""
    text = scene.parse.text
    possessive = text[max(0, phrase.start - 9) : phrase.start].lower().split()[-1:]
    low = max(-1, item.index - LOOK_BACK)
    before = [found[i] for i in range(item.index - 1, low, -1) if i in found]
    if possessive and possessive[0] in POSSESSIVE and before:
        return before[0].referent()
    match = OWNER_AHEAD.match(text, phrase.end)
    near = scene.around(phrase.end, match.end()) if match else ()
    for other in near:
        if match and phrase.end < other.mention.start < match.end() and other.index != item.index:
            if other.index in found:
                return found[other.index].referent()
            if other.known is not None and other.known.kind not in ("people", "place"):
                return Referent(None, None, other.known.country, other.known.sector)
    return Referent(None, None)


def _fill_from_table(scene: Scene, member: CastMember) -> None:
    """Country and sector of a known office holder where the article gives none."""
    accused = member.sector == CRIME  # "der Kriegsverbrecher X" held an office all the same
    if member.country and member.sector and not accused:
        return
    told = frozenset(scene.all_told)
    head = head_of_full_name(member.name, scene.year, member.country, told)
    if head is not None:
        member.country = member.country or head.country
        sector = head.sector if head.held_by(scene.year) else None
        member.sector = sector or member.sector if accused else member.sector or sector
