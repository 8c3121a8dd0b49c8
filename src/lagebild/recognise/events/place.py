"""Where an event took place: a place name in the phrase or clause of its trigger."""

from collections.abc import Iterator

from lagebild.recognise.events.arguments import Parts
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.tree import children, clause_of, preposition
from lagebild.records import Place

PREPOSITIONS = ("in", "bei", "nach", "auf", "vor", "nahe", "um", "an", "at", "near", "on")


def place_of(ctx: Context, word: int, parts: Parts) -> Place | None:
    """The place of the event that a word names, or None."""
    taken = {p.word for p in parts.found}
    for found in _candidates(ctx, word, parts):
        if found not in taken and ctx.is_place(found):
            label = ctx.labels.get(found)
            start, end = (
                (label.start, label.end)
                if label is not None
                else (int(ctx.parse.start[found]), int(ctx.parse.end[found]))
            )
            return Place(text=ctx.parse.text[start:end], start=start, end=end)
    return None


def _candidates(ctx: Context, word: int, parts: Parts) -> Iterator[int]:
    parse = ctx.parse
    own = children(parse, word, "obl", "nmod", "obl:arg", "advmod")
    clause = parts.support.verb if parts.support is not None else clause_of(parse, word)
    around = children(parse, clause, "obl", "obl:arg") if clause != word else []
    for child in (*own, *around):
        if preposition(parse, child) in PREPOSITIONS:
            yield child
            yield from _apposed(ctx, child)


def _apposed(ctx: Context, word: int) -> Iterator[int]:
    """ "in der Stadt Gjumri", "in der Hauptstadt Armeniens"."""
    for child in children(ctx.parse, word, "appos", "flat", "flat:name", "nmod"):
        if preposition(ctx.parse, child) in ("", *PREPOSITIONS):
            yield child
