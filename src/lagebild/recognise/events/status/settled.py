"""Acts that are done, or meant, though the word around them sounds as if they were open."""

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.parties.participants import Parts
from lagebild.recognise.events.parties.subjects import verb_lemma
from lagebild.recognise.events.status.moods import (
    HYPOTHETICAL,
    NEGATED,
    PLANNED,
    negations,
    predicate_signs,
)
from lagebild.recognise.events.trees.tree import (
    auxiliaries,
    children,
    first_conjunct,
    is_finite,
    marks,
    preposition,
)
from lagebild.recognise.events.words.cues import Cue
from lagebild.recognise.events.words.support import Support

TRYING = ("versuchen", "probieren")
STORMING = word_set("settled", "storming")
MISCARRIED = word_set("settled", "miscarried")


def carrier_status(ctx: Context, support: Support, cue: Cue) -> str:
    """What a support verb says of an act, where that depends on the kind of act.

    Backing of which somebody is assured is given, and who calls for a strike "für Montag" holds it.
    """
    if support.group == "pledge" and cue.type == "SUPPORT":
        return ""
    if cue.type == "PROTEST" and _is_called_for_day(ctx, support):
        return PLANNED
    return support.status


def _is_called_for_day(ctx: Context, support: Support) -> bool:
    """ "riefen für Montag zu einem Streik auf"."""
    parse = ctx.parse
    if verb_lemma(parse, support.verb) != "aufrufen" or any(negations(parse, support.verb)):
        return False
    phrases = [
        c
        for above in (support.verb, *children(parse, support.verb, "obj", "nsubj"))
        for c in children(parse, above, "obl", "obl:arg", "nmod", "advmod")
        if preposition(parse, c) == "für"
    ]
    return any(d.start <= parse.starts[p] < d.end for d in ctx.dates for p in phrases)


def drop_settled(parse: Parse, word: int, cue: Cue, parts: Parts, signs: list[str]) -> list[str]:
    """The signs without those that do not count: force that is tried is used, and what is laid
    upon somebody is done."""
    if NEGATED in signs and _has_miscarried(parse, word, cue):
        signs = [s for s in signs if s != NEGATED]
    if (
        parse.language == "de"
        and HYPOTHETICAL in signs
        and (_is_tried_force(parse, word, cue) or _is_laid_upon(parse, word, cue, parts))
    ):
        signs = [s for s in signs if s != HYPOTHETICAL]
    return signs


def _has_miscarried(parse: Parse, noun: int, cue: Cue) -> bool:
    """ "nach dem gescheiterten Putsch": there was one."""
    beside = [parse.form[c].lower() for c in children(parse, noun, "amod")]
    told = any(form.startswith(MISCARRIED) for form in beside)
    return told and cue.type == "ASSAULT" and cue.pos == "n"


def _is_tried_force(parse: Parse, verb: int, cue: Cue) -> bool:
    """ "versuchten, das Parlament zu stürmen": whether they get in or not, they storm it."""
    if cue.type != "ASSAULT" and not (cue.type == "PROTEST" and cue.lemma in STORMING):
        return False
    trying = parse.heads[first_conjunct(parse, verb)]
    if trying < 0 or verb_lemma(parse, trying) not in TRYING or "um" in marks(parse, verb):
        return False
    finite = [w for w in (trying, *auxiliaries(parse, trying)) if is_finite(parse, w)]
    told = finite and all(parse.feat(w, "Mood") != "Sub" for w in finite)
    return bool(told) and not any((*predicate_signs(parse, trying), *negations(parse, trying)))


def _is_laid_upon(parse: Parse, verb: int, cue: Cue, parts: Parts) -> bool:
    """ "Die Diplomaten müssen ausreisen": so it is decided."""
    if cue.type != "SANCTION" or parts.subject is None or parts.passive:
        return False
    forms = {parse.form[a].lower() for a in auxiliaries(parse, verb)}
    laid = forms & {"muss", "muß", "müssen"} and not any(negations(parse, verb))
    return bool(laid) and parts.subject in parts.heads("R") and not marks(parse, verb)
