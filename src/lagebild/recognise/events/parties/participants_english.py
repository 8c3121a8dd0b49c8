"""Participants of English events that the common rules miss, double or mistake."""

from functools import cache

from lagebild.language.nouns import actor_noun
from lagebild.language.tables import load_table
from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.context import ACTING, Context
from lagebild.recognise.events.parties.participants import Part, Parts
from lagebild.recognise.events.parties.subjects import agents, subject, verb_lemma
from lagebild.recognise.events.trees.repair import CAPTIVES
from lagebild.recognise.events.trees.tree import children, clause_of, preposition
from lagebild.recognise.events.words.cues import Cue

WITH = ("with", "to", "against", "of", "from", "in")
WARNING = word_set("participants_english", "warning")
SINGLE = ("his", "her")
PLURAL = ("their", "them", "our")


def settled(ctx: Context, word: int, cue: Cue, parts: Parts) -> Parts:
    """The participants with modifiers that act, without goods, and with possessives resolved.

    Other languages' participants are returned as they are.
    """
    if ctx.parse.language != "en":
        return parts
    if cue.pos == "n":
        _add_modifiers(ctx, parts, word, cue)
        if cue.type == "PROTEST" and _is_feared(ctx.parse, parts):
            parts.found = [p for p in parts.found if p.slot != "v"]
        parts.found = [_owner(ctx, word, part) for part in parts.found]
        _drop_doubles(parts)
    else:
        _partner(ctx, parts)
        if cue.type == "ASSAULT" and parts.passive and not parts.heads("A"):
            _whose_fire(ctx, parts, word)
        parts.found = [p for p in parts.found if not _is_state(ctx.parse, p)]
        if cue.type == "AID":
            _drop_goods(parts)
    return parts


def _add_modifiers(ctx: Context, parts: Parts, word: int, cue: Cue) -> None:
    """Who stands before the noun in compound: "police raid", "US drone strike"."""
    if cue.roles.get("adj") == "A" and not parts.heads("A"):
        for modifier in _compound(ctx.parse, word):
            if _acts(ctx, modifier):
                parts.add(modifier, "A", "adj")


def _is_feared(parse: Parse, parts: Parts) -> bool:
    """ "warned of unrest": who warns takes no part in it."""
    return parts.support is not None and verb_lemma(parse, parts.support.verb) in WARNING


def _compound(parse: Parse, word: int) -> list[int]:
    near = children(parse, word, "compound")
    return sorted([*near, *(below for c in near for below in children(parse, c, "compound"))])


@cache
def _acting() -> frozenset[str]:
    return frozenset(
        noun for row in load_table("en", "events_modifiers") for noun in row["nouns"].split("|")
    )


def _acts(ctx: Context, word: int) -> bool:
    """A body or crowd of the table, or the short name of one ("US", "NATO"); no city or country."""
    parse = ctx.parse
    if parse.lemma[word].lower() in _acting() or parse.form[word].lower() in _acting():
        return True
    short = parse.form[word].replace(".", "")
    return short.isupper() and len(short) > 1 and ctx.kind(word) == "pol"


def _owner(ctx: Context, noun: int, part: Part) -> Part:
    """ "Iran signalled its readiness": the possessive means the subject of the clause."""
    parse = ctx.parse
    head = parse.heads[noun]
    if part.slot not in ("g", "p") or parse.upos[part.word] != "PRON" or head < 0:
        return part
    found = subject(parse, clause_of(parse, head))
    if found is None or found >= part.word or ctx.kind(found) not in ACTING:
        return part
    body = actor_noun(parse.form[found], "en")
    if parse.form[part.word].lower() in SINGLE and body is not None and body.kind == "body":
        return part  # "parliament overrode her veto"
    several = parse.feat(found, "Number") == "Plur" and parse.upos[found] != "PROPN"
    fits = parse.form[part.word].lower() in PLURAL or not several
    return Part(found, part.role, part.slot) if fits else part


def _is_state(parse: Parse, part: Part) -> bool:
    """ "the men they held hostage": the word says how they were held."""
    return parse.form[part.word] in CAPTIVES and not children(parse, part.word, "det", "amod")


def _partner(ctx: Context, parts: Parts) -> None:
    """ "severed its ties with Iran": not "its" but Iran is meant."""
    parse = ctx.parse
    own = [p for p in parts.found if p.slot == "og" and parse.xpos[p.word] == "PRP$"]
    parts.found = [p for p in parts.found if p not in own]
    for part in own:
        for phrase in children(parse, parse.heads[part.word], "nmod"):
            if preposition(parse, phrase) in WITH and ctx.kind(phrase) in ACTING:
                parts.add(phrase, part.role, part.slot)


def _whose_fire(ctx: Context, parts: Parts, word: int) -> None:
    """ "killed by Azerbaijani fire", "hit by a Russian missile": whose it is."""
    for agent in agents(ctx.parse, word):
        for owner in children(ctx.parse, agent, "amod", "nmod:poss", "compound"):
            if ctx.nationality(owner) or ctx.kind(owner) == "pol":
                parts.add(owner, "A", "adj")


def _drop_doubles(parts: Parts) -> None:
    """Each word once: a possessive and a support verb may name the same."""
    parts.found = list({part.word: part for part in parts.found}.values())


def _drop_goods(parts: Parts) -> None:
    """ "sent doctors to Chad", "gave Chad a fleet": what is given is nobody who is helped."""
    helped = [p for p in parts.found if p.role == "R"]
    goods = [p for p in helped if p.slot == "o"]
    if len(helped) < 2 or not goods:
        return
    kept = goods[:1] if len(goods) == len(helped) else [p for p in helped if p not in goods]
    parts.found = [p for p in parts.found if p.role != "R" or p in kept]
