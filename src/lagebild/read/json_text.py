"""JSON: one object, a list of objects, or an object that holds such a list; and JSON Lines."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from lagebild.errors import SourceError
from lagebild.read.encoding import UndecodableError, decode
from lagebild.read.fields import NoTextError, article_from, has_text_field
from lagebild.read.lines import text_lines
from lagebild.read.source import Bounds, Source, read_whole, size
from lagebild.records import RawArticle

LIST_KEYS = ("articles", "items", "entries", "documents", "docs", "results", "data")
TOO_LARGE = "; give a list this long as .jsonl, one article a line"
TOO_MANY = "unreadable records in a row; the rest is left out"


def read_json(source: Source, bounds: Bounds) -> Iterator[RawArticle | SourceError]:
    """The articles of a JSON file; also of JSON Lines under the name .json."""
    whole = read_whole(source, bounds.document, TOO_LARGE)
    if whole.damage:
        raise whole.damage
    try:
        text = decode(whole.data)
        content = parse(text)
    except UndecodableError as error:
        raise SourceError(source.name, str(error)) from None
    except ValueError as error:
        if not is_json_line(text.lstrip().partition("\n")[0]):
            raise SourceError(source.name, str(error)) from None
        yield from read_json_lines(Source(source.name, lambda: iter((whole.data,))), bounds)
        return
    yield from _articles(content, source, bounds)


def read_json_lines(source: Source, bounds: Bounds) -> Iterator[RawArticle | SourceError]:
    """The articles of a JSON Lines file, one a line, read line by line."""
    failed = 0
    for line in text_lines(source, bounds.record):
        outcome = line if isinstance(line, SourceError) else _line_article(source, *line)
        if outcome is None:
            continue
        yield outcome
        failed = failed + 1 if isinstance(outcome, SourceError) else 0
        if failed >= bounds.failures:
            raise SourceError(source.name, f"{failed} {TOO_MANY}")


def _line_article(source: Source, number: int, line: str) -> RawArticle | SourceError | None:
    origin = source.at(number)
    if not line.strip():
        return None
    try:
        return _article(parse(line), origin)
    except ValueError as error:
        return SourceError(origin, str(error))


def _articles(content: Any, source: Source, bounds: Bounds) -> Iterator[RawArticle | SourceError]:
    if isinstance(content, Mapping) and not has_text_field(list(content)):
        content = next(
            (content[key] for key in LIST_KEYS if isinstance(content.get(key), list)), content
        )
    if not isinstance(content, list):
        try:
            yield _article(content, source.name)
        except ValueError as error:
            raise SourceError(source.name, str(error)) from None
        return
    if not content:
        raise SourceError(source.name, "holds an empty list")
    for number, item in enumerate(content, 1):
        try:
            yield _article(item, source.at(number), bounds.record)
        except ValueError as error:
            yield SourceError(source.at(number), str(error))


def _article(record: Any, origin: str, limit: int | None = None) -> RawArticle:
    if not isinstance(record, Mapping):
        raise NoTextError("is no JSON object with the fields of an article")
    article = article_from(record, origin)
    if limit is not None and len(article.text) > limit:
        raise NoTextError(f"the text is longer than {size(limit)}")
    return article


def is_json_line(line: str) -> bool:
    """True where a line is a JSON object on its own."""
    try:
        return isinstance(parse(line), Mapping)
    except ValueError:
        return False


def parse(text: str) -> Any:
    """Parse JSON. Raises ValueError with a reason that names the line."""
    data = text.encode("utf-8", "replace")
    try:
        return msgspec.json.decode(data)
    except RecursionError:
        raise ValueError("broken JSON: nested too deeply") from None
    except msgspec.DecodeError as error:
        raise ValueError(f"broken JSON: {_reason(str(error), data)}") from None


def _reason(message: str, data: bytes) -> str:
    """msgspec's message, with line and column in place of the byte."""
    text, mark, place = message.removeprefix("JSON is malformed: ").partition(" (byte ")
    if not mark or not place.rstrip(")").isdigit():
        return "ends before it is complete" if "truncated" in message else message
    before = data[: int(place.rstrip(")"))]
    column = len(before) - (before.rfind(b"\n") + 1) + 1
    line = f"line {before.count(10) + 1}, " if b"\n" in data.strip() else ""
    return f"{text} ({line}column {column})"
