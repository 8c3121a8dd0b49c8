"""Persons of one article: the forms of a name put together."""

import re
from collections import defaultdict
from collections.abc import Sequence

from lagebild.ids import digest
from lagebild.language.inflect import bases
from lagebild.language.nouns import actor_noun
from lagebild.resolve.cast import Cast, CastMember
from lagebild.resolve.heads import head_of_family_name, heads_by_family
from lagebild.resolve.identity import actor_id, disguise, family_key, person_name, same_person
from lagebild.resolve.roles import is_full, note_roles, plain_name
from lagebild.resolve.scene import Item, Scene

SINGLE = "per:?"
NUMBERED = re.compile(r"(?<=[bcdfghklmnprtvwxz])s(?= [IVX]+\.?$)")


def find_persons(scene: Scene, cast: Cast) -> dict[int, CastMember]:
    """The person behind each mention of one, by mention index; roles are noted with the person."""
    items = [item for item in scene.items if item.label == "PER"]
    full = [item for item in items if is_full(plain_name(item))]
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
    note_roles(scene, items, found)
    for member in {id(m): m for m in found.values()}.values():
        if member.id.startswith(SINGLE):
            _tell_apart(scene, cast, member)
    return found


def _tell_apart(scene: Scene, cast: Cast, member: CastMember) -> None:
    """Single names meet across articles only with the country; without one each stays alone."""
    del cast.members[member.id]
    member.id += f":{member.country or digest(scene.article.id)[:8]}"
    cast.members[member.id] = member


def _full_name(
    scene: Scene, cast: Cast, item: Item, families: dict[str, list[CastMember]]
) -> CastMember:
    for name in reversed(bases(plain_name(item))):
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
    name = plain_name(item)
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
    forms = bases(plain_name(item))
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
    """A known office holder of whom only the family name is given: if the time and the country
    fit."""
    for form in reversed(bases(plain_name(item))):
        head = head_of_family_name(form, scene.year, scene.countries, scene.known_ids)
        if head is None:
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
    member = cast.get(f"{SINGLE}{family_key(name)}{disguise(name)}", "person")
    _add_name(member, name)
    return member
