"""Who takes part in a noun's event by its support verb ("Kritik üben", "auf Ablehnung stoßen")."""

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.context import ACTING, Context
from lagebild.recognise.events.parties.addressed import addressed
from lagebild.recognise.events.parties.arguments import SPOKEN
from lagebild.recognise.events.parties.nested import nested_phrases
from lagebild.recognise.events.parties.participants import Part, Parts, add_owned, add_phrase
from lagebild.recognise.events.parties.quarters import is_quarter, of_quarter
from lagebild.recognise.events.parties.subjects import agents, subject, verb_lemma
from lagebild.recognise.events.sense.charges import is_laid_to_subject
from lagebild.recognise.events.status.moods import negations
from lagebild.recognise.events.trees.inflection import DEEDS
from lagebild.recognise.events.trees.tree import (
    OBLIQUES,
    case_of,
    children,
    conjuncts,
    is_passive,
    preposition,
)
from lagebild.recognise.events.words.cues import Cue
from lagebild.recognise.events.words.support import FROM, Support, blamed_for

SOURCES = ("von", "durch", "by", "from", "bei", "seitens", "unter")
WITHIN = ("in", "innerhalb", "bei", "unter")
GIVERS = ("von", "aus", "seitens")
SUBJECTS = ("nsubj", "expl", "obj")
BY = ("durch", "seitens")
WITHIN_PHRASE = ("nmod", "appos", "flat", "compound")
TIMES = word_set("carried", "times")
GRANT = "grant"  # group of verbs that give what others ask for
CAUSE = "C"  # of a support verb whose subject brings about what others do
GIVEN = (
    "AID", "COERCE", "SANCTION", "AGREE", "THREATEN", "REQUEST", "SUPPORT", "CONCEDE", "ACCUSE",
)  # fmt: skip
ANSWERED = (*SPOKEN, "PROTEST", "THREATEN")


def support_parts(ctx: Context, parts: Parts, support: Support, cue: Cue) -> None:
    """Add those whom a noun's support verb names: its subject and those in its phrases."""
    parse, roles = ctx.parse, cue.roles
    if support.group == "join" and any(negations(parse, support.verb)):
        return  # "beteiligen sich nicht an dem Streik": others strike
    if support.group == GRANT and cue.type in SPOKEN:
        return  # "genehmigte den Antrag": others made it
    own = parse.xpos[support.place] != "PRELS"  # no charge whose relative clause this is
    if own and is_laid_to_subject(parse, support.verb):
        return
    passive = is_passive(parse, support.verb, "subj" in parse.deprel[support.place])
    if support.role == "R" or (support.role == CAUSE and _is_answer(cue)):
        _undergoer(ctx, parts, support, cue)
        return
    calls = _calls(ctx, support, cue)
    if (
        (support.role or calls)
        and not (support.role == CAUSE and preposition(parse, support.place))
        and "v" in roles
        and not (support.status and _are_named(parts, roles["v"]))
    ):
        whos = agents(parse, support.verb) if passive else [subject(parse, support.verb)]
        blamed = blamed_for(parse, support.verb)
        for who in whos if blamed is None else [blamed]:
            if who is not None:
                add_phrase(ctx, parts, who, roles["v"], "v", cue)
    beside = children(parse, support.verb, *OBLIQUES, "iobj", "obj", "nsubj")
    for child in (*beside, *nested_phrases(ctx, support.verb)):
        case = preposition(parse, child)
        if case in BY and _follows_other(parse, child, support.place):
            continue
        if case and case in roles and not (passive and case in ("von", "durch")):
            add_phrase(ctx, parts, child, roles[case], case, cue)
        elif not case and (case_of(parse, child) == "Dat" or _is_bare_name(ctx, child, support)):
            if "dv" in roles:
                add_phrase(ctx, parts, child, roles["dv"], "dv", cue)
            elif support.role == "A" and not support.status and _is_given(ctx, parts, child, cue):
                add_phrase(ctx, parts, child, "R", "dv", cue)


def _calls(ctx: Context, support: Support, cue: Cue) -> bool:
    """ "Die Gewerkschaft rief zum Streik auf": a body that calls for a protest takes part in it.

    Not one person, nor where those are named who are to strike.
    """
    parse = ctx.parse
    if cue.type != "PROTEST" or support.status != "hypothetical":
        return False
    who = subject(parse, support.verb)
    if who is None or is_passive(parse, support.verb, True):
        return True
    named = [c for c in children(parse, support.verb, "obj") if not preposition(parse, c)]
    named = [c for c in named if ctx.kind(c) in ACTING and c not in (who, support.place)]
    return not named and ctx.kind(who) not in ("per", "pron") and not _names_person(ctx, who)


