"""The timeline page: complete in itself, and harmless whatever articles hold."""

import base64
import hashlib
import re
from collections.abc import Mapping
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.records import PLOVER_TYPES, STATUSES
from lagebild.show.dates import date_words
from lagebild.show.labels import labels
from lagebild.show.plain import csv_cell, harmless
from lagebild.show.timeline_page import timeline_page

HOSTILE = "</style><script>alert(1)</script><img src=x onerror=alert(2)>\"'&\x1b[2J\u202e"


def row(**more: Any) -> dict[str, Any]:
    sentence = "Baku griff im Mai 2024 an."
    fields: dict[str, Any] = {
        "id": "e1",
        "article": "a1",
        "type": "ASSAULT",
        "status": "actual",
        "said_by": None,
        "sentence": {"text": sentence, "start": 100, "end": 126},
        "trigger": {"text": "griff", "start": 105, "end": 110},
        "actors": [{"text": "Baku", "name": "Aserbaidschan"}],
        "recipients": [],
        "date": {"value": "2024-05", "basis": "stated"},
        "day_first": date(2024, 5, 1),
        "day_last": date(2024, 5, 31),
        "article_title": "Titel",
        "article_outlet": "Blatt",
        "article_published": "2024-06-01",
        "article_language": "de",
        "article_url": "https://example.org/a?b=1&c=2",
    }
    return fields | more


class Tags(HTMLParser):
    """All tags with their attributes, in order; checks that they are closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, Mapping[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_row_shows_what_its_event_says() -> None:
    page = timeline_page([row(said_by="Eriwan")], "alle Ereignisse")
    for words in (
        "Mai 2024", "Gewalt", "Aserbaidschan", "geschehen", "laut",
        "Baku <mark>griff</mark> im Mai 2024 an.", "Titel", "Blatt", "2024-06-01", "Eriwan",
        "https://example.org/a?b=1&amp;c=2",
    ):  # fmt: skip
        assert words in page
    assert page.startswith("<!doctype html>")
    assert '<html lang="de">' in page


def test_open_dates_stand_apart_and_last() -> None:
    undated = row(id="e2", date=None, day_first=None, day_last=None)
    page = timeline_page([row(), undated], "x")
    assert page.index('id="e1"') < page.index("Ohne Datum") < page.index('id="e2"')


def test_the_page_forbids_everything_and_needs_nothing() -> None:
    page = timeline_page([row()], "x")
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page
    assert "url(" not in style[1]
    assert "@import" not in style[1]
    for tag, attributes in Tags(page).tags:
        assert tag not in {"script", "link", "img", "iframe", "object", "form", "base"}
        assert not {"style", "src", "srcset"} & set(attributes)
        assert not [name for name in attributes if name.startswith("on")]


def hostile_page(words: str) -> str:
    argument = {"text": words, "name": words}
    sentence = {"text": words, "start": 0, "end": len(words)}
    rows = [
        row(
            id=words, sentence=sentence, trigger={"text": words[:1], "start": 0, "end": 1},
            actors=[argument], recipients=[argument], said_by=words, article_title=words,
            article_outlet=words, article_published=words, article_language=words,
            article_url=url, date={"value": words, "basis": words}, day_first=day, day_last=day,
        )
        for day in (None, date(2024, 5, 1))
        for url in ("javascript:alert(1)", f"https://x/{words}", "https://[x", "data:text/html,x")
    ]  # fmt: skip
    return timeline_page(rows, words)


def check_harmless(page: str) -> None:
    parsed = Tags(page)
    assert not parsed.open
    assert {tag for tag, _ in parsed.tags} <= {
        "html", "head", "meta", "title", "style", "body", "header", "h1", "p", "svg", "line",
        "rect", "main", "section", "h2", "table", "caption", "thead", "tr", "th", "tbody", "time",
        "span", "td", "mark", "cite", "a", "footer", "br",
    }  # fmt: skip
    for tag, attributes in parsed.tags:
        assert not [name for name in attributes if name.startswith("on")]
        if tag == "a":
            assert (attributes["href"] or "").startswith("https://")


def test_hostile_text_is_only_text() -> None:
    page = hostile_page(HOSTILE)
    check_harmless(page)
    assert "\x1b" not in page
    assert "\u202e" not in page


@settings(deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_no_text_breaks_the_page(words: str) -> None:
    check_harmless(hostile_page(words))


def test_an_empty_timeline_says_so() -> None:
    assert "Keine Ereignisse" in timeline_page([], "x")


def test_every_value_has_a_label() -> None:
    assert set(labels("de", "type")) == set(PLOVER_TYPES)
    assert set(labels("de", "status")) == set(STATUSES)


@pytest.mark.parametrize(
    ("value", "first", "last", "words"),
    [
        ("2023-09-19", date(2023, 9, 19), date(2023, 9, 19), "19. September 2023"),
        ("2023-09", date(2023, 9, 1), date(2023, 9, 30), "September 2023"),
        ("2023", date(2023, 1, 1), date(2023, 12, 31), "2023"),
        ("PAST_REF", None, None, "PAST_REF"),
        ("2023-09-19/2023-09-20", date(2023, 9, 19), date(2023, 9, 20),
         "19.–20. Sept. 2023"),
    ],
)  # fmt: skip
def test_dates_are_as_precise_as_they_were(
    value: str, first: date | None, last: date | None, words: str
) -> None:
    assert date_words(value, first, last, "de") == words


@settings(deadline=None)
@given(st.text(max_size=200))
def test_harmless_text_has_no_control_characters(text: str) -> None:
    shown = harmless(text)
    assert not [c for c in shown if ord(c) < 32 or 127 <= ord(c) < 160]
    assert harmless(shown) == shown or "\\" in shown


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\r=1", "\n=1", " =1"])
def test_formulas_are_defused(cell: str) -> None:
    assert str(csv_cell(cell)).startswith("'")


@pytest.mark.parametrize("cell", ["Baku", "1-2", 3.5, -1, None, ""])
def test_other_cells_stay(cell: object) -> None:
    assert csv_cell(cell) == cell
