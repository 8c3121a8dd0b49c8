"""Scores of coreference: MUC, B-cubed, entity CEAF and their mean, as in the CoNLL shared tasks.

A chain is a set of mentions; mentions of both sides are named alike where they are the same one.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from lagebild.evaluate.assignment import best_pairs

Chain = frozenset[Hashable]


@dataclass(frozen=True)
class Score:
    """Precision and recall; None where there is nothing to divide by."""

    precision: float | None
    recall: float | None

    @property
    def f1(self) -> float | None:
        if self.precision is None or self.recall is None:
            return None
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True)
class Coreference:
    muc: Score
    b_cubed: Score
    ceaf: Score

    @property
    def mean(self) -> float | None:
        """The mean of the three F1 values."""
        values = [s.f1 for s in (self.muc, self.b_cubed, self.ceaf) if s.f1 is not None]
        return sum(values) / 3 if len(values) == 3 else None


def coreference(gold: Iterable[Chain], found: Iterable[Chain]) -> Coreference:
    """The scores of found chains against annotated ones; chains of one mention do not count."""
    key = [chain for chain in gold if len(chain) > 1]
    answer = [chain for chain in found if len(chain) > 1]
    return Coreference(
        muc=Score(_links(answer, key), _links(key, answer)),
        b_cubed=Score(_shares(answer, key), _shares(key, answer)),
        ceaf=_ceaf(key, answer),
    )


def _where(chains: Sequence[Chain]) -> dict[Hashable, int]:
    return {mention: number for number, chain in enumerate(chains) for mention in chain}


def _links(chains: Sequence[Chain], others: Sequence[Chain]) -> float | None:
    """The share of the links of `chains` that hold in `others`: MUC."""
    where = _where(others)
    kept = total = 0
    for chain in chains:
        parts = {where[m] for m in chain if m in where}
        alone = sum(m not in where for m in chain)
        kept += len(chain) - len(parts) - alone
        total += len(chain) - 1
    return kept / total if total else None


def _shares(chains: Sequence[Chain], others: Sequence[Chain]) -> float | None:
    """The mean over mentions of the share of its chain that is with it in `others`: B-cubed."""
    where = _where(others)
    total = sum(len(chain) for chain in chains)
    shared = sum(
        len(chain & others[where[m]]) / len(chain) for chain in chains for m in chain if m in where
    )
    return shared / total if total else None


def _ceaf(key: Sequence[Chain], answer: Sequence[Chain]) -> Score:
    """The likeness of the best one-to-one pairing of chains, by each side's number of chains."""
    if not key or not answer:
        return Score(None if not answer else 0.0, None if not key else 0.0)
    likeness = [[2 * len(k & a) / (len(k) + len(a)) for a in answer] for k in key]
    total = sum(likeness[i][j] for i, j in best_pairs(likeness))
    return Score(total / len(answer), total / len(key))
