"""The participants of an event, and how a phrase, or whoever stands behind a thing, becomes one."""

from dataclasses import dataclass, field
from typing import NamedTuple

from lagebild.language.word_sets import word_set
from lagebild.recognise.events.context import ACTING, Context
from lagebild.recognise.events.parties.addressed import (
    ADDRESSING,
    GENITIVES,
    OWNER_DEPTH,
    acting_owner,
    addressed,
)
from lagebild.recognise.events.parties.apart import included, is_left_out, is_on_scene, is_share
from lagebild.recognise.events.parties.objects import thing_meant
from lagebild.recognise.events.parties.spans import names_of_class
from lagebild.recognise.events.parties.subjects import resolve_relative, subject_meant
from lagebild.recognise.events.trees.tree import children, conjuncts
from lagebild.recognise.events.words.animate import stands_for_somebody
from lagebild.recognise.events.words.compounds import issuer_named
from lagebild.recognise.events.words.cues import Cue
from lagebild.recognise.events.words.support import Support

MATERIAL = ("ASSAULT", "COERCE", "MOBILIZE", "AID", "RETREAT", "SANCTION")
FORCES = ("ASSAULT", "MOBILIZE", "AID")
JUDGING = ("SUPPORT", "REJECT", "ACCUSE")  # of things as well as of people
CLEARING = word_set("participants", "clearing")
HOSTING = tuple(word_set("participants", "hosting"))  # of towns and lands that somebody visits


class Part(NamedTuple):
    """A participant: the head word of its phrase, "A" or "R", and the slot it was found in."""

    word: int
    role: str
    slot: str


@dataclass
class Parts:
    """The participants of one event. `misfit`: a subject that can act in no event stands there."""

    found: list[Part] = field(default_factory=list)
    misfit: bool = False
    passive: bool = False
    subject: int | None = None
    objects: list[int] = field(default_factory=list)
    datives: list[int] = field(default_factory=list)
    support: Support | None = None

    def add(self, word: int, role: str, slot: str) -> None:
        if all(p.word != word for p in self.found):
            self.found.append(Part(word, role, slot))

    def heads(self, role: str) -> list[int]:
        """The heads of one role, in text order."""
        return sorted(p.word for p in self.found if p.role == role)


def add_phrase(ctx: Context, parts: Parts, word: int, role: str, slot: str, cue: Cue) -> None:
    """Add a phrase and those coordinated with it, or whoever stands behind a thing."""
    if is_left_out(ctx.parse, word):
        return
    if slot == "auf" and is_on_scene(ctx.parse, word, ctx.kind(word) in ACTING):
        return
    resolved = subject_meant(ctx.parse, resolve_relative(ctx.parse, word))
    if cue.mode == "visit" and slot in ("in", "nach", "zu") and not _is_host(ctx, resolved, slot):
        return
    if slot == "o" and role == "R" and cue.type in JUDGING:
        resolved = thing_meant(ctx, resolved)
    listed = names_of_class(ctx, resolved)
    for member in listed or [*conjuncts(ctx.parse, resolved), *included(ctx.parse, resolved)]:
        kind = ctx.kind(member)
        if member != word and is_left_out(ctx.parse, member):
            continue
        if kind in ACTING or listed or _stands_there(ctx, parts, member, role, slot, cue):
            parts.add(member, role, slot)
        elif (
            kind == "voice"
            or (role == "R" and "og" not in cue.roles)
            or is_share(ctx.parse, member)
        ):
            before = len(parts.found)
            if kind != "voice" and cue.type in ADDRESSING:
                add_owned(ctx, parts, addressed(ctx, member, cue.type, GENITIVES), role)
            else:
                add_owner(ctx, parts, member, role)
            hit = cue.type == "ASSAULT" or cue.lemma in CLEARING
            if kind == "target" and hit and len(parts.found) == before:
                parts.add(member, role, slot)


def _is_host(ctx: Context, word: int, slot: str) -> bool:
    """ "reiste nach Tarin", "zum Präsidenten", not "nach der Wahl", "in Begleitung des Rats"."""
    parse, kind = ctx.parse, ctx.kind(word)
    if slot == "zu":
        return kind in ("per", "pol")
    town = parse.lemma[word].lower().endswith(HOSTING)
    return kind == "pol" and (town or ctx.is_place(word) or parse.upos[word] == "PROPN")


def _stands_there(ctx: Context, parts: Parts, word: int, role: str, slot: str, cue: Cue) -> bool:
    """Whether a word that is no actor by itself takes part by where it stands.

    A place does that is joined to a participant or suffers, a noun or name of no known kind in a
    slot that only somebody can fill.
    """
    kind = ctx.kind(word)
    if kind == "target":
        return role == "A" and slot == "s" and cue.type in FORCES and _is_of_state(ctx, word)
    if kind == "place":
        joined = ctx.parse.deprel[word] == "conj" and slot in ("s", "o", "d")
        suffers = role == "R" and cue.type in MATERIAL
        return suffers or (joined and bool(parts.heads(role)))
    return kind is None and stands_for_somebody(ctx.parse, word, cue, slot)


def _is_of_state(ctx: Context, thing: int) -> bool:
    """ "Sudanesische Flugzeuge bombardierten ...": the attribute tells whose they are."""
    return any(ctx.nationality(c) for c in children(ctx.parse, thing, "amod"))


def add_owner(ctx: Context, parts: Parts, noun: int, role: str) -> None:
    """Add whoever a thing, or the words that issue it, belongs to."""
    owner = acting_owner(ctx, noun, OWNER_DEPTH, GENITIVES)
    add_owned(ctx, parts, [owner] if owner is not None else [], role)
    for body in issuer_named(ctx, noun) if owner is None else ():
        parts.add(body, role, "og")


def add_owned(ctx: Context, parts: Parts, heads: list[int], role: str) -> None:
    """Add those to whom a thing belongs, and whoever is coordinated with them."""
    for head in heads:
        for member in conjuncts(ctx.parse, head):
            if ctx.kind(member) in ACTING or ctx.nationality(member):
                parts.add(member, role, "og")
