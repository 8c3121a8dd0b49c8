"""The step `label`: a trained network draws trees and tags on sentences that have none.

Only sentences of which the network is sure are kept (self-training). Where a sentence has tags by
hand in an older convention, they correct the network's tags.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from lagebild.parse.tree import best_heads
from lagebild.train.bundle import Bundle
from lagebild.train.loop import predict
from lagebild.train.network import Network
from lagebild.train.sentences import Labels, Sentence
from lagebild.train.silver import write_silver

_SURE_TREE = 0.87
_SURE_TAG = 0.85
_SURE_NAMES = 0.9
_SHORTEST, _LONGEST = 4, 60
_STYLE = "de_gsd"
_SETS = ("de_tagged", "germeval", "smartdata")
_NAMES = ("names.germeval", "names.inner")
_TAGS = ("upos", "stts")
# What an older tag means in today's convention, by the language-specific tag beside it: the newer
# one, or None where the conventions differ word by word. Where nothing is said, the older holds.
_TODAY: dict[str, str | None] = {
    "PDAT": "DET", "PIAT": "DET", "PPOSAT": "DET", "ART": "DET", "PAV": "ADV", "APPR": "ADP",
    "VVFIN": "VERB", "VAFIN": None, "VAINF": None, "VAPP": None, "VMFIN": None, "VMINF": None,
    "KOKOM": None, "PIS": None, "PDS": None, "FM": None, "XY": None,
}  # fmt: skip
_ADJECTIVES = {"ADJD": frozenset({"ADJ", "ADV"}), "ADJA": frozenset({"ADJ", "PROPN", "PRON"})}
_STABLE = frozenset({"NOUN", "PROPN", "NUM", "PUNCT", "VERB", "CCONJ", "ADP"})


@dataclass(frozen=True, slots=True)
class Labeller:
    """Labels sentences with one trained network."""

    network: Network
    bundle: Bundle

    def label(self, sentences: Sequence[Sentence], source: str) -> list[Sentence]:
        """The sentences that the network is sure of, with trees, tags and names."""
        chosen = [s for s in sentences if _SHORTEST <= len(s.forms) <= _LONGEST]
        results = predict(self.network, self.bundle.collator(), chosen)
        labelled = (self._one(sentence, output, source) for sentence, output in results)
        return [sentence for sentence in labelled if sentence is not None]

    def _one(self, sentence: Sentence, output: dict[str, Tensor], source: str) -> Sentence | None:
        scores = output["arcs"].float()
        columns = best_heads(scores.numpy())
        heads = torch.tensor(columns)
        arcs = scores[1:].softmax(-1).gather(1, heads[:, None])[:, 0]
        hidden = output["dependent"][1:] + output["governor"][heads]
        layer = self.network.relations[_STYLE]
        relation = layer(torch.nn.functional.gelu(hidden.float())).softmax(-1)
        sure, best = relation.max(-1)
        confidence = float((arcs * sure).detach().clamp(min=1e-6).log().mean().exp())
        if confidence < _SURE_TREE:
            return None
        names = self.bundle.labels.relations[_STYLE]
        tags = self._tags(output["logits"], len(columns))
        old = sentence.tags.get("upos.old")
        if old is not None:
            tags["upos"] = corrected(old, tags["stts"])
        if any(name.startswith("names.") for name in sentence.tags):
            tags = {name: labels for name, labels in tags.items() if name not in _NAMES}
        tags |= sentence.tags
        return Sentence(
            sentence.forms,
            source,
            "de",
            tags,
            tuple(column - 1 for column in columns),
            tuple(names[number] for number in best.tolist()),
            _STYLE,
        )

    def _tags(self, logits: Tensor, count: int) -> dict[str, Labels]:
        tags: dict[str, Labels] = {}
        at = 0
        for name, size in self.network.tag_sizes.items():
            block = logits[1 : count + 1, at : at + size].float().softmax(-1)
            at += size
            if name not in (*_TAGS, *_NAMES) and not name.startswith("feat."):
                continue
            sure, best = block.max(-1)
            labels = self.bundle.labels.tags[name]
            if name in _NAMES:
                if float(sure.min()) >= _SURE_NAMES:
                    tags[name] = tuple(labels[n] for n in best.tolist())
            else:
                tags[name] = tuple(
                    labels[n] if p >= _SURE_TAG else None
                    for n, p in zip(best.tolist(), sure.tolist(), strict=True)
                )
        return tags


def corrected(old: Labels, stts: Labels) -> Labels:
    """Tags by hand in an older convention, brought to today's with the network's STTS tags."""
    return tuple(map(_today, old, stts))


def _today(old: str | None, stts: str | None) -> str | None:
    if stts is None:
        return old if old in _STABLE else None
    if stts in _TODAY:
        return _TODAY[stts]
    if old in _ADJECTIVES.get(stts, ()):
        return "ADJ"
    if stts == "VVPP":
        return old if old in ("VERB", "ADJ") else "VERB"
    if stts == "KOUS":
        return old if old == "SCONJ" else None
    return old


def label_all(
    labeller: Labeller, corpus: Mapping[str, Sequence[Sentence]], path: Path
) -> dict[str, int]:
    """Label the German sets without trees into one file; returns how many sentences were kept."""
    kept = {name: labeller.label(corpus[name], f"silver_{name}") for name in _SETS}
    write_silver(path, [sentence for items in kept.values() for sentence in items])
    return {name: len(items) for name, items in kept.items()}
