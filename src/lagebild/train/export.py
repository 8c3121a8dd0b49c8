"""From a trained network to the run-time model: one ONNX file, pieces and labels."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray

from lagebild.errors import UsageError
from lagebild.train.bundle import Bundle
from lagebild.train.calibrate import HEADS, Range, ranges
from lagebild.train.graph import GraphBuilder
from lagebild.train.network import ARC_WIDTH, RELATION_WIDTH, Encoder, Layer, Network
from lagebild.train.sentences import TRAINING_ONLY, Sentence
from lagebild.train.vocabulary import Vocabulary

TRAINING_STYLES = frozenset({"de_pud"})


def export(network: Network, bundle: Bundle, sample: Sequence[Sentence], folder: Path) -> None:
    """Write model.onnx, pieces.tsv, labels.json and manifest.json into the folder.

    `sample`: sentences on which the ranges of the 8-bit numbers are found. Raises UsageError for a
    network that does not join pieces to words.
    """
    if not network.encoder.join:
        raise UsageError("only a network that joins pieces to words can be exported: see `student`")
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    model = build_graph(network, ranges(network, bundle.collator(), sample))
    (folder / "model.onnx").write_bytes(model.SerializeToString())
    write_pieces(bundle.vocabulary, folder / "pieces.tsv")
    labels = {
        "tags": {n: list(v) for n, v in bundle.labels.tags.items() if n not in TRAINING_ONLY},
        "relations": {
            n: list(v) for n, v in bundle.labels.relations.items() if n not in TRAINING_STYLES
        },
        "special": {
            "begin": bundle.vocabulary.begin,
            "pad": bundle.vocabulary.pad,
            "end": bundle.vocabulary.end,
            "unknown": bundle.vocabulary.unknown,
        },
        "normalise": bundle.vocabulary.normalise,
    }
    text = json.dumps(labels, ensure_ascii=False, indent=1)
    (folder / "labels.json").write_text(text + "\n", encoding="utf-8")
    write_manifest(folder)


def write_pieces(vocabulary: Vocabulary, path: Path) -> None:
    """One piece a line with its score; special pieces have an empty text."""
    special = {vocabulary.begin, vocabulary.pad, vocabulary.end, vocabulary.unknown}
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for number, (piece, score) in enumerate(
            zip(vocabulary.pieces, vocabulary.scores, strict=True)
        ):
            text = "" if number in special else piece
            stream.write(f"{text}\t{score:.4f}\n")


def write_manifest(folder: Path) -> None:
    """Sizes and SHA-256 digests of the model's files, which the run time checks."""
    files = {}
    for name in ("model.onnx", "pieces.tsv", "labels.json"):
        data = (folder / name).read_bytes()
        files[name] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    text = json.dumps({"format": 3, "files": files}, indent=1)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")


def build_graph(network: Network, spread: Mapping[str, Range]) -> onnx.ModelProto:
    """The whole network as a graph over stretches laid end to end, without padding.

    Inputs: `ids`, the pieces of all stretches; `place`, each piece's place in its stretch; `grid`
    [stretches, longest], the rows of each stretch's pieces, -1 where it is shorter; `back`, each
    piece's place in the flattened grid; `parts` [words, 4]: for every word the rows of its first
    two and last two pieces (each stretch begins with its root); `word_grid` and `word_back`: the
    same of words. Outputs: `tags` [words, labels],
    `arcs` [words, words] (dependent, head), `dependent` and `governor` [words, width], and the
    relation layers as `w.*`, `b.*`, which the run time applies once heads are decided.
    """
    g = GraphBuilder()
    states = _encoder(g, network.encoder, spread)
    _heads(g, network, states, spread[HEADS])
    outputs = [("tags", 2), ("arcs", 2), ("dependent", 2), ("governor", 2)]
    for name, layer in network.relations.items():
        if name not in TRAINING_STYLES:
            assert isinstance(layer, torch.nn.Linear)
            weight = g.constant(f"relation.{name}.weight", _values(layer.weight))
            bias = g.constant(f"relation.{name}.bias", _values(layer.bias))
            g.node("Identity", [weight], [f"w.{name}"])
            g.node("Identity", [bias], [f"b.{name}"])
            outputs += [(f"w.{name}", 2), (f"b.{name}", 1)]
    tables, vectors = ("grid", "word_grid", "parts"), ("ids", "place", "back", "word_back")
    inputs = [*((name, 2) for name in tables), *((name, 1) for name in vectors)]
    model = g.model(inputs, outputs)
    onnx.checker.check_model(model)
    return model


