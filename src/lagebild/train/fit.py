"""The step `fit`: data, vocabulary, network, training."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from random import Random

import torch
from torch import Tensor

from lagebild.train.batches import Collator
from lagebild.train.bundle import Bundle, read_bundle
from lagebild.train.corpus import load_corpus
from lagebild.train.e5file import default_path, read_encoder
from lagebild.train.joins import mark_and_join
from lagebild.train.loop import Recipe, Trainer, build
from lagebild.train.network import Network
from lagebild.train.sentences import Inventory, Sentence, inventory
from lagebild.train.silver import read_silver
from lagebild.train.teach import read_taught
from lagebild.train.vocabulary import cut

FOLDS = 5


def fit(
    train: Path,
    measure: Path,
    folder: Path,
    chosen: Recipe,
    pieces: int,
    fold: int = -1,
    silver: Path | None = None,
    start: Path | None = None,
    rest: float = 0.0,
    taught: Path | None = None,
    kept: tuple[int, ...] = (),
) -> None:
    """Train into `folder` (checkpoint.pt, bundle.json); a run that was cut off goes on.

    `start`: a run whose weights to begin with, of its layers those with the numbers `kept` (all
    where none is named); `silver`: sentences labelled by an earlier model; `taught`: a folder of
    soft labels.
    """
    folder.mkdir(parents=True, exist_ok=True)
    corpus = load_corpus(train, measure)
    sentences = dict(corpus.sentences)
    sentences["subjunctive"] = [s for s in sentences["de_gsd"] + sentences["de_pud"] if _rare(s)]
    if silver is not None:
        sentences |= read_silver(silver)
    if taught is not None:
        sentences |= read_taught(taught)
    if fold >= 0:
        sentences["germeval"] = [
            s for i, s in enumerate(sentences["germeval"]) if i % FOLDS != fold
        ]
    source = read_encoder(default_path())
    if (folder / "bundle.json").exists():
        bundle = read_bundle(folder)
    elif start is not None:
        vocabulary = read_bundle(start).vocabulary
        bundle = Bundle(vocabulary, _labels(sentences), chosen, _sizes(sentences), corpus.dropped)
    else:
        words = (form for items in sentences.values() for s in items for form in s.forms)
        vocabulary = cut(source.pieces, pieces, words)
        bundle = Bundle(vocabulary, _labels(sentences), chosen, _sizes(sentences), corpus.dropped)
    bundle.write(folder)
    print(json.dumps({"sentences": bundle.data, "dropped": bundle.dropped}), flush=True)
    network = build(source, bundle.vocabulary, bundle.labels, bundle.recipe)
    if start is not None:
        adopt(network, bundle.labels, start, kept)
    collator = Collator.build(bundle.vocabulary, bundle.labels)
    Trainer(network, collator, bundle.recipe, folder / "checkpoint.pt", rest).run(sentences)


def _labels(sentences: dict[str, list[Sentence]]) -> Inventory:
    return inventory(mark_and_join(itertools.chain.from_iterable(sentences.values()), Random(0)))


def adopt(network: Network, labels: Inventory, start: Path, kept: tuple[int, ...] = ()) -> None:
    """Begin with the weights of another run; labels that it did not have begin fresh.

    `kept`: the numbers of the other run's layers that go on, all where none is named.
    """
    before = read_bundle(start).labels
    state = torch.load(start / "checkpoint.pt", weights_only=True, map_location="cpu")["network"]
    own = network.state_dict()
    if kept:
        state = _fewer_layers(state, kept)
    _one_vector_a_word(own, state)
    _copy_rows(own, state, "tags", _flat(labels.tags), _flat(before.tags))
    for name, items in labels.relations.items():
        if name in before.relations:
            old = before.relations[name]
            _copy_rows(own, state, f"relations.{name}", list(items), list(old))
    for name, values in state.items():
        if name in own and not name.startswith(("tags.", "relations.")):
            own[name] = values
    network.load_state_dict(own)


def _fewer_layers(state: dict[str, Tensor], kept: tuple[int, ...]) -> dict[str, Tensor]:
    stem = "encoder.layers."
    place = {str(old): str(new) for new, old in enumerate(kept)}
    chosen: dict[str, Tensor] = {}
    for name, values in state.items():
        if not name.startswith(stem):
            chosen[name] = values
            continue
        number, _, rest = name.removeprefix(stem).partition(".")
        if number in place:
            chosen[f"{stem}{place[number]}.{rest}"] = values
    return chosen


def _one_vector_a_word(own: dict[str, Tensor], state: dict[str, Tensor]) -> None:
    """Heads that read a word's first and last piece read one vector for both: weights add up."""
    for name, values in state.items():
        wanted = own.get(name)
        if wanted is not None and values.dim() == 2 and values.shape[1] == 2 * wanted.shape[1]:
            state[name] = values[:, : wanted.shape[1]] + values[:, wanted.shape[1] :]


def _flat(tags: dict[str, tuple[str, ...]]) -> list[str]:
    return [f"{name} {label}" for name, items in tags.items() for label in items]


def _copy_rows(
    own: dict[str, Tensor], old: dict[str, Tensor], layer: str, names: list[str], known: list[str]
) -> None:
    place = {name: row for row, name in enumerate(known)}
    for row, name in enumerate(names):
        if name in place:
            for part in ("weight", "bias"):
                own[f"{layer}.{part}"][row] = old[f"{layer}.{part}"][place[name]]


def _rare(sentence: Sentence) -> bool:
    """Whether a sentence has a subjunctive: rare in the treebanks, frequent in news."""
    return "Sub" in sentence.tags["feat.Mood"]


def _sizes(sentences: dict[str, list[Sentence]]) -> dict[str, int]:
    return {name: len(items) for name, items in sentences.items()}
