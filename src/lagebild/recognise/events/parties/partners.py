"""Whoever the clause around an event's phrase names takes part: visitors, those who meet or fight.

"sagte bei einem Treffen mit dem Minister", "gewann durch eine Operation die Kontrolle".
"""

from lagebild.language.word_sets import word_set
from lagebild.recognise.events.context import ACTING, Context
from lagebild.recognise.events.parties.participants import Parts, add_phrase
from lagebild.recognise.events.parties.subjects import subject, verb_lemma
from lagebild.recognise.events.trees.tree import (
    auxiliaries,
    base_relation,
    children,
    is_finite,
    is_passive,
    preposition,
)
from lagebild.recognise.events.words.cues import Cue

MEANS = ("durch", "mit", "mittels", "through", "with", "by", "in")
VISITING = ("bei", "während", "auf", "zu", "during", "on")
INDEFINITE = {"eine", "einen", "einer", "einem", "eines", "a", "an"}
MEETING = ("bei", "in", "nach", "zu", "während", "at", "after", "during", "before", "following")
FIGHTING = ("bei", "in", "at", "during", "während")
TALKING = ("in", "bei")
TALKS = ("nach", "in", "bei")
BETWEEN_TWO = word_set("partners", "between two")
ADDRESSING = word_set("partners", "addressing")
SETTLING = word_set("partners", "settling")
SUFFERING = word_set("partners", "suffering")


def means_subject(ctx: Context, parts: Parts, word: int, cue: Cue) -> None:
    """ "erlangte durch eine Militäroperation die Kontrolle": who acts by the event is its actor.

    Only with an indefinite article and a verb that is none of suffering. Whoever says something
    "bei einem Besuch in Bagdad" is the visitor.
    """
    parse, role = ctx.parse, cue.roles.get("v")
    if role != "A" or parts.heads("A") or base_relation(parse, word) != "obl":
        return
    articles = {parse.form[c].lower() for c in children(parse, word, "det")}
    verb = parse.heads[word]
    case = preposition(parse, word)
    talks = cue.type == "CONSULT" and case == "in"
    bare = talks and not articles and parse.feat(word, "Number") == "Plur"
    told = case in MEANS or (cue.mode == "visit" and case in VISITING)
    if not told or not (bare or articles & INDEFINITE):
        return
    who = subject(parse, verb)
    suffers = is_passive(parse, verb, True) or verb_lemma(parse, verb) in SUFFERING
    if who is not None and not suffers and ctx.kind(who) in ("pol", "per"):
        add_phrase(ctx, parts, who, role, "clause", cue)


def clause_partner(ctx: Context, parts: Parts, word: int, cue: Cue) -> None:
    """The subject of a clause around "bei einem Treffen mit ..." takes part in the meeting."""
    parse = ctx.parse
    partner = "with" if parse.language == "en" else "mit"
    if cue.roles.get(partner) != "A" or base_relation(parse, word) != "obl":
        return
    if any(p.slot in ("g", "p", "v", "zwischen", "between", "by") for p in parts.found):
        return
    case = preposition(parse, word)
    verb = parse.heads[word]
    who = subject(parse, verb)
    if who is None or is_passive(parse, verb, True) or ctx.kind(who) not in ACTING:
        return
    if cue.type == "ASSAULT" and case not in FIGHTING:
        return  # "nannte das Land nach dem Krieg mit den Rebellen frei": told of another
    told = case in (MEETING if parts.found else ("auf", "bei")) and (
        parts.found or (case == "bei" and cue.type == "CONSULT") or _are_several(ctx, verb, who)
    )
    settled = cue.type == "CONSULT" and not parts.found and _have_settled(ctx, verb, who, case)
    if told or settled:
        add_phrase(ctx, parts, who, "A", "clause", cue)


def addressee(ctx: Context, parts: Parts, word: int, cue: Cue) -> None:
    """ "Kern bat den Präsidenten in einem Telefonat um Hilfe": to whom he speaks takes part."""
    parse, verb = ctx.parse, ctx.parse.heads[word]
    only = {p.slot for p in parts.found} == {"clause"}
    of_two = cue.mode == "phone" or parse.lemma[word].lower().endswith(BETWEEN_TWO)
    if not of_two or not only or base_relation(parse, word) != "obl":
        return
    if preposition(parse, word) not in TALKING or verb_lemma(parse, verb) not in ADDRESSING:
        return
    for child in children(parse, verb, "obj", "iobj", "obl:arg"):
        able = ctx.kind(child) in ("pol", "per", "pron") and not preposition(parse, child)
        if able and not is_passive(parse, verb, True):
            add_phrase(ctx, parts, child, "A", "clause", cue)
            return


def _have_settled(ctx: Context, verb: int, who: int, case: str) -> bool:
    """ "Nach langen Gesprächen einigten sich A und B": who settles it has talked."""
    settled = case in TALKS and verb_lemma(ctx.parse, verb) in SETTLING
    return settled and _are_several(ctx, verb, who)


def _are_several(ctx: Context, verb: int, who: int) -> bool:
    """ "Die Minister einigten sich auf einem Treffen": those of politics who meet there."""
    parse = ctx.parse
    finite = [w for w in (verb, *auxiliaries(parse, verb)) if is_finite(parse, w)]
    many = any(parse.feat(w, "Number") == "Plur" for w in finite[:1])
    return parse.language == "de" and many and ctx.kind(who) in ("pol", "per")
