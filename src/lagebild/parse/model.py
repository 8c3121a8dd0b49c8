"""The packaged model: loading, checking and running it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagebild.errors import ModelError
from lagebild.parse.pieces import PieceSplitter

FloatArray = NDArray[np.float32]

_FORMAT = 1
_PARTS = ("model.onnx", "pieces.tsv", "labels.json")


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of every tag set with the columns they have in the joint output."""

    tags: dict[str, tuple[str, ...]]
    columns: dict[str, slice]
    relations: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Raw:
    """Output for one batch of stretches: row 0 of each stretch is the root.

    `tags` [stretch, word, label], `arcs` [stretch, dependent, head], `dependent` and `governor`
    [stretch, word, width].
    """

    tags: FloatArray
    arcs: FloatArray
    dependent: FloatArray
    governor: FloatArray


@dataclass(frozen=True, slots=True)
class Model:
    """A loaded model. It holds no state between calls and may be used by several threads."""

    session: Any
    splitter: PieceSplitter
    labels: Labels
    relation_layers: dict[str, tuple[FloatArray, FloatArray]]
    begin: int
    pad: int
    end: int

    @classmethod
    def load(cls, path: Path | None = None) -> Model:
        """Load a model folder, by default the one in the package.

        Raises ModelError where a file is missing or its digest is another than the manifest's.
        """
        folder = path or Path(str(files("lagebild.parse").joinpath("model")))
        data = _checked(folder)
        description = json.loads(data["labels.json"])
        special = description["special"]
        scores = _scores(data["pieces.tsv"].decode("utf-8"))
        splitter = PieceSplitter(scores, description["normalise"], special["unknown"])
        session = _session(data["model.onnx"], folder)
        relations = {name: tuple(items) for name, items in description["relations"].items()}
        return cls(
            session,
            splitter,
            _labels(description["tags"], relations),
            _relation_layers(session, relations, special),
            special["begin"],
            special["pad"],
            special["end"],
        )

    def run(self, stretches: Sequence[Sequence[tuple[int, ...]]]) -> Raw:
        """Run the network over stretches of words, each given as its words' piece numbers."""
        rows = len(stretches)
        words = 1 + max(map(len, stretches))
        length = 2 + max(sum(map(len, stretch)) for stretch in stretches)
        ids = np.full((rows, length), self.pad, np.int64)
        first = np.zeros((rows, words), np.int64)
        last = np.zeros((rows, words), np.int64)
        for row, stretch in enumerate(stretches):
            flat = [self.begin]
            for pieces in stretch:
                flat.extend(pieces)
            flat.append(self.end)
            ids[row, : len(flat)] = flat
            stops = np.cumsum([len(pieces) for pieces in stretch])
            last[row, 1 : len(stops) + 1] = stops
            first[row, 2 : len(stops) + 1] = stops[:-1] + 1
            first[row, 1 : min(2, len(stops) + 1)] = 1
        base = (np.arange(rows) * length)[:, None]
        feed = {"ids": ids, "first": (first + base).ravel(), "last": (last + base).ravel()}
        tags, arcs, dependent, governor = self.session.run(
            ["tags", "arcs", "dependent", "governor"], feed
        )
        shape = (rows, words, -1)
        return Raw(tags.reshape(shape), arcs, dependent.reshape(shape), governor.reshape(shape))


@cache
def default_model() -> Model:
    """The packaged model, loaded once a process; the only place that keeps one."""
    return Model.load()


def _checked(folder: Path) -> dict[str, bytes]:
    """The contents of the model's files, after comparing them with the manifest."""
    advice = "install lagebild again"
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        known = manifest["files"]
        if manifest["format"] != _FORMAT:
            raise ModelError(f"the language model in {folder} has another format: {advice}")
        data = {name: (folder / name).read_bytes() for name in _PARTS}
        digests = {name: known[name]["sha256"] for name in _PARTS}
    except OSError as error:
        name = error.filename or folder
        raise ModelError(f"the language model's file {name} is missing: {advice}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"the language model in {folder} is damaged: {advice}") from error
    for name, content in data.items():
        if hashlib.sha256(content).hexdigest() != digests[name]:
            raise ModelError(f"the language model's file {folder / name} is damaged: {advice}")
    return data


def _scores(content: str) -> dict[str, tuple[int, float]]:
    scores: dict[str, tuple[int, float]] = {}
    for number, line in enumerate(content.split("\n")):
        piece, _, score = line.rpartition("\t")
        if piece:
            scores.setdefault(piece, (number, float(score)))
    return scores


def _labels(tags: dict[str, list[str]], relations: dict[str, tuple[str, ...]]) -> Labels:
    columns: dict[str, slice] = {}
    at = 0
    for name, items in tags.items():
        columns[name] = slice(at, at + len(items))
        at += len(items)
    return Labels({name: tuple(items) for name, items in tags.items()}, columns, relations)


def _session(content: bytes, folder: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # Work is spread over batches and articles, not inside an operator: no waiting on each other.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Further levels join additions and normalisation to an operator that is four times slower.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    try:
        return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise ModelError(f"ONNX Runtime cannot load the model in {folder}: {error}") from error


def _relation_layers(
    session: Any, relations: dict[str, tuple[str, ...]], special: dict[str, int]
) -> dict[str, tuple[FloatArray, FloatArray]]:
    """Last layers of the relation classifiers, applied once the heads are decided."""
    feed = {
        "ids": np.array([[special["begin"], special["end"]]], np.int64),
        "first": np.zeros(1, np.int64),
        "last": np.zeros(1, np.int64),
    }
    layers = {}
    for name in relations:
        weight, bias = session.run([f"w.{name}", f"b.{name}"], feed)
        layers[name] = (np.ascontiguousarray(weight.T), bias)
    return layers
