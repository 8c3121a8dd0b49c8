"""Nouns before an English noun that tell who acts: "police raid", "US drone strike"."""

from functools import cache

from lagebild.language.tables import load_table
from lagebild.parse.record import Parse
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.tree import children


@cache
def _acting() -> frozenset[str]:
    return frozenset(
        noun for row in load_table("en", "events_modifiers") for noun in row["nouns"].split("|")
    )


def acting_modifiers(ctx: Context, word: int) -> list[int]:
    """The words in compound with a noun that name who does what it tells, in text order."""
    return [c for c in _compound(ctx.parse, word) if _acts(ctx, c)]


def _compound(parse: Parse, word: int) -> list[int]:
    near = children(parse, word, "compound")
    return sorted([*near, *(below for c in near for below in children(parse, c, "compound"))])


def _acts(ctx: Context, word: int) -> bool:
    """A body or crowd of the table, or the short name of one ("US", "NATO"); no city or country."""
    parse = ctx.parse
    if parse.lemma[word].lower() in _acting() or parse.form[word].lower() in _acting():
        return True
    short = parse.form[word].replace(".", "")
    return short.isupper() and len(short) > 1 and ctx.kind(word) == "pol"
