"""Identity inside articles: the chains of annotated names and nouns against those found."""

import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from lagebild.errors import UsageError
from lagebild.evaluate.coreference import Chain, coreference
from lagebild.evaluate.report import Report, ReportTable
from lagebild.records import Mention, RawArticle

ARTICLES = ("wikinews-de.jsonl.gz", "events-de-dev.jsonl")
Span = tuple[int, int]


def evaluate_identity(rows: Iterable[Mapping[str, str]], folder: Path) -> Report:
    """Score the chains of a table (article, start, end, entity) of articles in a folder.

    A found mention is an annotated one where they overlap, one to one, the greatest overlap first.
    Pronouns, adjectives and first parts of compounds are not annotated and do not count. Raises
    UsageError where the articles are missing.
    """
    wanted: dict[str, dict[Span, str]] = defaultdict(dict)
    for row in rows:
        wanted[row["article"]][int(row["start"]), int(row["end"])] = row["entity"]
    gold: list[Chain] = []
    found: list[Chain] = []
    missing = set(wanted)
    lost: list[str] = []
    for data in read_articles(folder):
        annotated = wanted.get(data["id"])
        if annotated is None or data["id"] not in missing:
            continue
        missing.discard(data["id"])
        mentions = [m for m in _mentions(data) if m.actor is not None]
        names = _names(annotated, mentions)
        gold += _chains(data["id"], ((span, entity) for span, entity in annotated.items()))
        found += _chains(data["id"], ((names[m.start, m.end], str(m.actor)) for m in mentions))
        matched = set(names.values())
        lost += [
            f"{data['id']} {data['text'][a:b]!r} ({entity}): no actor"
            for (a, b), entity in annotated.items()
            if (a, b) not in matched
        ]
    if missing:
        raise UsageError(f"{folder} lacks the article {min(missing)} ({' or '.join(ARTICLES)})")
    return _report(len(wanted), gold, found, tuple(lost))


def _report(articles: int, gold: list[Chain], found: list[Chain], notes: tuple[str, ...]) -> Report:
    scores = coreference(gold, found)
    rows = [
        (name, score.precision, score.recall, score.f1)
        for name, score in (
            ("MUC", scores.muc), ("B-cubed", scores.b_cubed), ("CEAF (entities)", scores.ceaf),
        )
    ]  # fmt: skip
    mentions = sum(len(chain) for chain in gold)
    title = f"{mentions} mentions of {len(gold)} actors in {articles} articles"
    table = ReportTable(("score", "P", "R", "F1"), (*rows, ("mean", None, None, scores.mean)))
    return Report(title, (table,), notes)


def read_articles(folder: Path) -> Iterator[dict[str, Any]]:
    """The articles (id, title, published, text) of the known files that a folder holds."""
    for path in (folder / name for name in ARTICLES):
        if path.exists():
            opened = gzip.open if path.suffix == ".gz" else open
            with opened(path, "rt", encoding="utf-8") as lines:
                for line in lines:
                    yield msgspec.json.decode(line)


def _mentions(data: Mapping[str, Any]) -> list[Mention]:
    from lagebild.analysis import analyse
    from lagebild.clean import clean

    raw = RawArticle(
        id=data["id"], title=data["title"], published=data["published"], text=data["text"],
        origin=data["id"],
    )  # fmt: skip
    found = analyse(clean(raw, as_is=True)).mentions
    return [m for m in found if m.label != "PRON" and m.rule not in ("adjective", "compound")]


def _names(annotated: Mapping[Span, str], mentions: Iterable[Mention]) -> dict[Span, Span]:
    """For each found mention the annotated one that it is, or itself."""
    found = [(m.start, m.end) for m in mentions]
    pairs = sorted(
        (max(a, x) - min(b, y), (a, b), (x, y))
        for a, b in annotated
        for x, y in found
        if a < y and x < b
    )
    names: dict[Span, Span] = {}
    taken: set[Span] = set()
    for _, gold, own in pairs:
        if gold not in taken and own not in names:
            names[own] = gold
            taken.add(gold)
    return {own: names.get(own, own) for own in found}


def _chains(article: str, mentions: Iterable[tuple[Span, str]]) -> list[Chain]:
    chains: dict[str, set[tuple[str, int, int]]] = defaultdict(set)
    for (start, end), entity in mentions:
        chains[entity].add((article, start, end))
    return [frozenset(chain) for chain in chains.values()]
