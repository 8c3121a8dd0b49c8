"""The training loop: all heads together, seeded, with checkpoints to go on from."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as fn

from lagebild.train.batches import IGNORED, Batch, Collator, SoftBatch, plan_epoch
from lagebild.train.e5file import EncoderFile
from lagebild.train.network import Network, Output, load_encoder
from lagebild.train.noise import NoiseRates
from lagebild.train.sentences import Inventory, Sentence
from lagebild.train.vocabulary import Vocabulary

_WEIGHTS = {
    "upos": 1.0,
    "upos.old": 0.6,
    "stts": 0.6,
    "ptb": 0.5,
    "feat.Mood": 0.6,
    "start": 0.5,
    "names.germeval": 1.5,
    "names.inner": 0.5,
    "names.uner": 1.0,
}
_FEATURE_WEIGHT = 0.15
_NAMES_WEIGHT = 0.6
_TREE_WEIGHT = 1.2


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train: every number that the result depends on besides the data.

    `join`: how many layers see pieces; the further ones see one vector a word (0: all see pieces).
    `heads`, `inner`: attention heads and inner channels of a layer (0: all of the encoder's).
    """

    layers: int = 8
    join: int = 0
    heads: int = 0
    inner: int = 0
    epochs: int = 12
    words_per_batch: int = 720
    encoder_rate: float = 3e-4
    head_rate: float = 2e-3
    dropout: float = 0.1
    warm_up: float = 0.08
    seed: int = 1
    minutes: float = 0.0
    shares: dict[str, float] = field(default_factory=dict)


def device() -> torch.device:
    """A GPU where one is there, else the CPU."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def build(
    source: EncoderFile, vocabulary: Vocabulary, labels: Inventory, recipe: Recipe
) -> Network:
    """A network with the pretrained encoder and fresh heads."""
    torch.manual_seed(recipe.seed)
    encoder = load_encoder(
        source,
        vocabulary.kept,
        recipe.layers,
        recipe.dropout,
        recipe.join,
        recipe.heads,
        recipe.inner,
    )
    tag_sizes = {name: len(items) for name, items in labels.tags.items()}
    relation_sizes = {name: len(items) for name, items in labels.relations.items()}
    return Network(encoder, source.shape.hidden, tag_sizes, relation_sizes)


def losses(network: Network, output: Output, batch: Batch) -> Tensor:
    """The joint loss: for every head the sum over its labelled words, by the batch's words."""
    words = batch.present.sum()
    total = output.logits.new_zeros(())
    blocks = dict(
        zip(
            network.tag_sizes,
            output.logits.split(list(network.tag_sizes.values()), -1),
            strict=True,
        )
    )
    for name, gold in batch.tags.items():
        total = total + weight_of(name) * _summed(blocks[name], gold)
    for name, gold in batch.relations.items():
        logits = network.relation_logits(name, output, batch.heads)
        total = total + _TREE_WEIGHT * _summed(logits, gold)
    arcs = output.arcs.masked_fill(~batch.present[:, None, :], -1e4)
    total = total + _TREE_WEIGHT * _summed(arcs, batch.heads)
    if batch.soft is not None:
        total = total + _soft_losses(network, output, batch, blocks, arcs)
    return total / words


def _soft_losses(
    network: Network, output: Output, batch: Batch, blocks: Mapping[str, Tensor], arcs: Tensor
) -> Tensor:
    """Cross entropy with what a teacher says."""
    soft = batch.soft
    assert soft is not None
    parts = soft.tags.split(list(network.tag_sizes.values()), -1)
    total = _TREE_WEIGHT * _cross(arcs, soft.arcs)
    for (name, logits), part in zip(blocks.items(), parts, strict=True):
        total = total + weight_of(name) * _cross(logits, part)
    relations = network.relation_logits(soft.style, output, soft.heads)
    return total + _TREE_WEIGHT * _cross(relations, soft.relations)


def _cross(logits: Tensor, wanted: Tensor) -> Tensor:
    return -(wanted * logits.log_softmax(-1)).sum()


def weight_of(name: str) -> float:
    """How much a tag set counts in the loss."""
    if name in _WEIGHTS:
        return _WEIGHTS[name]
    return _FEATURE_WEIGHT if name.startswith("feat.") else _NAMES_WEIGHT


def _summed(logits: Tensor, gold: Tensor) -> Tensor:
    known = gold != IGNORED
    return fn.cross_entropy(logits[known], gold[known], reduction="sum")


def move(batch: Batch, target: torch.device) -> Batch:
    """The batch on another device."""
    if target.type == "cpu":
        return batch
    return Batch(**{part.name: _moved(getattr(batch, part.name), target) for part in fields(batch)})


def _moved(value: Any, target: torch.device) -> Any:
    if isinstance(value, dict):
        return {name: tensor.to(target) for name, tensor in value.items()}
    if isinstance(value, SoftBatch):
        parts = {part.name: getattr(value, part.name) for part in fields(value)}
        return replace(
            value, **{name: v.to(target) for name, v in parts.items() if isinstance(v, Tensor)}
        )
    return value.to(target) if isinstance(value, Tensor) else value


