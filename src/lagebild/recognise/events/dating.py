"""When an event took place, asked of the date recogniser."""

from lagebild.recognise.events.context import Context
from lagebild.records import EventDate

TENSE = {"planned": "future", "actual": "past", "negated": "past", "hypothetical": "open"}


def date_of(ctx: Context, word: int, status: str) -> EventDate | None:
    """The date of the event that a word names, or None where the text does not tell it."""
    return None
