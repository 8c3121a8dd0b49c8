"""What a German text has announced for a later day and then only names: "der Rücktritt".

A noun by itself tells no time. Where the text said before that the act is still to come, and
nowhere that it happened, the noun means what is to come.
"""

from collections.abc import Sequence
from dataclasses import replace

from lagebild.parse.record import Parse
from lagebild.recognise.dates.clause import is_present
from lagebild.recognise.dates.iso import bounds
from lagebild.recognise.events.assemble import Found, type_of
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.parties.participants import Part
from lagebild.recognise.events.parties.spans import phrase
from lagebild.recognise.events.scene.dating import date_of
from lagebild.recognise.events.status.moods import ACTUAL, PLANNED
from lagebild.recognise.events.trees.tree import DEFINITE, auxiliaries, children, preposition

KINDS = (("RETREAT", "resign"), ("CONSULT", None), ("PROTEST", "strike"), ("PROTEST", "demo"))
INTENDING = {"will", "wollen"}
PRESUPPOSING = ("nach", "bei", "während", "seit", "in", "auf", "trotz")
DAY = len("2000-01-01")


def with_announced(ctx: Context, found: Sequence[Found]) -> list[Found]:
    """The events, those planned that a noun names again after they were announced."""
    if ctx.parse.language != "de" or not any(f.status == PLANNED for f in found):
        return list(found)
    return [_planned(ctx, f) if _was_announced(ctx, f, found) else f for f in found]


def _planned(ctx: Context, event: Found) -> Found:
    type_ = type_of(ctx, event.word, event.cue, PLANNED)
    return replace(event, status=PLANNED, type=type_)


def _was_announced(ctx: Context, event: Found, found: Sequence[Found]) -> bool:
    if event.status != ACTUAL or not _kind(event):
        return False
    headline = _is_headline(ctx, event)
    named = event.cue.pos == "n" and _is_known(ctx.parse, event.word)
    if not headline and (not named or _has_own_day(ctx, event)):
        return False
    alike = [f for f in found if _kind(f) == _kind(event) and f.word != event.word]
    before = [f for f in alike if f.word < event.word or headline]
    plans = [f for f in before if f.status == PLANNED and _may_be(ctx, event, f)]
    done = [f for f in alike if f.status == ACTUAL and f.cue.pos == "v"]
    done = [f for f in done if not is_present(ctx.parse, f.word)]  # "Minister tritt zurück"
    return any(
        (_is_to_come(ctx, plan) or _is_intended(ctx, plan, event))
        and not any(_names(ctx, act) & _names(ctx, plan) for act in done)
        for plan in plans
    )


def _kind(event: Found) -> tuple[str, str | None] | None:
    for type_, mode in KINDS:
        if event.cue.type == type_ and mode in (None, event.cue.mode):
            return type_, mode
    return None


def _is_headline(ctx: Context, event: Found) -> bool:
    """ "Präsident tritt zurück" above a text that tells when he will; others may meet again."""
    first = ctx.parse.sentence_of[event.word] == ctx.parse.sentence_of[0]
    return first and event.cue.mode == "resign" and is_present(ctx.parse, event.word)


def _is_intended(ctx: Context, plan: Found, event: Found) -> bool:
    """ "will nach Baku reisen ... lobte die Reise": intended now, though no day is told.

    Not what something is told to follow or to go along with ("nach seiner Reise").
    """
    finite = {ctx.parse.form[a].lower() for a in auxiliaries(ctx.parse, plan.word)}
    if event.cue.pos != "n" or preposition(ctx.parse, event.word) in PRESUPPOSING:
        return False
    day = date_of(ctx, plan.word, PLANNED, plan.type)
    undated = day is None or day.text is None
    return undated and bool(finite & INTENDING) and bool(_names(ctx, plan) & _names(ctx, event))


def _is_known(parse: Parse, noun: int) -> bool:
    """Whether an article or an owner points to the act."""
    articles = {parse.form[c].lower() for c in children(parse, noun, "det")}
    return bool(articles & set(DEFINITE) or children(parse, noun, "det:poss"))


def _has_own_day(ctx: Context, event: Found) -> bool:
    day = date_of(ctx, event.word, ACTUAL, event.cue.type)
    return day is not None and day.text is not None and day.basis != "context"


def _may_be(ctx: Context, event: Found, plan: Found) -> bool:
    """Whether all that take part in an act are also of the plan; a pronoun may be anybody."""
    mine, theirs = ({ctx.parse.lemma[p.word] for p in _nouns(ctx, e)} for e in (event, plan))
    return mine <= theirs or bool(_names(ctx, event) & _names(ctx, plan))


def _nouns(ctx: Context, event: Found) -> list[Part]:
    return [p for p in event.parts.found if ctx.parse.upos[p.word] not in ("PRON", "DET")]


def _names(ctx: Context, event: Found) -> set[str]:
    """The proper names of those that take part."""
    spans = (phrase(ctx, part.word, event.word) for part in _nouns(ctx, event))
    words = (w for start, end in spans for w in ctx.parse.words_in(start, end))
    return {ctx.parse.form[w] for w in words if ctx.parse.upos[w] == "PROPN"}


def _is_to_come(ctx: Context, event: Found) -> bool:
    """Whether the day of an announced act lies after that of the report."""
    published = ctx.article.published
    day = date_of(ctx, event.word, PLANNED, event.type)
    if published is None or day is None or day.text is None:
        return False
    try:
        return bounds(day.value)[0] > published.value[:DAY]
    except ValueError:
        return False
