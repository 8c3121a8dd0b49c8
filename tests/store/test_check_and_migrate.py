"""A store is verified row by row, and one of an older version is brought up to date."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from lagebild.cli.main import main
from lagebild.demo import demo_sources
from lagebild.errors import StoreError
from lagebild.store import Store
from lagebild.store.check import check_store
from lagebild.store.schema import FORMAT


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checked")
    emoji = folder / "emoji.txt"
    emoji.write_text(
        "Treffen 👍🏽 in Eriwan\n\n🇦🇲 Der armenische Außenminister Ararat Mirsojan traf am Montag "
        "seinen russischen Kollegen Sergej Lawrow in Moskau. „Wir reden weiter“, sagte er.\n",
        encoding="utf-8",
    )
    sources = [s for s in demo_sources() if s.endswith(".txt")][:2]
    assert main(["build", *sources, str(emoji), "--store", str(folder / "s.duckdb")]) == 0
    return folder / "s.duckdb"


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    path = tmp_path / "s.duckdb"
    path.write_bytes(built.read_bytes())
    return path


def change(path: Path, sql: str) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute(sql)


def test_a_store_as_built_is_sound(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--store", str(store)]) == 0
    assert "3 articles" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("UPDATE articles SET text = 'x' || text", "events: the trigger"),
        ("UPDATE mentions SET start = start + 1", "mentions: the words"),
        ("DELETE FROM articles", "events: the article is missing"),
        ("INSERT INTO events SELECT * FROM events", "events: two rows with one id"),
        ("UPDATE events SET status = 'maybe'", "events: no such status"),
        ("UPDATE events SET confidence = 1.5", "events: the confidence"),
        ("DELETE FROM given", "articles: no source gave it"),
        ("DELETE FROM events WHERE id = (SELECT min(id) FROM events)", "happenings: an event"),
        ("DROP TABLE quotes", "quotes: columns are missing"),
    ],
)
def test_each_kind_of_damage_is_named(
    store: Path, sql: str, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change(store, sql)
    assert main(["check", "--store", str(store)]) == 1
    assert fault in capsys.readouterr().out


def rows(path: Path) -> list[dict[str, Any]]:
    with Store(path) as opened:
        return opened.rows("SELECT * FROM events ORDER BY id")


@pytest.mark.parametrize("write", [False, True])
def test_an_older_store_is_brought_up_to_date_and_a_copy_kept(store: Path, write: bool) -> None:
    before = rows(store)
    change(store, "ALTER TABLE articles DROP COLUMN reader")
    change(store, "UPDATE meta SET value = '1' WHERE name = 'format'")
    old = store.read_bytes()
    with Store(store, write=write) as opened:
        assert opened.value("SELECT value FROM meta WHERE name = 'format'") == str(FORMAT)
        assert list(check_store(opened)) == []
    assert rows(store) == before
    copy = store.with_name("s.duckdb.format1")
    assert copy.read_bytes() == old
    assert {p.name for p in store.parent.iterdir()} == {"s.duckdb", "s.duckdb.format1"}


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(store, "UPDATE meta SET value = '1' WHERE name = 'format'")  # the column is there: fails
    old = store.read_bytes()
    with pytest.raises(StoreError):
        Store(store)
    assert store.read_bytes() == old


def test_records_of_another_version_are_made_anew_when_asked(store: Path) -> None:
    before = rows(store)
    change(store, "UPDATE articles SET reader = 'older'")
    change(store, "UPDATE events SET confidence = 0")
    source = next(s for s in demo_sources() if s.endswith(".txt"))
    assert main(["build", source, "--store", str(store)]) == 0
    assert rows(store) != before
    assert main(["build", source, "--store", str(store), "--renew"]) == 0
    assert [row["confidence"] for row in rows(store)] == [row["confidence"] for row in before]
