"""Who falls victim to an attack that only tells on what occasion they fell."""

from lagebild.recognise.events.context import Context
from lagebild.recognise.events.subjects import subject, verb_lemma
from lagebild.recognise.events.tree import base_relation, children, is_passive, preposition

OCCASIONS = ("bei", "durch", "in", "während", "nach")
DYING = ("sterben", "umkommen", "fallen")
HURTING = ("töten", "verletzen", "verwunden", "ermorden", "umbringen", "erschießen", "verschleppen")
LOSING = {"kommen": ("leben", "tod", "tode", "schaden"), "verlieren": ("leben",)}


def victims(ctx: Context, noun: int) -> int | None:
    """ "Bei dem Putsch kamen zehn Menschen ums Leben": those who died in it; None where none did.

    `noun`: the word that names the attack.
    """
    parse = ctx.parse
    verb = int(parse.head[noun])
    if parse.language == "de" and parse.deprel[noun] == "nmod" and parse.head[verb] >= 0:
        verb = int(parse.head[verb])  # "zehn Menschen bei dem Putsch", hung on the people
    elif parse.language != "de" or base_relation(parse, noun) != "obl":
        return None
    if preposition(parse, noun) not in OCCASIONS:
        return None
    lemma = verb_lemma(parse, verb)
    below = [*children(parse, verb, "obl", "obj", "obl:arg"), *children(parse, noun, "nmod")]
    if lemma in LOSING:
        lost = (parse.lemma[c].lower() for c in below)
        fell = any(what in LOSING[lemma] for what in lost)
    else:
        fell = lemma in DYING or (lemma in HURTING and is_passive(parse, verb, True))
    who = subject(parse, verb) if fell else None
    return who if parse.deprel[noun] != "nmod" or who == int(parse.head[noun]) else None
