"""Parsing: sentences, tokens, tags, trees and names."""

from collections.abc import Sequence

import numpy as np

from lagebild.parse.record import IntArray, Name, Parse, Segmentation
from lagebild.parse.segment import segment

__all__ = ["IntArray", "Name", "Parse", "Segmentation", "parse", "parse_many", "segment"]


def parse(text: str, language: str) -> Parse:
    """The parse of one text."""
    return parse_many([text], [language])[0]


def parse_many(texts: Sequence[str], languages: Sequence[str], threads: int = 1) -> list[Parse]:
    """The parses of many texts."""
    return [_untagged(t, lang) for t, lang in zip(texts, languages, strict=True)]


def _untagged(text: str, language: str) -> Parse:
    s = segment(text, language)
    n = len(s.start)
    blank = ("",) * n
    form = tuple(text[a:b] for a, b in zip(s.start.tolist(), s.end.tolist(), strict=True))
    head = np.full(n, -1, dtype=np.int32)
    return Parse(
        text, language, s.start, s.end, s.first, s.sent_start, s.sent_end,
        form, blank, blank, blank, blank, head, blank, (), False, True,
    )  # fmt: skip
