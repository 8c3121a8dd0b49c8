"""From sentences to tensors."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from lagebild.parse.pieces import PieceSplitter
from lagebild.train.joins import mark_and_join
from lagebild.train.noise import NoiseRates, damage
from lagebild.train.sentences import Inventory, Sentence
from lagebild.train.vocabulary import Vocabulary

IGNORED = -100
_MOST_PIECES = 250
_POOL = 24


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of some sentences; column 0 of every word tensor is the root.

    `ids`, `mask`: [batch, pieces]; `first`, `last`: each word's first and last piece; `present`:
    which words exist; `tags`: label numbers by tag set; `heads`: column numbers; `relations`:
    label numbers by treebank style. IGNORED marks what teaches nothing. `soft`: what a teacher
    says, where some of the sentences have it.
    """

    ids: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    present: Tensor
    tags: dict[str, Tensor]
    heads: Tensor
    relations: dict[str, Tensor]
    soft: SoftBatch | None = None


@dataclass(frozen=True, slots=True)
class SoftBatch:
    """A teacher's probabilities; zeros where a sentence has none, column 0 is the root.

    `tags` [batch, words, labels], `arcs` [batch, words, words], `heads` [batch, words] column
    numbers, `relations` [batch, words, relations of the style], `style` the treebank style.
    """

    tags: Tensor
    arcs: Tensor
    heads: Tensor
    relations: Tensor
    style: str


@dataclass(frozen=True, slots=True)
class Encoded:
    """Piece numbers of a sentence with the places of each word's first and last piece."""

    ids: list[int]
    first: list[int]
    last: list[int]


@dataclass(frozen=True, slots=True)
class Collator:
    """Turns sentences into a batch with one vocabulary and one inventory of labels."""

    vocabulary: Vocabulary
    splitter: PieceSplitter
    numbers: Mapping[str, Mapping[str, int]]
    relation_numbers: Mapping[str, Mapping[str, int]]

    @classmethod
    def build(cls, vocabulary: Vocabulary, labels: Inventory) -> Collator:
        """The collator for a vocabulary and an inventory."""
        return cls(
            vocabulary, vocabulary.splitter(), _number(labels.tags), _number(labels.relations)
        )

    def encode(self, forms: Sequence[str]) -> Encoded:
        """Pieces of a sentence; words beyond the window share its end."""
        ids, first, last = [self.vocabulary.begin], [0], [0]
        for form in forms:
            pieces = self.splitter.word(form)
            if len(ids) + len(pieces) > _MOST_PIECES:
                pieces = ()
            first.append(min(len(ids), _MOST_PIECES - 1))
            ids.extend(pieces)
            last.append(len(ids) - 1)
        ids.append(self.vocabulary.end)
        return Encoded(ids, [min(place, len(ids) - 1) for place in first], last)

    def collate(self, sentences: Sequence[Sentence]) -> Batch:
        """Tensors of the sentences, padded."""
        coded = [self.encode(sentence.forms) for sentence in sentences]
        # Few distinct shapes: a CPU library compiles a kernel for each one it meets.
        pieces = _round(max(len(item.ids) for item in coded), 8)
        words = _round(max(len(item.first) for item in coded), 8)
        size = _round(len(sentences), 4)
        ids = torch.full((size, pieces), self.vocabulary.pad)
        first, last = torch.zeros(2, size, words, dtype=torch.long).unbind(0)
        present = torch.zeros(size, words, dtype=torch.bool)
        heads = torch.full((size, words), IGNORED)
        for row, item in enumerate(coded):
            count = len(item.first)
            ids[row, : len(item.ids)] = torch.tensor(item.ids)
            first[row, :count] = torch.tensor(item.first)
            last[row, :count] = torch.tensor(item.last)
            present[row, :count] = True
            gold = sentences[row].heads
            if gold is not None:
                heads[row, 1:count] = torch.tensor(gold) + 1
        lengths = torch.zeros(size, dtype=torch.long)
        lengths[: len(coded)] = torch.tensor([len(item.ids) for item in coded])
        mask = torch.arange(pieces)[None] < lengths[:, None]
        return Batch(
            ids, mask, first, last, present,
            self._tags(sentences, size, words), heads, self._relations(sentences, size, words),
            _soft(sentences, size, words),
        )  # fmt: skip

    def _tags(self, sentences: Sequence[Sentence], size: int, words: int) -> dict[str, Tensor]:
        rows: dict[str, list[list[int]]] = {}
        for row, sentence in enumerate(sentences):
            for name, labels in sentence.tags.items():
                numbers = self.numbers.get(name)
                if numbers is not None:
                    values = [numbers.get(x, IGNORED) if x is not None else IGNORED for x in labels]
                    _put(rows.setdefault(name, _blank(size, words)), row, values)
        return {name: torch.tensor(values) for name, values in rows.items()}

    def _relations(self, sentences: Sequence[Sentence], size: int, words: int) -> dict[str, Tensor]:
        rows: dict[str, list[list[int]]] = {}
        for row, sentence in enumerate(sentences):
            if sentence.heads is not None:
                numbers = self.relation_numbers[sentence.convention]
                values = [numbers.get(label, IGNORED) for label in sentence.relations]
                _put(rows.setdefault(sentence.convention, _blank(size, words)), row, values)
        return {name: torch.tensor(values) for name, values in rows.items()}