def _names_person(ctx: Context, office: int) -> bool:
    """ "Parteichef Kern": the office of one who is named."""
    return any(ctx.kind(c) == "per" for c in children(ctx.parse, office, "appos", "flat"))


def _follows_other(parse: Parse, phrase: int, noun: int) -> bool:
    """ "verurteilte die Gewalt und die Leugnung durch den Präsidenten": the denial is his.

    Whether a phrase stands right behind a noun that is neither the event's nor part of its phrase.
    """
    before = min(children(parse, phrase, "case"), default=phrase) - 1
    if parse.language != "de" or before < 0 or parse.upos[before] not in ("NOUN", "PROPN"):
        return False
    while before != noun and not (
        parse.form[before].endswith(DEEDS) and parse.upos[before] == "NOUN"
    ):
        if parse.deprel[before] not in WITHIN_PHRASE or parse.heads[before] < 0:
            break
        before = parse.heads[before]
    own = before == noun or parse.upos[before] != "NOUN"
    return not own and not parse.lemma[before].lower().endswith(TIMES)


def _is_given(ctx: Context, parts: Parts, whom: int, cue: Cue) -> bool:
    """ "erteilte der Fluglinie ein Verbot": the dative undergoes what is done or given.

    No court is accused by those who bring it their charge.
    """
    told = cue.type == "ACCUSE" and ctx.is_authority(whom)
    return cue.type in GIVEN and not told and not parts.heads("R")


def _is_bare_name(ctx: Context, child: int, support: Support) -> bool:
    """ "machten Brandt schwere Vorwürfe": a name shows no case, and a verb has one object."""
    parse, noun = ctx.parse, support.place
    if parse.language != "de" or parse.deprel[noun] != "obj" or parse.deprel[child] != "obj":
        return False
    return child != noun and parse.upos[child] == "PROPN" and ctx.kind(child) == "per"


def _is_answer(cue: Cue) -> bool:
    """Whether what somebody brings about is done by others ("löste Kritik aus"), no riot of his."""
    return cue.type in ANSWERED and cue.mode != "riot"


def _are_named(parts: Parts, role: str) -> bool:
    """Whether those who act are told; with whom they do tells only the other side."""
    return any(p.role == role and p.slot != "mit" for p in parts.found)


def _undergoer(ctx: Context, parts: Parts, support: Support, cue: Cue) -> None:
    """ "erhielt Hilfe", "geriet unter Beschuss", "erntete Kritik": the subject is acted upon."""
    who = subject(ctx.parse, support.verb)
    if who is None or "v" not in cue.roles or is_passive(ctx.parse, support.verb, True):
        return
    for part in parts.found:
        if part.role == "R" and part.slot == "g":
            parts.found[parts.found.index(part)] = Part(part.word, "A", part.slot)
    if not parts.heads("R"):
        for member in conjuncts(ctx.parse, who):
            if ctx.kind(member) in ACTING:
                add_phrase(ctx, parts, member, "R", "v", cue)
            else:
                add_owned(ctx, parts, addressed(ctx, member, cue.type), "R")
    for child in children(ctx.parse, support.verb, *OBLIQUES):
        told = preposition(ctx.parse, child) in SOURCES or _is_body_within(ctx, child)
        if told and not parts.heads("A"):
            add_phrase(ctx, parts, child, "A", "s", cue)


def voiced_within(ctx: Context, parts: Parts, cue: Cue) -> None:
    """ "In der Partei gibt es Widerstand", "Kritik kam aus der Partei": those in it speak."""
    parse = ctx.parse
    if parse.language != "de" or cue.roles.get("v") != "A" or parts.heads("A"):
        return
    support = parts.support
    if support is None or cue.type not in SPOKEN:
        return
    there_is = verb_lemma(parse, support.verb) == "geben" and any(
        parse.form[c].lower() == "es" for c in children(parse, support.verb, *SUBJECTS)
    )
    uttered = support.role == "A" and is_passive(parse, support.verb, True)
    if support.group != FROM and not there_is and not uttered:
        return
    for child in children(parse, support.verb, *OBLIQUES, "nmod"):
        given = preposition(parse, child) in GIVERS and not uttered
        if is_quarter(parse, child):
            for who in of_quarter(ctx, child):
                add_phrase(ctx, parts, who, "A", "v", cue)
        elif given or (_is_body_within(ctx, child) and not uttered):
            add_phrase(ctx, parts, child, "A", "v", cue)


def _is_body_within(ctx: Context, phrase: int) -> bool:
    """Whether a phrase says in which body somebody speaks ("innerhalb der Partei")."""
    case = preposition(ctx.parse, phrase)
    return case in WITHIN and ctx.kind(phrase) in ("pol", "org") and not ctx.is_place(phrase)
