"""Fit the confidence that the words of an event give, and show its curve.

usage: python benchmarks/events_confidence.py EVENTS.jsonl [--write]

EVENTS.jsonl: annotated articles, one a line, as `lagebild evaluate events` reads them. Two of three
articles fit the weights (L2 = 1), the third ones scale and shift them (two numbers). With --write
the table of weights in the package is replaced.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

import lagebild.language.world as world
from lagebild.parse import parse
from lagebild.recognise.dates import find_dates
from lagebild.recognise.events.assemble import CUE_TAGS, features, find
from lagebild.recognise.events.context import Context
from lagebild.recognise.events.merging.merge import merged
from lagebild.recognise.events.words.cues import load_cues
from lagebild.recognise.events.words.lexicon import load_lexicon
from lagebild.recognise.mentions import find_mentions
from lagebild.recognise.quotes import find_quotes
from lagebild.records import Article, Published

FEWEST = 5
STEPS = (0.0, 0.5, 0.65, 0.75, 0.85, 1.01)
HEAD = """\
# Weights of the confidence of an event: a logistic sum over its features (bias included), fitted
# with L2 = 1 on two thirds of the annotated articles, then scaled and shifted (two numbers) on the
# others, as precision on articles that the lexicon was not tuned on is lower. Written by
# benchmarks/events_confidence.py. Features: the cue's level and part of speech, type, status,
# whether participants were found and of what kind, needs met, support verb.
feature\tweight
"""
Row = tuple[bool, bool, list[str]]
Array = npt.NDArray[np.float64]


def rows_of(path: str) -> list[Row]:
    """One row an event: whether its article is held out, whether it is right, its features."""
    rows: list[Row] = []
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines()):
        document = json.loads(line)
        wanted = Counter((e["sent"], e["type"]) for e in document["events"])
        for sentence, type_, names in _found(document):
            right = wanted[sentence, type_] > 0
            wanted[sentence, type_] -= right
            rows.append((number % 3 == 2, right, names))
    return rows


def _found(document: dict) -> list[tuple[int, str, list[str]]]:
    text = document["text"]
    article = Article(
        id=document["id"], title=None, outlet=None, authors=(), url=None, language="de",
        published=Published(value=document["published"], basis="metadata"), text=text, parts=(),
    )  # fmt: skip
    parsed = parse(text, "de")
    mentions = find_mentions(article, parsed)
    quotes = find_quotes(article, parsed, mentions)
    dates = find_dates(article, parsed)
    ctx = Context(article, parsed, mentions, dates, quotes, load_lexicon("de"))
    ends = _ends(text, document["sentences"])
    hits = []
    for sentence in range(parsed.sentence_count):
        words = [w for w in parsed.words_of(sentence) if parsed.upos[w] in CUE_TAGS]
        found = [f for w in words if (f := find(ctx, load_cues("de"), w)) is not None]
        for event in merged(parsed, found):
            start = int(parsed.start[event.word])
            hits.append((sum(start >= end for end in ends), event.type, features(ctx, event)))
    return hits


def _ends(text: str, sentences: list[str]) -> list[int]:
    ends, at = [], 0
    for sentence in sentences:
        at = text.index(sentence, at) + len(sentence)
        ends.append(at)
    return ends


def fit(x: Array, y: Array) -> Array:
    """Logistic regression by plain gradient descent, L2 = 1 on all but the last column."""
    weights = np.zeros(x.shape[1])
    for _ in range(4000):
        error = 1 / (1 + np.exp(-x @ weights)) - y
        weights -= 0.02 * (x.T @ error + np.r_[weights[:-1], 0])
    return weights


def scale(z: Array, y: Array) -> tuple[float, float]:
    """The factor and shift that bring the sums z nearest to the answers y."""
    factor, shift = 1.0, 0.0
    for _ in range(20000):
        error = 1 / (1 + np.exp(-(factor * z + shift))) - y
        factor -= 0.002 * (float((error * z).sum()) + factor - 1)
        shift -= 0.002 * float(error.sum())
    return factor, shift


def curve(name: str, p: Array, y: Array, steps: Sequence[float] = STEPS) -> None:
    """Print how many rows of each confidence are right."""
    print(f"{name}: {len(y)} rows, {y.mean():.2f} right")
    for low, high in pairwise(steps):
        inside = (p >= low) & (p < high)
        if inside.any():
            print(
                f"  confidence {p[inside].mean():.2f}: {inside.sum():3d} rows, "
                f"{y[inside].mean():.2f} right"
            )


def main() -> None:
    rows = rows_of(sys.argv[1])
    counts = Counter(name for held, _, names in rows if not held for name in names)
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    x = np.array([[float(n in row[2]) for n in names] + [1.0] for row in rows])
    y = np.array([float(row[1]) for row in rows])
    held = np.array([row[0] for row in rows])
    weights = fit(x[~held], y[~held])
    factor, shift = scale(x[held] @ weights, y[held])
    p = 1 / (1 + np.exp(-(factor * (x @ weights) + shift)))
    curve("tuned on", p[~held], y[~held])
    curve("held out", p[held], y[held])
    if "--write" in sys.argv:
        table = f"bias\t{factor * weights[-1] + shift:.3f}\n" + "".join(
            f"{name}\t{factor * weight:.3f}\n" for name, weight in zip(names, weights, strict=False)
        )
        target = Path(next(iter(world.__path__))) / "events_weights.tsv"
        target.write_text(HEAD + table, encoding="utf-8")
    assert math.isfinite(shift)


if __name__ == "__main__":
    main()
