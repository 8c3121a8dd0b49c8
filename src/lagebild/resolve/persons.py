"""Persons of one article: name forms put together, and what their titles and appositions tell."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from lagebild.language.inflect import bases
from lagebild.language.nouns import actor_noun
from lagebild.language.sectors import PhraseFacts, phrase_facts
from lagebild.language.states import state_of_adjective
from lagebild.recognise.mentions.nominals import nominals
from lagebild.recognise.mentions.spans import Found, word_list
from lagebild.records import Role, Span
from lagebild.resolve.cast import Cast, CastMember, Referent
from lagebild.resolve.heads import heads_by_family
from lagebild.resolve.identity import actor_id, family_key, person_name, same_person
from lagebild.resolve.scene import POSSESSIVE, Item, Scene

LOOK_BACK = 300
NUMBERED = re.compile(r"(?<=[bcdfghklmnprtvwxz])s(?= [IVX]+\.?$)")
MOST_BETWEEN = 60
BETWEEN = re.compile(
    r"(?:\s+„[^„“”]{2,40}“)?(?:\s+\([^()]{1,14}\)|\s+für [^,.;()]{3,40}(?=,))?(,)? "
)
OWNER_LINK = re.compile(r" (?:von|des|der|of) (?:\w+ )?")
OWNER_AHEAD = re.compile(r"(?: (?:des|der|von|vom|of) [^,.;()]{0,60})")
AFTER_APPOSITION = re.compile(r"[,.);]| (?:für|des|der|von|vom|in|im|of) |$", re.MULTILINE)
# What may stand between a name's comma and its apposition; longer beginnings come first.
APPOSED = ("einer der ", "eine der ", "einer von ", "eine von ", "der ", "die ", "das ", "ein ",
           "eine ", "einem ", "dem ", "den ", "einer ", "des ", "ehemals ", "zugleich ", "one of ",
           "the ", "a ")  # fmt: skip
NATIONAL = ("GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", "OPP", "REB", "CVL",
            "EDU", "LAB")  # fmt: skip
ELSEWHERE = ("Mitgliedstaat", "Nachbarland", "Nachbarstaat", "Bundesstaat", "Großmacht", "Staat",
             "Botschaft", "Botschafter", "Diplomat", "Amtskollege", "Delegation", "Partner",
             "Friedenstruppe", "Blauhelm", "Söldner")  # fmt: skip
FOREIGN = ("alliiert", "verbündet", "ausländ", "fremd", "europäisch", "westlich", "international",
           "benachbart", "arabisch", "ander", "viele", "mehrere", "verschieden")  # fmt: skip
COUNTERPART = "Amtskollege"


def find_persons(scene: Scene, cast: Cast) -> dict[int, CastMember]:
    """The person behind each mention of one, by mention index; roles are noted with the person."""
    items = [item for item in scene.items if item.label == "PER"]
    full = [item for item in items if _is_full(_plain(item))]
    found: dict[int, CastMember] = {}
    families: dict[str, list[CastMember]] = defaultdict(list)
    for item in full:
        found[item.index] = _full_name(scene, cast, item, families)
    for item in items:
        if item.index not in found:
            member = _short_name(scene, cast, item, families, found)
            if member is not None:
                found[item.index] = member
    for item in items:
        if item.index in found:
            member = found[item.index]
            member.mentions += 1
    _note_roles(scene, items, found)
    return found


def _is_full(name: str) -> bool:
    parts = person_name(name)
    return bool(parts.given) or bool(parts.suffix)


def _plain(item: Item) -> str:
    return " ".join(item.text.split())


def _full_name(
    scene: Scene, cast: Cast, item: Item, families: dict[str, list[CastMember]]
) -> CastMember:
    for name in reversed(bases(_plain(item))):
        for member in families.get(family_key(name), ()):
            decision = same_person(name, member.name)
            if decision.same or _part_of(name, member.name):
                _add_name(member, name)
                member.because(decision.reason if decision.same else "part of the full name")
                return member
    name = _without_ending(scene, item)
    member = cast.get(actor_id(name), "person")
    _add_name(member, name)
    if member not in families[family_key(name)]:
        families[family_key(name)].append(member)
    return member


def _part_of(name: str, other: str) -> bool:
    """Whether one name has all parts of the other and more ("Ali Samani", "Resa Ali Samani")."""
    a, b = person_name(name), person_name(other)
    small, large = sorted((set(a.given), set(b.given)), key=len)
    return bool(small) and small < large and a.family == b.family and a.suffix == b.suffix


def _add_name(member: CastMember, name: str) -> None:
    member.names[name] += 1


def _without_ending(scene: Scene, item: Item) -> str:
    """The name without a genitive ending, where grammar or other mentions show that it has one."""
    name = _plain(item)
    if NUMBERED.search(name):
        return NUMBERED.sub("", name, count=1)
    if not name.endswith("s") or name.endswith(("ss", "us", "is", "os")):
        return name.removesuffix("'").removesuffix("’")
    base = bases(name)[1] if len(bases(name)) > 1 else name
    if base.split()[-1] in scene.last_names:
        return base
    if family_key(base) in heads_by_family():
        return base
    parse = scene.parse
    if _after_noun(scene, item):
        return base
    owner = parse.tagged and item.head >= 0 and not item.case
    if owner and parse.deprel[item.head].startswith("nmod"):
        return base
    return name


def _after_noun(scene: Scene, item: Item) -> bool:
    """Whether a noun that is no office stands right before ("Rücktritt Horst Köhlers")."""
    parse = scene.parse
    words = parse.words_in(max(0, item.mention.start - 2), max(0, item.mention.start - 1))
    if not parse.tagged or not len(words):
        return False
    word = words[-1]
    return parse.upos[word] == "NOUN" and actor_noun(parse.form[word], scene.language) is None


def _short_name(
    scene: Scene,
    cast: Cast,
    item: Item,
    families: dict[str, list[CastMember]],
    found: dict[int, CastMember],
) -> CastMember | None:
    forms = bases(_plain(item))
    for form in reversed(forms):
        candidates = list(families.get(family_key(form), ()))
        if not candidates:
            part = family_key(form)
            everyone = [m for members in families.values() for m in members]
            candidates = [m for m in everyone if part in person_name(m.name).given]
        if len(candidates) == 1:
            _add_name(candidates[0], form)
            candidates[0].because("short form of the only such name in the article")
            return candidates[0]
        if candidates:
            member = _latest(scene, item, candidates, found)
            if member is not None:
                member.because("short form of the name said last")
            return member
    return _from_table(scene, cast, item) or _single(scene, cast, item)


def _latest(
    scene: Scene, item: Item, candidates: Sequence[CastMember], found: dict[int, CastMember]
) -> CastMember | None:
    """The one of several bearers of a family name that was named just before the mention: none
    where another one was named near, or nobody was."""
    near = []
    for other in scene.before(item, 2):
        member = found.get(other.index)
        if member in candidates and member not in near:
            near.append(member)
    return near[0] if len(near) == 1 else None


def _from_table(scene: Scene, cast: Cast, item: Item) -> CastMember | None:
    """A head of state known by the family name alone: if the time and the country fit."""
    published = scene.article.published
    year = int(published.value[:4]) if published and published.value[:4].isdigit() else None
    for form in reversed(bases(_plain(item))):
        heads = [
            head
            for head in heads_by_family().get(family_key(form), ())
            if year is None or head.since - 2 <= year <= head.until + 8
        ]
        if len(heads) != 1:
            continue
        head = heads[0]
        if head.country is not None and head.country not in scene.countries:
            continue
        member = cast.get(actor_id(head.name), "person", "", head.country, head.sector)
        _add_name(member, form)
        member.title = head.name
        member.because("family name of a known office holder, with the country in the article")
        return member
    return None


def _single(scene: Scene, cast: Cast, item: Item) -> CastMember:
    """A person of whom the article gives one name only: an id of its own kind."""
    name = _without_ending(scene, item)
    member = cast.get(f"per:?{family_key(name)}", "person")
    _add_name(member, name)
    return member


def _note_roles(scene: Scene, items: Sequence[Item], found: dict[int, CastMember]) -> None:
    phrases = list(nominals(scene.parse, scene.language)) if items else []
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
    for member in {id(m): m for m in found.values()}.values():
        _fill_from_table(scene, member)
        if member.country is None and member.sector in NATIONAL and member.roles:
            member.country = scene.main_country
            if member.country:
                member.because("country of the article, as none is given with the office")
        elif member.country is None and member.sector is None and scene.only_country:
            member.country = scene.only_country
            member.because("the article speaks of hardly any other country")


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


def _owned_by_last(scene: Scene, item: Item, ends: dict[int, Found]) -> Iterator[Found]:
    """The phrase in front of a name in front ("der Sprecher von Y, X, sagte")."""
    text = scene.parse.text
    if item.index == 0 or not text[: item.mention.start].endswith(", "):
        return
    owner = scene.items[item.index - 1].mention
    closed = text[item.mention.end : item.mention.end + 1] in (",", ".")
    if owner.end != item.mention.start - 2 or not closed:
        return
    for gap in range(4, 25):
        phrase = ends.get(owner.start - gap)
        if phrase and OWNER_LINK.fullmatch(text[phrase.end : owner.start]):
            yield phrase
            return


def _apposed(scene: Scene, phrase: Found, end: int) -> bool:
    """Whether a name after a comma explains the phrase ("der Präsident, X, sagte"), not what the
    phrase is an attribute of ("ein Kritiker des Präsidenten, X, sagte")."""
    text = scene.parse.text
    attribute = text[: phrase.start].endswith((" des ", " eines ", " seines ", " ihres "))
    return text[end : end + 1] in (",", ".") and not attribute


def _note(
    scene: Scene, item: Item, phrase: Found, member: CastMember, found: dict[int, CastMember]
) -> None:
    text = " ".join(scene.parse.text[phrase.start : phrase.end].split())
    facts = phrase_facts(text, scene.language)
    if facts.noun is None or _owns(item, member, facts):
        return
    member.phrases.append((phrase.start, phrase.end))
    country = facts.country or _country_beside(scene, item, phrase, found) or federal(scene, text)
    country = country or _country_of_complement(scene, phrase, facts.sector or member.sector)
    sector = facts.sector or _sector_of_owner(scene, phrase, found)
    if sector is None:
        owner = _owner(scene, item, phrase, found)
        country, sector = country or owner.country, owner.sector
    member.country = member.country or country
    member.sector = member.sector or sector
    span = Span(
        text=scene.parse.text[phrase.start : phrase.end], start=phrase.start, end=phrase.end
    )
    member.roles.setdefault((text, country), Role(role=text, country=country, evidence=(span,)))
    held = member.former if is_former(text) else member.nouns
    held.append((facts.noun, facts.rank))
    if facts.noun == COUNTERPART:
        member.nouns.extend(_nouns_before(item, found))


def _owns(item: Item, member: CastMember, facts: PhraseFacts) -> bool:
    """Whether the name is the genitive of whose noun it is ("die Anwältin Rahmani Purs")."""
    base = _plain(item).removesuffix("s")
    return facts.sector is None and base != _plain(item) and base in member.names


def _nouns_before(item: Item, found: dict[int, CastMember]) -> list[tuple[str, str]]:
    """The offices of the person named last: a counterpart holds the same."""
    for index in range(item.index - 1, max(-1, item.index - LOOK_BACK), -1):
        if index in found:
            return list(found[index].nouns)
    return []


def _country_beside(
    scene: Scene, item: Item, phrase: Found, found: dict[int, CastMember]
) -> str | None:
    """The country named right before the office ("Aserbaidschans Außenminister X") or after the
    name ("Präsident X von Russland", "X (SPD)")."""
    text = scene.parse.text
    for other in scene.around(phrase.start - 1, item.mention.end + 8):
        mention = other.mention
        if mention.end + 1 == phrase.start and other.known and other.known.country:
            return other.known.country
        if mention.end + 1 == phrase.start and other.index in found:
            return found[other.index].country
        between = text[item.mention.end : mention.start]
        if between in (" von ", " aus ", " der ", " von der ", " of ", " (") and other.known:
            return other.known.country
    return None


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
    if member.country and member.sector:
        return
    for head in heads_by_family().get(family_key(member.name), ()):
        if same_person(head.name, member.name).same:
            if member.country in (None, head.country):
                member.country, member.sector = head.country, member.sector or head.sector
            return


def federal(scene: Scene, text: str) -> str | None:
    """The country of a word such as "Bundesregierung": Germany, unless the article is about another
    federal state of the language."""
    if "Bundes" not in text or scene.language != "de" or "Bundesstaat" in text:
        return None
    return scene.main_country if scene.main_country in ("AUT", "CHE") else "DEU"


def is_foreign(text: str) -> bool:
    """Whether an attribute says that those meant are not of the country spoken of."""
    return any(word.lower().startswith(FOREIGN) for word in text.split())


def is_former(text: str) -> bool:
    """Whether a phrase speaks of an office no longer held ("frühere Ministerin")."""
    return text.lower().startswith(tuple(word_list("former")))


def guess_country(scene: Scene, facts: PhraseFacts, text: str) -> str | None:
    """The country of an office or body that is named without one: the article's main country."""
    if facts.noun in ELSEWHERE or is_foreign(text):
        return None
    if facts.sector is None:
        return scene.only_country if facts.kind in ("person", "group") else None
    if facts.sector not in NATIONAL:
        return None
    return federal(scene, text) or scene.main_country
