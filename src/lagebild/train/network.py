"""The network: a cut multilingual encoder and one head for every question asked of a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from lagebild.train.batches import Batch
from lagebild.train.e5file import EncoderFile, EncoderShape

ARC_WIDTH = 256
RELATION_WIDTH = 256


@dataclass(frozen=True, slots=True)
class Output:
    """What one pass gives, all over [batch, words + 1]; column 0 is the root.

    `arcs`: [batch, dependent, head]; `dependent`, `governor`: halves of the relation classifier's
    hidden layer; `logits`: one block of columns for every tag set.
    """

    arcs: Tensor
    dependent: Tensor
    governor: Tensor
    logits: Tensor


class PooledDropout(nn.Module):  # type: ignore[misc]
    """Dropout whose mask is a random stretch of a pool drawn once.

    Drawing fresh random numbers for every mask costs a tenth of a training step on a CPU.
    """

    def __init__(self, rate: float, pool: int = 1 << 22) -> None:
        super().__init__()
        self.rate = rate
        keep = (torch.rand(pool) >= rate).to(torch.bfloat16) / (1.0 - rate)
        self.register_buffer("pool", keep if rate > 0 else torch.ones(1), persistent=False)

    def forward(self, states: Tensor) -> Tensor:
        if not self.training or self.rate == 0:
            return states
        pool = self.get_buffer("pool")
        size = states.numel()
        if size > pool.numel():
            return fn.dropout(states, self.rate, True)
        start = int(torch.randint(0, pool.numel() - size + 1, ()))
        return states * pool[start : start + size].view_as(states).to(states.dtype)


class Layer(nn.Module):  # type: ignore[misc]
    """One transformer layer, normalised after each half as in BERT."""

    def __init__(self, shape: EncoderShape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.width = shape.width
        self.qkv = nn.Linear(shape.hidden, 3 * shape.heads * shape.width)
        self.out = nn.Linear(shape.heads * shape.width, shape.hidden)
        self.up = nn.Linear(shape.hidden, shape.inner)
        self.down = nn.Linear(shape.inner, shape.hidden)
        self.norm_a = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.norm_b = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.dropout = PooledDropout(dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = states.shape
        split = self.qkv(states).view(batch, length, 3, self.heads, self.width)
        query, key, value = split.permute(2, 0, 3, 1, 4).unbind(0)
        # Written out: the fused kernel's backward pass takes half of a training step on a CPU.
        scores = query @ key.transpose(-1, -2) * self.width**-0.5 + bias
        mixed = torch.softmax(scores, -1, dtype=scores.dtype) @ value
        mixed = self.out(mixed.transpose(1, 2).flatten(2))
        states = self.norm_a(states + self.dropout(mixed))
        inner = self.down(fn.gelu(self.up(states)))
        return self.norm_b(states + self.dropout(inner))


class Encoder(nn.Module):  # type: ignore[misc]
    """The first layers of the encoder over a cut vocabulary; piece vectors are not trained.

    The first `join` layers see pieces, the others one vector a word; with 0 all see pieces.
    """

    def __init__(
        self, shape: EncoderShape, pieces: int, layers: int, dropout: float, join: int = 0
    ) -> None:
        super().__init__()
        self.join = join
        self.word = nn.Embedding(pieces, shape.hidden)
        self.word.weight.requires_grad = False
        self.position = nn.Embedding(shape.positions, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(layers))

    def forward(self, batch: Batch) -> Tensor:
        """States of the words: one vector after a join, else first and last piece side by side."""
        places = self.position.weight[: batch.ids.shape[1]]
        states = self.norm(self.word(batch.ids) + places)
        bias = _bias(batch.mask, states)
        for number, layer in enumerate(self.layers):
            if self.join and number == self.join:
                states = joined(states, batch.first, batch.last)
                bias = _bias(batch.present, states)
            states = layer(states, bias)
        if self.join:
            return states
        return torch.cat([pick(states, batch.first), pick(states, batch.last)], -1)


class Network(nn.Module):  # type: ignore[misc]
    """Encoder and heads.

    `tag_sizes` gives the number of labels of every tag set (one linear layer, cut into blocks),
    `relation_sizes` the number of relations of every treebank convention.
    """

    def __init__(
        self,
        encoder: Encoder,
        hidden: int,
        tag_sizes: Mapping[str, int],
        relation_sizes: Mapping[str, int],
        dropout: float = 0.2,
    ) -> None:
        super().__init__()
        self.encoder = encoder
        self.tag_sizes = dict(tag_sizes)
        self.dropout = dropout
        wide = hidden if encoder.join else 2 * hidden
        self.tags = nn.Linear(wide, sum(tag_sizes.values()))
        self.arc_dependent = nn.Linear(wide, ARC_WIDTH)
        self.arc_head = nn.Linear(wide, ARC_WIDTH)
        self.arc = nn.Linear(ARC_WIDTH, ARC_WIDTH, bias=False)
        self.arc_prior = nn.Linear(ARC_WIDTH, 1)
        self.relation_dependent = nn.Linear(wide, RELATION_WIDTH)
        self.relation_head = nn.Linear(wide, RELATION_WIDTH)
        self.relations = nn.ModuleDict(
            {name: nn.Linear(RELATION_WIDTH, size) for name, size in relation_sizes.items()}
        )
        nn.init.orthogonal_(self.arc.weight)

    def forward(self, batch: Batch) -> Output:
        words = fn.dropout(self.encoder(batch), self.dropout, self.training)
        drop = 0.3 if self.training else 0.0
        dependent = fn.dropout(fn.gelu(self.arc_dependent(words)), drop, self.training)
        head = fn.dropout(fn.gelu(self.arc_head(words)), drop, self.training)
        arcs = self.arc(dependent) @ head.transpose(1, 2) * ARC_WIDTH**-0.5
        arcs = arcs + self.arc_prior(head).transpose(1, 2)
        return Output(
            arcs.float(),
            self.relation_dependent(words).float(),
            self.relation_head(words).float(),
            self.tags(words).float(),
        )

    def relation_logits(self, name: str, output: Output, heads: Tensor) -> Tensor:
        """Relation scores of every word under the given heads (column numbers)."""
        chosen = pick(output.governor, heads.clamp(min=0))
        hidden = fn.gelu(output.dependent + chosen)
        hidden = fn.dropout(hidden, 0.3 if self.training else 0.0, self.training)
        logits: Tensor = self.relations[name](hidden)
        return logits


def pick(states: Tensor, places: Tensor) -> Tensor:
    """The rows of `states` [batch, n, d] at `places` [batch, m]."""
    return torch.gather(states, 1, places[..., None].expand(-1, -1, states.shape[-1]))


def joined(states: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """One vector a word: the mean of its first two and its last two pieces.

    For words of one, two, or four pieces that is the mean of all; in longer ones what lies between
    reaches the others through the layers below.
    """
    second, before = torch.minimum(first + 1, last), torch.maximum(last - 1, first)
    total = pick(states, first) + pick(states, second) + pick(states, before) + pick(states, last)
    return total * 0.25


def _bias(mask: Tensor, states: Tensor) -> Tensor:
    return (1.0 - mask.to(states.dtype))[:, None, None, :] * -1e4


def load_encoder(
    source: EncoderFile,
    kept: tuple[int, ...],
    layers: int,
    dropout: float,
    join: int = 0,
    heads: int = 0,
    inner: int = 0,
) -> Encoder:
    """The first `layers` layers with the weights of the file and the vectors of kept pieces.

    `heads`, `inner`: of a narrower encoder; then the layers' weights are left to be set.
    """
    weights = source.weights
    shape = replace(
        source.shape, heads=heads or source.shape.heads, inner=inner or source.shape.inner
    )
    encoder = Encoder(shape, len(kept), layers, dropout, join)

    def put(target: Tensor, *names: str) -> None:
        values = np.concatenate([weights[name] for name in names])
        target.copy_(torch.from_numpy(np.ascontiguousarray(values)))

    with torch.no_grad():
        encoder.word.weight.copy_(torch.from_numpy(weights["word"][list(kept)]))
        types = torch.from_numpy(weights["type"])
        encoder.position.weight.copy_(
            torch.from_numpy(weights["position"][: shape.positions]) + types
        )
        put(encoder.norm.weight, "norm.w")
        put(encoder.norm.bias, "norm.b")
        for number, layer in enumerate(encoder.layers if shape == source.shape else ()):
            assert isinstance(layer, Layer)
            put(layer.qkv.weight, *(f"{number}.{part}.w" for part in "qkv"))
            put(layer.qkv.bias, *(f"{number}.{part}.b" for part in "qkv"))
            parts = {"ao": layer.out, "fi": layer.up, "fo": layer.down}
            parts |= {"aln": layer.norm_a, "oln": layer.norm_b}
            for name, module in parts.items():
                put(module.weight, f"{number}.{name}.w")
                put(module.bias, f"{number}.{name}.b")
    return encoder
