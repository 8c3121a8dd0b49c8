"""Training the weights that read speeches: two log-linear models over features of the tree."""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from lagebild.recognise.quotes.speech.weights import CARD, FILE, FORMAT, ROLES, FloatArray
from lagebild.train.speech_examples import Example, Examples, read_examples

Arrays = Mapping[str, npt.NDArray[np.generic]]
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Recipe:
    """How a model is trained: passes, rate, share of features left out, decay, what is kept.

    `seldom`: features of fewer examples are dropped; `least`: so are those whose weights are all
    smaller. `least_cue`, `least_role`: how sure a cue, and that a phrase plays any part, must be.
    """

    epochs: int = 8
    rate: float = 0.1
    dropout: float = 0.4
    decay: float = 1e-3
    batch: int = 256
    seldom: int = 3
    least: float = 0.04
    least_cue: float = 0.45
    least_role: float = 0.4
    seed: int = 7


@dataclass(frozen=True)
class Design:
    """Examples as columns: the numbers of their features end to end, where each begins, labels."""

    hashes: npt.NDArray[np.uint32]
    features: IntArray
    begins: IntArray
    labels: IntArray

    @classmethod
    def of(cls, examples: Sequence[Example], seldom: int) -> Design:
        """The design of some examples, seldom features left out."""
        counts = Counter(f for e in examples for f in e.features)
        kept = sorted(f for f, n in counts.items() if n >= seldom)
        number = {f: i for i, f in enumerate(kept)}
        rows = [[number[f] for f in e.features if f in number] for e in examples]
        return cls(
            np.array(kept, np.uint32),
            np.array([f for row in rows for f in row], np.int64),
            np.cumsum([0, *(len(row) for row in rows)]),
            np.array([e.label for e in examples], np.int64),
        )

    def entries(self, chosen: IntArray) -> tuple[IntArray, IntArray]:
        """The features of some examples, and for each the place of its example among them."""
        lengths = self.begins[chosen + 1] - self.begins[chosen]
        owner = np.repeat(np.arange(len(chosen)), lengths)
        ahead = np.repeat(np.cumsum(lengths) - lengths, lengths)
        places = np.arange(int(lengths.sum())) - ahead + np.repeat(self.begins[chosen], lengths)
        return self.features[places], owner


def fit_speeches(archive: Path, out: Path, recipe: Recipe, threads: int) -> None:
    """Train on the archive of annotated speeches and write weights and description to `out`."""
    examples = read_examples(archive, threads)
    arrays: dict[str, npt.NDArray[np.generic]] = {}
    for name, group, classes in (("cue", examples.cues, 2), ("role", examples.roles, len(ROLES))):
        design = Design.of(group, recipe.seldom)
        arrays |= packed(name, design.hashes, train(design, classes, recipe), recipe.least)
    write(out, arrays, examples, recipe)


def train(design: Design, classes: int, recipe: Recipe) -> FloatArray:
    """The weights of each feature: AdaGrad, the mean over the second half of the passes."""
    random = np.random.default_rng(recipe.seed)
    shape = (len(design.hashes), classes)
    weights, squares = np.zeros(shape, np.float32), np.full(shape, 1e-6, np.float32)
    total, passes = np.zeros(shape, np.float32), 0
    for epoch in range(recipe.epochs):
        order = random.permutation(len(design.labels))
        for at in range(0, len(order), recipe.batch):
            _step(design, order[at : at + recipe.batch], weights, squares, recipe, random)
        if epoch >= recipe.epochs // 2:
            total += weights
            passes += 1
    # With all features, sums are larger than with a share of them left out.
    return np.asarray(total / passes * (1 - recipe.dropout), np.float32)


def _step(
    design: Design,
    chosen: IntArray,
    weights: FloatArray,
    squares: FloatArray,
    recipe: Recipe,
    random: np.random.Generator,
) -> None:
    """Move the weights of the features that some examples have."""
    features, owner = design.entries(chosen)
    stay = random.random(len(features)) >= recipe.dropout
    features, owner = features[stay], owner[stay]
    sums = np.zeros((len(chosen), weights.shape[1]), np.float32)
    np.add.at(sums, owner, weights[features])
    sums = np.exp(sums - sums.max(axis=1, keepdims=True))
    wrong = sums / sums.sum(axis=1, keepdims=True)
    wrong[np.arange(len(chosen)), design.labels[chosen]] -= 1
    touched, place = np.unique(features, return_inverse=True)
    slope = recipe.decay * weights[touched]
    np.add.at(slope, place, wrong[owner])
    squares[touched] += slope * slope
    weights[touched] -= recipe.rate * slope / np.sqrt(squares[touched])


def packed(
    name: str, hashes: npt.NDArray[np.uint32], values: FloatArray, least: float
) -> dict[str, npt.NDArray[np.generic]]:
    """The rows that matter, as whole numbers of 8 bits with one scale."""
    values = values - values.mean(axis=1, keepdims=True)
    strong = np.abs(values).max(axis=1) >= least
    scale = np.float32(np.abs(values).max() / 127)
    return {
        f"{name}_hashes": hashes[strong],
        f"{name}_values": np.round(values[strong] / scale).astype(np.int8),
        f"{name}_scale": np.array(scale, np.float32),
    }


def write(out: Path, arrays: Arrays, examples: Examples, recipe: Recipe) -> None:
    """Write the weights and the file that describes them."""
    out.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **dict(arrays))  # type: ignore[arg-type]
    content = buffer.getvalue()
    (out / FILE).write_bytes(content)
    card = {
        "format": FORMAT,
        "sha256": hashlib.sha256(content).hexdigest(),
        "least_cue": recipe.least_cue,
        "least_role": recipe.least_role,
        "data": "SpkAtt-2023, train part, CC BY-SA 4.0",
        "examples": {"cue": len(examples.cues), "role": len(examples.roles)},
        "features": {n: int(arrays[f"{n}_hashes"].shape[0]) for n in ("cue", "role")},
        "seed": recipe.seed,
    }
    (out / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
