"""Marks in a text, search with stems, quick finding, the API's description."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from lagebild.picture import connected, lists
from lagebild.picture.connected import Chosen
from lagebild.picture.network import links
from lagebild.picture.question import Filters
from lagebild.show.web.context import phrases
from lagebild.show.web.listing import LISTINGS
from lagebild.show.web.marks import Mark, blocks, cut_text
from lagebild.show.web.params import Params
from lagebild.show.web.search import Search, passage
from lagebild.store import Store
from lagebild.store.lookup import has_lookup
from lagebild.store.writer import mark_connected

MARKS = st.lists(
    st.builds(
        lambda row, start, length: Mark(f"r{row}", "x", start, start + length),
        st.integers(0, 5), st.integers(0, 30), st.integers(0, 12),
    )
)  # fmt: skip


@given(st.text(min_size=1, max_size=40), MARKS)
def test_cutting_keeps_every_character_and_every_mark(text: str, marks: list[Mark]) -> None:
    stretches = cut_text(text, marks, 0, len(text))
    assert "".join(s.text for s in stretches) == text
    at = 0
    for stretch in stretches:
        inside = {m.row for m in marks if m.start <= at and at + len(stretch.text) <= m.end}
        assert set(stretch.rows) == inside
        at += len(stretch.text)


def test_what_was_cut_stands_where_it_stood() -> None:
    kept = {"kept": True, "kind": "body", "rule": "x"}
    parts = [
        {**kept, "text": "Eins.", "at": 0},
        {"kept": False, "kind": "byline", "rule": "by", "text": "Von X", "at": None},
        {**kept, "text": "Zwei.", "at": 6},
    ]
    found = blocks({"text": "Eins.\nZwei.", "parts": parts}, [])
    assert [b.kind for b in found] == ["body", "cut", "body"]


def test_search_finds_other_forms_of_a_word(store_path: Path, tmp_path: Path) -> None:
    shutil.copy(store_path, tmp_path / "s.duckdb")
    search = Search(tmp_path / "s.duckdb", lambda: 1)
    with Store(tmp_path / "s.duckdb") as store:
        assert {h.article for h in search.hits(store, "Gespräch")} == {"a2"}
        assert {h.article for h in search.hits(store, "besuche russlands")} == {"a1"}
        assert not search.hits(store, "Mondlandung")
        for odd in ('"', "AND OR (", "title_de:", "*", "a:b:c", "[1 TO", "\\"):
            search.hits(store, odd)
    again = Search(tmp_path / "s.duckdb", lambda: 2)
    with Store(tmp_path / "s.duckdb", write=True) as store:
        store.execute("DELETE FROM articles WHERE id = 'a2'")
        assert not again.hits(store, "Gespräch")
        assert again.hits(store, "Moskau")


def test_a_passage_marks_the_words_searched() -> None:
    text = (
        "Vorher nichts. " * 30 + "Die Verhandlungen in Moskau dauern an. " + "Danach nichts. " * 30
    )
    pieces = passage(text, "Verhandlung", "de").pieces
    assert pieces[1] == "Verhandlungen"
    assert len("".join(pieces)) < 400


WANTED = ("ARM", "Putin", "putin", "per:vladimir-putin", "Moskau", "?", "nobody", "OVKS", "rus")


@pytest.mark.parametrize("wanted", WANTED)
def test_quick_tables_find_the_same_rows(store_path: Path, tmp_path: Path, wanted: str) -> None:
    slow_path = tmp_path / "slow.duckdb"
    shutil.copy(store_path, slow_path)
    with Store(slow_path, write=True) as store:
        mark_connected(store, False)
    questions = {
        "events": lambda s: lists.events(s, Filters(actor=wanted)),
        "pair": lambda s: lists.events(s, Filters(actor=wanted, partner="ARM")),
        "quotes": lambda s: lists.quotes(s, Filters(actor=wanted)),
        "speaker": lambda s: lists.quotes(s, Filters(speaker=wanted)),
        "about": lambda s: lists.quotes(s, Filters(about=wanted)),
        "happenings": lambda s: connected.happenings(s, Filters(actor=wanted), Chosen()),
        "actors": lambda s: lists.actors(s, Filters(actor=wanted)),
        "ties": lambda s: connected.ties(s, Filters(actor=wanted), Chosen()),
        "disputes": lambda s: LISTINGS["disputes"].query(s, Params(actor=wanted)),
    }
    with Store(store_path) as quick, Store(slow_path) as slow:
        assert has_lookup(quick)
        assert not has_lookup(slow)
        for name, ask in questions.items():
            rows = [[row["id"] for row in ask(s).rows(s)] for s in (quick, slow)]
            assert rows[0] == rows[1], name
        for of in (None, wanted):
            drawn = [
                links(s, connected.happenings(s, Filters(actor=wanted), Chosen()), 20, of=of)
                for s in (quick, slow)
            ]
            assert drawn[0] == drawn[1]


def test_the_api_describes_itself(client: TestClient) -> None:
    api = client.get("/api/openapi.json").json()
    assert api["openapi"].startswith("3.1")
    for path, item in api["paths"].items():
        needed = "?actor=ARM&with=RUS" if path.endswith("relation") else ""
        answer = client.get(path + needed)
        assert answer.status_code == 200, path
        known = {p["name"] for p in item["get"]["parameters"]}
        assert "page" in known or path.endswith("relation")
    text = json.dumps(api)
    for name in {ref.split('"')[0] for ref in text.split("#/components/schemas/")[1:]}:
        assert name in api["components"]["schemas"]


def test_the_relation_as_json(client: TestClient) -> None:
    found = client.get("/api/v1/relation?actor=ARM&with=RUS").json()
    assert found["months"][0]["month"] == "2024-05"
    assert client.get("/api/v1/relation?actor=ARM").status_code == 400


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_kind_of_copy_has_a_word(language: str) -> None:
    for kind in ("exact", "near", "translated", "rewritten"):
        assert f"copy_{kind}" in phrases(language)