def _soft(sentences: Sequence[Sentence], size: int, words: int) -> SoftBatch | None:
    taught = [(row, s.soft, s.convention) for row, s in enumerate(sentences) if s.soft is not None]
    if not taught:
        return None
    _, example, style = taught[0]
    tags = np.zeros((size, words, example.tags.shape[1]), np.float32)
    relations = np.zeros((size, words, example.relations.shape[1]), np.float32)
    arcs = np.zeros((size, words, words), np.float32)
    heads = np.zeros((size, words), np.int64)
    for row, soft, _ in taught:
        count = len(soft.heads) + 1
        tags[row, 1:count] = soft.tags
        relations[row, 1:count] = soft.relations
        arcs[row, 1:count, :count] = soft.arcs
        heads[row, 1:count] = soft.heads
    return SoftBatch(
        torch.from_numpy(tags),
        torch.from_numpy(arcs),
        torch.from_numpy(heads),
        torch.from_numpy(relations),
        style,
    )


def _blank(size: int, words: int) -> list[list[int]]:
    return [[IGNORED] * words for _ in range(size)]


def _put(rows: list[list[int]], row: int, values: list[int]) -> None:
    rows[row][1 : len(values) + 1] = values


def _round(value: int, step: int) -> int:
    return -(-value // step) * step


def _number(labels: Mapping[str, Sequence[str]]) -> dict[str, dict[str, int]]:
    return {name: {label: i for i, label in enumerate(items)} for name, items in labels.items()}


def plan_epoch(
    sentences: Mapping[str, Sequence[Sentence]],
    shares: Mapping[str, float],
    words: int,
    rates: NoiseRates,
    chance: random.Random,
) -> list[list[Sentence]]:
    """The batches of one epoch, about `words` words each, in random order.

    `shares` says how often a source is seen an epoch: 2.0 twice, 0.3 a random third.
    """
    drawn: list[Sentence] = []
    for source, items in sorted(sentences.items()):
        whole, part = divmod(shares.get(source, 0.0), 1.0)
        drawn.extend(list(items) * int(whole))
        drawn.extend(chance.sample(list(items), round(part * len(items))))
    chance.shuffle(drawn)
    noisy = [damage(sentence, rates, chance) for sentence in mark_and_join(drawn, chance)]
    batches = []
    pool = _POOL * words // 20
    for start in range(0, len(noisy), pool):
        chunk = sorted(noisy[start : start + pool], key=lambda s: len(s.forms))
        batches.extend(by_length(chunk, words))
    chance.shuffle(batches)
    return batches


def by_length(ordered: Sequence[Sentence], words: int) -> list[list[Sentence]]:
    """Cut sentences, sorted by length, into batches of at most `words` words with padding."""
    batches: list[list[Sentence]] = []
    batch: list[Sentence] = []
    for sentence in ordered:
        if batch and (len(batch) + 1) * max(len(sentence.forms), 8) > words:
            batches.append(batch)
            batch = []
        batch.append(sentence)
    if batch:
        batches.append(batch)
    return batches
