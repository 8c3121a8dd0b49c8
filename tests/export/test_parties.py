"""Parties that are only words are named where a side would be empty."""

from pathlib import Path

from connect_parts import Told, make_analysis
from picture_store import store_of

from lagebild.show.export.wish import Wish, happening_rows
from lagebild.show.titles import happening_title
from lagebild.store import Store


def test_who_is_only_described_is_still_named(tmp_path: Path) -> None:
    told = Told("Mönche griffen Armenien am 3. Mai an.", "ASSAULT", "griffen", by=("Mönche",),
                to=("Armenien",), date="2024-05-03")  # fmt: skip
    path = store_of(tmp_path / "x.duckdb", [make_analysis("a1", [told])])
    with Store(path) as store:
        kept = store.rows("SELECT actors FROM happenings")
        [row] = happening_rows(store, Wish())
    assert kept == [{"actors": []}]
    assert happening_title(row, "en") == "Use of force: Mönche → Armenia (May 3, 2024)"
