"""Naming who claims an event: the speaker's name instead of the words ("er", "der Minister")."""

from collections.abc import Sequence

import msgspec

from lagebild.records import Event, Quote


def name_claimants(events: Sequence[Event], quotes: Sequence[Quote]) -> tuple[Event, ...]:
    """The events with `said_by` naming the speaker of the narrowest quote around the trigger.

    Where it is not known who speaks, the words of the article stay.
    """
    spoken = [q for q in quotes if q.speaker is not None and q.speaker.name]
    return tuple(_named(event, spoken) if event.said_by else event for event in events)


def _named(event: Event, spoken: Sequence[Quote]) -> Event:
    around = [
        q
        for q in spoken
        if q.start <= event.trigger.start < q.end
        and q.speaker is not None
        and q.speaker.text == event.said_by
    ]
    if not around:
        return event
    speaker = min(around, key=lambda q: q.end - q.start).speaker
    return msgspec.structs.replace(event, said_by=speaker.name if speaker else event.said_by)
