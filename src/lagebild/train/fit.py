"""The step `fit`: data, vocabulary, network, training."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import torch

from lagebild.train.batches import Collator
from lagebild.train.bundle import Bundle, read_bundle
from lagebild.train.corpus import load_corpus
from lagebild.train.e5file import default_path, read_encoder
from lagebild.train.loop import Recipe, Trainer, build
from lagebild.train.sentences import Sentence, inventory
from lagebild.train.silver import read_silver
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
) -> None:
    """Train into `folder` (checkpoint.pt, bundle.json); a run that was cut off goes on."""
    folder.mkdir(parents=True, exist_ok=True)
    corpus = load_corpus(train, measure)
    sentences = dict(corpus.sentences)
    sentences["subjunctive"] = [s for s in sentences["de_gsd"] + sentences["de_pud"] if _rare(s)]
    if silver is not None:
        sentences |= read_silver(silver)
    if fold >= 0:
        sentences["germeval"] = [
            s for i, s in enumerate(sentences["germeval"]) if i % FOLDS != fold
        ]
    source = read_encoder(default_path())
    if (folder / "bundle.json").exists():
        bundle = read_bundle(folder)
    elif start is not None:
        begun = read_bundle(start)
        bundle = Bundle(begun.vocabulary, begun.labels, chosen, _sizes(sentences), corpus.dropped)
    else:
        words = (form for items in sentences.values() for s in items for form in s.forms)
        vocabulary = cut(source.pieces, pieces, words)
        labels = inventory(itertools.chain.from_iterable(sentences.values()))
        bundle = Bundle(vocabulary, labels, chosen, _sizes(sentences), corpus.dropped)
    bundle.write(folder)
    print(json.dumps({"sentences": bundle.data, "dropped": bundle.dropped}), flush=True)
    network = build(source, bundle.vocabulary, bundle.labels, bundle.recipe)
    if start is not None:
        state = torch.load(start / "checkpoint.pt", weights_only=True, map_location="cpu")
        network.load_state_dict(state["network"])
    collator = Collator.build(bundle.vocabulary, bundle.labels)
    Trainer(network, collator, bundle.recipe, folder / "checkpoint.pt").run(sentences)


def _rare(sentence: Sentence) -> bool:
    """Whether a sentence has a subjunctive: rare in the treebanks, frequent in news."""
    return "Sub" in sentence.tags["feat.Mood"]


def _sizes(sentences: dict[str, list[Sentence]]) -> dict[str, int]:
    return {name: len(items) for name, items in sentences.items()}
