"""The figures for quotations: contents, roles, kinds, speakers and media."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lagebild.analysis import analyse_batch
from lagebild.errors import UsageError
from lagebild.evaluate.quote_data import (
    GoldArticle,
    as_is,
    attribution_articles,
    data_file,
    read_lines,
    speech_articles,
    system_tokens,
)
from lagebild.evaluate.quote_scores import PARTS, ROLES, QuoteTokens, Tally, tally_article
from lagebild.evaluate.report import Report, ReportTable, score
from lagebild.parse import segment
from lagebild.records import Article, Quote

_BATCH = 32
_HEADER = ("part", "precision", "recall", "F1")
_SPEECH_PARTS = ("quote", "speaker", "cue", "addressee")


def evaluate_quotes(path: str | Path, split: str = "dev") -> Report:
    """Measure quotations on a data set: news attribution, annotated events or speeches.

    `split` names the part of the news attribution set. Raises UsageError where the path holds
    none of the three formats.
    """
    file = data_file(Path(path))
    if file.name.endswith(".tar.gz"):
        return _speech_report(speech_articles(file))
    first = next(read_lines(file), {})
    if "annotations" in first:
        articles = attribution_articles(file, split)
        title = f"Quotations, {split} part"
        return _attribution_report(title, articles, PARTS, _found_tokens(articles))
    if "quotes" in first:
        return _annotated_report(list(read_lines(file)))
    raise UsageError(f"{file}: neither quotation attribution nor annotated articles")


def find_all(articles: Sequence[Article]) -> list[tuple[Quote, ...]]:
    """The quotes of each article, as the whole analysis finds them."""
    found: list[tuple[Quote, ...]] = []
    for i in range(0, len(articles), _BATCH):
        found += [a.quotes for a in analyse_batch(articles[i : i + _BATCH])]
    return found


def _speech_report(gold: Sequence[GoldArticle]) -> Report:
    """Pairs by content, as for news; and by cue, for the annotated acts that have no content."""
    found = _found_tokens(gold)
    report = _attribution_report("Speakers in speeches", gold, _SPEECH_PARTS, found)
    tally = Tally()
    for article, tokens in zip(gold, found, strict=True):
        tally_article(tally, tokens, article.quotes, _SPEECH_PARTS, by="cue")
    by_cue = figures_table(tally, _SPEECH_PARTS)
    paired = ReportTable(("paired by cue", *by_cue.header[1:]), by_cue.rows)
    return Report(report.title, (*report.tables, paired), report.notes)


def _found_tokens(gold: Sequence[GoldArticle]) -> list[list[QuoteTokens]]:
    """What the analysis finds in each text, as the data set's tokens."""
    system = find_all([as_is(a.name, a.text) for a in gold])
    return [
        [system_tokens(article, quote) for quote in quotes]
        for article, quotes in zip(gold, system, strict=True)
    ]


def _attribution_report(
    title: str,
    gold: Sequence[GoldArticle],
    parts: Sequence[str],
    found: Sequence[Sequence[QuoteTokens]],
) -> Report:
    tally = Tally()
    kinds: Counter[tuple[str, str]] = Counter()
    for article, tokens in zip(gold, found, strict=True):
        pairs = tally_article(tally, tokens, article.quotes, parts)
        kinds.update(("found", article.quotes[g].kind) for _, g in pairs)
        kinds.update(("gold", q.kind) for q in article.quotes)
        kinds.update(("system", q.kind) for q in tokens)
        kinds.update(
            ("agrees", article.quotes[g].kind)
            for s, g in pairs
            if tokens[s].kind == article.quotes[g].kind
        )
    return Report(title, (figures_table(tally, parts), _kind_table(kinds)), (f"{len(gold)} texts",))


def figures_table(tally: Tally, parts: Sequence[str]) -> ReportTable:
    """Joint, contents, roles and each part."""
    roles = [p for p in parts if p in ROLES]
    rows = [
        ("joint", *tally.figures(parts)),
        ("quote", *tally.figures(["quote"])),
        ("roles", *tally.figures(roles)),
        *((f"  {role}", *tally.figures([role])) for role in roles),
    ]
    return ReportTable(_HEADER, tuple(rows))


