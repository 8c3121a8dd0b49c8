"""Who acts where the tree shows no subject, or a thing that can neither act nor speak."""

from lagebild.parse.record import Parse
from lagebild.recognise.events.context import ACTING, Context
from lagebild.recognise.events.parties.subjects import subject
from lagebild.recognise.events.trees.tree import (
    ACCUSATIVE,
    auxiliaries,
    case_of,
    children,
    is_finite,
    is_oblique,
    preposition,
)
from lagebild.recognise.events.words.cues import Cue

NO_SUBJECT = ("conj", "xcomp", "amod")


def hidden_subject(ctx: Context, word: int) -> int | None:
    """The subject of a finite German clause that has only "objects": the first that can act."""
    parse = ctx.parse
    if parse.language != "de" or parse.upos[word] != "VERB" or parse.deprel[word] in NO_SUBJECT:
        return None
    if not any(is_finite(parse, w) for w in (word, *auxiliaries(parse, word))):
        return None
    for child in children(parse, word, "obj", "obl:arg", "iobj"):
        articles = {parse.form[c].lower() for c in children(parse, child, "det")}
        articles.add(parse.form[child].lower())
        if preposition(parse, child) or articles & set(ACCUSATIVE) or parse.xpos[child] == "PRF":
            continue
        if case_of(parse, child) != "Dat" and ctx.kind(child) in ACTING:
            return child
    return None


def counted(ctx: Context, word: int) -> int | None:
    """ "Von 100 Abgeordneten stimmten 60 dafür": those of whom a bare number does it."""
    parse = ctx.parse
    if parse.language != "de" or parse.upos[word] != "VERB":
        return None
    if not any(parse.upos[c] == "NUM" and c > word for c in parse.children[word]):
        return None
    whole = (c for c in children(parse, word, "obl") if preposition(parse, c) == "von")
    return next((c for c in whole if c < word and ctx.kind(c) in ACTING), None)


def speaker(ctx: Context, thing: int | None, word: int, cue: Cue) -> int | None:
    """ "Eine Beteiligung lehnt die Regierung ab": things do not speak, so the other one does.

    Nor does what a clause tells ("..., was Peking rügte").
    """
    parse = ctx.parse
    if thing is None or parse.language != "de" or parse.heads[thing] != word or thing > word:
        return thing
    if ctx.kind(thing) in (*ACTING, "voice"):
        return thing
    if parse.upos[thing] != "NOUN" and parse.form[thing] != "was":
        return thing
    for child in children(parse, word, "nsubj", "obj"):
        if "d" in cue.roles and _is_given(parse, word, thing, child):
            continue
        able = ctx.kind(child) in ("pol", "per") and not preposition(parse, child)
        behind = child > word or _stands_between(parse, word, thing, child)
        behind = behind or (parse.form[thing] == "was" and child > thing)
        if behind and able and not is_oblique(parse, child):
            return child
    if parse.deprel[word] == "conj" and not _shows_subject(parse, thing):
        sharing = subject(parse, parse.heads[word])  # "unterlag und hat das Ergebnis anerkannt"
        if sharing is not None and ctx.kind(sharing) in ("pol", "per", "pron"):
            return sharing
    return thing


def _shows_subject(parse: Parse, thing: int) -> bool:
    """Whether an article or a plural tells that a thing is subject, not object."""
    articles = {parse.form[c].lower() for c in children(parse, thing, "det")}
    return not articles & {"das", "die", "ein", "eine", "ihr", "sein", "ihre", "seine"}


def _is_given(parse: Parse, word: int, thing: int, child: int) -> bool:
    """ "Der Vertrag erlaubt Russland keine Basen": with one more object it stands in the dative."""
    around = children(parse, word, "obj", "iobj", "obl:arg", "nsubj", "expl", "expl:pv")
    return any(
        case_of(parse, other) != "Dat" and not preposition(parse, other)
        for other in around
        if other not in (thing, child) and parse.xpos[other] != "PRF"
    )


def _stands_between(parse: Parse, word: int, thing: int, child: int) -> bool:
    """ "Hilfe haben auch die Nachbarn angeboten": an auxiliary between the thing and the other."""
    return child > thing and any(thing < a < child for a in children(parse, word, "aux"))
