"""Who speaks where a phrase tells only from which side it came ("aus den Reihen der Union")."""

from lagebild.language.word_sets import word_set
from lagebild.parse.record import Parse
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.parties.addressed import GENITIVES, OWNER_DEPTH, acting_owner
from lagebild.recognise.events.parties.participants import Parts, add_phrase
from lagebild.recognise.events.trees.tree import children, preposition
from lagebild.recognise.events.words.cues import Cue

QUARTERS = word_set("quarters", "quarters")
SPOKEN = ("SUPPORT", "REJECT", "ACCUSE", "AGREE", "REQUEST", "PROTEST", "THREATEN")


def is_quarter(parse: Parse, phrase: int) -> bool:
    """ "aus den Reihen der Opposition", "auf Seiten der Union", "aus dem Regierungslager"."""
    told = parse.language == "de" and preposition(parse, phrase) in ("aus", "auf")
    return told and parse.lemma[phrase].lower().endswith(QUARTERS)


def of_quarter(ctx: Context, phrase: int) -> list[int]:
    """Those whose side it is, or the phrase's own noun ("aus Regierungskreisen")."""
    owner = acting_owner(ctx, phrase, OWNER_DEPTH, GENITIVES)
    return [phrase if owner is None else owner]


def quarters_behind(ctx: Context, parts: Parts, word: int, cue: Cue) -> None:
    """ "Kritik an Kern aus dem Regierungslager": hung on whom it is aimed at."""
    if cue.type not in SPOKEN or cue.roles.get("aus") != "A" or parts.heads("A"):
        return
    for whom in (word, *parts.heads("R")):
        for child in children(ctx.parse, whom, "nmod"):
            if child > word and is_quarter(ctx.parse, child):
                for who in of_quarter(ctx, child):
                    add_phrase(ctx, parts, who, "A", "aus", cue)
