"""From the network's numbers to labels, heads and names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from lagebild.parse.model import Model, Raw
from lagebild.parse.names import NameDecoder, Span
from lagebild.parse.record import IntArray, Name
from lagebild.parse.recut import LEAST_ODDS_AFTER_COLON
from lagebild.parse.tree import best_heads, repair
from lagebild.parse.words import Words

FloatArray = NDArray[np.float32]

_STYLES = {"de": "de_gsd", "en": "en"}
_XPOS = {"de": "stts", "en": "ptb"}
_NAMES = {"de": "names.germeval", "en": "names.uner"}
_INNER = {"de": "names.inner"}
_OFFICES = "names.offices"
_DERIVED = "deriv"
_PART = "part"
_START = "start"
_ROLE = "ROLE"
_LEAST_ROLE = 0.7
_LABELS = {"OTH": "MISC"}
_NOUNS = frozenset({"NOUN", "PROPN"})
_CACHE_LIMIT = 50_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words low:high of the text that go through the network together.

    Answers are taken for the words keep_low:keep_high only; the others are context. A stretch is
    a sentence, or a window on one that is too long.
    """

    low: int
    high: int
    keep_low: int
    keep_high: int


@dataclass(slots=True)
class Columns:
    """Answers under construction, one entry a word."""

    first: IntArray
    upos: NDArray[np.int16]
    xpos: list[str]
    feats: list[str]
    head: list[int]
    deprel: list[str]
    outer: list[Span] = field(default_factory=list)
    inner: list[Span] = field(default_factory=list)
    stitched: set[int] = field(default_factory=set)
    cuts: list[tuple[int, float]] = field(default_factory=list)

    @classmethod
    def empty(cls, count: int, first: IntArray) -> Columns:
        """Room for `count` words."""
        upos = np.zeros(count, np.int16)
        return cls(first, upos, [""] * count, ["_"] * count, [-1] * count, ["dep"] * count)

    def upos_labels(self, labels: Sequence[str]) -> tuple[str, ...]:
        """The tags as text."""
        return tuple(labels[number] for number in self.upos.tolist())

    def forget(self, first: IntArray, again: set[int]) -> None:
        """Take new sentence borders; names in the sentences that start at `again` are dropped."""
        low_of = first[:-1]
        self.stitched = {
            int(np.searchsorted(low_of, self.first[old], side="left")) for old in self.stitched
        }
        self.first = first

        def stays(span: Span) -> bool:
            return int(low_of[np.searchsorted(low_of, span.first, side="right") - 1]) not in again

        self.outer = [span for span in self.outer if stays(span)]
        self.inner = [span for span in self.inner if stays(span)]

    def trees(self) -> tuple[IntArray, tuple[str, ...]]:
        """Heads and relations; sentences that were read in windows are made one tree each."""
        for sentence in sorted(self.stitched):
            low, high = int(self.first[sentence]), int(self.first[sentence + 1])
            local = [head - low if head >= 0 else -1 for head in self.head[low:high]]
            root = local.index(-1) if -1 in local else 0
            for word, head in enumerate(repair(local, root)):
                if head != local[word]:
                    self.deprel[low + word] = "root" if head < 0 else "parataxis"
                self.head[low + word] = low + head if head >= 0 else -1
        return np.array(self.head, np.int32), tuple(self.deprel)


