"""Splitting words into sentence pieces, the units that the encoder reads.

A unigram model as in SentencePiece (Kudo 2018): of all ways to cut a word into known pieces the
one with the highest sum of scores is taken (Viterbi). Words come in already segmented and are cut
one by one, so a cache over words makes the step cheap.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

SPACE = "\u2581"
_EDGE = 48
_MOST_PIECES = 24
_CACHE_LIMIT = 200_000
_MISSING_PENALTY = 10.0
_OPENING = 4
_SHORT = (1, 2, 3)


@dataclass(slots=True)
class PieceSplitter:
    """Cuts words into piece numbers.

    ``scores`` maps a piece to its number and score; ``normalise`` maps single characters to what
    the encoder was trained on. A word of any length gives at least one and at most 24 numbers:
    the middle of an overlong word is left out.
    """

    scores: Mapping[str, tuple[int, float]]
    normalise: Mapping[str, str]
    unknown: int
    cache: dict[str, tuple[int, ...]] = field(default_factory=dict)
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)
    penalty: float = 0.0

    def __post_init__(self) -> None:
        # Few of the stretches of a word can be pieces: their first letters tell which.
        found: dict[str, set[int]] = {}
        for piece in self.scores:
            if len(piece) >= _OPENING:
                found.setdefault(piece[:_OPENING], set(_SHORT)).add(len(piece))
        self.lengths = {opening: tuple(sorted(sizes)) for opening, sizes in found.items()}
        lowest = min((score for _, score in self.scores.values()), default=0.0)
        self.penalty = lowest - _MISSING_PENALTY

    def word(self, form: str) -> tuple[int, ...]:
        """Piece numbers of one word (no white space inside is needed, none is kept)."""
        known = self.cache.get(form)
        if known is not None:
            return known
        pieces = self._cut(self._prepare(form))
        if len(self.cache) >= _CACHE_LIMIT:
            self.cache.clear()
        self.cache[form] = pieces
        return pieces

    def words(self, forms: Sequence[str]) -> list[tuple[int, ...]]:
        """Piece numbers of several words."""
        return [self.word(form) for form in forms]

    def _prepare(self, form: str) -> str:
        if len(form) > 2 * _EDGE:
            form = form[:_EDGE] + form[-_EDGE:]
        text = "".join(self.normalise.get(char, char) for char in form)
        text = text.strip().replace(" ", SPACE)
        # Marks are written without the space piece, as they mostly follow a word directly; the
        # cut then depends on the word alone and not on the text around it.
        return SPACE + text if text[:1].isalnum() else text

    def _cut(self, text: str) -> tuple[int, ...]:
        size = len(text)
        best = [0.0] + [float("-inf")] * size
        back: list[tuple[int, int]] = [(0, self.unknown)] * (size + 1)
        known, lengths = self.scores.get, self.lengths
        for start in range(size):
            base = best[start]
            for length in lengths.get(text[start : start + _OPENING], _SHORT):
                stop = start + length
                if stop > size:
                    break
                hit = known(text[start:stop])
                if hit is not None and base + hit[1] > best[stop]:
                    best[stop] = base + hit[1]
                    back[stop] = (start, hit[0])
            if base + self.penalty > best[start + 1]:
                best[start + 1] = base + self.penalty
                back[start + 1] = (start, self.unknown)
        pieces: list[int] = []
        at = size
        while at > 0:
            at, number = back[at]
            pieces.append(number)
        pieces.reverse()
        if len(pieces) > _MOST_PIECES:
            half = _MOST_PIECES // 2
            pieces = pieces[:half] + pieces[-half:]
        return tuple(pieces) or (self.unknown,)
