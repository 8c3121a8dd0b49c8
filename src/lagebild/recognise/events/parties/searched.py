"""Whom the purpose or the place of a police act concerns: owners of rooms, those taken away."""

from lagebild.language.word_sets import word_set
from lagebild.recognise.events.context import HUMAN, Context
from lagebild.recognise.events.parties.addressed import GENITIVES, OWNER_DEPTH, acting_owner
from lagebild.recognise.events.parties.subjects import subject, verb_lemma
from lagebild.recognise.events.trees.tree import base_relation, children, is_passive, preposition

ROOMS = ("in", "bei")
TAKING = word_set("searched", "taking")


def owners_of_rooms(ctx: Context, noun: int) -> list[int]:
    """ "eine Razzia in den Büros der Partei": whose they are."""
    parse, verb = ctx.parse, ctx.parse.heads[noun]
    places = [noun, verb] if verb >= 0 and parse.upos[verb] == "VERB" else [noun]
    rooms = [
        c
        for place in places
        for c in children(parse, place, "nmod", "obl")
        if c > noun and ctx.kind(c) == "target" and preposition(parse, c) in ROOMS
    ]
    found = (acting_owner(ctx, room, OWNER_DEPTH, GENITIVES) for room in rooms)
    return [owner for owner in found if owner is not None]


def taken_away(ctx: Context, noun: int) -> list[int]:
    """ "wurde zur Vernehmung nach Bonn gebracht", "nahm ihn zum Verhör fest": who is questioned."""
    parse, verb = ctx.parse, ctx.parse.heads[noun]
    if base_relation(parse, noun) != "obl" or preposition(parse, noun) != "zu":
        return []
    if verb_lemma(parse, verb) not in TAKING:
        return []
    if is_passive(parse, verb, True):
        who = subject(parse, verb)
        return [who] if who is not None and ctx.kind(who) in HUMAN else []
    bare = (c for c in children(parse, verb, "obj") if not preposition(parse, c))
    return [c for c in bare if ctx.kind(c) in HUMAN]
