"""Soft labels: how probable a teacher holds every tag, head and relation of a sentence.

A student that learns these instead of the teacher's best answer also learns where the teacher
doubts (Hinton, Vinyals and Dean 2015, "Distilling the knowledge in a neural network").
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

HalfArray = NDArray[np.float16]


@dataclass(frozen=True, slots=True, eq=False)
class Soft:
    """Probabilities for the n words of one sentence; a row of zeros teaches nothing.

    `tags` [n, labels of all tag sets], `arcs` [n, n + 1] over columns (0 is the root), `heads` [n]
    the teacher's best tree as columns, `relations` [n, relations] under these heads.
    """

    tags: HalfArray
    arcs: HalfArray
    heads: NDArray[np.int64]
    relations: HalfArray

    def without_last(self) -> Soft | None:
        """The labels without the last word, or None where a word hangs on it."""
        last = len(self.heads) - 1
        if last + 1 in self.heads[:-1]:
            return None
        arcs = self.arcs[:-1, :-1]
        return Soft(self.tags[:-1], arcs, self.heads[:-1], self.relations[:-1])

    def followed_by(self, other: Soft) -> Soft:
        """The labels of two sentences run together; both keep their root."""
        mine, others = len(self.heads), len(other.heads)
        arcs = np.zeros((mine + others, mine + others + 1), np.float16)
        arcs[:mine, : mine + 1] = self.arcs
        arcs[mine:, 0] = other.arcs[:, 0]
        arcs[mine:, mine + 1 :] = other.arcs[:, 1:]
        heads = np.where(other.heads > 0, other.heads + mine, 0)
        return Soft(
            np.concatenate([self.tags, other.tags]),
            arcs,
            np.concatenate([self.heads, heads]),
            np.concatenate([self.relations, other.relations]),
        )