@dataclass(frozen=True, slots=True)
class Decoder:
    """Decodes batches for one language; unknown languages are read as German."""

    model: Model
    language: str
    outer: NameDecoder
    inner: NameDecoder | None
    offices: NameDecoder | None
    feature_sets: tuple[str, ...]
    seen: dict[tuple[int, ...], str] = field(default_factory=dict)

    @classmethod
    def build(cls, model: Model, language: str) -> Decoder:
        """A decoder for a language code."""
        known = language if language in _STYLES else "de"
        tags = model.labels.tags
        inner = _INNER.get(known)
        return cls(
            model,
            known,
            NameDecoder.build(tags[_NAMES[known]]),
            NameDecoder.build(tags[inner]) if inner else None,
            NameDecoder.build(tags[_OFFICES]) if _OFFICES in tags else None,
            tuple(name for name in tags if name.startswith("feat.")),
        )

    def decode(self, stretches: Sequence[Stretch], raw: Raw, columns: Columns) -> None:
        """Put the answers for a batch into the columns."""
        labels = self.model.labels
        upos = raw.tags[:, labels.columns["upos"]].argmax(-1)
        xpos_set = _XPOS[self.language]
        xpos_labels = labels.tags[xpos_set]
        xpos = raw.tags[:, labels.columns[xpos_set]].argmax(-1).tolist()
        sets = [raw.tags[:, labels.columns[name]].argmax(-1) for name in self.feature_sets]
        feats = np.stack(sets, -1).tolist()
        heads = [
            best_heads(raw.arcs[base : base + size, base : base + size])
            for base, size in zip(raw.base, (s.high - s.low + 1 for s in stretches), strict=True)
        ]
        relations = self._relations(heads, raw)
        for base, stretch, own in zip(raw.base, stretches, heads, strict=True):
            skip = base + 1 + stretch.keep_low - stretch.low
            low, high = stretch.keep_low, stretch.keep_high
            take = slice(skip, skip + high - low)
            columns.upos[low:high] = upos[take]
            columns.xpos[low:high] = [xpos_labels[n] for n in xpos[take]]
            columns.feats[low:high] = [self._feats(tuple(n)) for n in feats[take]]
            columns.deprel[low:high] = relations[take]
            self._tree(stretch, own, columns)
            tags = raw.tags[base : base + 1 + stretch.high - stretch.low]
            self._spans(stretch, tags, columns)
            self._cuts(stretch, tags, columns)

    def _feats(self, numbers: tuple[int, ...]) -> str:
        known = self.seen.get(numbers)
        if known is None:
            known = feature_string(self.feature_sets, numbers, self.model)
            if len(self.seen) >= _CACHE_LIMIT:
                self.seen.clear()
            self.seen[numbers] = known
        return known

    def _relations(self, heads: Sequence[Sequence[int]], raw: Raw) -> list[str]:
        """A relation for every row of the batch; those of the roots' rows mean nothing."""
        style = _STYLES[self.language]
        weight, bias = self.model.relation_layers[style]
        places = np.zeros(len(raw.dependent), np.int64)
        below_root = np.zeros(len(places), np.bool_)
        for base, own in zip(raw.base, heads, strict=True):
            columns = np.array(own, np.int64)
            rows = slice(base + 1, base + 1 + len(own))
            places[rows] = base + columns
            below_root[rows] = columns == 0
        hidden = raw.dependent + raw.governor[places]
        labels = self.model.labels.relations[style]
        return relation_choice(hidden, weight, bias, below_root, labels)

    def _tree(self, stretch: Stretch, heads: Sequence[int], columns: Columns) -> None:
        for word in range(stretch.keep_low, stretch.keep_high):
            column = heads[word - stretch.low]
            columns.head[word] = stretch.low + column - 1 if column else -1
        whole = stretch.keep_low == stretch.low and stretch.keep_high == stretch.high
        if not whole or self._is_part(stretch, columns):
            sentence = int(np.searchsorted(columns.first, stretch.keep_low, side="right")) - 1
            columns.stitched.add(sentence)

    def _is_part(self, stretch: Stretch, columns: Columns) -> bool:
        place = int(np.searchsorted(columns.first, stretch.low, side="right")) - 1
        return (
            int(columns.first[place]) != stretch.low
            or int(columns.first[place + 1]) != stretch.high
        )

    def _cuts(self, stretch: Stretch, tags: FloatArray, columns: Columns) -> None:
        """Note the words that may start another sentence, with their log odds."""
        place = self.model.labels.columns.get(_START)
        if place is None:
            return
        skip = stretch.keep_low - stretch.low + 1
        logits = tags[skip : skip + stretch.keep_high - stretch.keep_low, place]
        odds = logits[:, 1] - logits[:, 0]
        for index in np.flatnonzero(odds > LEAST_ODDS_AFTER_COLON).tolist():
            columns.cuts.append((stretch.keep_low + index, float(odds[index])))

    def _spans(self, stretch: Stretch, tags: FloatArray, columns: Columns) -> None:
        size = stretch.high - stretch.low + 1
        layers = [(self.outer, _NAMES[self.language], columns.outer)]
        if self.inner is not None:
            layers.append((self.inner, _INNER[self.language], columns.inner))
        if self.offices is not None:
            layers.append((self.offices, _OFFICES, columns.inner))
        for decoder, name, found in layers:
            logits = tags[1:size, self.model.labels.columns[name]]
            for span in decoder.spans(logits):
                first = span.first + stretch.low
                if stretch.keep_low <= first < stretch.keep_high:
                    found.append(Span(first, span.last + stretch.low, span.label, span.score))

    def names(self, words: Words, upos: Sequence[str], columns: Columns) -> tuple[Name, ...]:
        """Names by character offsets in text order, inner ones after the name around them.

        A noun derived from a place ("die Armenier") is a GROUP; derived adjectives and parts of
        compounds are no names. An office (ROLE) is a noun, with its adjectives.
        """
        names: list[Name] = []
        for span in (*columns.outer, *columns.inner):
            label = _LABELS.get(span.label, span.label)
            if label.endswith(_DERIVED):
                if span.label != "LOCderiv" or upos[span.last - 1] not in _NOUNS:
                    continue
                label = "GROUP"
            elif label.endswith(_PART):
                continue
            if label == _ROLE and (span.score < _LEAST_ROLE or upos[span.last - 1] not in _NOUNS):
                continue
            start, end = int(words.start[span.first]), _end(words, span.last - 1)
            if start < end:
                names.append(Name(start, end, label, round(span.score, 4)))
        names.sort(key=lambda name: (name.start, -name.end, name.label))
        return tuple(names)


