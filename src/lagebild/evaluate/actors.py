"""The evaluation of actors: pairs of names, and who is meant by annotated arguments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from lagebild.errors import UsageError
from lagebild.evaluate.coreference import Chain, coreference
from lagebild.evaluate.facts import argument_event, evaluate_facts
from lagebild.evaluate.identity import evaluate_identity
from lagebild.evaluate.report import Report, ReportTable
from lagebild.language.tables import parse_table
from lagebild.records import Argument, Event, RawArticle
from lagebild.resolve.identity import name_key, same_person

BATCH = 16


@dataclass(frozen=True)
class Judged:
    """An annotated argument: words, sentence number, and who is right: country and sector ("" for
    none), and `group`, the annotator's name for the actor ("" where it was not judged)."""

    article: str
    sent: int
    text: str
    country: str
    sector: str
    group: str


def evaluate_actors(path: Path) -> Report:
    """Score a table of name pairs (a, b, expected), of judged arguments, or of chains.

    Judged arguments (columns article, sent, text, country, sector, group) stand beside the
    annotated articles, a file `events-de-dev.jsonl` of the same folder; so do chains (article,
    start, end, entity) and arguments by their characters (article, start, end, country, sector,
    half), beside that or `wikinews-de.jsonl.gz`. Raises UsageError where the path is no such table
    or the articles are missing.
    """
    try:
        table = parse_table(path.name, path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} is no table of names, arguments or chains: {error}") from error
    if {"a", "b", "expected"} <= set(table.columns):
        return _pairs(table.rows)
    if {"article", "start", "end", "entity"} <= set(table.columns):
        return evaluate_identity(table.rows, path.parent)
    if {"article", "start", "end", "country", "sector", "half"} <= set(table.columns):
        return evaluate_facts(table.rows, path.parent)
    if {"article", "sent", "text", "country", "sector", "group"} <= set(table.columns):
        judged = [_judged(row) for row in table.rows]
        return _arguments(judged, path.parent / "events-de-dev.jsonl")
    raise UsageError(f"{path} has not the columns of name pairs, judged arguments or chains")


def _judged(row: Mapping[str, str]) -> Judged:
    return Judged(
        row["article"], int(row["sent"]), row["text"], row["country"], row["sector"], row["group"]
    )


def _pairs(rows: Iterable[Mapping[str, str]]) -> Report:
    """Precision and recall of "the same person" by the decision rule and by equal keys."""
    right = {"decision": [0, 0, 0], "key": [0, 0, 0]}
    pairs = list(rows)
    for row in pairs:
        same = row["expected"] == "same"
        found = {
            "decision": same_person(row["a"], row["b"]).same,
            "key": name_key(row["a"]) == name_key(row["b"]),
        }
        for method, answer in found.items():
            right[method][0] += answer and same
            right[method][1] += answer
            right[method][2] += same
    cells = tuple(
        (method, _share(hits, said), _share(hits, true))
        for method, (hits, said, true) in right.items()
    )
    return Report(f"{len(pairs)} pairs of names", (ReportTable(("by", "P", "R"), cells),), ())


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _arguments(judged: list[Judged], articles: Path) -> Report:
    """How often country, sector and both are right, and B-cubed over the judged groups."""
    if not articles.exists():
        raise UsageError(f"there are no annotated articles {articles}")
    answers = _resolved(judged, articles)
    pairs = [(j, answers.get((j.article, j.sent, j.text))) for j in judged]
    country = [(j.country or None) == (a.country if a else None) for j, a in pairs]
    sector = [(j.sector or None) == (a.sector if a else None) for j, a in pairs]
    both = [c and s for c, s in zip(country, sector, strict=True)]
    rows = tuple(
        (name, sum(hits) / len(hits) if hits else None)
        for name, hits in (("country", country), ("sector", sector), ("both", both))
    )
    precision, recall, size = _b_cubed(pairs)
    chained = coreference(_grouped(pairs, gold=True), _grouped(pairs, gold=False))
    named = (
        ("B-cubed precision", precision), ("B-cubed recall", recall),
        ("MUC F1", chained.muc.f1), ("CEAF F1", chained.ceaf.f1), ("CoNLL mean", chained.mean),
    )  # fmt: skip
    notes = tuple(
        f"{j.article} {j.sent} {j.text!r}: {j.country or '–'} {j.sector or '–'}, found "
        f"{(a.country if a else None) or '–'} {(a.sector if a else None) or '–'}"
        for (j, a), right in zip(pairs, both, strict=True)
        if not right
    )
    title = f"{len(pairs)} judged arguments, {size} of them with an identity"
    return Report(title, (ReportTable(("right", "share"), (*rows, *named)),), notes)


