"""Officers of whom only the act tells that they are of the police."""

import msgspec

from lagebild.language.sectors import phrase_facts
from lagebild.records import Argument, Event

OFFICERS = ("Beamter",)
POLICE = "COP"
GOVERNMENT = "GOV"
ACTS = (
    ("COERCE", "arrest"),
    ("COERCE", "seize"),
    ("ASSAULT", "crowd-control"),
    ("MOBILIZE", "police"),
)
"""Types and modes of what only police do, and no officials of a ministry."""


def with_police(event: Event, language: str) -> Event:
    """The event, officers who arrest, search or use tear gas in it as police ("Beamte nahmen drei
    Männer fest"), and those whom people attack in the street."""
    of_police = (event.type, event.mode) in ACTS
    by_people = event.type == "ASSAULT" and any(a.sector == "CVL" for a in event.actors)
    if not of_police and not by_people:
        return event
    actors = tuple(_police(a, language) for a in event.actors) if of_police else event.actors
    hit = event.recipients
    recipients = tuple(_police(a, language) for a in hit) if by_people else hit
    return msgspec.structs.replace(event, actors=actors, recipients=recipients)


def _police(argument: Argument, language: str) -> Argument:
    """The argument as police where it is a bare word for officers ("die Beamten")."""
    if argument.actor is not None or argument.sector != GOVERNMENT or " " in argument.text:
        return argument
    if phrase_facts(argument.text, language).noun not in OFFICERS or "-" in argument.text:
        return argument
    return msgspec.structs.replace(argument, sector=POLICE)
