"""Country and sector of judged arguments, by their characters: the part tuned on and others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from lagebild.errors import UsageError
from lagebild.evaluate.identity import ARTICLES, read_articles
from lagebild.evaluate.report import Report, ReportTable
from lagebild.records import Argument, Event, RawArticle, Span

Row = Mapping[str, str]


def evaluate_facts(rows: Iterable[Row], folder: Path) -> Report:
    """Score a table (article, start, end, country, sector, half) of articles in a folder.

    `half` names parts; the notes name the mistakes of the part "tuned" only, so that the others
    stay unread. Raises UsageError where the articles are missing.
    """
    wanted: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        wanted[row["article"]].append(row)
    judged: list[tuple[Row, Argument]] = []
    missing = set(wanted)
    for data in read_articles(folder):
        if data["id"] in missing:
            missing.discard(data["id"])
            judged += zip(wanted[data["id"]], _resolved(data, wanted[data["id"]]), strict=True)
    if missing:
        raise UsageError(f"{folder} lacks the article {min(missing)} ({' or '.join(ARTICLES)})")
    return _report(judged)


ANY_SENTENCE = 100


def argument_event(text: str, spans: Iterable[tuple[int, int]]) -> Event:
    """An event that has the stretches of a text as its actors, to ask who they are."""
    arguments = tuple(Argument(text=text[a:b], start=a, end=b) for a, b in spans)
    end = min(len(text), ANY_SENTENCE)  # a long sentence would make the event unsure
    whole = Span(text=text[:end], start=0, end=end)
    return Event(
        article="",
        type="ASSAULT",  # of no type that private parties cannot have
        status="actual",
        trigger=whole,
        sentence=whole,
        actors=arguments,
        confidence=1.0,
    )


def _resolved(data: Mapping[str, Any], rows: Iterable[Row]) -> list[Argument]:
    from lagebild.clean import clean
    from lagebild.parse import parse_many
    from lagebild.recognise.mentions import find_mentions
    from lagebild.resolve import resolve

    raw = RawArticle(
        id=data["id"], title=data["title"], published=data["published"], text=data["text"],
        origin=data["id"],
    )  # fmt: skip
    article = clean(raw, as_is=True)
    parse = parse_many([article.text], [article.language])[0]
    spans = [(int(row["start"]), int(row["end"])) for row in rows]
    event = argument_event(article.text, spans)
    mentions = find_mentions(article, parse)
    filled = resolve(article, parse, mentions, (), (event,), ()).events[0].actors
    by_start = {argument.start: argument for argument in reversed(filled)}
    return [by_start[start] for start, _ in spans]


def _report(judged: list[tuple[Row, Argument]]) -> Report:
    halves = sorted({row["half"] for row, _ in judged}, reverse=True)
    table = [_shares(half, [p for p in judged if p[0]["half"] == half]) for half in halves]
    table.append(_shares("all", judged))
    notes = tuple(
        f"{row['article']} {a.text!r}: {row['country'] or '–'} {row['sector'] or '–'}, found "
        f"{a.country or '–'} {a.sector or '–'}"
        for row, a in judged
        if row["half"] == "tuned" and not (_country(row, a) and _sector(row, a))
    )
    header = ("half", "arguments", "country", "sector", "both")
    return Report(f"{len(judged)} judged arguments", (ReportTable(header, tuple(table)),), notes)


def _shares(name: str, judged: list[tuple[Row, Argument]]) -> tuple[str | float | None, ...]:
    size = max(1, len(judged))
    country = [_country(row, a) for row, a in judged]
    sector = [_sector(row, a) for row, a in judged]
    both = [c and s for c, s in zip(country, sector, strict=True)]
    return (
        name, str(len(judged)), sum(country) / size, sum(sector) / size, sum(both) / size,
    )  # fmt: skip


def _country(row: Row, argument: Argument) -> bool:
    return (row["country"] or None) == argument.country


def _sector(row: Row, argument: Argument) -> bool:
    return (row["sector"] or None) == argument.sector
