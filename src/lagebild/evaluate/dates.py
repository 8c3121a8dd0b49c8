"""How well temporal expressions are found and valued, beside HeidelTime's own output.

strict: same extent; relaxed: any overlap; value: and the same TIMEX3 value. Pairs are one to one,
the same extent first. Expressions without text and the document creation time are left out.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lagebild.evaluate.date_cases import score_cases
from lagebild.evaluate.date_sets import Document, Expression, read_date_sets
from lagebild.evaluate.report import Cell, Report, ReportTable
from lagebild.parse import parse
from lagebild.recognise.dates import find_dates
from lagebild.records import Article, Published

Pair = tuple[Expression, Expression]


@dataclass(frozen=True)
class DateScore:
    """Counts over a set of documents; the properties are F1 in percent."""

    name: str
    documents: int
    gold: int
    found: int
    strict: int
    relaxed: int
    valued: int
    strict_valued: int

    def f1(self, hits: int) -> float:
        """F1 for a number of hits, as a share."""
        return 2 * hits / (self.gold + self.found) if self.gold + self.found else 1.0

    def row(self) -> tuple[Cell, ...]:
        """One row of the report."""
        hits = (self.strict, self.relaxed, self.valued, self.strict_valued)
        return (self.name, self.documents, self.gold, self.found, *(self.f1(n) for n in hits))


_HEADER = ("set", "docs", "gold", "found", "strict", "relaxed", "relaxed+value", "strict+value")
_NOTES = (
    "strict: same extent; relaxed: any overlap; value: and the same TIMEX3 (WikiWars: TIMEX2) "
    "value; all F1",
    "expressions without text and the document creation time are left out",
    "Recognizers-Text is compared after the mapping described in evaluate/date_cases.py",
)


def evaluate_dates(path: Path) -> Report:
    """Score everything that `path` (a folder, an archive, a file) holds of the known sets.

    Raises UsageError where there is nothing of them.
    """
    sets = read_date_sets(path)
    scores = []
    for name, documents in sets.timeml.items():
        scores.append(score_documents(name, documents, system_expressions))
        other = sets.heideltime.get(name)
        if other:
            label = f"  HeidelTime on {name}"
            scores.append(score_documents(label, documents, partial(_of, other)))
    for label, numbers in (("01-12", range(1, 13)), ("13-16", range(13, 17))):
        part = [d for d in sets.wikiwars if int(d.name[:2]) in numbers]
        if part:
            scores.append(score_documents(f"WikiWarsDE {label}", part, system_expressions))
    cases = tuple(score_cases(sets.recognizers))
    tables = [ReportTable(_HEADER, tuple(s.row() for s in scores))] if scores else []
    if cases:
        rows = tuple((c.name, c.total, c.extent / c.total, c.right / c.total) for c in cases)
        header = ("German specifications", "total", "extent", "extent+value")
        tables.append(ReportTable(header, rows))
    return Report("Temporal expressions", tuple(tables), _NOTES)


def _of(other: dict[str, Document], document: Document) -> Sequence[Expression]:
    found = other.get(document.name)
    return found.expressions if found else ()


def system_expressions(document: Document) -> Sequence[Expression]:
    """What Lagebild finds in a document, its reference date being the publication date."""
    article = document_article(document)
    dates = find_dates(article, parse(article.text, article.language))
    return [Expression(d.start, d.end, d.type, d.value) for d in dates]


def document_article(document: Document) -> Article:
    """A bare German article with the text and reference date of a document."""
    published = (
        Published(value=document.published, basis="metadata") if document.published else None
    )
    return Article(
        id=document.name, title=None, outlet=None, authors=(), published=published,
        language="de", url=None, text=document.text, parts=(),
    )  # fmt: skip


def score_documents(
    name: str,
    documents: Sequence[Document],
    system: Callable[[Document], Sequence[Expression]],
) -> DateScore:
    """Count the agreement of a system with the annotation of documents."""
    gold = found = strict = relaxed = valued = strict_valued = 0
    for document in documents:
        answers = system(document)
        gold += len(document.expressions)
        found += len(answers)
        for want, have in align(document.expressions, answers):
            same = (want.start, want.end) == (have.start, have.end)
            right = same_value(want.value, have.value)
            strict += same
            relaxed += 1
            valued += right
            strict_valued += same and right
    return DateScore(name, len(documents), gold, found, strict, relaxed, valued, strict_valued)


def align(gold: Sequence[Expression], found: Sequence[Expression]) -> list[Pair]:
    """Pairs of overlapping expressions, one to one; equal extents first, then in text order."""
    pairs: list[Pair] = []
    left, right = list(gold), list(found)
    extents = {(f.start, f.end): f for f in right}
    for want in gold:
        have = extents.pop((want.start, want.end), None)
        if have:
            pairs.append((want, have))
            left.remove(want)
            right.remove(have)
    for want in left:
        have = _first_overlap(want, right)
        if have:
            pairs.append((want, have))
            right.remove(have)
    return pairs


def _first_overlap(want: Expression, found: Iterable[Expression]) -> Expression | None:
    return next((f for f in found if f.start < want.end and want.start < f.end), None)


def same_value(gold: str, found: str) -> bool:
    """Whether two values are the same text (blanks around them aside)."""
    return gold.strip() == found.strip()
