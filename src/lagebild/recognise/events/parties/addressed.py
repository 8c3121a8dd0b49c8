"""Whose a thing is that somebody rejects, blames or demands: who the words are meant for."""

from functools import cache

from lagebild.language.nouns import actor_noun
from lagebild.language.states import state_named
from lagebild.language.tables import load_table
from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.context import ACTING, Context
from lagebild.recognise.events.parties.subjects import agents, subject
from lagebild.recognise.events.trees.inflection import DEEDS, uninflected
from lagebild.recognise.events.trees.tree import (
    auxiliaries,
    children,
    is_finite,
    is_passive,
    marks,
    preposition,
)

OWNER_DEPTH = 3
GENITIVES = ("", "von", "of", "'s", "’s")
OWNER_PREPOSITIONS = ("", "von", "in", "aus", "of", "'s", "’s", "mit", "bei", "with", "to")
POWERS = ("GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", "IGO", "REB", "UAF")
STATELY = word_set("addressed", "stately")
POINTING = ("dem", "das", "diesem", "dies")  # "vieles von dem, was ..."
VOTES = word_set("addressed", "votes")
APART = word_set("addressed", "apart")
"""Nouns whose "von" names no owner but what is left ("die Unabhängigkeit von Frankreich")."""
PARTING = word_set("addressed", "parting")
REGIONS = word_set("addressed", "regions")
DOERS = ("durch", "seitens", "by")
NOT_DONE = word_set("addressed", "not done")
BLAMING = ("ACCUSE", "REJECT")
ADDRESSING = ("ACCUSE", "REJECT", "REQUEST", "PROTEST", "THREATEN")
SHORTEST_MODIFIER = 2
SHORTEST_HEAD = 8


@cache
def _suffered(language: str, type_: str) -> frozenset[str]:
    return frozenset(
        noun.lower()
        for row in load_table(language, "events_objective")
        for noun in row["nouns"].split("|")
        if not row["types"] or type_ in row["types"].split()
    )


def addressed(
    ctx: Context, noun: int, type_: str, cases: tuple[str, ...] = OWNER_PREPOSITIONS
) -> list[int]:
    """Whom somebody means who rejects, blames or demands a thing, or nobody.

    Whoever did, planned or proposed it ("der vom Minister vorgeschlagene Einsatz", "Morde, die von
    Rebellen begangen wurden"), else whoever it belongs to, but not whom it only befalls; of a
    thing blamed or refused also the state that its adjective names.
    """
    if type_ in ADDRESSING:
        doers = _doers(ctx, noun)
        if doers:
            return doers
        if _is_suffered(ctx, noun, type_):
            return []
    if type_ == "SUPPORT":
        cases = GENITIVES  # "eine Regelung mit Israel" is not Israel's
    if type_ in BLAMING and (state := _state_of(ctx, noun)) is not None:
        near = acting_owner(ctx, noun, 1, GENITIVES)
        return [state if near is None else near]
    owner = acting_owner(ctx, noun, OWNER_DEPTH, cases)
    return [owner] if owner is not None else []


def _state_of(ctx: Context, noun: int) -> int | None:
    """ "die russische Offensive", "das ägyptische Angebot": the adjective names whose it is.

    Not of what a people or land only suffers or has ("der armenische Völkermord").
    """
    if ctx.parse.lemma[noun].lower().endswith(NOT_DONE):
        return None
    adjectives = children(ctx.parse, noun, "amod")
    return next((a for a in adjectives if ctx.nationality(a)), None)


def _doers(ctx: Context, noun: int) -> list[int]:
    parse = ctx.parse
    things = [c for c in children(parse, noun, "nmod") if _is_plain_thing(ctx, c)]
    below = (c for thing in (noun, *things) for c in children(parse, thing, "nmod", "obl"))
    found = [c for c in below if preposition(parse, c) in DOERS]
    for clause in children(parse, noun, "amod", "acl", "acl:relcl"):
        if parse.deprel[clause] == "amod" or is_passive(parse, clause, True):
            found += agents(parse, clause)
    acting = [doer for doer in found if ctx.kind(doer) in ACTING]
    return [doer for doer in acting if ctx.kind(doer) != "org" or not _is_of_owner(ctx, noun, doer)]


def _is_of_owner(ctx: Context, noun: int, doer: int) -> bool:
    """ "die Einschränkung der Berichterstattung durch die Presse": who does the second."""
    between = (c for c in children(ctx.parse, noun, "nmod") if noun < c < doer)
    return any(ctx.parse.form[c].endswith(DEEDS) for c in between)


def _is_plain_thing(ctx: Context, owner: int) -> bool:
    """ "die Schaffung von Zonen durch die UNO", hung on the zones, which nobody does."""
    parse = ctx.parse
    if parse.upos[owner] != "NOUN" or preposition(parse, owner) not in ("", "von", "of"):
        return False
    deed = parse.form[owner].endswith(DEEDS) or ctx.lexicon.violent(parse.lemma[owner].lower())
    return not deed


