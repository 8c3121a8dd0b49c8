"""Who did a passive act where no "von" says so: voters, assemblies, courts and forces at work."""

from lagebild.language.word_sets import word_set
from lagebild.recognise.events.context import ACTING, Context
from lagebild.recognise.events.parties.addressed import GENITIVES, OWNER_DEPTH, acting_owner
from lagebild.recognise.events.parties.bidden import issuers
from lagebild.recognise.events.parties.owners import owners
from lagebild.recognise.events.parties.quarters import SPOKEN, is_quarter, of_quarter
from lagebild.recognise.events.trees.tree import (
    OBLIQUES,
    auxiliaries,
    children,
    lets_itself,
    preposition,
)
from lagebild.recognise.events.words.cues import Cue

ASSEMBLIES = word_set("doers", "assemblies")
DECIDING = word_set("doers", "deciding")
OPERATIONS = word_set("doers", "operations")
TRIALS = word_set("around", "trials")
VOTES = word_set("doers", "votes")
HANDS = word_set("doers", "hands")
JUDGING = ("COERCE", "CONCEDE")
FORCEFUL = ("COERCE", "ASSAULT")
DATIVE = ("dem", "der", "einem", "einer", "diesem", "dieser", "seinem", "ihrem")
GROUNDS = ("in", "auf", "bei")


def doers_told(ctx: Context, word: int, cue: Cue) -> list[int]:
    """The heads of those who did a German or English passive act, none where nobody is told.

    `word`: the participle. Where the act befalls its subject ("fielen in die Hände von Rebellen"),
    those in whose hands it is.
    """
    parse = ctx.parse
    issued = [acting_owner(ctx, text, OWNER_DEPTH, GENITIVES) for text in issuers(ctx, word)]
    found = [who for who in issued if who is not None]
    if found or parse.language != "de":
        return found
    if cue.roles.get("s") == "A" and not auxiliaries(parse, word) and not lets_itself(parse, word):
        return []  # "Während die Troika aus A und B untersucht, ...": may be active
    places = [word, parse.heads[word]] if lets_itself(parse, word) else [word]
    for phrase in (c for place in places for c in children(parse, place, *OBLIQUES)):
        found += _told_by(ctx, phrase, cue)
    return [who for who in found if ctx.kind(who) in ACTING]


def _told_by(ctx: Context, phrase: int, cue: Cue) -> list[int]:
    parse, case = ctx.parse, preposition(ctx.parse, phrase)
    lemma = parse.lemma[phrase].lower()
    if is_quarter(parse, phrase):
        return of_quarter(ctx, phrase)  # "musste sich aus den Reihen der Partei vorwerfen lassen"
    if case == "aus" and cue.mode == "expel":
        return [phrase]  # "wurde aus der Partei ausgeschlossen"
    if case == "aus" and cue.type in SPOKEN and ctx.kind(phrase) == "pol":
        return [] if ctx.is_place(phrase) else [phrase]  # "aus der Partei wurde gefordert"
    if case == "mit" and lemma.endswith(VOTES):
        return owners(parse, phrase)  # "wurde mit den Stimmen der Koalition beschlossen"
    if case == "in" and lemma.endswith(HANDS) and cue.type == "ASSAULT":
        return owners(parse, phrase)
    if case not in GROUNDS:
        return []
    if cue.type in JUDGING and lemma.endswith(TRIALS):
        return _before_court(ctx, phrase)
    if cue.type in FORCEFUL and lemma.endswith(OPERATIONS):
        return owners(parse, phrase)  # "wurde bei einem Einsatz der Polizei festgenommen"
    decided = cue.lemma in DECIDING and cue.type in ("SUPPORT", "REJECT", "AGREE")
    return [phrase] if decided and _is_assembly(ctx, phrase) else []


def _before_court(ctx: Context, trial: int) -> list[int]:
    """ "in einem Prozess vor dem Obersten Gericht verurteilt": that court did."""
    parse = ctx.parse
    beside = children(parse, trial, "nmod")
    return [c for c in beside if preposition(parse, c) == "vor" and ctx.is_authority(c)]


def _is_assembly(ctx: Context, phrase: int) -> bool:
    """ "im Bundestag abgelehnt", "auf der Generalversammlung gewählt"; not "in den Rat gewählt"."""
    parse = ctx.parse
    articles = {parse.form[c].lower() for c in children(parse, phrase, "det")}
    assembly = parse.lemma[phrase].lower().endswith(ASSEMBLIES)
    return assembly and bool(articles & set(DATIVE))
