"""Feeds as Atom, RSS 2 and JSON Feed 1.1."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from lxml import etree

from lagebild import __version__
from lagebild.errors import UsageError
from lagebild.feed.entries import Entry, Feed
from lagebild.show.export.files import whole_file
from lagebild.show.export.graph import xml_text

ATOM = "http://www.w3.org/2005/Atom"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SUFFIXES = {".atom": "atom", ".xml": "atom", ".rss": "rss", ".json": "json"}


def write_feed(feed: Feed, path: Path, form: str | None = None) -> None:
    """Write a feed; its form is what the suffix says unless it is named.

    The file appears only when it is complete. Raises UsageError where neither tells the form.
    """
    chosen = form or SUFFIXES.get(path.suffix.lower())
    if chosen is None:
        raise UsageError(f"{path}: name the file .atom, .rss or .json, or give --format")
    content = FORMS[chosen](feed)
    with whole_file(path) as fresh:
        fresh.write_bytes(content)


def atom(feed: Feed) -> bytes:
    """Atom 1.0."""
    root = etree.Element(f"{{{ATOM}}}feed", {XML_LANGUAGE: feed.language}, nsmap={None: ATOM})
    _atom(root, "id", feed.id)
    _atom(root, "title", feed.title)
    _atom(root, "updated", _stamp(feed.updated).isoformat())
    _atom(root, "generator", "Lagebild", version=__version__)
    _atom(_atom(root, "author"), "name", "Lagebild")
    for entry in feed.entries:
        element = _atom(root, "entry")
        _atom(element, "id", entry.id)
        _atom(element, "title", entry.title)
        _atom(element, "updated", _stamp(entry.day).isoformat())
        if entry.url:
            _atom(element, "link", rel="alternate", href=entry.url)
        for tag in entry.tags:
            _atom(element, "category", term=tag)
        _atom(element, "summary", entry.summary)
        _atom(element, "content", entry.html(), type="html")
    return _xml(root)


def _atom(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    values = {key: xml_value(value) for key, value in attributes.items()}
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", values)
    if text is not None:
        element.text = xml_value(text)
    return element


def rss(feed: Feed) -> bytes:
    """RSS 2.0."""
    root = etree.Element("rss", version="2.0")
    channel = etree.SubElement(root, "channel")
    for name, text in (
        ("title", feed.title), ("link", feed.id), ("description", feed.title),
        ("language", feed.language), ("generator", f"Lagebild {__version__}"),
        ("lastBuildDate", format_datetime(_stamp(feed.updated))),
    ):  # fmt: skip
        etree.SubElement(channel, name).text = xml_value(text)
    for entry in feed.entries:
        item = etree.SubElement(channel, "item")
        # Some readers take the title for HTML: no sign in it may look like that.
        harmless_title = entry.title.replace("<", "‹").replace(">", "›")
        etree.SubElement(item, "title").text = xml_value(harmless_title)
        if entry.url:
            etree.SubElement(item, "link").text = xml_value(entry.url)
        etree.SubElement(item, "description").text = xml_value(entry.html())
        for tag in entry.tags:
            etree.SubElement(item, "category").text = xml_value(tag)
        etree.SubElement(item, "guid", isPermaLink="false").text = entry.id
        etree.SubElement(item, "pubDate").text = format_datetime(_stamp(entry.day))
    return _xml(root)


def json_feed(feed: Feed) -> bytes:
    """JSON Feed 1.1."""
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "language": feed.language,
        "authors": [{"name": "Lagebild"}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html(),
        "content_text": entry.text(),
        "date_published": _stamp(entry.day).isoformat(),
        "tags": list(entry.tags),
    }
    return item | ({"url": entry.url} if entry.url else {})


FORMS: Mapping[str, Callable[[Feed], bytes]] = {"atom": atom, "rss": rss, "json": json_feed}


def xml_value(text: str) -> str:
    """Text without what XML forbids; the marks that keep directions of writing apart stay."""
    parts = text.replace("\u2068", "\ue000").replace("\u2069", "\ue001")
    return xml_text(parts).replace("\ue000", "\u2068").replace("\ue001", "\u2069")


def _stamp(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _xml(root: Any) -> bytes:
    data: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return data
