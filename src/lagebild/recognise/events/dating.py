"""When an event took place, asked of the date recogniser."""

from lagebild.recognise.dates.attach import event_date
from lagebild.recognise.events.context import Context
from lagebild.records import EventDate

TENSE = {"planned": "future", "actual": "past", "negated": None, "hypothetical": "open"}


def date_of(ctx: Context, word: int, status: str) -> EventDate | None:
    """The date of the event that a word names, or None where the text does not tell it."""
    return event_date(ctx.parse, ctx.dates, ctx.article, word, TENSE[status])
