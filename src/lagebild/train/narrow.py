"""The step `narrow`: a network with fewer attention heads and inner channels in every layer.

Those stay whose part in what their layer adds to the states is largest on training sentences
(Michel, Levy and Neubig 2019, "Are sixteen heads really better than one?"; here by size and not
by gradient). What is lost a student learns back from its teacher.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor, nn

from lagebild.train.batches import Collator
from lagebild.train.bundle import load_network
from lagebild.train.e5file import EncoderFile
from lagebild.train.network import Layer, Network
from lagebild.train.sentences import Sentence

_BATCH = 16


def narrow(
    start: Path,
    source: EncoderFile,
    sample: Sequence[Sentence],
    heads: int,
    inner: int,
    folder: Path,
) -> None:
    """Write a run whose layers keep `heads` heads and `inner` channels of those of the run `start`.

    `sample`: sentences on which is seen how much each of them carries.
    """
    network, bundle = load_network(start, source)
    weights = _carried(network, bundle.collator(), sample)
    state = dict(network.state_dict())
    for number, layer in enumerate(network.encoder.layers):
        assert isinstance(layer, Layer)
        by_head, by_channel = weights[number]
        _keep(state, f"encoder.layers.{number}", layer.width, _best(by_head, heads), layer.heads)
        _keep_inner(state, f"encoder.layers.{number}", _best(by_channel, inner))
    folder.mkdir(parents=True, exist_ok=True)
    replace(bundle, recipe=replace(bundle.recipe, heads=heads, inner=inner)).write(folder)
    torch.save({"network": state}, folder / "checkpoint.pt")


def _best(weights: Tensor, count: int) -> Tensor:
    return weights.topk(count).indices.sort().values


def _keep(state: dict[str, Tensor], stem: str, width: int, kept: Tensor, heads: int) -> None:
    rows = (kept[:, None] * width + torch.arange(width)).flatten()
    triple = torch.cat([rows + part * heads * width for part in range(3)])
    for part in ("weight", "bias"):
        state[f"{stem}.qkv.{part}"] = state[f"{stem}.qkv.{part}"][triple]
    state[f"{stem}.out.weight"] = state[f"{stem}.out.weight"][:, rows]


def _keep_inner(state: dict[str, Tensor], stem: str, kept: Tensor) -> None:
    for part in ("weight", "bias"):
        state[f"{stem}.up.{part}"] = state[f"{stem}.up.{part}"][kept]
    state[f"{stem}.down.weight"] = state[f"{stem}.down.weight"][:, kept]


def _carried(
    network: Network, collator: Collator, sample: Sequence[Sentence]
) -> list[tuple[Tensor, Tensor]]:
    """For every layer the mean size of what each head and each inner channel adds."""
    layers = [layer for layer in network.encoder.layers if isinstance(layer, Layer)]
    sums = [(torch.zeros(layer.heads), torch.zeros(layer.up.out_features)) for layer in layers]

    def by_head(number: int) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        layer = layers[number]
        parts = layer.out.weight.view(-1, layer.heads, layer.width)

        def note(_: nn.Module, given: tuple[Tensor, ...]) -> None:
            split = given[0].unflatten(-1, (layer.heads, layer.width))
            added = torch.einsum("bnhw,dhw->bnhd", split, parts)
            sums[number][0].add_(added.norm(dim=-1).sum((0, 1)))

        return note

    def by_channel(number: int) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        columns = layers[number].down.weight.norm(dim=0)

        def note(_: nn.Module, given: tuple[Tensor, ...]) -> None:
            sums[number][1].add_((given[0].abs() * columns).sum((0, 1)))

        return note

    hooks = [layer.out.register_forward_pre_hook(by_head(i)) for i, layer in enumerate(layers)]
    hooks += [layer.down.register_forward_pre_hook(by_channel(i)) for i, layer in enumerate(layers)]
    ordered = sorted(sample, key=lambda sentence: len(sentence.forms))
    with torch.inference_mode():
        for at in range(0, len(ordered), _BATCH):
            network(collator.collate(ordered[at : at + _BATCH]))
    for handle in hooks:
        handle.remove()
    return sums
