"""What the date of a German happening says of it: "Am Freitag reist er nach Baku" lies ahead."""

from lagebild.language.word_sets import word_set
from lagebild.recognise.dates.attach import event_date
from lagebild.recognise.dates.clause import is_present
from lagebild.recognise.dates.dated import fits
from lagebild.recognise.dates.iso import bounds
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.parties.participants import Parts
from lagebild.recognise.events.trees.tree import children
from lagebild.recognise.events.words.cues import Cue
from lagebild.records import EventDate

NOUNS = ("CONSULT", "COOPERATE", "PROTEST", "RETREAT", "AID", "SUPPORT", "CONCEDE")
VERBS = (*NOUNS, "MOBILIZE", "COERCE", "SANCTION", "REJECT")
VIEWS = ("og", "für", "hinter")  # slots of verbs that tell a view: it is held when it is told
ENDS = ("bis", "seit")  # "gilt bis Freitag" has begun
DAY, YEAR = 10, 4
SOON = "FUTURE_REF"
LONG_AGO = 2
VERY_LONG_AGO = 5
VOTING = word_set("ahead", "voting")
IN_FORCE = word_set("ahead", "in force")
CAREER = word_set("ahead", "career")


def is_ahead(ctx: Context, word: int, cue: Cue, parts: Parts) -> bool:
    """Whether the day of a happening that is told in the present lies after that of the report.

    A noun with its own date lies ahead in any tense ("verschob das Treffen am 5. Mai").
    """
    is_noun = cue.pos == "n"
    if ctx.parse.language != "de" or cue.type not in (NOUNS if is_noun else VERBS):
        return False
    if not is_noun and cue.lemma not in VOTING and any(slot in cue.roles for slot in VIEWS):
        return False
    if not is_noun and _is_soon(ctx, word):
        return True
    told = event_date(ctx.parse, ctx.dates, ctx.article, _dated(ctx, word), "future")
    if told is None or not _is_later(ctx, told):
        return False
    verb = _carrier(ctx, word, parts) if is_noun else word
    return verb is None or is_present(ctx.parse, verb) or (is_noun and _is_own(ctx, word, told))


def _is_soon(ctx: Context, verb: int) -> bool:
    """ "überweist in den nächsten Tagen": told in the present for a time that has no date."""
    soon = [d for d in ctx.dates if d.value == SOON]
    if not soon or not is_present(ctx.parse, verb):
        return False
    phrases = children(ctx.parse, verb, "obl", "advmod", "obl:tmod", "nmod")
    return any(d.start <= ctx.parse.starts[p] < d.end for d in soon for p in phrases)


def _dated(ctx: Context, word: int) -> int:
    """The word, or the adjective that tells when its act counts ("wird am Freitag wirksam")."""
    above = ctx.parse.heads[word]
    told = above >= 0 and ctx.parse.deprel[word] in ("nsubj", "nsubj:pass")
    return above if told and ctx.parse.lemma[above].lower() in IN_FORCE else word


def _carrier(ctx: Context, noun: int, parts: Parts) -> int | None:
    """The predicate of a noun, if it has one."""
    if parts.support is not None:
        return parts.support.verb
    head = ctx.parse.heads[noun]
    return head if head >= 0 and ctx.parse.upos[head] in ("VERB", "AUX") else None


def is_biography(ctx: Context, word: int, cue: Cue) -> bool:
    """ "1982 wurde er zum Minister ernannt": a bare year long past tells a life and no news.

    So does a day that is years ago.
    """
    if ctx.parse.language != "de" or cue.lemma not in CAREER or ctx.article.published is None:
        return False
    told = event_date(ctx.parse, ctx.dates, ctx.article, word, "past")
    year = ctx.article.published.value[:YEAR]
    if told is None or told.basis == "context" or not (told.value[:YEAR] + year).isdigit():
        return False
    ago = int(year) - int(told.value[:YEAR])
    return ago >= (LONG_AGO if len(told.value) == YEAR else VERY_LONG_AGO)


def _is_later(ctx: Context, told: EventDate) -> bool:
    """Whether a date of the sentence begins after the day of the report."""
    published = ctx.article.published.value[:DAY] if ctx.article.published else ""
    if told.basis == "context" or told.start is None or len(published) < DAY:
        return False
    if told.value.startswith("X") or not fits(told.value, ctx.article, "future"):
        return False
    before = ctx.parse.text[: told.start].split()[-2:]  # "bis zum 30. November"
    if before[-1:] == ["für"] and len(told.value) == YEAR:
        return False  # "der Streit um den Haushalt für 2011"
    return bounds(told.value)[0] > published and not set(before) & set(ENDS)


def _is_own(ctx: Context, noun: int, told: EventDate) -> bool:
    """Whether a date follows its noun before any verb ("dem Gipfel nächste Woche in Baku")."""
    first = ctx.parse.words_in(told.start or 0, told.end or 0)[0]
    between = range(noun + 1, first)
    return first > noun and all(
        ctx.parse.upos[w] not in ("VERB", "AUX") and ctx.parse.form[w] != "," for w in between
    )
