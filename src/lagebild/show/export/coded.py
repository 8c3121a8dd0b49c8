"""Events as the coding schemes that know no status want them.

A meeting, an act of support, cooperation or aid that still lies ahead is an agreement to it: PLOVER
writes AGREE then, never the type with a mark of the future. Inside Lagebild type and status stay
apart; only here they are joined.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from lagebild.language.tables import load_table
from lagebild.recognise.events.score import type_score

Row = dict[str, Any]

AGREED_BEFORE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
AUXILIARY = {"planned": "future", "negated": "negation", "hypothetical": "hypothetical"}


@dataclass(frozen=True)
class Coded:
    """An event's type, mode and scores after the rule; `auxiliary` is what the status adds."""

    type: str
    mode: str | None
    auxiliary: str | None
    quad: int
    intensity: float
    cameo: str


def coded(event: Row) -> Coded:
    """The event as PLOVER's rules write it."""
    kind, mode, status = event["type"], event["mode"], event["status"]
    if status == "planned" and kind in AGREED_BEFORE:
        kind, mode, status = "AGREE", None, "actual"
    # The agreement to what lies ahead has itself happened.
    if status == "planned" and kind == "AGREE":
        status = "actual"
    score = type_score(kind, mode)
    return Coded(kind, mode, AUXILIARY.get(status), score.quad, score.intensity, f"{score.cameo}0")


def day(event: Row) -> str:
    """The event's day in ISO form; empty where it is not known to the day."""
    first: date | None = event["day_first"]
    return first.isoformat() if first is not None and first == event["day_last"] else ""


@cache
def cow_codes() -> dict[str, str]:
    """Correlates of War numbers, three digits, by ISO 3166 alpha-3 code."""
    return {row["iso3"]: row["cow"] for row in load_table("world", "cow")}


@cache
def cameo_names() -> dict[str, str]:
    """The English names of the CAMEO codes that stand for a whole root."""
    return {row["code"]: row["name"] for row in load_table("world", "cameo")}


def unique(events: Iterable[Row]) -> list[Row]:
    """The events with each id once."""
    return list({event["id"]: event for event in events}.values())