def _is_suffered(ctx: Context, noun: int, type_: str) -> bool:
    """German: not where the owner stands before it: "Obamas Einsatz" is what he does."""
    language = ctx.parse.language
    nouns = _suffered(language, type_)
    if language == "en":
        return ctx.parse.lemma[noun].lower() in nouns
    if any(c < noun for c in children(ctx.parse, noun, "nmod", "nmod:poss", "det:poss")):
        return False
    lemmas = (ctx.parse.lemma[noun].lower(), *uninflected(ctx.parse, noun))
    return any(
        lemma[cut:] in nouns
        for lemma in lemmas
        for cut in (0, *range(SHORTEST_MODIFIER, len(lemma) - SHORTEST_HEAD + 1))
    )


def acting_owner(
    ctx: Context, noun: int, depth: int, cases: tuple[str, ...] = OWNER_PREPOSITIONS
) -> int | None:
    """The nearest participant that a thing belongs to ("der Verlauf der Wahl in Georgien").

    `cases`: the prepositions that may tie them, "" for a genitive.
    """
    if depth == 0:
        return None
    parse = ctx.parse
    near = [
        c
        for c in children(parse, noun, "nmod", "nmod:poss", "appos", "flat", "det:poss")
        if preposition(parse, c) in cases and not _counts_votes(parse, c)
        if not _is_apart(parse, noun, c) and not _is_scene(parse, c)
        if not _is_scene_of_violence(ctx, noun, c)
        if not (parse.xpos[c] == "PDS" and parse.form[c].lower() in POINTING)
        if not (preposition(parse, c) == "von" and parse.lemma[noun].lower().endswith(APART))
    ]
    for child in near:
        if ctx.kind(child) in ACTING:
            return child
    for child in near:
        found = acting_owner(ctx, child, depth - 1, cases)
        if found is not None:
            return found
    return None


def _is_apart(parse: Parse, noun: int, child: int) -> bool:
    """ "die Unabhängigkeit von Dänemark": from whom somebody parts owns nothing."""
    return preposition(parse, child) == "von" and parse.lemma[noun].lower().endswith(PARTING)


def _is_scene(parse: Parse, child: int) -> bool:
    """ "die Operation im Bundesstaat X": only where it was."""
    inside = preposition(parse, child) in ("in", "bei") and parse.upos[child] == "NOUN"
    return inside and parse.lemma[child].lower().endswith(REGIONS)


def _is_scene_of_violence(ctx: Context, noun: int, child: int) -> bool:
    """ "das Massaker von X": a town where blood was shed is not to blame."""
    parse = ctx.parse
    violent = ctx.lexicon.violent(parse.lemma[noun].lower())
    town = ctx.is_place(child) and state_named(parse.form[child]) is None
    return violent and town and preposition(parse, child) == "von"


def _counts_votes(parse: Parse, word: int) -> bool:
    """ "lehnte den Antrag mit großer Mehrheit ab": how it was decided, not whose it is."""
    return preposition(parse, word) in ("mit", "with") and parse.lemma[word].lower().endswith(VOTES)


def blamed_in_clause(
    ctx: Context, word: int, acting: list[int], praised: bool = False
) -> list[int]:
    """Whom a critic blames who says what happened: "bedauerte, dass die Regierung ...".

    "klagten, dass sie von der Armee behindert würden". Only a power, and none of those `acting`: of
    others it is not plain whether they are blamed or pitied. `praised`: people, too.
    """
    found = []
    for clause in children(ctx.parse, word, "ccomp"):
        if any(word < c < clause for c in children(ctx.parse, word, "conj")):
            continue  # "äußerte Bedenken und sagte voraus, ...": of what the second verb says
        told = set(marks(ctx.parse, clause)) & {"dass", "daß", "that"}
        if not told and not _is_reported(ctx.parse, clause):
            continue
        passive = is_passive(ctx.parse, clause, True)
        whos = agents(ctx.parse, clause) if passive else [subject(ctx.parse, clause)]
        for who in whos:
            if who is None or who in acting or children(ctx.parse, who, "det:poss"):
                continue
            if _is_power(ctx, who) or (praised and ctx.kind(who) == "per"):
                found.append(who)
    return found


def _is_reported(parse: Parse, clause: int) -> bool:
    """ "kritisierte, die Kommission habe sich gebeugt": a clause with its verb in second place."""
    finite = [w for w in (clause, *auxiliaries(parse, clause)) if is_finite(parse, w)]
    plain = parse.language == "de" and not marks(parse, clause) and len(finite) == 1
    return plain and parse.feat(finite[0], "Mood") == "Sub"


def _is_power(ctx: Context, word: int) -> bool:
    parse = ctx.parse
    if ctx.kind(word) != "pol":
        return False
    if parse.upos[word] == "PROPN" or ctx.is_authority(word):
        return True
    if any(ctx.kind(c) == "pol" for c in children(parse, word, "compound")):
        return True  # "EU-Kommission"
    if parse.lemma[word].lower().endswith(STATELY):
        return True
    noun = actor_noun(parse.form[word], parse.language)
    return noun is not None and noun.sector in POWERS
