"""From label scores to names: the best sequence of begin, inside and outside labels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Span:
    """Words first:last (half open) of one stretch with a label and a probability."""

    first: int
    last: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class NameDecoder:
    """Decodes one tag set of labels "O", "B-X" and "I-X"."""

    labels: tuple[str, ...]
    allowed: FloatArray
    starting: FloatArray
    outside: int

    @classmethod
    def build(cls, labels: Sequence[str]) -> NameDecoder:
        """A decoder; I-X may follow only B-X or I-X."""
        never = -1e4
        allowed = np.zeros((len(labels), len(labels)), np.float32)
        starting = np.zeros(len(labels), np.float32)
        for to, label in enumerate(labels):
            if label[:2] == "I-":
                starting[to] = never
                for source, before in enumerate(labels):
                    if before[:2] not in ("B-", "I-") or before[2:] != label[2:]:
                        allowed[source, to] = never
        return cls(tuple(labels), allowed, starting, labels.index("O"))

    def spans(self, logits: FloatArray) -> list[Span]:
        """The names in one stretch, `logits` [words, labels]."""
        best = logits.argmax(axis=1)
        if (best == self.outside).all():
            return []
        logs = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
        path = self._path(logs, best)
        spans: list[Span] = []
        start = -1
        for index, number in enumerate([*path, self.outside]):
            label = self.labels[number]
            if start >= 0 and label[:2] != "I-":
                total = sum(float(logs[i, path[i]]) for i in range(start, index))
                score = math.exp(total / (index - start))
                spans.append(Span(start, index, self.labels[path[start]][2:], score))
                start = -1
            if label[:2] == "B-":
                start = index
        return spans

    def _path(self, logs: FloatArray, best: NDArray[np.intp]) -> list[int]:
        moves = self.allowed[best[:-1], best[1:]]
        if self.starting[best[0]] == 0 and (moves == 0).all():
            return [int(number) for number in best]
        total = logs[0] + self.starting
        back = []
        for row in logs[1:]:
            options = total[:, None] + self.allowed
            chosen = options.argmax(axis=0)
            back.append(chosen)
            total = options[chosen, np.arange(len(chosen))] + row
        path = [int(total.argmax())]
        for chosen in reversed(back):
            path.append(int(chosen[path[-1]]))
        path.reverse()
        return path