def _values(tensor: torch.Tensor) -> NDArray[np.float32]:
    values: NDArray[np.float32] = tensor.detach().float().numpy()
    return values


def _encoder(g: GraphBuilder, encoder: Encoder, spread: Mapping[str, Range]) -> str:
    """Nodes of the encoder; returns the states [words, hidden]."""
    table = _values(encoder.word.weight)
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-9) / 127
    quantised = np.round(table / scale).astype(np.int8)
    vectors = g.one("Cast", g.one("Gather", g.constant("word", quantised), "ids"), to=1)
    scales = g.one("Gather", g.constant("word.scale", scale.astype(np.float32)), "ids")
    positions = g.constant("position", _values(encoder.position.weight))
    states = g.one("Add", g.one("Mul", vectors, scales), g.one("Gather", positions, "place"))
    states = g.one(
        "LayerNormalization",
        states,
        g.constant("norm.weight", _values(encoder.norm.weight)),
        g.constant("norm.bias", _values(encoder.norm.bias)),
        epsilon=encoder.norm.eps,
    )
    places = Places("grid", "back", _mask(g, "grid"))
    for number, layer in enumerate(encoder.layers):
        assert isinstance(layer, Layer)
        if number == encoder.join:
            states = g.one("ReduceMean", g.one("Gather", states, "parts"), g.ints(1), keepdims=0)
            places = Places("word_grid", "word_back", _mask(g, "word_grid"))
        states = _layer(g, layer, f"layer{number}", spread, (states, places))
    return states


@dataclass(frozen=True, slots=True)
class Places:
    """Names of the inputs that lay out the rows of stretches, and of the mask of their ends."""

    grid: str
    back: str
    mask: str


def _mask(g: GraphBuilder, grid: str) -> str:
    # Small enough to vanish beside any real weight, but no subnormal numbers: these are slow.
    missing = g.one("Equal", grid, g.constant("none", np.array(-1, np.int64)))
    mask = g.one("Where", missing, g.number(-60.0), g.number(0.0))
    return g.one("Unsqueeze", mask, g.ints(1, 2))


def _layer(
    g: GraphBuilder,
    layer: Layer,
    name: str,
    spread: Mapping[str, Range],
    inputs: tuple[str, Places],
) -> str:
    """One layer; `inputs` are the states and where they belong.

    Where the inner layer's input is shrunk, the normalisation before it writes it so, and the sum
    after it stretches it again.
    """
    mixed = _attention(g, layer, name, spread[f"{name}.qkv"], inputs)
    weight, bias = _values(layer.out.weight), _output_bias(layer)
    mixed = g.linear(mixed, f"{name}.out", weight, spread[f"{name}.out"], bias)
    up = spread[f"{name}.up"]
    states = _add_and_norm(g, mixed, inputs[0], layer.norm_a, f"{name}.a", up.shrink)
    down = spread[f"{name}.down"]
    weight, bias = _inner_weights(layer, down)
    inner = g.fused("Gelu", g.linear(states, f"{name}.up", weight, up, bias))
    weight, bias = _values(layer.down.weight), _values(layer.down.bias)
    weight = np.concatenate([weight, weight[:, [channel for channel, _ in down.beyond]]], axis=1)
    inner = g.linear(inner, f"{name}.down", weight, down, bias)
    if (up.shrink != 1).any():
        states = g.one("Mul", states, g.constant(f"{name}.stretch", up.shrink))
    return _add_and_norm(g, inner, states, layer.norm_b, f"{name}.b")


