"""Leaving out events that are too weak to stand as rows once it is known who is meant."""

from collections.abc import Iterable

from lagebild.records import Argument, Event

LEAST = 0.45
"""Below this confidence most rows of the annotated articles were wrong."""
LEAST_PLANNED = 0.3
"""The same for plans: they are few in the annotated articles, so that their weight says little, and
a meeting that nobody announced is rarely told as one to come."""
LEAST_AGREED = 0.25
"""The same for announced meetings, aid, withdrawals and deployments, of which most stand without
participants."""
ANNOUNCED = ("AGREE", "CONCEDE", "MOBILIZE")
LEAST_POSSIBLE = 0.35
"""The same for what is demanded or possible, which the weights hold for less sure than it is."""
LEAST_AMONG_UNKNOWN = 0.5
"""The same for events all of whose participants are nobody that the article identifies."""
LEAST_OF_CROWDS = 0.45
"""The same for protests: crowds are seldom identified."""
BARS = {"planned": LEAST_PLANNED, "hypothetical": LEAST_POSSIBLE}


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
        return LEAST_OF_CROWDS if event.type == "PROTEST" else LEAST_AMONG_UNKNOWN
    if event.type in ANNOUNCED and event.status == "planned":
        return LEAST_AGREED
    return BARS.get(event.status, LEAST)


def _is_unknown(argument: Argument) -> bool:
    return argument.actor is None and argument.country is None and argument.sector is None
