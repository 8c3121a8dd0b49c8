"""How large the values get that go into each product: the fixed scales of the run-time model.

A scale that is fixed for good costs nothing at run time and makes no answer depend on what else is
in the batch. Two things need care. In front of the inner layer one or two channels grow ten times
larger than all others; these are shrunk there and the weights that read them stretched, which
changes no product. After the inner layer a few channels give huge values now and then; there the
numbers end at a limit, and what goes beyond it is carried by further channels: since GELU leaves
large values as they are, gelu(x) is nearly min(gelu(x), limit) + gelu(x - limit).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from lagebild.train.batches import Collator
from lagebild.train.network import Layer, Network
from lagebild.train.sentences import Sentence

FloatArray = NDArray[np.float32]

HEADS = "heads"
_SOURCES = ("de_gsd", "de_pud", "germeval", "smartdata", "en_ewt")
_EACH = 100
_BATCH = 8
_WIDEST = 4.0
_WIDEST_INNER = 6.0
# GELU never gives less.
_LEAST_GELU = -0.17


@dataclass(frozen=True, slots=True)
class Range:
    """How one product's input is written in 8 bits: value = (number - zero) * scale.

    `shrink` is what each channel is divided by before that; `beyond` names the channels that go
    on in a further one (channel, what is taken off there before GELU).
    """

    scale: float
    zero: int
    shrink: FloatArray
    beyond: tuple[tuple[int, float], ...] = ()


def calibration_sample(sentences: Mapping[str, Sequence[Sentence]]) -> list[Sentence]:
    """Some training sentences of every kind, evenly spread over their sources."""
    sample: list[Sentence] = []
    for source in _SOURCES:
        items = sentences.get(source, ())
        sample.extend(items[:: max(1, len(items) // _EACH)][:_EACH])
    return sample


def ranges(network: Network, collator: Collator, sentences: Sequence[Sentence]) -> dict[str, Range]:
    """The range of every product's input ("layer0.qkv", ..., "heads"), seen on the sentences."""
    return {name: _range(name, peak) for name, peak in _peaks(network, collator, sentences).items()}


def _range(name: str, peak: FloatArray) -> Range:
    kind = name.rpartition(".")[2]
    plain = np.ones_like(peak)
    top = max(float(peak.max()), 1e-3)
    if kind == "down":
        top = min(top, _WIDEST_INNER)
        scale = (top - _LEAST_GELU) / 255
        return Range(scale, round(-_LEAST_GELU / scale), plain, _beyond(peak, top))
    shrink = np.maximum(plain, peak / _WIDEST) if kind == "up" else plain
    return Range(float((peak / shrink).max()) / 127, 128, shrink)


def _beyond(peak: FloatArray, top: float) -> tuple[tuple[int, float], ...]:
    return tuple(
        (channel, step * top)
        for channel in np.flatnonzero(peak > top).tolist()
        for step in range(1, math.ceil(peak[channel] / top))
    )


def _peaks(
    network: Network, collator: Collator, sentences: Sequence[Sentence]
) -> dict[str, FloatArray]:
    """The largest absolute value of every channel, by product."""
    peaks: dict[str, Tensor] = {}
    real: dict[str, Tensor] = {}

    def watch(name: str, mask: str) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        def note(_: nn.Module, given: tuple[Tensor, ...]) -> None:
            top = given[0][real[mask]].abs().amax(0)
            peaks[name] = torch.maximum(peaks[name], top) if name in peaks else top

        return note

    hooks = [network.tags.register_forward_pre_hook(watch(HEADS, "words"))]
    for number, layer in enumerate(network.encoder.layers):
        assert isinstance(layer, Layer)
        join = network.encoder.join
        seen = "words" if join and number >= join else "pieces"
        for part in ("qkv", "out", "up", "down"):
            hook = watch(f"layer{number}.{part}", seen)
            hooks.append(getattr(layer, part).register_forward_pre_hook(hook))
    ordered = sorted(sentences, key=lambda sentence: len(sentence.forms))
    with torch.inference_mode():
        for at in range(0, len(ordered), _BATCH):
            batch = collator.collate(ordered[at : at + _BATCH])
            real["pieces"] = batch.mask
            real["words"] = batch.present.clone()
            real["words"][:, 0] = batch.mask[:, 0]
            network(batch)
    for handle in hooks:
        handle.remove()
    return {name: top.numpy() for name, top in peaks.items()}
