"""Leaving out events that are too weak to stand as rows once it is known who is meant."""

from collections.abc import Iterable

from lagebild.records import Argument, Event

LEAST = 0.45
"""Below this confidence most rows of the annotated articles were wrong."""
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
    return LEAST_AMONG_UNKNOWN if unknown else LEAST


def _is_unknown(argument: Argument) -> bool:
    return argument.actor is None and argument.country is None and argument.sector is None
