"""Demands made with a modal: "Israel müsse den Bau stoppen", "Libya must pay, he said"."""

from collections.abc import Mapping
from functools import cache

from lagebild.language.tables import load_table
from lagebild.parse.record import Parse
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.parties.participants import Parts
from lagebild.recognise.events.parties.subjects import subject, verb_lemma
from lagebild.recognise.events.trees.tree import children, clause_of, is_passive
from lagebild.recognise.events.words.cues import Cue

BAN = Cue(
    lemma="dürfen",
    pos="m",
    type="COERCE",
    mode="restrict",
    roles={},
    needs=(),
    level=2,
    status="",
    rank=0,
    compound=False,
)
DEMAND = Cue(
    lemma="müssen/must",
    pos="m",
    type="REQUEST",
    mode=None,
    roles={},
    needs=(),
    level=2,
    status="",
    rank=0,
    compound=False,
)
LIMITS = {"nicht", "nur", "not"}
FORBIDDEN = ("pol", "per", "hum")
ADDRESSED = ("pol", "per")


@cache
def _words(language: str) -> Mapping[str, str]:
    return {
        word: row["kind"]
        for row in load_table(language, "events_demands")
        for word in row["words"].split("|")
    }


def demand(ctx: Context, word: int) -> Parts | None:
    """Who demands what a modal says, and of whom; None where nobody does.

    Only a modal of duty whose subject is a political actor counts, and only where somebody other
    than the narrator says it.
    """
    parse = ctx.parse
    words = _words(parse.language)
    if words.get(parse.form[word].lower()) != "modal" or parse.deprel[word] != "aux":
        return None
    verb = parse.heads[word]
    addressed = subject(parse, verb)
    if addressed is None or ctx.kind(addressed) not in ADDRESSED or _is_perfect(parse, verb):
        return None
    if words.get(verb_lemma(parse, verb)) == "state" or children(parse, addressed, "det:poss"):
        return None  # "sein Land müsse das Recht haben" asks nothing of anybody
    sayer = _sayer(ctx, verb, words)
    if sayer is None or sayer == addressed:
        return None
    parts = Parts(subject=sayer)
    parts.add(sayer, "A", "s")
    if not is_passive(parse, verb, True):
        parts.add(addressed, "R", "o")  # "die Partei müsse gehört werden": others are asked
    return parts


def ban(ctx: Context, word: int) -> Parts | None:
    """Who was not allowed to do something ("durften nicht ausreisen"), or None."""
    parse = ctx.parse
    if _words(parse.language).get(parse.form[word].lower()) != "ban" or parse.deprel[word] != "aux":
        return None
    verb = parse.heads[word]
    forbidden = subject(parse, verb)
    limits = {parse.form[c].lower() for c in children(parse, verb, "advmod")}
    if any(parse.form[c] == "nur" for o in children(parse, verb, "obl") for c in parse.children[o]):
        limits.add("nur")  # "durften nur in Begleitung das Haus verlassen"
    if forbidden is None or not limits & LIMITS or ctx.kind(forbidden) not in FORBIDDEN:
        return None
    parts = Parts(subject=forbidden)
    parts.add(forbidden, "R", "o")
    return parts


def _is_perfect(parse: Parse, verb: int) -> bool:
    return any(
        parse.form[c].lower() in ("haben", "sein", "have", "been")
        for c in children(parse, verb, "aux", "aux:pass")
    )


def _sayer(ctx: Context, verb: int, words: Mapping[str, str]) -> int | None:
    """The subject of the saying verb above or beside the clause, or the speaker of a quotation."""
    parse = ctx.parse
    clause = clause_of(parse, verb)
    around = [parse.heads[clause], *children(parse, clause, "parataxis", "ccomp", "advcl")]
    for other in around:
        if other >= 0 and words.get(verb_lemma(parse, other)) == "say":
            return subject(parse, other)
    return _quoted(ctx, parse.starts[verb])


def _quoted(ctx: Context, offset: int) -> int | None:
    for quote in ctx.quotes:
        if quote.start <= offset < quote.end and quote.speaker is not None:
            if quote.kind != "indirect":
                return None
            heads = ctx.parse.words_in(quote.speaker.start, quote.speaker.end)
            acting = [w for w in heads if ctx.kind(w) in ("pol", "per", "pron", "hum")]
            return acting[-1] if acting else None
    return None