def _end(words: Words, word: int) -> int:
    """Where a name ends whose last word is given: an ending such as "'s" is not part of it."""
    start, end = int(words.start[word]), int(words.end[word])
    rest = 0
    after = word + 1
    while after < len(words.form) and words.start[after] == words.end[after]:
        rest += len(words.form[after])
        after += 1
    exact = rest > 0 and end - start == len(words.form[word]) + rest
    return end - rest if exact else end


@lru_cache(maxsize=8)
def decoder_of(model: Model, language: str) -> Decoder:
    """The decoder of a model for a language code."""
    return Decoder.build(model, language)


def relation_choice(
    hidden: FloatArray,
    weight: FloatArray,
    bias: FloatArray,
    below_root: NDArray[np.bool_],
    labels: Sequence[str],
) -> list[str]:
    """Relations of words under their heads; "root" exactly where the head is the root."""
    logits = gelu(hidden) @ weight + bias
    if "root" in labels:
        logits[:, labels.index("root")] = np.where(below_root, np.float32(1e9), np.float32(-1e9))
    return [labels[number] for number in logits.argmax(axis=1).tolist()]


def gelu(values: FloatArray) -> FloatArray:
    """The GELU function in its tanh form."""
    inner = values * values
    inner *= np.float32(0.044715)
    inner += np.float32(1)
    inner *= values
    inner *= np.float32(0.7978845608)
    np.tanh(inner, out=inner)
    inner += np.float32(1)
    inner *= values
    inner *= np.float32(0.5)
    return inner


def feature_string(sets: Sequence[str], numbers: Sequence[int], model: Model) -> str:
    """The UD feature string; the empty value of every set is "_"."""
    pairs = []
    for name, number in zip(sets, numbers, strict=True):
        value = model.labels.tags[name][number]
        if value != "_":
            pairs.append(f"{name.partition('.')[2]}={value}")
    return "|".join(pairs) or "_"
