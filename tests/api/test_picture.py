"""Asking a store from Python gives what the JSON API gives."""

from pathlib import Path

import pytest
from picture_store import sample, store_of
from web_pages import client_of

import lagebild
from lagebild.errors import UsageError

LISTS = (
    "events", "timeline", "happenings", "quotes", "articles", "actors", "ties", "stories",
    "disputes",
)  # fmt: skip


def test_every_list_is_there_under_the_same_filters(tmp_path: Path) -> None:
    path = store_of(tmp_path / "x.duckdb", sample())
    with lagebild.open(path) as picture, client_of(path) as client:
        for kind in LISTS:
            rows = client.get(f"/api/v1/{kind}?actor=ARM").json()
            asked = getattr(picture, kind)(actor="ARM")
            assert asked.num_rows == rows["total"], kind
            assert sorted(asked["id"].to_pylist()) == sorted(r["id"] for r in rows["rows"]), kind
        assert picture.events("Putin", type="consult", since="2024").num_rows == 2
        assert picture.events(sure=0.8).num_rows == 1
        assert picture.relation("ARM", "RUS").months[0].month == "2024-05"
        assert len(picture.quotes("Paschinjan").to_pandas()) == 1
        with pytest.raises(UsageError):
            picture.events(since="yesterday")
