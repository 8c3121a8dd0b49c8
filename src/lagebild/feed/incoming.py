"""The entries of a feed that was fetched, as records that the build reads."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from lagebild.errors import SourceError
from lagebild.ids import digest
from lagebild.read.feed import read_feed
from lagebild.read.fields import NoTextError, article_from
from lagebild.read.source import Bounds, Source
from lagebild.records import RawArticle

Record = dict[str, Any]

JSON_FEED = "https://jsonfeed.org/version/"


def entries_of(url: str, body: bytes) -> tuple[list[RawArticle], list[str]]:
    """The entries of an RSS, Atom or JSON feed, and what is wrong with it.

    Raises SourceError where it is no feed at all. A feed without entries is no fault.
    """
    head = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    found = _json_entries(url, body) if head.startswith(b"{") else _xml_entries(url, body)
    articles: list[RawArticle] = []
    problems: list[str] = []
    for item in found:
        if isinstance(item, SourceError):
            problems.append(item.reason)
        else:
            articles.append(item)
    return articles, problems


def _xml_entries(url: str, body: bytes) -> Iterator[RawArticle | SourceError]:
    source = Source(url, lambda: iter((body,)))
    try:
        yield from read_feed(source, Bounds())
    except SourceError as error:
        if error.reason != "the feed has no entries":
            raise


def _json_entries(url: str, body: bytes) -> Iterator[RawArticle | SourceError]:
    try:
        feed = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SourceError(url, f"is no JSON ({error})") from None
    version = feed.get("version") if isinstance(feed, Mapping) else None
    items = feed.get("items") if isinstance(feed, Mapping) else None
    if not str(version).startswith(JSON_FEED) or not isinstance(items, list):
        raise SourceError(url, "is no JSON feed")
    for number, item in enumerate(items, 1):
        if not isinstance(item, Mapping):
            yield SourceError(f"{url}:{number}", "the entry is no object")
            continue
        try:
            yield article_from(_json_record(item, feed), f"{url}:{number}")
        except NoTextError as error:
            yield SourceError(f"{url}:{number}", str(error))


def _json_record(item: Mapping[str, Any], feed: Mapping[str, Any]) -> Record:
    authors = item.get("authors") or feed.get("authors") or ()
    names = [a.get("name") for a in authors if isinstance(a, Mapping) and a.get("name")]
    text = item.get("content_text") or item.get("summary")
    return {
        "id": item.get("id"),
        "title": item.get("title"),
        "html": item.get("content_html"),
        "text": None if item.get("content_html") else text,
        "published": item.get("date_published"),
        "url": item.get("url") or item.get("external_url"),
        "outlet": feed.get("title"),
        "language": item.get("language") or feed.get("language"),
        "authors": names,
    }


def entry_key(article: RawArticle) -> str:
    """What makes an entry the same one when the feed shows it again: its id and its words."""
    return digest(article.id or article.url, article.title, article.text)[:24]


def entry_record(article: RawArticle, page: str | None) -> Record:
    """The record for the build; `page` is the HTML of the article that the entry links to."""
    record = {
        "id": article.id or article.url,
        "title": article.title,
        "html" if page else "text": page or article.text,
        "published": article.published,
        "url": article.url,
        "outlet": article.outlet,
        "language": article.language,
        "authors": list(article.authors),
    }
    return {key: value for key, value in record.items() if value}


def json_lines(records: list[Record]) -> bytes:
    """Records as JSON Lines."""
    lines = (json.dumps(record, ensure_ascii=False, sort_keys=True) for record in records)
    return "".join(line + "\n" for line in lines).encode("utf-8", "backslashreplace")
