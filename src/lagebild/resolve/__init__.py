"""Resolving: which actor each mention, speaker and argument means."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from lagebild.language.gazetteer import Known, known_inside
from lagebild.language.organisations import sector_of_name
from lagebild.language.sectors import phrase_facts
from lagebild.language.states import state_of_adjective, states
from lagebild.parse.record import Parse
from lagebild.recognise.mentions.words import word_list
from lagebild.records import Actor, Article, Event, Mention, Quote, Tie
from lagebild.resolve.cast import Cast, CastMember, Referent
from lagebild.resolve.claims import name_claimants
from lagebild.resolve.fill import Filler
from lagebild.resolve.identity import name_id
from lagebild.resolve.metonymy import stands_for_government
from lagebild.resolve.national import (
    COMMON_PARTY,
    GERMAN_SPEAKING,
    country_of_city_adjective,
    guess_country,
)
from lagebild.resolve.nominal import Resolver
from lagebild.resolve.offices import office_ties
from lagebild.resolve.persons import find_persons
from lagebild.resolve.places import country_told
from lagebild.resolve.police import with_police
from lagebild.resolve.private import public
from lagebild.resolve.scene import Item, Scene, make_scene

IN_STATE = (" in ", " in der ", " in den ", " in dem ", " im ")


@dataclass(frozen=True)
class Resolution:
    """The records of one article with their actors filled in, and those actors."""

    mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]
    events: tuple[Event, ...]
    ties: tuple[Tie, ...]
    actors: tuple[Actor, ...]


def resolve(
    article: Article,
    parse: Parse,
    mentions: Sequence[Mention],
    quotes: Sequence[Quote],
    events: Sequence[Event],
    ties: Sequence[Tie],
) -> Resolution:
    """Say who is meant by every mention and argument of an article.

    Ids are made of the facts alone (state codes, table keys, folded names), so an actor has the
    same id in every article. Where it is not clear who is meant, the actor stays None, though
    sector and country may be known. "Die beiden Länder" as an argument becomes two arguments.
    """
    scene = make_scene(article, parse, mentions, quotes)
    cast = Cast()
    persons = find_persons(scene, cast)
    resolver = Resolver(scene, cast, persons)
    resolver.meaning.update({index: (m.referent(),) for index, m in persons.items()})
    for item in scene.items:
        resolver.meaning[item.index] = _meaning(scene, cast, persons, resolver, item)
    filler = Filler(scene, _as_actors(cast, resolver.meaning), resolver.pronouns)
    done_quotes = tuple(filler.quote(quote) for quote in quotes)
    filled = (filler.event(event, done_quotes) for event in events)
    filled_events = [with_police(event, scene.language) for event in filled]
    done_events = name_claimants(public(filled_events), done_quotes, parse.language)
    stated = [known for tie in ties if (known := filler.tie(tie)) is not None]
    return Resolution(
        mentions=tuple(_with_actor(scene, resolver.meaning, item) for item in scene.items),
        quotes=done_quotes,
        events=done_events,
        ties=(*stated, *office_ties(article, cast.members.values(), len(ties))),
        actors=cast.records(scene.language, _used(done_quotes, done_events)),
    )


def _used(quotes: Sequence[Quote], events: Sequence[Event]) -> frozenset[str]:
    arguments = [a for event in events for a in (*event.actors, *event.recipients)]
    arguments += [a for quote in quotes for a in (quote.speaker, quote.addressee) if a is not None]
    return frozenset(a.actor for a in arguments if a.actor is not None)


def _meaning(
    scene: Scene, cast: Cast, persons: dict[int, CastMember], resolver: Resolver, item: Item
) -> tuple[Referent, ...]:
    if item.index in persons:
        return (persons[item.index].referent(),)
    if item.known is not None and item.mention.rule != "adjective":
        return _known(scene, cast, item)
    if item.label == "PER":
        return ()  # one of several people of the name, and it is not clear which
    named = item.mention.rule in ("model", "compound", "title") and not _is_mere_noun(item)
    if item.label == "ORG" and named:
        return resolver.short_form(item) or _unknown_name(scene, cast, item)
    found = resolver.resolve(item)
    for referent in found if item.mention.rule != "adjective" else ():
        if referent.id and referent.id in cast.members:
            _count(cast.members[referent.id], item)
    return found


def _is_mere_noun(item: Item) -> bool:
    """Whether a name is a noun for a kind of body and no more ("Bundesverband")."""
    generic = item.facts.noun in word_list("generic") and item.facts.kind == "body"
    return generic and item.text.isalpha()


def _count(member: CastMember, item: Item) -> None:
    member.mentions += 1
    named = item.mention.rule not in ("nominal", "adjective", "pronoun")
    if named or (item.label != "PRON" and member.kind not in ("person", "state")):
        member.names[" ".join(item.text.split())] += 1


def _known(scene: Scene, cast: Cast, item: Item) -> tuple[Referent, ...]:
    known = item.known
    if known is None or known.id is None:
        return ()
    actor, name, country = known.id, known.name, known.country
    single = item.head >= 0 and scene.parse.feat(item.head, "Number") == "Sing"
    if known.kind == "people" and scene.parse.tagged and single:
        return (Referent(None, None, known.country, known.sector),)  # one of many
    common = " " in item.text or bool(COMMON_PARTY.search(item.text))
    common = common and known.kind == "organisation" and known.country is not None
    if common and scene.said_countries and known.country not in scene.said_countries:
        return _namesake(scene, cast, item, known)
    nation = _national_branch(scene, item)
    if nation not in (None, known.country):
        return (Referent(None, None, nation, known.sector),)
    if known.kind == "capital" and _is_land(scene, item):
        return (Referent(None, None, country, known.sector),)
    if item.text.startswith(("Kongo", "Congo")) and scene.said_countries["COG"]:
        actor = country = "COG"  # the article is about the other Congo
        name = states()[actor].name(scene.language)
    return _named(cast, item, replace(known, id=actor, name=name, country=country))


def _is_land(scene: Scene, item: Item) -> bool:
    """Whether a capital is also one of its state's lands, by the article ("Land Berlin")."""
    name = item.text.removesuffix("s")
    lands = ("Land", "Landes", "Bundesland", "Bundeslandes", "Stadtstaat", "Senat von")
    return any(f"{land} {name}" in scene.parse.text for land in lands)


