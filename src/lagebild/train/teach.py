"""The step `teach`: trained networks say how probable every label is on sentences without trees.

The probabilities of several networks are averaged. What a sentence has by hand stays by hand: its
names, and tags of an older convention where today's agrees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from torch import Tensor, cat
from torch.nn.functional import gelu

from lagebild.parse.tree import best_heads
from lagebild.train.bundle import Bundle
from lagebild.train.joins import START
from lagebild.train.loop import predict
from lagebild.train.network import Network
from lagebild.train.selflabel import corrected
from lagebild.train.sentences import TRAINING_ONLY, Labels, Sentence
from lagebild.train.silver import read_lines, write_silver
from lagebild.train.soft import Soft

FloatArray = NDArray[np.float32]

_SETS = ("de_tagged", "germeval")
_STYLE = "de_gsd"
_SHORTEST, _LONGEST = 3, 60
_CHUNK = 400
_PARTS = ("tags", "arcs", "heads", "relations")


@dataclass(frozen=True, slots=True)
class Teacher:
    """Some networks of one inventory of labels."""

    networks: tuple[Network, ...]
    bundle: Bundle

    def teach(self, sentences: Sequence[Sentence], source: str) -> Iterator[Sentence]:
        """The sentences of usual length with soft labels, under the name `source`."""
        chosen = [s for s in sentences if _SHORTEST <= len(s.forms) <= _LONGEST]
        collator = self.bundle.collator()
        for at in range(0, len(chosen), _CHUNK):
            chunk = chosen[at : at + _CHUNK]
            results = [predict(net, collator, chunk, half=True) for net in self.networks]
            for sentence, *outputs in zip(chunk, *results, strict=True):
                yield self._one(sentence, [output for _, output in outputs], source)

    def _one(
        self, sentence: Sentence, outputs: Sequence[dict[str, Tensor]], source: str
    ) -> Sentence:
        arcs = _mean([output["arcs"][1:].float().softmax(-1) for output in outputs])
        root = np.zeros((1, arcs.shape[1]), np.float32)
        heads = np.array(best_heads(np.log(np.concatenate([root, arcs]) + 1e-9)), np.int64)
        tags = _mean([self._tags(output["logits"][1:].float()) for output in outputs])
        relations = _mean(
            [
                network.relations[_STYLE](
                    gelu((output["dependent"][1:] + output["governor"][heads]).float())
                ).softmax(-1)
                for network, output in zip(self.networks, outputs, strict=True)
            ]
        )
        hard = self._by_hand(sentence, tags)
        soft = Soft(_half(tags), _half(arcs), heads, _half(relations))
        return replace(
            sentence, source=source, language="de", convention=_STYLE, tags=hard, soft=soft
        )

    def _tags(self, logits: Tensor) -> Tensor:
        blocks = logits.split([len(v) for v in self.bundle.labels.tags.values()], -1)
        return cat([block.softmax(-1) for block in blocks], -1)

    def _by_hand(self, sentence: Sentence, tags: FloatArray) -> dict[str, Labels]:
        """Blank in `tags` what is known by hand; returns that as hard labels."""
        offsets, labels = self.bundle.labels.offsets(), self.bundle.labels.tags
        hard = dict(sentence.tags)
        old = hard.pop("upos.old", None)
        if old is not None:
            start = offsets["stts"]
            best = tags[:, start : start + len(labels["stts"])].argmax(-1).tolist()
            today = corrected(old, tuple(labels["stts"][number] for number in best))
            hard["upos"] = tuple(tag if tag in labels["upos"] else None for tag in today)
        known = [name for name in hard if name != "upos"]
        for name in (START, *TRAINING_ONLY, *known):
            tags[:, offsets[name] : offsets[name] + len(labels[name])] = 0
        if old is not None:
            rows = [row for row, tag in enumerate(hard["upos"]) if tag is not None]
            tags[rows, offsets["upos"] : offsets["upos"] + len(labels["upos"])] = 0
        return hard


def _mean(values: Sequence[Tensor]) -> FloatArray:
    total: FloatArray = sum(value.detach().numpy() for value in values) / np.float32(len(values))
    return total


def _half(values: FloatArray) -> NDArray[np.float16]:
    return values.astype(np.float16)


def teach_all(
    teacher: Teacher, corpus: Mapping[str, Sequence[Sentence]], folder: Path
) -> dict[str, int]:
    """Label the sets; returns how many sentences of each there are."""
    folder.mkdir(parents=True, exist_ok=True)
    taught: list[Sentence] = []
    counts: dict[str, int] = {}
    for name in _SETS:
        found = list(teacher.teach(corpus[name], f"soft_{name}"))
        counts[name] = len(found)
        taught += found
        print(f"{name}: {len(found)} sentences", flush=True)
    write_taught(folder, taught)
    return counts


def write_taught(folder: Path, taught: Sequence[Sentence]) -> None:
    """Write sentences.jsonl, and soft.npz with their labels one after the other."""
    softs = [sentence.soft for sentence in taught if sentence.soft is not None]
    np.savez(
        folder / "soft.npz",
        tags=np.concatenate([soft.tags for soft in softs]),
        arcs=np.concatenate([soft.arcs.reshape(-1) for soft in softs]),
        heads=np.concatenate([soft.heads for soft in softs]),
        relations=np.concatenate([soft.relations for soft in softs]),
    )
    write_silver(folder / "sentences.jsonl", taught)


def read_taught(folder: Path) -> dict[str, list[Sentence]]:
    """Read them back, by source."""
    with np.load(folder / "soft.npz") as stored:
        tags, arcs, heads, relations = (stored[part] for part in _PARTS)
    sentences: dict[str, list[Sentence]] = {}
    row = cell = 0
    for sentence in read_lines(folder / "sentences.jsonl"):
        size = len(sentence.forms)
        rows, cells = slice(row, row + size), slice(cell, cell + size * (size + 1))
        square = arcs[cells].reshape(size, size + 1)
        soft = Soft(tags[rows], square, heads[rows], relations[rows])
        sentences.setdefault(sentence.source, []).append(replace(sentence, soft=soft))
        row, cell = rows.stop, cells.stop
    return sentences
