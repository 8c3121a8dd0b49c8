"""When an event took place, asked of the date recogniser."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from lagebild.language.tables import load_table
from lagebild.parse.record import Parse
from lagebild.recognise.dates.attach import event_date
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.status.doubts import HEARSAY, PERFECT
from lagebild.recognise.events.trees.tree import (
    auxiliaries,
    clause_of,
    is_finite,
    is_participle,
    marks,
)
from lagebild.records import EventDate

TENSE = {"planned": "future", "actual": "past", "negated": None, "hypothetical": "open"}
JOINED = ("vom", "am", "of", "on")
DIRECT = "direct"
RECENT_DAYS = 60
"""So long after a day news still speaks of it by month and day, whatever happened on it before."""


def date_of(ctx: Context, word: int, status: str, type_: str) -> EventDate | None:
    """The date of the event that a word names, or None where the text does not tell it."""
    tense = "past" if status == "hypothetical" and _lies_back(ctx.parse, word) else TENSE[status]
    found = event_date(ctx.parse, ctx.dates, ctx.article, word, tense, _is_spoken(ctx, word))
    return _known_day(ctx, word, found) if found is not None else None


def _is_spoken(ctx: Context, word: int) -> bool:
    """Whether a word stands in quotation marks, so that the day of the report is not its own."""
    both = (ctx.parse.starts[word], ctx.parse.starts[clause_of(ctx.parse, word)])
    return any(q.kind == DIRECT and all(q.start <= at < q.end for at in both) for q in ctx.quotes)


def _lies_back(parse: Parse, word: int) -> bool:
    """ "soll im Mai getötet worden sein", "man vermutet, dass er 2004 starb"."""
    if parse.language != "de" or parse.upos[word] not in ("VERB", "ADJ"):
        return False
    helpers = auxiliaries(parse, word)
    forms = {parse.form[h].lower() for h in helpers}
    if is_participle(parse, word) and forms & set(HEARSAY) and forms & set(PERFECT):
        return True
    told = {"dass", "daß"} & set(marks(parse, word))
    return bool(told) and any(
        parse.feat(w, "Tense") == "Past" and parse.feat(w, "Mood") == "Ind" and is_finite(parse, w)
        for w in (word, *helpers)
    )


def _known_day(ctx: Context, word: int, found: EventDate) -> EventDate:
    """ "die Anschläge vom 11. September": the year that everybody knows and no text tells."""
    published = ctx.article.published
    if ctx.parse.upos[word] != "NOUN" or not _is_plain_day(ctx, word, found) or published is None:
        return found
    noun = ctx.parse.form[word].lower()
    for ending, year in _days().get(found.value[5:], {}).items():
        day = f"{year}{found.value[4:]}"
        if noun.endswith(ending) and day < found.value and _is_old(found.value, published.value):
            return EventDate(
                value=day, basis="stated", text=found.text, start=found.start, end=found.end
            )
    return found


def _is_plain_day(ctx: Context, word: int, found: EventDate) -> bool:
    """Whether a day without a year is joined to the noun itself."""
    if found.start is None or found.text is None or len(found.value) != len("2001-09-11"):
        return False
    if found.value[:4] in found.text or not found.text[:1].isalnum():
        return False
    between = ctx.parse.text[ctx.parse.ends[word] : found.start].split()
    return len(between) == 1 and between[0].lower() in JOINED


def _is_old(day: str, published: str) -> bool:
    try:
        return (date.fromisoformat(published[:10]) - date.fromisoformat(day)).days > RECENT_DAYS
    except ValueError:  # an article of which only the year is known
        return True


@cache
def _days() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in load_table("world", "events_days"):
        nouns = row["nouns"].split("|")
        found.setdefault(row["day"], {}).update(dict.fromkeys(nouns, row["year"]))
    return found
