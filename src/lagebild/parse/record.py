"""The parse of a text: what every recogniser reads."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from lagebild.lazy import lazy

IntArray = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Name:
    """A name that the model found: character offsets, label (PER ORG LOC GPE GROUP ROLE MISC)."""

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True)
class Segmentation:
    """Sentences and surface tokens of a text, as half-open character offsets.

    `start`, `end`: one entry a token; `first`: index of each sentence's first token, with the
    number of tokens at the end (so sentence i is tokens first[i]:first[i+1]); `sent_start`,
    `sent_end`: each sentence's characters.
    """

    start: IntArray
    end: IntArray
    first: IntArray
    sent_start: IntArray
    sent_end: IntArray


@dataclass(frozen=True, eq=False)
class Parse:
    """Tags, trees and names of one text, as columns over its syntactic words (as UD has them).

    A contraction ("im", "don't") is several words: the first has the span of the whole surface
    token, the others are zero-width at its end, so `text[start:end]` is always surface text.
    `head` is an index into the same columns, -1 at a sentence's root. `feats` is the UD string
    ("Case=Nom|Number=Sing"). `tagged` is false where no model was at hand: then the columns from
    `lemma` to `deprel` are empty strings and heads are -1. `trusted` is false where the text is
    none that the model knows (other language, rubbish).
    """

    text: str
    language: str
    start: IntArray
    end: IntArray
    first: IntArray
    sent_start: IntArray
    sent_end: IntArray
    form: tuple[str, ...]
    lemma: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    head: IntArray
    deprel: tuple[str, ...]
    names: tuple[Name, ...] = ()
    tagged: bool = True
    trusted: bool = True

    def __len__(self) -> int:
        return len(self.form)

    @property
    def sentence_count(self) -> int:
        return len(self.sent_start)

    @lazy
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The dependents of each word, in text order."""
        below: dict[int, list[int]] = {}
        for index, head in enumerate(self.heads):
            if head in below:
                below[head].append(index)
            else:
                below[head] = [index]
        found: list[tuple[int, ...]] = [()] * len(self)
        below.pop(-1, None)  # the roots
        for head, words in below.items():
            found[head] = tuple(words)
        return tuple(found)

    @lazy
    def kept(self) -> dict[tuple[str, int], Any]:
        """What readers of the parse work out more than once, by its name and a sentence or word."""
        return {}

    # Single values out of lists are many times quicker than out of arrays.
    @lazy
    def starts(self) -> list[int]:
        """`start` as a list."""
        return _list(self.start)

    @lazy
    def ends(self) -> list[int]:
        """`end` as a list."""
        return _list(self.end)

    @lazy
    def heads(self) -> list[int]:
        """`head` as a list."""
        return _list(self.head)

    @lazy
    def firsts(self) -> list[int]:
        """`first` as a list."""
        return _list(self.first)

    @lazy
    def sentence_starts(self) -> list[int]:
        """`sent_start` as a list."""
        return _list(self.sent_start)

    @lazy
    def sentence_ends(self) -> list[int]:
        """`sent_end` as a list."""
        return _list(self.sent_end)

    @lazy
    def sentence_of(self) -> list[int]:
        """The sentence number of each word."""
        pairs = pairwise(self.firsts)
        return [number for number, (low, high) in enumerate(pairs) for _ in range(low, high)]

    def words_of(self, sentence: int) -> range:
        """The word indices of a sentence."""
        return range(self.firsts[sentence], self.firsts[sentence + 1])

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds the character, or the last one before it."""
        return max(0, bisect_right(self.sentence_starts, offset) - 1)

    def words_in(self, start: int, end: int) -> range:
        """The words whose characters overlap [start, end)."""
        low = bisect_right(self.ends, start)
        high = bisect_left(self.starts, end)
        return range(low, high if high > low else low)

    def subtree(self, word: int) -> tuple[int, ...]:
        """The word and all that hangs below it, in text order. Cycles are cut."""
        below = self.children
        if not below[word]:
            return (word,)
        seen = {word}
        stack = [word]
        while stack:
            for child in below[stack.pop()]:
                if child not in seen:
                    seen.add(child)
                    stack.append(child)
        return tuple(sorted(seen))

    def feat(self, word: int, name: str) -> str | None:
        """One feature of a word ("Mood"), or None."""
        return self._features[word].get(name)

    @lazy
    def _features(self) -> list[dict[str, str]]:
        return list(map(features, self.feats))


def _list(values: IntArray) -> list[int]:
    found: list[int] = values.tolist()
    return found


@lru_cache(maxsize=10_000)
def features(feats: str) -> dict[str, str]:
    """The features of a UD string by name; the first of several with one name counts."""
    found: dict[str, str] = {}
    for pair in feats.split("|"):
        key, _, value = pair.partition("=")
        found.setdefault(key, value)
    return found
