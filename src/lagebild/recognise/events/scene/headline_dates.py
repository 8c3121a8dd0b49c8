"""The day of what a headline tells: that of the same happening in the lead."""

from collections.abc import Sequence

import msgspec

from lagebild.parse.record import Parse
from lagebild.recognise.dates.dated import as_context
from lagebild.recognise.dates.thread import has_headline
from lagebild.records import Event

LEAD = 3  # sentences after the headline that tell its news again


def with_lead_dates(parse: Parse, events: Sequence[Event]) -> list[Event]:
    """The events, those of a headline without a day of their own dated as the lead dates them.

    A headline is in the present of the news; when it was, the first sentences say.
    """
    if not has_headline(parse):
        return list(events)
    end = parse.sentence_ends[0]
    told = [e for e in events if e.trigger.start >= end and _is_lead(parse, e)]
    return [_dated(event, told) if event.trigger.start < end else event for event in events]


def _is_lead(parse: Parse, event: Event) -> bool:
    return event.trigger.start < parse.sentence_ends[min(LEAD, parse.sentence_count - 1)]


def _dated(event: Event, told: Sequence[Event]) -> Event:
    if event.status != "actual" or (event.date is not None and event.date.basis != "published"):
        return event
    if event.date is not None and event.date.text is not None:
        return event
    for other in told:
        if other.date is None or other.date.text is None or not _is_same(event, other):
            continue
        if event.date is None or other.date.value <= event.date.value:
            return msgspec.structs.replace(event, date=as_context(other.date))
    return event


def _is_same(event: Event, other: Event) -> bool:
    """Whether the lead tells the headline's act again, by the same word or one of its kind."""
    if (event.type, other.status) != (other.type, event.status):
        return False
    mine, theirs = ({a.text for a in e.recipients} for e in (event, other))
    named = not mine or not theirs or any(m in t or t in m for m in mine for t in theirs)
    alike = event.rule == other.rule or (event.mode is not None and event.mode == other.mode)
    return (alike and named) or bool(mine & theirs)