def _kind_table(kinds: Counter[tuple[str, str]]) -> ReportTable:
    columns = ("gold", "system", "found", "agrees")
    rows = tuple(
        (kind, *(kinds[column, kind] for column in columns))
        for kind in ("direct", "indirect", "reported")
    )
    return ReportTable(("kind", "gold", "system", "paired", "same kind"), rows)


def _annotated_report(data: Sequence[dict[str, Any]]) -> Report:
    """Contents, kinds, speakers and media of hand-annotated articles (one sentence a line)."""
    tally = Tally()
    counts: Counter[str] = Counter()
    system = find_all([as_is(d["id"], d["text"]) for d in data])
    for record, quotes in zip(data, system, strict=True):
        article, gold, vias = annotated_gold(record)
        tokens = [system_tokens(article, q) for q in quotes]
        carried = [article.tokens(q.via.start, q.via.end) if q.via else frozenset() for q in quotes]
        for s, g in tally_article(tally, tokens, gold, ("quote", "speaker")):
            counts["pairs"] += 1
            counts["kind"] += tokens[s].kind == gold[g].kind
            _count_role(counts, "speaker", tokens[s].part("speaker"), gold[g].part("speaker"))
            _count_role(counts, "via", carried[s], vias[g])
    figures = ReportTable(
        _HEADER,
        (("quote", *tally.figures(["quote"])), ("speaker tokens", *tally.figures(["speaker"]))),
    )
    right = ReportTable(
        ("of paired quotes", "right", "wrong", "missing", "accuracy"),
        (
            ("kind", counts["kind"], counts["pairs"] - counts["kind"], 0,
             counts["kind"] / max(1, counts["pairs"])),
            *(_role_row(counts, role) for role in ("speaker", "via")),
        ),
    )  # fmt: skip
    return Report("Quotations, annotated articles", (figures, right), (f"{len(data)} texts",))


def _count_role(
    counts: Counter[str], role: str, system: frozenset[int], gold: frozenset[int]
) -> None:
    if system and gold:
        counts[f"{role} {'right' if system & gold else 'wrong'}"] += 1
    elif system or gold:
        counts[f"{role} {'wrong' if system else 'missing'}"] += 1
    else:
        counts[f"{role} none"] += 1


def _role_row(counts: Counter[str], role: str) -> tuple[str, int, int, int, float]:
    right, wrong, missing = (counts[f"{role} {state}"] for state in ("right", "wrong", "missing"))
    return role, right, wrong, missing, score(right, wrong, missing)[2]


def annotated_gold(
    record: dict[str, Any],
) -> tuple[GoldArticle, list[QuoteTokens], list[frozenset[int]]]:
    """The tokens of an annotated article, its quotes, and the media that carried them."""
    text: str = record["text"]
    tokens = segment(text, record.get("language", "de"))
    article = GoldArticle(
        record["id"], text, tuple(tokens.start.tolist()), tuple(tokens.end.tolist()), ()
    )
    offsets = [0]
    for sentence in record["sentences"]:
        offsets.append(offsets[-1] + len(sentence) + 1)
    quotes, vias = [], []
    for quote in record["quotes"]:
        place = _content(text, offsets[quote["sent"]], quote["text"])
        parts = {
            "quote": article.tokens(*place),
            "speaker": _near(article, quote["speaker"], place[0]),
        }
        quotes.append(QuoteTokens(quote["kind"], parts))
        vias.append(_near(article, quote["via"] or "", place[0]))
    return article, quotes, vias


def _content(text: str, start: int, content: str) -> tuple[int, int]:
    """Where a content stands: its sentences are joined by a space, those of the text by a break."""
    found = text.replace("\n", " ").find(content.strip(), start)
    return (found, found + len(content.strip())) if found >= 0 else (start, start)


def _near(article: GoldArticle, words: str, offset: int) -> frozenset[int]:
    """The tokens of the occurrence of some words that is nearest to the offset."""
    best: int | None = None
    place = article.text.find(words) if words else -1
    while place >= 0:
        if best is None or abs(place - offset) < abs(best - offset):
            best = place
        place = article.text.find(words, place + 1)
    return frozenset() if best is None else article.tokens(best, best + len(words))
