"""Comma- and tab-separated tables: a header line, then one article a row."""

import csv
from collections.abc import Iterator, Sequence
from itertools import chain

from lagebild.errors import SourceError
from lagebild.read.fields import NoTextError, article_from, field_of, has_text_field
from lagebild.read.lines import text_lines
from lagebild.read.source import Bounds, Source
from lagebild.records import RawArticle

DELIMITERS = (",", ";", "\t", "|")
COLUMNS_WANTED = "no column with the text (known names: text, body, content, html ...)"


def read_table(source: Source, bounds: Bounds) -> Iterator[RawArticle | SourceError]:
    """The articles of a .csv or .tsv file, row by row; the header tells the delimiter."""
    problems: list[SourceError] = []
    lines = _lines(source, bounds, problems)
    header = next((line for line in lines if line.strip()), "")
    delimiter = find_delimiter(header)
    # The module's own limit (131,072 characters) would refuse long articles; it is set only here.
    csv.field_size_limit(bounds.record)
    rows = csv.reader(chain([header], lines), delimiter=delimiter)
    columns = [name.strip() for name in next(rows, [])]
    if not has_text_field(columns):
        raise SourceError(source.name, COLUMNS_WANTED)
    yield from _articles(source, bounds, columns, rows, problems)


def find_delimiter(header: str) -> str:
    """The delimiter under which most names in the header are known, then the most frequent one."""

    def worth(delimiter: str) -> tuple[int, int]:
        names = header.replace('"', "").strip().split(delimiter)
        return sum(field_of(name) is not None for name in names), len(names)

    return max(DELIMITERS, key=worth)


def _lines(source: Source, bounds: Bounds, problems: list[SourceError]) -> Iterator[str]:
    for line in text_lines(source, bounds.record):
        if isinstance(line, SourceError):
            problems.append(line)
        else:
            yield line[1]


def _articles(
    source: Source,
    bounds: Bounds,
    columns: Sequence[str],
    rows: Iterator[list[str]],
    problems: list[SourceError],
) -> Iterator[RawArticle | SourceError]:
    failed = number = 0
    while failed < bounds.failures:
        number += 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield SourceError(source.at(number), f"broken row ({error})")
            failed += 1
            continue
        yield from problems
        problems.clear()
        if row is None:
            return
        if not any(cell.strip() for cell in row):
            continue
        outcome = _article(source.at(number), columns, row)
        failed = failed + 1 if isinstance(outcome, SourceError) else 0
        yield outcome
    raise SourceError(source.name, f"{failed} unreadable rows in a row; the rest is left out")


def _article(origin: str, columns: Sequence[str], row: list[str]) -> RawArticle | SourceError:
    if len(row) > len(columns):
        return SourceError(origin, f"{len(row)} cells in a table of {len(columns)} columns")
    record = dict(zip(columns, row, strict=False))
    try:
        return article_from(record, origin)
    except NoTextError as error:
        return SourceError(origin, str(error))
