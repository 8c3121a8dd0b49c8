"""Scoring quotations and their roles over tokens.

Source of the measure: Petersen-Frey and Biemann 2024, "Dataset of Quotation Attribution in German
News Articles": system and gold quotes are aligned one-to-one by the overlap of their tokens, and
precision and recall are means over all aligned parts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lagebild.evaluate.assignment import best_pairs

PARTS = ("quote", "speaker", "cue", "frame", "addressee")
ROLES = PARTS[1:]
_SAME_KIND = 1e-6
_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True)
class QuoteTokens:
    """One quote as sets of token numbers, one set a part; parts that are absent are left out."""

    kind: str
    parts: dict[str, frozenset[int]]

    def part(self, name: str) -> frozenset[int]:
        """The tokens of a part, empty where the quote has none."""
        return self.parts.get(name, _NONE)


@dataclass
class Tally:
    """Sums of precisions and recalls by part, to be averaged."""

    precision: dict[str, list[float]] = field(default_factory=dict)
    recall: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, system: frozenset[int], gold: frozenset[int]) -> None:
        """Count one part of one pair."""
        shared = len(system & gold)
        if system:
            self.precision.setdefault(name, []).append(shared / len(system))
        if gold:
            self.recall.setdefault(name, []).append(shared / len(gold))

    def figures(self, names: Iterable[str]) -> tuple[float, float, float]:
        """Mean precision, mean recall and their harmonic mean over the parts named."""
        wanted = tuple(names)
        p = _mean([v for n in wanted for v in self.precision.get(n, [])])
        r = _mean([v for n in wanted for v in self.recall.get(n, [])])
        return p, r, 2 * p * r / (p + r) if p + r else 0.0


def overlap_f1(system: frozenset[int], gold: frozenset[int]) -> float:
    """The F1 of two token sets; 0.0 where one is empty."""
    total = len(system) + len(gold)
    return 2 * len(system & gold) / total if total else 0.0


def align(
    system: Sequence[QuoteTokens], gold: Sequence[QuoteTokens], by: str = "quote"
) -> list[tuple[int, int]]:
    """The one-to-one pairs (system, gold) with the greatest sum of token F1 of the part `by`."""
    return best_pairs([[_weight(s, g, by) for g in gold] for s in system])


def _weight(system: QuoteTokens, gold: QuoteTokens, by: str) -> float:
    f1 = overlap_f1(system.part(by), gold.part(by))
    return f1 + (_SAME_KIND if f1 and system.kind == gold.kind else 0.0)


def tally_article(
    tally: Tally,
    system: Sequence[QuoteTokens],
    gold: Sequence[QuoteTokens],
    parts: Sequence[str],
    by: str = "quote",
) -> list[tuple[int, int]]:
    """Add one article's quotes to the tally, paired by the part `by`; returns the pairs."""
    pairs = align(system, gold, by)
    for part in parts:
        for s, g in pairs:
            tally.add(part, system[s].part(part), gold[g].part(part))
        for s in set(range(len(system))) - {s for s, _ in pairs}:
            tally.add(part, system[s].part(part), _NONE)
        for g in set(range(len(gold))) - {g for _, g in pairs}:
            tally.add(part, _NONE, gold[g].part(part))
    return pairs


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
