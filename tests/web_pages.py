"""Clients for the pages over small connected stores, and the addresses of all pages."""

from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

from picture_store import store_of
from starlette.testclient import TestClient

from lagebild.records import Analysis
from lagebild.show.web.app import make_app
from lagebild.show.web.context import address
from lagebild.show.web.safety import Door
from lagebild.store import Store
from lagebild.store.writer import mark_connected

BASE = "http://127.0.0.1:8765"


def connected(path: Path, analyses: Sequence[Analysis]) -> Path:
    store_of(path, analyses)
    with Store(path, write=True) as store:
        mark_connected(store, True)
    return path


def client_of(path: Path, host: str = "127.0.0.1", token: str | None = None) -> TestClient:
    return TestClient(make_app(path, Door.of(host, token)), base_url=BASE, follow_redirects=False)


def addresses(path: Path) -> list[str]:
    """An address of every page, with the records of the store."""
    with Store(path) as store:
        ids = {
            kind: [row["id"] for row in store.rows(f"SELECT id FROM {table} ORDER BY id LIMIT 3")]
            for kind, table in (
                ("actor", "article_actors"), ("article", "articles"), ("happening", "happenings"),
                ("story", "stories"), ("dispute", "disputes"),
            )
        }  # fmt: skip
    lists = ("events", "happenings", "quotes", "articles", "actors", "ties", "stories", "disputes")
    return [
        "/", "/timeline", "/timeline?raw=true&actor=ARM", "/relation",
        "/relation?actor=ARM&with=RUS",
        "/relation?actor=ARM&with=RUS&since=2020&until=2024", "/network", "/map", "/help",
        "/corrections", "/search", "/search?q=Moskau", "/ask",
        "/ask?q=Wer+traf+Putin%3F", "/ask?q=Wie+ist+das+Wetter%3F", *(f"/{kind}" for kind in lists),
        "/dossier?actor=ARM", *(address(kind, id) for kind, found in ids.items() for id in found),
    ]  # fmt: skip


VOID = {"meta", "link", "input", "br", "img", "hr"}


class Page(HTMLParser):
    """The tags of a page; every one that is opened is closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(text)
        assert not self._open

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def all(self, tag: str, name: str) -> list[str]:
        return [str(a[name]) for t, a in self.tags if t == tag and name in a]
