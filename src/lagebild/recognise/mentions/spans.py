"""Found stretches before they become mentions, and how overlapping ones are settled."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from lagebild.parse.record import Parse
from lagebild.recognise.mentions.words import Told, told_by

HYPHENS = "-‐‑"


class Found(NamedTuple):
    """A stretch [start, end) with a label and the rule that found it."""

    start: int
    end: int
    label: str
    rule: str


class Token(msgspec.Struct, frozen=True, gc=False):
    """A surface token: text, offsets, the word index of its (last) part in the parse, and what
    its form tells."""

    text: str
    start: int
    end: int
    word: int
    told: Told


def surface(parse: Parse, sentence: int) -> list[Token]:
    """The surface tokens of a sentence: a contraction once, hyphenated words put together."""
    key = ("surface", sentence)
    if key not in parse.kept:
        parse.kept[key] = _surface(parse, sentence)
    tokens: list[Token] = parse.kept[key]
    return tokens


def _surface(parse: Parse, sentence: int) -> list[Token]:
    tokens: list[Token] = []
    told = told_by("de" if parse.language == "de" else "en")
    text, starts, ends = parse.text, parse.starts, parse.ends
    first = before = -1  # where the token before begins and ends
    for word in parse.words_of(sentence):
        start, end = starts[word], ends[word]
        if end <= start:
            continue
        hyphened = start == before and (text[start] in HYPHENS or text[start - 1] in HYPHENS)
        if hyphened and text[first].isalnum():
            tokens.pop()
        else:
            first = start
        form = text[first:end]
        tokens.append(Token(form, first, end, word, told[form]))
        before = end
    return tokens


class Overlaps:
    """Stretches by place, to ask quickly which of them overlap another."""

    def __init__(self, spans: Iterable[Found]) -> None:
        self._spans = sorted(spans, key=lambda f: f.start)
        self._starts = [f.start for f in self._spans]
        self._longest = max((f.end - f.start for f in self._spans), default=0)

    def of(self, start: int, end: int) -> list[Found]:
        """The stretches that overlap [start, end)."""
        low = bisect_left(self._starts, start - self._longest)
        high = bisect_left(self._starts, end)
        return [f for f in self._spans[low:high] if f.end > start]


def without_overlap(layers: Iterable[Iterable[Found]]) -> list[Found]:
    """Keep what does not overlap anything of an earlier layer; within a layer the longer one."""
    starts: list[int] = []
    kept: list[Found] = []  # in text order
    for layer in layers:
        for found in sorted(layer, key=lambda f: (f.start - f.end, f.start)):
            place = bisect_right(starts, found.start)
            cut = place > 0 and kept[place - 1].end > found.start
            cuts = place < len(kept) and starts[place] < found.end
            if found.end > found.start and not cut and not cuts:
                starts.insert(place, found.start)
                kept.insert(place, found)
    return kept
