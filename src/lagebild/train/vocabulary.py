"""Cutting the encoder's vocabulary to the pieces that German and English use.

96 of the encoder's 118 million weights are vectors of pieces for a hundred languages. Pieces are
ranked by the frequency of the words they are needed for (package wordfreq); single characters of
the Latin range stay in any case, so that no Latin word is lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from lagebild.parse.pieces import SPACE, PieceSplitter
from lagebild.train.e5file import PieceTable

_LANGUAGES = (("de", 400_000, 1.0), ("en", 300_000, 0.4))
_LATIN_END = 0x250
_MARKS = range(0x2000, 0x2300)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The kept pieces: `kept` are their numbers in the encoder file, in ascending order.

    The position in the tuple is the piece's new number; the first four are the special ones.
    """

    kept: tuple[int, ...]
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    normalise: dict[str, str]
    begin: int
    pad: int
    end: int
    unknown: int

    def splitter(self) -> PieceSplitter:
        """A splitter that gives the new numbers."""
        special = {self.begin, self.pad, self.end, self.unknown}
        scores: dict[str, tuple[int, float]] = {}
        for number, (piece, score) in enumerate(zip(self.pieces, self.scores, strict=True)):
            if piece and number not in special:
                scores.setdefault(piece, (number, score))
        return PieceSplitter(scores, self.normalise, self.unknown)


def cut(table: PieceTable, size: int, corpus: Iterable[str] = ()) -> Vocabulary:
    """Keep `size` pieces; words of `corpus` (training text) count a little in the ranking."""
    counts = _count(table, corpus)
    kept = {table.begin, table.pad, table.end, table.unknown}
    kept |= {number for number, piece in enumerate(table.pieces) if _is_basic(piece)}
    for number in sorted(counts, key=lambda item: (-counts[item], item)):
        if len(kept) >= size:
            break
        kept.add(number)
    order = tuple(sorted(kept))
    place = {number: index for index, number in enumerate(order)}
    return Vocabulary(
        kept=order,
        pieces=tuple(table.pieces[number] for number in order),
        scores=tuple(float(table.scores[number]) for number in order),
        normalise=_small_normalisation(table.normalise),
        begin=place[table.begin],
        pad=place[table.pad],
        end=place[table.end],
        unknown=place[table.unknown],
    )


def _count(table: PieceTable, corpus: Iterable[str]) -> dict[int, float]:
    import wordfreq

    special = {table.begin, table.pad, table.end, table.unknown}
    scores = {
        piece: (number, float(table.scores[number]))
        for number, piece in reversed(list(enumerate(table.pieces)))
        if piece and number not in special
    }
    splitter = PieceSplitter(scores, table.normalise, table.unknown)
    counts: dict[int, float] = defaultdict(float)
    for language, most, weight in _LANGUAGES:
        words = wordfreq.get_frequency_dict(language, "best")
        for word, frequency in list(words.items())[:most]:
            forms = [(word, 0.5), (word[:1].upper() + word[1:], 0.45)]
            if len(word) <= 6:
                forms.append((word.upper(), 0.03))
            for form, share in forms:
                for number in splitter.word(form):
                    counts[number] += frequency * share * weight
    for word in corpus:
        for number in splitter.word(word):
            counts[number] += 1e-7
    return counts


def _is_basic(piece: str) -> bool:
    bare = piece[1:] if piece[:1] == SPACE else piece
    if len(bare) > 1:
        return False
    return all(ord(char) < _LATIN_END or ord(char) in _MARKS for char in bare)


def _small_normalisation(table: dict[str, str]) -> dict[str, str]:
    """Only single-character rules below the ideographs: the rest cannot reach a kept piece."""
    return {char: out for char, out in table.items() if ord(char) < 0x3000 or ord(char) >= 0xFB00}
