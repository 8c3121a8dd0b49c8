"""Naming who claims an event: the speaker's name instead of the words ("er", "der Minister")."""

import re
from collections.abc import Sequence

import msgspec

from lagebild.records import Argument, Event, Quote
from lagebild.resolve.sources import behind_source, is_only_owned

QUOTED = re.compile(r"(?<=\w) (?=[„\"»(])")
TITLED = re.compile(r"(?:(?:de[rmsn]|die|das|the) )?[„\"»](?P<name>[^“\"«]+)[“\"«]", re.IGNORECASE)
LISTED = re.compile(r"\w (?:und|and) [A-ZÄÖÜ]")
MARKS = '“”"«»'


def name_claimants(
    events: Sequence[Event], quotes: Sequence[Quote], language: str
) -> tuple[Event, ...]:
    """The events with `said_by` naming the speaker of the narrowest quote around the trigger.

    Where it is not known who speaks, it names the medium that is the speaker, or the words of the
    article stay, those of a mere source left out ("Angaben der Rebellen"); a possessive names
    nobody ("seinen Angaben").
    """
    spoken = [q for q in quotes if q.speaker is not None]
    return tuple(_named(event, spoken, language) if event.said_by else event for event in events)


def _named(event: Event, spoken: Sequence[Quote], language: str) -> Event:
    by_them = [q for q in spoken if q.speaker and event.said_by in (q.speaker.name, q.speaker.text)]
    around = [q for q in by_them if q.start <= event.trigger.start < q.end]
    around = around or [q for q in by_them if q.sentence == event.sentence]
    if not around:
        return event
    quote = min(around, key=lambda q: q.end - q.start)
    name = _name(quote, quote.speaker, language) if quote.speaker else None
    told = name or event.said_by or ""
    return msgspec.structs.replace(event, said_by=None if is_only_owned(told, language) else told)


def _name(quote: Quote, speaker: Argument, language: str) -> str | None:
    via = quote.via
    described = via is None or not via.name or (" " in via.name and via.name[:1].islower())
    if via and not described and _is_medium(speaker.text.rstrip(MARKS), via.text.rstrip(MARKS)):
        return via.name
    if speaker.name and speaker.name.endswith(")") and LISTED.search(speaker.text):
        return speaker.text  # "die Minister Lettlands und Estlands" are not those of one state
    return speaker.name or _without_content(behind_source(speaker, language).text)


def _is_medium(speaker: str, medium: str) -> bool:
    """Whether the speaker is the medium itself, also where a full stop cut it ("ndr.de")."""
    return speaker.endswith(medium) or medium.endswith(f".{speaker}")


def _without_content(words: str) -> str:
    """The words without what is quoted or bracketed behind them ('Aussagen "Nieder mit ..."').

    Of a name in quotation marks ("Die „Kampagne für die Wälder“") the name stays.
    """
    titled = TITLED.match(words)
    if titled is not None:
        return titled["name"]
    return QUOTED.split(words, maxsplit=1)[0] or words
