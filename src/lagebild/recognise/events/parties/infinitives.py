"""Whom an answer, a threat or a promise concerns that only its infinitive names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lagebild.language.word_sets import word_set
from lagebild.recognise.events.context import ACTING, Context
from lagebild.recognise.events.parties.subjects import verb_lemma
from lagebild.recognise.events.trees.tree import (
    case_of,
    children,
    conjuncts,
    is_infinitive,
    preposition,
)
from lagebild.recognise.events.words.cues import Cue

if TYPE_CHECKING:
    from lagebild.recognise.events.parties.participants import Parts

CONTENT = ("REJECT", "THREATEN", "AGREE", "SUPPORT")
DONE_TO = word_set("infinitives", "done to")
DONE_WITH = word_set("infinitives", "done with")
OBJECTS = ("obj", "iobj", "obl:arg", "obl", "nsubj")


def concerned(ctx: Context, parts: Parts, word: int, cue: Cue) -> None:
    """ "weigert sich, mit den Rebellen zu verhandeln", "droht, Geiseln zu töten"."""
    if ctx.parse.language != "de" or cue.type not in CONTENT or parts.heads("R") or parts.passive:
        return
    for verb in children(ctx.parse, word, "xcomp", "acl"):
        if not is_infinitive(ctx.parse, verb):
            continue
        for whom in _concerned(ctx, verb, cue):
            for member in conjuncts(ctx.parse, whom):
                if ctx.kind(member) in ACTING and member not in parts.heads("A"):
                    parts.add(member, "R", "content")


def _concerned(ctx: Context, verb: int, cue: Cue) -> list[int]:
    parse, lemma = ctx.parse, verb_lemma(ctx.parse, verb)
    if lemma in DONE_WITH:
        if cue.type == "AGREE":
            return []  # "ist bereit, mit der Regierung zu verhandeln": to do it together
        return [c for c in children(parse, verb, *OBJECTS) if preposition(parse, c) == "mit"]
    bare = [
        c
        for c in children(parse, verb, *OBJECTS)
        if not preposition(parse, c) and parse.xpos[c] != "PRF" and c < verb
    ]
    given = [c for c in bare if case_of(parse, c) == "Dat" or parse.deprel[c] == "obl:arg"]
    if given:
        return given
    if lemma in DONE_TO:
        return [c for c in bare if parse.deprel[c] == "obj" and not children(parse, c, "det:poss")]
    named = [c for c in bare if parse.upos[c] == "PROPN" and not children(parse, c, "det")]
    return named if len(bare) > 1 else []  # "Serbien den Status zu verleihen"