def _grouped(pairs: list[tuple[Judged, Argument | None]], gold: bool) -> list[Chain]:
    """The chains of one article each: arguments of one group, or of one actor found."""
    chains: dict[tuple[str, str], set[int]] = {}
    for index, (judged, argument) in enumerate(pairs):
        name = judged.group if gold else (argument.actor if argument else None)
        if judged.group and name:
            chains.setdefault((judged.article, name), set()).add(index)
    return [frozenset(chain) for chain in chains.values()]


def _b_cubed(
    pairs: list[tuple[Judged, Argument | None]],
) -> tuple[float | None, float | None, int]:
    """B-cubed over all arguments with a group; an argument without actor is alone."""
    gold: dict[str, set[int]] = {}
    found: dict[str, set[int]] = {}
    for index, (judged, argument) in enumerate(pairs):
        if judged.group:
            gold.setdefault(judged.group, set()).add(index)
            actor = argument.actor if argument and argument.actor else f"#{index}"
            found.setdefault(actor, set()).add(index)
    where_gold = {i: members for members in gold.values() for i in members}
    where_found = {i: members for members in found.values() for i in members}
    if not where_gold:
        return None, None, 0
    precision = sum(len(where_found[i] & g) / len(where_found[i]) for i, g in where_gold.items())
    recall = sum(len(where_found[i] & g) / len(g) for i, g in where_gold.items())
    return precision / len(where_gold), recall / len(where_gold), len(where_gold)


def _resolved(judged: list[Judged], articles: Path) -> dict[tuple[str, int, str], Argument]:
    """The annotated arguments with what the resolver says of them."""
    from lagebild.clean import clean
    from lagebild.parse import parse_many
    from lagebild.recognise.mentions import find_mentions
    from lagebild.resolve import resolve

    wanted: dict[str, list[Judged]] = {}
    for item in judged:
        wanted.setdefault(item.article, []).append(item)
    answers: dict[tuple[str, int, str], Argument] = {}
    for line in articles.read_text(encoding="utf-8").splitlines():
        data = msgspec.json.decode(line)
        items = wanted.get(data["id"], [])
        if not items:
            continue
        raw = RawArticle(
            id=data["id"],
            title=data["title"],
            published=data["published"],
            text=data["text"],
            origin=data["id"],
        )
        article = clean(raw, as_is=True)
        parse = parse_many([article.text], [article.language])[0]
        event = _event(items, data["sentences"], article.text)
        mentions = find_mentions(article, parse)
        filled = resolve(article, parse, mentions, (), (event,), ()).events[0]
        for argument in filled.actors:
            sent = _sentence_of(data["sentences"], article.text, argument.start)
            answers.setdefault((data["id"], sent, argument.text), argument)
    return answers


def _event(items: list[Judged], sentences: list[str], text: str) -> Event:
    """An event that has all judged arguments of an article as its actors."""
    starts = _starts(sentences, text)
    spans = []
    for item in items:
        offset = sentences[item.sent].find(item.text)
        if offset >= 0:
            start = starts[item.sent] + offset
            spans.append((start, start + len(item.text)))
    return argument_event(text, spans)


def _starts(sentences: list[str], text: str) -> list[int]:
    starts: list[int] = []
    position = 0
    for sentence in sentences:
        start = text.find(sentence, position)
        starts.append(start)
        position = start + len(sentence)
    return starts


def _sentence_of(sentences: list[str], text: str, offset: int) -> int:
    starts = _starts(sentences, text)
    return max(i for i, start in enumerate(starts) if start <= offset)
