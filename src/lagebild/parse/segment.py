"""Sentences and surface tokens with exact offsets (first rough form)."""

import re

import numpy as np

from lagebild.parse.record import Segmentation

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|\w+(?:[-’']\w+)*|[^\w\s]")
_END = re.compile(r"[.!?…]+[\"“”»«')\]]*(?=\s+[A-ZÄÖÜ„\"»«“(])|\n+")


def segment(text: str, language: str) -> Segmentation:
    """Sentences and tokens of a text."""
    cuts = [0, *(m.end() for m in _END.finditer(text)), len(text)]
    start, end, first, s0, s1 = [], [], [0], [], []
    for a, b in zip(cuts, cuts[1:], strict=False):
        tokens = [(m.start() + a, m.end() + a) for m in _TOKEN.finditer(text[a:b])]
        if not tokens:
            continue
        start += [t[0] for t in tokens]
        end += [t[1] for t in tokens]
        first.append(len(start))
        s0.append(tokens[0][0])
        s1.append(tokens[-1][1])
    a32 = lambda x: np.array(x, dtype=np.int32)  # noqa: E731
    return Segmentation(a32(start), a32(end), a32(first), a32(s0), a32(s1))
