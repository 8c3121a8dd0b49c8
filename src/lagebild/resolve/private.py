"""Leaving out talks, deals and praise among those who are no part of politics."""

from collections.abc import Iterable

from lagebild.records import Argument, Event

APART = {
    "CONSULT": ("BUS", "EDU", "MED", "CVL"),
    "AGREE": ("BUS", "EDU", "MED", "CVL"),
    "COOPERATE": ("BUS", "EDU", "MED", "CVL"),
    "SUPPORT": ("BUS", "EDU", "MED"),
}
"""Sectors of which one alone makes no political event of a type: a firm's deal, an interview."""
SPEAKERS = ("ich", "wir", "i", "we")


def public(events: Iterable[Event]) -> list[Event]:
    """The events without those that nobody of politics, nor anybody unknown, takes part in.

    Nor does the speaker of an interview, who meets people, make a meeting of politics.
    """
    return [event for event in events if not _is_private(event)]


def _is_private(event: Event) -> bool:
    participants = (*event.actors, *event.recipients)
    if not participants or event.type not in APART:
        return False
    speaks = event.type == "CONSULT"
    if event.mode == "visit" and all(_is_unplaced(p) for p in participants):
        return True
    return all(p.sector in APART[event.type] or (speaks and _is_nobody(p)) for p in participants)


def _is_unplaced(argument: Argument) -> bool:
    """Whether somebody is named of whom neither country nor body is known: no guest of state."""
    return argument.actor is not None and argument.country is None and argument.sector is None


def _is_nobody(argument: Argument) -> bool:
    """Whether a speaker is meant of whom nothing is known."""
    known = argument.actor or argument.country or argument.sector
    return argument.text.lower() in SPEAKERS and known is None
