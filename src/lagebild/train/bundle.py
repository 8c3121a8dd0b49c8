"""What belongs to a trained network besides its weights: one JSON file in a run's folder."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from lagebild.errors import ModelError
from lagebild.train.batches import Collator
from lagebild.train.e5file import EncoderFile
from lagebild.train.loop import Recipe, build
from lagebild.train.network import Network
from lagebild.train.sentences import Inventory
from lagebild.train.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Bundle:
    """Vocabulary, labels and recipe of a run, and the facts for the model card."""

    vocabulary: Vocabulary
    labels: Inventory
    recipe: Recipe
    data: dict[str, int]
    dropped: dict[str, int]

    def write(self, folder: Path) -> None:
        """Write `bundle.json` into the folder."""
        text = json.dumps(asdict(self), ensure_ascii=False)
        (folder / "bundle.json").write_text(text, encoding="utf-8")

    def collator(self) -> Collator:
        """The collator for this vocabulary and these labels."""
        return Collator.build(self.vocabulary, self.labels)


def read_bundle(folder: Path) -> Bundle:
    """Read `bundle.json`; raises ModelError when it is missing."""
    path = folder / "bundle.json"
    if not path.exists():
        raise ModelError(f"{folder} holds no training run: bundle.json is missing")
    raw = json.loads(path.read_text(encoding="utf-8"))
    words = raw["vocabulary"]
    for key in ("kept", "pieces", "scores"):
        words[key] = tuple(words[key])
    labels = {
        part: {name: tuple(items) for name, items in raw["labels"][part].items()}
        for part in ("tags", "relations")
    }
    return Bundle(
        Vocabulary(**words),
        Inventory(**labels),
        Recipe(**raw["recipe"]),
        raw["data"],
        raw["dropped"],
    )


def load_network(folder: Path, source: EncoderFile) -> tuple[Network, Bundle]:
    """The trained network of a run, in evaluation mode."""
    bundle = read_bundle(folder)
    network = build(source, bundle.vocabulary, bundle.labels, bundle.recipe)
    state = torch.load(folder / "checkpoint.pt", weights_only=True, map_location="cpu")
    network.load_state_dict(state["network"])
    return network.eval(), bundle
