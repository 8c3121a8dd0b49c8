"""RSS and Atom feeds: one article an entry."""

import io
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from lagebild.errors import SourceError
from lagebild.read.dates import iso_date
from lagebild.read.encoding import UndecodableError, declared_encoding, decode
from lagebild.read.fields import article_from, clean_text
from lagebild.read.markup import fragment_text
from lagebild.read.source import Bounds, Source, read_whole
from lagebild.records import RawArticle

DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
FORBIDDEN = re.compile(r"<!(DOCTYPE|ENTITY)", re.I)
CONTENT_TYPE = {"content-type": "application/xml; charset=utf-8"}


def read_feed(source: Source, bounds: Bounds) -> Iterator[RawArticle | SourceError]:
    """The entries of a feed: the full content where the feed has it, else the summary.

    A document type definition or an entity declaration is refused: it may name other files or
    unfold to any size.
    """
    import feedparser

    whole = read_whole(source, bounds.record, ", too much for one feed")
    if whole.damage:
        raise whole.damage
    try:
        text = decode(whole.data, declared_encoding(whole.data))
    except UndecodableError as error:
        raise SourceError(source.name, str(error)) from None
    if found := FORBIDDEN.search(text):
        raise SourceError(source.name, f"declares a {found[1].upper()}; such XML is not read")
    body = DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
    feed = feedparser.parse(io.BytesIO(body), response_headers=CONTENT_TYPE)
    if not feed.entries:
        raise SourceError(source.name, _why_empty(feed))
    for number, entry in enumerate(feed.entries, 1):
        yield _article(source.at(number), entry, feed)
    if feed.bozo and not isinstance(feed.bozo_exception, feedparser.CharacterEncodingOverride):
        yield SourceError(
            source.name, f"the XML is broken ({_reason(feed)}); entries may be missing"
        )


def _why_empty(feed: Any) -> str:
    if feed.version:
        return "the feed has no entries"
    return f"is no RSS or Atom feed ({_reason(feed)})" if feed.bozo else "is no RSS or Atom feed"


def _reason(feed: Any) -> str:
    return " ".join(str(feed.bozo_exception).split())[:200]


def _article(origin: str, entry: Any, feed: Any) -> RawArticle | SourceError:
    text = max((_text(part) for part in entry.get("content", [])), key=len, default="")
    text = text or _text(entry.get("summary_detail") or {})
    if not text:
        return SourceError(origin, "the entry has no text")
    record = {
        "id": entry.get("id"),
        "title": _text(entry.get("title_detail") or {}),
        "text": text,
        "published": _published(entry),
        "url": entry.get("link"),
        "outlet": (entry.get("source") or {}).get("title") or feed.feed.get("title"),
        "language": _language(entry, feed),
        "authors": [author.get("name") for author in entry.get("authors", []) if author],
        "tags": [tag.get("term") for tag in entry.get("tags", []) if tag.get("term")],
    }
    return article_from(record, origin)


def _text(detail: Any) -> str:
    value = clean_text(str(detail.get("value") or ""))
    return value.strip() if detail.get("type") == "text/plain" else fragment_text(value)


def _published(entry: Any) -> str | None:
    given = entry.get("published") or entry.get("updated")
    if (value := iso_date(given)) is not None:
        return value
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    return datetime.fromtimestamp(timegm(parsed), UTC).isoformat() if parsed else given


def _language(entry: Any, feed: Any) -> str | None:
    own = (entry.get("summary_detail") or {}).get("language")
    language = own or feed.feed.get("language")
    return str(language) if language else None
