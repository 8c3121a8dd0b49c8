"""Genitives of those to whom it is done, where most genitives of the noun name who does it.

And phrases with "von" that name what is given up.
"""

from lagebild.language.gazetteer import place_named
from lagebild.language.states import seat_named
from lagebild.language.word_sets import word_set
from lagebild.recognise.events.context import ACTING, Context
from lagebild.recognise.events.trees.tree import children, preposition
from lagebild.recognise.events.words.cues import Cue

DOING = "ung"  # ending of nouns made of verbs that have an object
DOERS = ("durch", "seitens")
CLOSING = word_set("befallen", "closing")
BOMBING = word_set("befallen", "bombing")
OFFICES = word_set("befallen", "offices")
GIVING_UP = ("RETREAT", "CONCEDE")


def is_befallen(ctx: Context, noun: int, owner: int, cue: Cue) -> bool:
    """ "die Bombardierung Tarins", "die Schließung der Basis", "die Blockierung des Senders durch".

    Not where the owner stands before the noun ("Israels Bombardierung").
    """
    parse, lemma = ctx.parse, ctx.parse.lemma[noun].lower()
    if parse.language != "de" or owner < noun or ctx.is_authority(owner):
        return False
    if lemma.endswith(CLOSING):
        return True
    if lemma.endswith(BOMBING) and (ctx.is_place(owner) or _is_land(parse.form[owner])):
        return True
    done = cue.type in ("ASSAULT", "COERCE") and lemma.endswith(DOING)
    return done and any(
        preposition(parse, c) in DOERS and ctx.kind(c) in ACTING
        for c in children(parse, noun, "nmod")
    )


def _is_land(form: str) -> bool:
    town = form.removesuffix("s")
    return place_named(town) is not None or seat_named(town) is not None


def is_given_up(ctx: Context, owner: int, cue: Cue) -> bool:
    """ "der Rücktritt von ihren Ämtern", "der Rückzug vom Amt": what is given up resigns nothing.

    Those who hold an office do ("der Rücktritt von Minister Kern").
    """
    parse = ctx.parse
    if cue.type not in GIVING_UP or preposition(parse, owner) != "von":
        return False
    if parse.lemma[owner].lower().endswith(OFFICES):
        return True
    named = any(ctx.kind(c) == "per" for c in children(parse, owner, "appos", "flat"))
    holds = named or ctx.kind(owner) == "per" or parse.upos[owner] != "NOUN"
    return cue.mode == "resign" and not holds
