"""Quad class, intensity and CAMEO root of a type and mode, and how sure an event is."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from lagebild.language.tables import load_table


@dataclass(frozen=True)
class TypeScore:
    """`quad` 1-4, `intensity` -10 (conflict) to 10 (cooperation), `cameo` the two-digit root."""

    quad: int
    intensity: float
    cameo: str


@cache
def _scores() -> Mapping[tuple[str, str], TypeScore]:
    return {
        (row["type"], row["mode"]): TypeScore(
            int(row["quad"]), float(row["intensity"]), row["cameo"]
        )
        for row in load_table("world", "events_scores")
    }


def type_score(type_: str, mode: str | None) -> TypeScore:
    """The scores of a type and mode; those of the type where the mode has none of its own."""
    scores = _scores()
    return scores.get((type_, mode or "")) or scores[(type_, "")]


def cameo_root(type_: str, mode: str | None = None) -> str:
    """The CAMEO root code ("19") nearest to a PLOVER type and mode."""
    return type_score(type_, mode).cameo


@cache
def _weights() -> Mapping[str, float]:
    return {row["feature"]: float(row["weight"]) for row in load_table("world", "events_weights")}


def confidence(features: Sequence[str]) -> float:
    """The probability (0-1) that an event with these features is right: a logistic sum."""
    weights = _weights()
    total = weights.get("bias", 0.0) + sum(weights.get(f, 0.0) for f in features)
    return round(1 / (1 + math.exp(-total)), 3)
