"""Leaving out events that are too weak to stand as rows once it is known who is meant."""

from collections.abc import Iterable

from lagebild.records import Argument, Event

LEAST = 0.45
"""Below this confidence most rows of the annotated articles were wrong."""
LEAST_PLANNED = 0.3
"""The same for plans: they are few in the annotated articles, so that their weight says little, and
a meeting that nobody announced is rarely told as one to come."""
LEAST_AMONG_UNKNOWN = 0.65
"""The same for events all of whose participants are nobody that the article identifies."""


def credible(events: Iterable[Event]) -> list[Event]:
    """The events that are likelier right than wrong, in their order.

    "Ich", "sie" or a crowd without country and sector says nothing for an act being political, so
    such an event must be surer by its words than one that names a government.
    """
    return [event for event in events if event.confidence >= _bar(event)]


def _bar(event: Event) -> float:
    participants = (*event.actors, *event.recipients)
    unknown = bool(participants) and all(_is_unknown(p) for p in participants)
    if unknown:
        return LEAST_AMONG_UNKNOWN
    return LEAST_PLANNED if event.status == "planned" else LEAST


def _is_unknown(argument: Argument) -> bool:
    return argument.actor is None and argument.country is None and argument.sector is None
