"""How sure a row is, once it is known who takes part in it and what stands beside it.

The confidence that the recogniser gives is that of its words alone. How an event stands in its
article tells more: a second act of one type in a sentence is often the first told twice, an act
whose parties, day and place are known is seldom none, and some words mislead more than others.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from lagebild.language.tables import load_table
from lagebild.records import Argument, Event

LEAST = 0.5
"""Below this confidence a row is likelier wrong than right."""
USUAL_LENGTH = 100.0
"""Letters of a sentence whose length speaks neither for nor against."""
MOST_BESIDE = 3
QUOTATION_MARKS = '„“”"»«'
PRIOR = 2.0
"""So many rows of usual precision are added to what is known of a rule."""


def weigh(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events of one article, in their order, each with the confidence of its whole row.

    Their confidence must be that of their words (`recognise.events.score`). Rows that are far
    likelier wrong than right are left out.
    """
    weights = _weights()
    chances = [_chance(weights, found) for found in features(events)]
    return tuple(
        msgspec.structs.replace(event, confidence=chance)
        for event, chance in zip(events, chances, strict=True)
        if chance >= LEAST
    )


def features(events: Sequence[Event]) -> list[dict[str, float]]:
    """What the confidence of each event of one article is computed from, without its rule."""
    types = Counter(event.type for event in events)
    sentences = Counter(event.sentence.start for event in events)
    beside = Counter((event.sentence.start, event.type) for event in events)
    return [
        {
            "bias": 1.0,
            "words": _log_odds(event.confidence),
            "rule": _rule_log_odds(event.rule),
            "beside": min(MOST_BESIDE, sentences[event.sentence.start] - 1),
            "same-type": math.log(types[event.type]),
            "same-type-beside": float(beside[event.sentence.start, event.type] > 1),
            **_standing(event),
            **_parties(event),
        }
        for event in events
    ]


def _standing(event: Event) -> dict[str, float]:
    """Where the words of an event stand, and what else its row says."""
    length = max(1, len(event.sentence.text))
    basis = event.date.basis if event.date is not None else "none"
    return {
        f"date:{basis}": 1.0,
        f"status:{event.status}": 1.0,
        "place": float(event.place is not None),
        "said-by": float(event.said_by is not None),
        "length": math.log(length / USUAL_LENGTH),
        "late": (event.trigger.start - event.sentence.start) / length,
        "quotation": float(any(mark in event.sentence.text for mark in QUOTATION_MARKS)),
    }


def _parties(event: Event) -> dict[str, float]:
    parties = (*event.actors, *event.recipients)
    unnamed = sum(not _is_known(party) for party in parties)
    return {
        "no-actor": float(not event.actors),
        "no-recipient": float(not event.recipients),
        "known-actor": float(any(map(_is_known, event.actors))),
        "known-recipient": float(any(map(_is_known, event.recipients))),
        "unnamed": min(2.0, unnamed),
        "all-unnamed": float(bool(parties) and unnamed == len(parties)),
    }


def _is_known(argument: Argument) -> bool:
    return bool(argument.actor or argument.country or argument.sector)


@cache
def _weights() -> Mapping[str, float]:
    rows = load_table("world", "events_surety")
    return {row["feature"]: float(row["weight"]) for row in rows}


@cache
def _records() -> Mapping[str, tuple[int, int]]:
    rows = load_table("world", "events_record")
    return {row["rule"]: (int(row["right"]), int(row["rows"])) for row in rows}


@cache
def _usual() -> float:
    right = sum(right for right, _ in _records().values())
    return right / max(1, sum(rows for _, rows in _records().values()))


def _rule_log_odds(rule: str | None) -> float:
    right, rows = _records().get(rule or "", (0, 0))
    return smoothed(right, rows, _usual())


def smoothed(right: int, rows: int, usual: float) -> float:
    """The log odds of a rule right in `right` of `rows` rows, drawn towards the `usual` share."""
    return _log_odds((right + PRIOR * usual) / (rows + PRIOR))


def _log_odds(chance: float) -> float:
    bounded = min(0.99, max(0.01, chance))
    return math.log(bounded / (1 - bounded))


def _chance(weights: Mapping[str, float], found: Mapping[str, float]) -> float:
    total = sum(weights.get(name, 0.0) * value for name, value in found.items())
    return round(1 / (1 + math.exp(-total)), 3)
