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

_FORMAT = 3
_PARTS = ("model.onnx", "pieces.tsv", "labels.json")


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of every tag set with the columns they have in the joint output."""

    tags: dict[str, tuple[str, ...]]
    columns: dict[str, slice]
    relations: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Raw:
    """Output for some stretches laid end to end; each begins with a row for its root.

    `base`: the root's row of every stretch. `tags` [rows, labels], `arcs` [rows, rows] (dependent,
    head; only the blocks of one stretch mean anything), `dependent` and `governor` [rows, width].
    """

    base: tuple[int, ...]
    tags: FloatArray
    arcs: FloatArray
    dependent: FloatArray
    governor: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class ModelFiles:
    """A model folder, read and checked: all of a model but the network's session.

    A session has threads and does not outlive a fork; this does.
    """

    folder: Path
    network: bytes
    splitter: PieceSplitter
    labels: Labels
    special: dict[str, int]
    digest: str

    @classmethod
    def load(cls, path: Path | None = None) -> ModelFiles:
        """Read a model folder, by default the one in the package. Raises ModelError."""
        folder = path or Path(str(files("lagebild.parse").joinpath("model")))
        data, digest = _checked(folder)
        description = json.loads(data["labels.json"])
        special = description["special"]
        scores = _scores(data["pieces.tsv"].decode("utf-8"))
        splitter = PieceSplitter(scores, description["normalise"], special["unknown"])
        relations = {name: tuple(items) for name, items in description["relations"].items()}
        labels = _labels(description["tags"], relations)
        return cls(folder, data["model.onnx"], splitter, labels, special, digest)


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A loaded model. It holds no state between calls and may be used by several threads.

    `digest` tells one model from another: SHA-256 over the digests of its files.
    """

    session: Any
    splitter: PieceSplitter
    labels: Labels
    relation_layers: dict[str, tuple[FloatArray, FloatArray]]
    begin: int
    end: int
    digest: str

    @classmethod
    def load(cls, path: Path | None = None) -> Model:
        """Load a model folder, by default the one in the package.

        Raises ModelError where a file is missing or its digest is another than the manifest's.
        """
        return cls.of(ModelFiles.load(path))

    @classmethod
    def of(cls, read: ModelFiles) -> Model:
        """The model of these files. Raises ModelError where the network cannot be loaded."""
        session = _session(read.network, read.folder)
        return cls(
            session,
            read.splitter,
            read.labels,
            _relation_layers(session, read.labels.relations, read.special),
            read.special["begin"],
            read.special["end"],
            read.digest,
        )

    def run(self, stretches: Sequence[Sequence[tuple[int, ...]]]) -> Raw:
        """Run the network over stretches of words, each given as its words' piece numbers."""
        ids: list[int] = []
        place: list[int] = []
        first: list[int] = []
        last: list[int] = []
        base: list[int] = []
        starts: list[int] = []
        for stretch in stretches:
            start = len(ids)
            starts.append(start)
            base.append(len(first))
            first.append(start)
            last.append(start)
            ids.append(self.begin)
            for pieces in stretch:
                first.append(len(ids))
                ids.extend(pieces)
                last.append(len(ids) - 1)
            ids.append(self.end)
            place.extend(range(len(ids) - start))
        feed = {"ids": np.array(ids, np.int64), "place": np.array(place, np.int64)}
        feed["parts"] = _parts(np.array(first, np.int64), np.array(last, np.int64))
        feed["grid"], feed["back"] = _grid(np.array([*starts, len(ids)]))
        feed["word_grid"], feed["word_back"] = _grid(np.array([*base, len(first)]))
        outputs = self.session.run(["tags", "arcs", "dependent", "governor"], feed)
        return Raw(tuple(base), *outputs)


def _parts(first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.int64]:
    """The rows of every word's first two and last two pieces."""
    second, before = np.minimum(first + 1, last), np.maximum(last - 1, first)
    return np.stack([first, second, before, last], -1)


def _grid(borders: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows of every stretch's pieces, padded with -1, and each piece's place in that grid."""
    sizes = np.diff(borders)
    places = np.arange(int(sizes.max()))[None]
    inside = places < sizes[:, None]
    grid = np.where(inside, borders[:-1, None] + places, -1)
    return grid, np.flatnonzero(inside)


@cache
def default_model() -> Model:
    """The packaged model, loaded once a process; the only place that keeps one."""
    model = Model.of(packaged_files())
    packaged_files.cache_clear()
    return model


@cache
def packaged_files() -> ModelFiles:
    """The files of the packaged model, kept until the model is loaded from them."""
    return ModelFiles.load()


def _checked(folder: Path) -> tuple[dict[str, bytes], str]:
    """The contents of the model's files, after comparing them with the manifest, and a digest."""
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
    return data, hashlib.sha256("".join(digests[name] for name in _PARTS).encode()).hexdigest()


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
        "ids": np.array([special["begin"], special["end"]], np.int64),
        "place": np.arange(2),
        "back": np.arange(2),
        "grid": np.arange(2)[None],
        "parts": np.zeros((1, 4), np.int64),
        "word_grid": np.zeros((1, 1), np.int64),
        "word_back": np.zeros(1, np.int64),
    }
    layers = {}
    for name in relations:
        weight, bias = session.run([f"w.{name}", f"b.{name}"], feed)
        layers[name] = (np.ascontiguousarray(weight.T), bias)
    return layers
