"""Sentences that an earlier model labelled, kept as JSON lines between two steps."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from lagebild.train.readers import open_text
from lagebild.train.sentences import Sentence


def write_silver(path: Path, sentences: Iterable[Sentence]) -> int:
    """Write the sentences; returns their number."""
    count = 0
    with path.open("w", encoding="utf-8") as stream:
        for s in sentences:
            record = {
                "forms": s.forms, "source": s.source, "language": s.language, "tags": dict(s.tags),
                "heads": s.heads, "relations": s.relations, "convention": s.convention,
            }  # fmt: skip
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
            count += 1
    return count


def read_silver(path: Path) -> dict[str, list[Sentence]]:
    """Read them back, by source."""
    sentences: dict[str, list[Sentence]] = {}
    for sentence in read_lines(path):
        sentences.setdefault(sentence.source, []).append(sentence)
    return sentences


def read_lines(path: Path) -> Iterator[Sentence]:
    """Read them back in their order."""
    for line in open_text(path):
        raw = json.loads(line)
        tags = {name: tuple(labels) for name, labels in raw["tags"].items()}
        heads = None if raw["heads"] is None else tuple(raw["heads"])
        yield Sentence(
            tuple(raw["forms"]), raw["source"], raw["language"], tags, heads,
            tuple(raw["relations"]), raw["convention"],
        )  # fmt: skip
