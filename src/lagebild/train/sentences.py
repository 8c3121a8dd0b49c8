"""Training sentences: words with whatever labels a source has for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lagebild.train.soft import Soft

Labels = tuple[str | None, ...]

# Tag sets that only help in training: other conventions than the ones that ship.
TRAINING_ONLY = frozenset({"upos.old", "names.mobie", "names.europeana"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of syntactic words.

    `tags` maps a tag set ("upos", "stts", "feat.Case", "names.germeval") to one label a word; None
    means that the source says nothing about the word. `heads` are word indices, -1 for the root,
    or None where there is no tree; `relations` go with them under `convention`, the name of the
    treebank style. `source` names the data set. `soft` are a teacher's labels, its relations
    those of the convention too.
    """

    forms: tuple[str, ...]
    source: str
    language: str
    tags: Mapping[str, Labels] = field(default_factory=dict)
    heads: tuple[int, ...] | None = None
    relations: tuple[str, ...] = ()
    convention: str = ""
    soft: Soft | None = None

    def __post_init__(self) -> None:
        for name, labels in self.tags.items():
            if len(labels) != len(self.forms):
                raise ValueError(f"{self.source}: {name} has another length than the words")


@dataclass(frozen=True, slots=True)
class Inventory:
    """All labels of every tag set and all relations of every treebank style, in fixed order."""

    tags: dict[str, tuple[str, ...]]
    relations: dict[str, tuple[str, ...]]

    def offsets(self) -> dict[str, int]:
        """First column of every tag set in the joint logits."""
        offsets: dict[str, int] = {}
        at = 0
        for name, labels in self.tags.items():
            offsets[name] = at
            at += len(labels)
        return offsets


def inventory(sentences: Iterable[Sentence]) -> Inventory:
    """Collect the labels that occur; sorted, so that the result does not hang on the order."""
    tags: dict[str, set[str]] = {}
    relations: dict[str, set[str]] = {}
    for sentence in sentences:
        for name, labels in sentence.tags.items():
            tags.setdefault(name, set()).update(label for label in labels if label is not None)
        if sentence.heads is not None:
            relations.setdefault(sentence.convention, set()).update(sentence.relations)
    return Inventory(
        {name: tuple(sorted(labels)) for name, labels in sorted(tags.items())},
        {name: tuple(sorted(labels)) for name, labels in sorted(relations.items())},
    )
