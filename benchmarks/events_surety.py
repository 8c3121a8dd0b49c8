"""Fit the confidence of whole rows and show its curve on articles that did not fit it.

usage: python benchmarks/events_surety.py FIT.jsonl[,FIT.jsonl...] SHIFT.jsonl CHECK.jsonl [--write]

Each file holds annotated articles as `lagebild evaluate events` reads them, or articles whose rows
were judged: {id, title, published, text, rows: [{start, type, right}]} with `start` of the trigger.
Those of FIT give the weights and what is known of each rule (logistic regression, L2 = 8), those of
SHIFT scale and shift them (two numbers: the rules were written with the others in view, and readers
of rows are kinder than annotators, for which the fit has a weight of its own), those of CHECK only
show the curve. With --write the two tables of the package are replaced.
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from events_confidence import Array, curve, scale

import lagebild.language.world as world
from lagebild.analysis import recognised
from lagebild.clean import clean
from lagebild.evaluate.events import GoldArticle, code_event, pair, read_gold
from lagebild.parse import parse
from lagebild.records import Event, RawArticle
from lagebild.resolve.surety import features, smoothed

L2 = 8.0
FEWEST = 12
JUDGED = "judged"
STEPS = (0.0, 0.5, 0.65, 0.75, 0.85, 0.92, 1.01)
HEAD = """\
# {what} Written by
# benchmarks/events_surety.py from annotated and judged Wikinews articles (our own).
"""
WEIGHTS = "Weights of the confidence of a row: a logistic sum over what resolve/surety.py lists."
RECORD = "How often the rows of a rule were right."


@dataclass(frozen=True)
class Row:
    """An event found: whether it is right, its rule and its features (without the rule's)."""

    right: bool
    rule: str
    features: dict[str, float]


def rows_of(paths: Sequence[str]) -> list[Row]:
    """The events of all files, each article once; those that annotators leave open are left out."""
    found: dict[str, list[Row]] = {}
    for path in paths:
        first = Path(path).read_text(encoding="utf-8").partition("\n")[0]
        if "rows" in json.loads(first):
            found |= {document["id"]: _judged(document) for document in _documents(path)}
        else:
            found |= {gold.id: _rows(gold) for gold in read_gold(Path(path))}
    return [row for rows in found.values() for row in rows]


def _documents(path: str) -> list[dict]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def _events(id: str, title: str | None, published: str | None, text: str) -> tuple[Event, ...]:
    raw = RawArticle(id=id, title=title, published=published, text=text, origin=id)
    article = clean(raw, as_is=True)
    return recognised(article, parse(article.text, article.language)).events


def _judged(document: dict) -> list[Row]:
    right = {(row["start"], row["type"]): row["right"] for row in document["rows"]}
    events = _events(*(document[key] for key in ("id", "title", "published", "text")))
    return [
        Row(right[event.trigger.start, event.type], event.rule, {**found, JUDGED: 1.0})
        for event, found in zip(events, features(events), strict=True)
        if (event.trigger.start, event.type) in right
    ]


def _rows(gold: GoldArticle) -> list[Row]:
    events = _events(gold.id, gold.title, gold.published, gold.text)
    wanted = {j: i for i, j in pair(gold.events, [code_event(e, gold.sentences) for e in events])}
    return [
        Row(j in wanted, event.rule, found)
        for j, (event, found) in enumerate(zip(events, features(events), strict=True))
        if j not in wanted or not gold.events[wanted[j]].optional
    ]


def records(rows: Sequence[Row]) -> tuple[Counter[str], Counter[str]]:
    """Of each rule, how many rows were right and how many there were."""
    return Counter(r.rule for r in rows if r.right), Counter(r.rule for r in rows)


def matrix(rows: Sequence[Row], fitted: Sequence[Row], names: Sequence[str]) -> Array:
    """The features of rows as numbers; a row that was fitted does not count for its own rule."""
    right, seen = records(fitted)
    usual = sum(right.values()) / len(fitted)
    x = np.array([[row.features.get(name, 0.0) for name in names] for row in rows])
    own = rows is fitted
    x[:, names.index("rule")] = [
        smoothed(right[r.rule] - own * r.right, seen[r.rule] - own, usual) for r in rows
    ]
    return x


def fit(x: Array, y: Array) -> Array:
    """Logistic regression by Newton's method, L2 on all weights."""
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + L2 * weights
        bend = (x * (p * (1 - p))[:, None]).T @ x + L2 * np.eye(x.shape[1])
        weights -= np.linalg.solve(bend, slope)
    return weights


def area(p: Array, y: Array) -> float:
    """The share of pairs of a right and a wrong row in which the right one is the surer."""
    pairs = p[y > 0][:, None] - p[y == 0][None, :]
    return float((pairs > 0).mean() + (pairs == 0).mean() / 2)


def write(weights: dict[str, float], fitted: Sequence[Row]) -> None:
    """Replace the tables of the package."""
    folder = Path(next(iter(world.__path__)))
    lines = "".join(f"{name}\t{weight:.3f}\n" for name, weight in weights.items())
    head = HEAD.format(what=WEIGHTS) + "feature\tweight\n"
    (folder / "events_surety.tsv").write_text(head + lines, encoding="utf-8")
    right, seen = records(fitted)
    lines = "".join(f"{rule}\t{right[rule]}\t{seen[rule]}\n" for rule in sorted(seen))
    head = HEAD.format(what=RECORD) + "rule\tright\trows\n"
    (folder / "events_record.tsv").write_text(head + lines, encoding="utf-8")


def main() -> None:
    fitted, shifted, checked = (rows_of(arg.split(",")) for arg in sys.argv[1:4])
    counts = Counter(name for row in fitted for name, value in row.features.items() if value)
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    answers = [np.array([float(r.right) for r in rows]) for rows in (fitted, shifted, checked)]
    x = [matrix(rows, fitted, names) for rows in (fitted, shifted, checked)]
    weights = fit(x[0], answers[0])
    factor, shift = scale(x[1] @ weights, answers[1])
    for name, part, y in zip(("fitted", "shifted on", "never seen"), x, answers, strict=True):
        p = 1 / (1 + np.exp(-(factor * (part @ weights) + shift)))
        curve(name, p, y, STEPS)
        print(f"  area under the curve {area(p, y):.3f}")
    if "--write" in sys.argv:
        final = dict(zip(names, (factor * weights).tolist(), strict=True))
        final["bias"] += shift
        final.pop(JUDGED, None)
        write(final, fitted)


if __name__ == "__main__":
    main()