def _namesake(scene: Scene, cast: Cast, item: Item, known: Known) -> tuple[Referent, ...]:
    """A body of a common name in another country ("Demokratische Partei"): its own actor there, if
    the article is about one country."""
    country = scene.main_country
    if country is None:
        return (Referent(None, None, None, known.sector),)
    name = " ".join(item.text.split())
    id = f"{name_id(name)}:{country}"
    member = cast.get(id, "organisation", name, country, known.sector)
    _count(member, item)
    return (member.referent(),)


def _named(cast: Cast, item: Item, known: Known) -> tuple[Referent, ...]:
    actor = known.id
    if actor is None:
        return ()
    kinds = {"state": "state", "capital": "state", "building": "state", "people": "group"}
    kind = kinds.get(known.kind, "organisation")
    if actor.startswith("org:") and kind == "state":
        kind = "organisation"
    sector = "GOV" if kind == "state" else known.sector  # also where a building stands for it
    member = cast.get(actor, kind, known.name, known.country, sector)
    _count(member, item)
    return (Referent(actor, member.name, known.country, sector),)


def _national_branch(scene: Scene, item: Item) -> str | None:
    """The country of a branch of a worldwide society ("das ungarische Rote Kreuz")."""
    known, text = item.known, scene.parse.text
    if known is None or known.kind != "organisation" or known.sector == "IGO":
        return None
    if known.country is None and known.sector not in ("NGO", "REL"):
        return None
    before = text[max(0, item.mention.start - 40) : item.mention.start].split()
    nation = state_of_adjective(before[-1], scene.language) if before else None
    for other in scene.items[item.index + 1 : item.index + 2] if known.country is None else ():
        state = other.known is not None and other.known.kind == "state"
        if state and text[item.mention.end : other.mention.start] in IN_STATE:
            nation = nation or other.facts.country
    return nation


def _unknown_name(scene: Scene, cast: Cast, item: Item) -> tuple[Referent, ...]:
    """An organisation that no table knows: its own name is its id; what kind of body it is, the
    noun right before tells ("die Partei X")."""
    name = " ".join(item.text.split())
    known = known_inside(name, scene.language)
    if known is not None:
        return _named(cast, item, known)
    facts = item.facts
    before = scene.parse.text[max(0, item.mention.start - 60) : item.mention.start].rstrip(' „"“»')
    words = before.split()[-2:]
    if facts.sector is None and words and words[-1][:1].isupper():
        facts = phrase_facts(" ".join(words), scene.language)
        country = facts.country or guess_country(scene, facts, " ".join(words))
        facts = replace(facts, country=country if facts.sector else None)
    words = name.split()
    sector = facts.sector or sector_of_name(words)
    country = facts.country or _country_in_name(scene, words)
    member = cast.get(name_id(name), "organisation", name, country, sector)
    _count(member, item)
    return (member.referent(),)


def _country_in_name(scene: Scene, words: Sequence[str]) -> str | None:
    """The country of the city or region in an organisation's name ("Universität Heidelberg",
    "Frankfurter Staatsanwaltschaft")."""
    told = frozenset(scene.countries_told) or GERMAN_SPEAKING
    found = (country_told(word, told) for word in words[1:] if word[:1].isupper())
    return next((code for code in found if code), None) or country_of_city_adjective(words[0])


def _as_actors(
    cast: Cast, meaning: dict[int, tuple[Referent, ...]]
) -> dict[int, tuple[Referent, ...]]:
    """The meanings with what the whole article told about each actor."""
    return {
        index: tuple(
            cast.members[r.id].referent() if r.id and r.id in cast.members else r for r in referents
        )
        for index, referents in meaning.items()
    }


def _with_actor(scene: Scene, meaning: dict[int, tuple[Referent, ...]], item: Item) -> Mention:
    """The mention with its actor's id; a capital that is only a place has none."""
    referents = meaning[item.index]
    if len(referents) != 1 or referents[0].id is None:
        return item.mention
    seat = item.known is not None and item.known.kind in ("capital", "building")
    if seat and not stands_for_government(scene.parse, item):
        return item.mention
    return msgspec.structs.replace(item.mention, actor=referents[0].id)
