"""Who gives an order and who is to carry it out, where only the content of the words tells."""

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.parties.participants import Parts
from lagebild.recognise.events.parties.subjects import subject
from lagebild.recognise.events.trees.tree import children, is_passive, preposition

ORDERS = word_set("bidden", "orders")
ASKED_FROM = word_set("bidden", "asked from")
ORDERED = ("in", "auf", "per", "durch")


def issuers(ctx: Context, word: int) -> list[int]:
    """ "in einem Bericht der OSZE kritisiert", "auf Befehl des Königs": the words of who acts."""
    parse = ctx.parse
    return [
        child
        for child in children(parse, word, "obl", "nmod")
        if ctx.kind(child) == "voice"
        if preposition(parse, child) in ORDERED
        or (preposition(parse, child) == "nach" and parse.lemma[child].lower() in ORDERS)
    ]


def is_asked_from(parse: Parse, verb: int, phrase: int, lemma: str) -> bool:
    """ "Von den Abgeordneten wird Aufklärung verlangt": they are asked, where the phrase opens."""
    if parse.language != "de" or lemma not in ASKED_FROM or preposition(parse, phrase) != "von":
        return False
    return min(parse.subtree(phrase)) == parse.firsts[parse.sentence_of[verb]]


def sides(ctx: Context, noun: int) -> list[int]:
    """ "Der Konflikt zwischen Armee und Rebellen flammte auf": those between whom it is."""
    return [c for c in children(ctx.parse, noun, "nmod") if preposition(ctx.parse, c) == "zwischen"]


def performer(ctx: Context, parts: Parts, word: int) -> None:
    """ "ordnete eine Untersuchung durch den Rat an": who is to do what somebody demands.

    Likewise who did what somebody blames ("verurteilte die Leugnung des Mordes durch X").
    """
    if parts.passive or parts.heads("R") or ctx.parse.language != "de":
        return
    for child in children(ctx.parse, word, "obl"):
        behind = any(obj < child for obj in parts.objects)
        if behind and preposition(ctx.parse, child) == "durch" and ctx.kind(child) == "pol":
            parts.add(child, "R", "durch")


def content_subject(ctx: Context, parts: Parts, word: int) -> None:
    """ "verlangte, dass die Armee abzieht": who is to do it, no passive's sufferer."""
    nouns = children(ctx.parse, word, "obl", "obj")  # "machte zur Bedingung, dass ..."
    clauses = [c for place in (word, *nouns) for c in children(ctx.parse, place, "ccomp")]
    for clause in clauses:
        if is_passive(ctx.parse, clause, True):
            continue  # "verlangte, dass die Geiseln befreit werden": not they are asked
        who = subject(ctx.parse, clause)
        if who is not None and not parts.heads("R") and ctx.kind(who) in ("pol", "per", "hum"):
            parts.add(who, "R", "content")
