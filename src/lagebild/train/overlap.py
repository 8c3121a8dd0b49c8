"""Keeping measured sentences out of training.

A sentence is compared by the hash of its letters and digits alone (contractions undone, case and
marks ignored), so that another tokenisation or other quotation marks do not hide an overlap.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from lagebild.parse.segment import segment
from lagebild.parse.words import split_contraction
from lagebild.train.sentences import Sentence

_LETTERS = re.compile(r"[^\w]|_")
# Shorter sentences ("Mehr dazu hier .") repeat by chance and carry nothing to be learnt by heart.
_FEWEST_LETTERS = 20


def fingerprint(forms: Sequence[str], language: str) -> str | None:
    """Hash of a sentence's letters, or None where it is too short to count."""
    words = [word for form in forms for word in split_contraction(form, language)]
    letters = _LETTERS.sub("", "".join(words).casefold())
    if len(letters) < _FEWEST_LETTERS:
        return None
    return hashlib.blake2b(letters.encode(), digest_size=12).hexdigest()


def fingerprints(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Hashes of all sentences that are long enough."""
    marks = (fingerprint(sentence.forms, sentence.language) for sentence in sentences)
    return frozenset(mark for mark in marks if mark)


def without(
    sentences: Iterable[Sentence], measured: frozenset[str]
) -> tuple[list[Sentence], Counter[str]]:
    """The sentences that are not measured, and how many of each source were dropped."""
    kept: list[Sentence] = []
    dropped: Counter[str] = Counter()
    for sentence in sentences:
        if fingerprint(sentence.forms, sentence.language) in measured:
            dropped[sentence.source] += 1
        else:
            kept.append(sentence)
    return kept, dropped


def measured_text(folder: Path) -> frozenset[str]:
    """Hashes of every sentence of every JSON-lines or archived text under an evaluation folder."""
    marks: set[str] = set()
    for path in sorted(folder.rglob("*.jsonl*")):
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                marks |= _text_marks("\n".join(_strings(json.loads(line))))
    for path in sorted(folder.rglob("*.tar.gz")):
        with tarfile.open(path) as archive:
            for member in archive:
                content = archive.extractfile(member) if member.isfile() else None
                if content is not None:
                    raw = content.read().decode("utf-8", "replace")
                    marks |= _text_marks(re.sub(r"<[^>]*>", "", raw))
    return frozenset(marks)


def _text_marks(text: str) -> set[str]:
    cut = segment(text, "de")
    marks: set[str] = set()
    for first, last in zip(cut.first[:-1], cut.first[1:], strict=True):
        mark = fingerprint([text[cut.start[i] : cut.end[i]] for i in range(first, last)], "de")
        if mark:
            marks.add(mark)
    return marks


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in _strings(item)]
    if isinstance(value, list):
        if value and all(isinstance(item, str) for item in value):
            return [" ".join(value)]
        return [text for item in value for text in _strings(item)]
    return []