@dataclass(slots=True)
class Trainer:
    """Holds what a run needs between steps; `checkpoint` is written after every epoch.

    `rest` is the share of the time in which nothing is done, to leave the machine to others.
    """

    network: Network
    collator: Collator
    recipe: Recipe
    checkpoint: Path
    rest: float = 0.0
    target: torch.device = field(default_factory=device)
    step: int = 0
    epoch: int = 0
    seconds: float = 0.0

    def run(self, sentences: Mapping[str, Sequence[Sentence]]) -> None:
        """Train to the end of the recipe, from the checkpoint where there is one."""
        network = self.network.to(self.target)
        optimiser = _optimiser(network, self.recipe)
        self._resume(optimiser)
        counts = {name: sum(len(s.forms) for s in items) for name, items in sentences.items()}
        words = sum(self.recipe.shares.get(name, 0) * count for name, count in counts.items())
        steps = max(1, round(self.recipe.epochs * words / self.recipe.words_per_batch * 1.04))
        print(f"{words:.0f} words an epoch, about {steps} steps", flush=True)
        network.train()
        while self.epoch < self.recipe.epochs and self._progress(steps) < 1:
            self._one_epoch(sentences, optimiser, steps)
            self.epoch += 1
            self.save(optimiser)

    def _one_epoch(
        self,
        sentences: Mapping[str, Sequence[Sentence]],
        optimiser: torch.optim.Optimizer,
        steps: int,
    ) -> None:
        chance = random.Random(self.recipe.seed * 1000 + self.epoch)
        torch.manual_seed(self.recipe.seed * 1000 + self.epoch)
        batches = plan_epoch(
            sentences, self.recipe.shares, self.recipe.words_per_batch, NoiseRates(), chance
        )
        total, seen, start = 0.0, 0, time.monotonic()
        for items in batches:
            since = time.monotonic()
            progress = self._progress(steps)
            if progress >= 1:
                break
            factor = min(progress / self.recipe.warm_up, (1 - progress) / (1 - self.recipe.warm_up))
            for group in optimiser.param_groups:
                group["lr"] = group["base"] * max(factor, 0.01)
            total += self._one_step(items, optimiser)
            seen += sum(len(item.forms) for item in items)
            self.step += 1
            if self.rest > 0:
                time.sleep((time.monotonic() - since) * self.rest / (1 - self.rest))
            self.seconds += time.monotonic() - since
        spent = time.monotonic() - start
        print(
            f"epoch {self.epoch + 1}: loss {total / max(1, len(batches)):.4f}, {spent:.0f} s, "
            f"{seen / max(spent, 1e-9):.0f} words/s, progress {self._progress(steps):.2f}",
            flush=True,
        )

    def _one_step(self, items: Sequence[Sentence], optimiser: torch.optim.Optimizer) -> float:
        batch = move(self.collator.collate(items), self.target)
        with torch.autocast(self.target.type, torch.bfloat16):
            output = self.network(batch)
        loss = losses(self.network, output, batch)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        optimiser.step()
        return float(loss.detach())

    def _progress(self, steps: int) -> float:
        done = self.step / steps
        limit = self.recipe.minutes * 60
        return max(done, self.seconds / limit) if limit else done

    def save(self, optimiser: torch.optim.Optimizer) -> None:
        """Write the checkpoint, whole or not at all."""
        state = {
            "network": self.network.state_dict(),
            "optimiser": optimiser.state_dict(),
            "step": self.step,
            "epoch": self.epoch,
            "seconds": self.seconds,
            "recipe": asdict(self.recipe),
        }
        draft = self.checkpoint.with_suffix(".draft")
        torch.save(state, draft)
        draft.replace(self.checkpoint)

    def _resume(self, optimiser: torch.optim.Optimizer) -> None:
        if not self.checkpoint.exists():
            return
        state = torch.load(self.checkpoint, weights_only=True)
        self.network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        self.step, self.epoch = state["step"], state["epoch"]
        self.seconds = state["seconds"]


def _optimiser(network: Network, recipe: Recipe) -> torch.optim.Optimizer:
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    inside = set(map(id, network.encoder.parameters()))
    heads = [p for p in network.parameters() if id(p) not in inside]
    groups: list[dict[str, Any]] = [
        {"params": encoder, "lr": 0.0, "base": recipe.encoder_rate},
        {"params": heads, "lr": 0.0, "base": recipe.head_rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def predict(
    network: Network,
    collator: Collator,
    sentences: Sequence[Sentence],
    words: int = 1500,
    half: bool = False,
) -> list[tuple[Sentence, dict[str, Tensor]]]:
    """Raw outputs a sentence: joint logits, arc scores and relation halves, root column first.

    `half`: in 16 bits, which is faster and less exact; a GPU always does.
    """
    target = next(network.parameters()).device
    network.eval()
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i].forms))
    results: list[tuple[Sentence, dict[str, Tensor]] | None] = [None] * len(sentences)
    at = 0
    while at < len(order):
        longest = max(1, len(sentences[order[min(at + 8, len(order) - 1)]].forms))
        chunk = order[at : at + max(1, math.ceil(words / longest / 1.3))]
        at += len(chunk)
        batch = move(collator.collate([sentences[i] for i in chunk]), target)
        short = half or target.type == "cuda"
        context = torch.autocast(target.type, torch.bfloat16) if short else nullcontext()
        with torch.inference_mode(), context:
            output = network(batch)
        for row, index in enumerate(chunk):
            size = len(sentences[index].forms) + 1
            results[index] = (
                sentences[index],
                {
                    "logits": output.logits[row, :size],
                    "arcs": output.arcs[row, :size, :size],
                    "dependent": output.dependent[row, :size],
                    "governor": output.governor[row, :size],
                },
            )
    return [item for item in results if item is not None]
