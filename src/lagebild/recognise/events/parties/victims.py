"""Whom an attack hits that only tells on what occasion they fell, or that they were its aim."""

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.parties.subjects import subject, verb_lemma
from lagebild.recognise.events.trees.tree import (
    base_relation,
    children,
    is_passive,
    is_relative,
    own_subject,
    preposition,
)

FALLEN = word_set("victims", "fallen")
OCCASIONS = ("bei", "durch", "in", "während", "nach")
DYING = word_set("victims", "dying")
HURTING = word_set("victims", "hurting")
LOSING = {"kommen": ("leben", "tod", "tode", "schaden"), "verlieren": ("leben",)}
AIMS = word_set("victims", "aims")
HITTING = {"gelten": ("", "Dat"), "zielen": ("auf", ""), "treffen": ("", "")}


def victims(ctx: Context, noun: int) -> int | None:
    """The head of the phrase that names whom an attack hits, or None.

    `noun`: the word that names the attack ("Bei dem Putsch kamen zehn Menschen ums Leben", "wurde
    Opfer eines Anschlags", "Der Angriff galt dem Minister").
    """
    if ctx.parse.language != "de" or ctx.parse.heads[noun] < 0:
        return None
    relation = base_relation(ctx.parse, noun)
    for toll in children(ctx.parse, noun, "nmod"):  # "ein Anschlag mit vielen Toten"
        if preposition(ctx.parse, toll) == "mit" and ctx.parse.lemma[toll].lower() in FALLEN:
            return toll
    if relation == "nsubj":
        return _hit(ctx.parse, noun)
    if relation == "nmod" and ctx.parse.lemma[ctx.parse.heads[noun]].lower() in AIMS:
        return _aim(ctx.parse, ctx.parse.heads[noun])
    return _fallen(ctx.parse, noun) if relation in ("obl", "nmod") else None


def claimant(parse: Parse, noun: int) -> int | None:
    """ "der Anschlag, zu dem sich die Taliban bekennen": who owns up to an attack, or None."""
    for clause in children(parse, noun, "acl", "acl:relcl") if parse.language == "de" else ():
        lemma = verb_lemma(parse, clause)
        taken = {parse.lemma[c].lower() for c in children(parse, clause, "obj")}
        owned = lemma == "bekennen" or (lemma == "übernehmen" and "verantwortung" in taken)
        if owned and any(is_relative(parse, c) for c in parse.children[clause]):
            return own_subject(parse, clause)
    return None


def _hit(parse: Parse, noun: int) -> int | None:
    """ "Der Anschlag zielte auf einen Konvoi", "Der Krieg kostete tausend Menschen das Leben"."""
    verb = parse.heads[noun]
    if verb_lemma(parse, verb) == "kosten":
        below = children(parse, verb, "obj", "iobj", "obl:arg", "nsubj", "dep", "obl")
        paid = [c for c in below if parse.lemma[c].lower() == "leben"]
        return next((c for c in below if paid and c not in (noun, *paid)), None)
    case, _ = HITTING.get(verb_lemma(parse, verb), (None, None))
    if case is None:
        return None
    around = [*children(parse, verb, "obj", "iobj", "obl:arg", "obl"), *parse.children[noun]]
    found = (c for c in around if preposition(parse, c) == case and c > verb)
    return next((c for c in found if parse.upos[c] in ("NOUN", "PROPN", "PRON")), None)


def _aim(parse: Parse, aim: int) -> int | None:
    """ "Der Bahnhof war Ziel von Anschlägen", "Ziel des Angriffs war die Botschaft"."""
    above = parse.heads[aim]
    if children(parse, aim, "cop"):
        return subject(parse, aim)
    if above < 0:
        return None
    if children(parse, above, "cop") and parse.deprel[aim] == "nsubj":
        return above
    if parse.lemma[above].lower() not in ("werden", "sein", "fallen"):
        return None
    found = [*children(parse, above, "nsubj"), *children(parse, aim, "nmod")]
    return next((c for c in found if c < aim and not preposition(parse, c)), None)


def _fallen(parse: Parse, noun: int) -> int | None:
    verb, hung = parse.heads[noun], parse.deprel[noun] == "nmod"
    if hung and parse.heads[verb] >= 0:
        verb = parse.heads[verb]  # "zehn Menschen bei dem Putsch", hung on the people
    if preposition(parse, noun) not in OCCASIONS or verb_lemma(parse, verb) is None:
        return None
    who = subject(parse, verb) if _tells_of_dead(parse, verb, noun) else None
    return None if hung and who != parse.heads[noun] else who


def _tells_of_dead(parse: Parse, verb: int, noun: int) -> bool:
    lemma = verb_lemma(parse, verb)
    if lemma not in LOSING:
        return lemma in DYING or (lemma in HURTING and is_passive(parse, verb, True))
    below = [*children(parse, verb, "obl", "obj", "obl:arg"), *children(parse, noun, "nmod")]
    return any(parse.lemma[c].lower() in LOSING[lemma] for c in below)
