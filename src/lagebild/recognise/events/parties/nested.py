"""Phrases that belong to an act though the tree hangs them on another phrase beside it."""

from lagebild.language.word_sets import word_set
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.trees.tree import OBLIQUES, children, preposition

AMOUNTS = word_set("nested", "amounts")
TOWARDS = ("auf", "gegen")
TO = ("an", "gegenüber")


def nested_phrases(ctx: Context, word: int) -> list[int]:
    """The phrases below those of a verb or noun that tell at or to whom it goes.

    Behind a means ("mit Raketen auf die Stadt"), a text ("in einem Brief an den Minister") and an
    amount ("in Höhe von drei Millionen Euro an Polen").
    """
    parse = ctx.parse
    if parse.language != "de":
        return []
    found: list[int] = []
    for phrase in children(parse, word, *OBLIQUES):
        below = children(parse, phrase, "nmod")
        if preposition(parse, phrase) == "mit":
            found += [c for c in below if preposition(parse, c) in TOWARDS]
        elif ctx.kind(phrase) == "voice" and preposition(parse, phrase) == "in":
            found += [c for c in below if preposition(parse, c) in TO]
        elif parse.lemma[phrase].lower() in AMOUNTS:
            found += [c for b in below for c in children(parse, b, "nmod")]
            found += below
    return [c for c in found if preposition(parse, c) in (*TOWARDS, *TO)]