def _inner_weights(layer: Layer, down: Range) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights and biases of the inner layer with the channels that carry what is too large."""
    weight, bias = _values(layer.up.weight), _values(layer.up.bias)
    again = [channel for channel, _ in down.beyond]
    less = np.array([off for _, off in down.beyond], np.float32)
    return np.concatenate([weight, weight[again]]), np.concatenate([bias, bias[again] - less])


def _attention(
    g: GraphBuilder, layer: Layer, name: str, spread: Range, inputs: tuple[str, Places]
) -> str:
    """Attention in steps: faster here than the one operator for all of it, and exact.

    The scale of the products is folded into the weights of the queries. A bias of the keys shifts
    all scores of a query alike and drops out; the bias of the values is the same for every mixture
    and is added after the output layer (see `_output_bias`). Only here stretches are
    padded to one length; all other layers work on the pieces laid end to end.
    """
    states, places = inputs
    weight, bias = _values(layer.qkv.weight).copy(), _values(layer.qkv.bias).copy()
    hidden = layer.heads * layer.width
    weight[:hidden] *= layer.width**-0.5
    shift = (bias[:hidden] * layer.width**-0.5).reshape(1, layer.heads, 1, layer.width)
    qkv = g.linear(states, f"{name}.qkv", weight, spread)
    shape = g.node(
        "Concat", [g.one("Shape", places.grid), g.ints(3, layer.heads, layer.width)], 1, axis=0
    )
    split = g.one("Reshape", g.one("Gather", qkv, places.grid), shape[0])
    parts = g.node(
        "Split", [g.one("Transpose", split, perm=[2, 0, 3, 1, 4])], 3, axis=0, num_outputs=3
    )
    query, key, value = (g.one("Squeeze", part, g.ints(0)) for part in parts)
    query = g.one("Add", query, g.constant(f"{name}.query.bias", shift))
    scores = g.fused("FusedMatMul", query, key, transB=1)
    weights = g.one("Softmax", g.one("Add", scores, places.mask), axis=-1)
    mixed = g.one("Transpose", g.one("MatMul", weights, value), perm=[0, 2, 1, 3])
    return g.one("Gather", g.one("Reshape", mixed, g.ints(-1, hidden)), places.back)


def _output_bias(layer: Layer) -> NDArray[np.float32]:
    values = _values(layer.qkv.bias)[-layer.out.in_features :]
    total: NDArray[np.float32] = _values(layer.out.bias) + _values(layer.out.weight) @ values
    return total


def _add_and_norm(
    g: GraphBuilder,
    new: str,
    old: str,
    norm: torch.nn.LayerNorm,
    name: str,
    shrink: NDArray[np.float32] | float = 1.0,
) -> str:
    gain, shift = _values(norm.weight) / shrink, _values(norm.bias) / shrink
    return g.one(
        "LayerNormalization",
        g.one("Add", new, old),
        g.constant(f"{name}.gain", gain.astype(np.float32)),
        g.constant(f"{name}.shift", shift.astype(np.float32)),
        epsilon=norm.eps,
    )


def _heads(g: GraphBuilder, network: Network, words: str, spread: Range) -> None:
    """Nodes of all heads: one joint 8-bit projection, then the pairs of words."""
    weights, biases = _tag_layers(network)
    layers = (
        network.arc_dependent,
        network.arc_head,
        network.relation_dependent,
        network.relation_head,
    )
    weight = np.concatenate([weights, *(_values(layer.weight) for layer in layers)])
    bias = np.concatenate([biases, *(_values(layer.bias) for layer in layers)])
    joint = g.linear(words, "heads", weight, spread, bias)
    sizes = (len(biases), ARC_WIDTH, ARC_WIDTH, RELATION_WIDTH, RELATION_WIDTH)
    names = ["tags", "arc_dependent", "arc_head", "dependent", "governor"]
    g.node("Split", [joint, g.ints(*sizes)], names, axis=1)
    dependent = g.fused("Gelu", "arc_dependent")
    arc = _values(network.arc.weight).T * ARC_WIDTH**-0.5
    dependent = g.one("MatMul", dependent, g.constant("arc.weight", arc))
    dependent = g.one("Add", dependent, g.constant("arc.prior", _values(network.arc_prior.weight)))
    head = g.one("Transpose", g.fused("Gelu", "arc_head"), perm=[1, 0])
    g.node("MatMul", [dependent, head], ["arcs"])


def _tag_layers(network: Network) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights and biases of the tag sets that ship, in their fixed order."""
    weight, bias = _values(network.tags.weight), _values(network.tags.bias)
    rows: list[int] = []
    at = 0
    for name, size in network.tag_sizes.items():
        if name not in TRAINING_ONLY:
            rows.extend(range(at, at + size))
        at += size
    return weight[rows], bias[rows]
