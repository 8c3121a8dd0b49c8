"""Analysing with a local Ray, started once: the same records as the local engine's."""

import warnings
from pathlib import Path
from typing import Any

import pytest

from lagebild.build import ray_engine
from lagebild.build.shards import ANALYSES, ARTICLES, ShardFolder
from lagebild.cli.main import main
from lagebild.demo import demo_sources
from lagebild.store import Store

pytest.importorskip("ray.data", reason="Ray is not installed (pip install 'lagebild[ray]')")

TABLES = ("mentions", "dates", "quotes", "events", "ties", "article_actors", "happenings")


def content(path: Path) -> dict[str, list[dict[str, Any]]]:
    with Store(path) as store:
        rows = {t: store.rows(f"SELECT * FROM {t} ORDER BY ALL") for t in TABLES}
        rows["articles"] = store.rows("SELECT * EXCLUDE (run) FROM articles ORDER BY id")
        return rows


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("sources")
    damaged = folder / "damaged.json"
    damaged.write_text("{", encoding="utf-8")
    return [*[s for s in demo_sources() if s.endswith(".txt")][:3], str(damaged)]


@pytest.fixture(scope="module")
def local(sources: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("local") / "s.duckdb"
    assert main(["build", *sources, "--store", str(store), "--jobs", "1"]) == 1
    return store


def test_ray_gives_the_same_records_and_does_no_shard_twice(
    sources: list[str], local: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, shards = tmp_path / "s.duckdb", tmp_path / "shards"
    command = ["build", *sources, "--store", str(store), "--engine", "ray", "--jobs", "1"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert main([*command, "--shards", str(shards)]) == 1
    assert content(store) == content(local)
    folder = ShardFolder(str(shards))
    assert folder.names(ANALYSES) == folder.names(ARTICLES)

    monkeypatch.setattr(ray_engine, "_run_ray", lambda *_: pytest.fail("a shard was done again"))
    again = tmp_path / "again.duckdb"
    assert main([*command[:-4], "--engine", "ray", "--shards", str(shards)]) == 1
    other = [again if part == str(store) else part for part in command]
    assert main([*map(str, other), "--shards", str(shards)]) == 1
    assert content(again) == content(local)


def test_what_ray_does_not_finish_is_done_here(
    sources: list[str], local: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ray_engine, "_run_ray", lambda *_: None)
    store = tmp_path / "s.duckdb"
    assert main(["build", *sources, "--store", str(store), "--engine", "ray", "--jobs", "1"]) == 1
    assert content(store) == content(local)


def test_a_place_that_cannot_hold_shards_is_one_line(
    sources: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x")
    command = ["build", sources[0], "--store", str(tmp_path / "s.duckdb"), "--engine", "ray"]
    assert main([*command, "--shards", str(tmp_path / "file")]) == 3
    assert main([*command, "--shards", "nosuch://place"]) == 3
    said = [x for x in capsys.readouterr().err.splitlines() if x.startswith("lagebild:")]
    assert len(said) == 2
    assert all("the shards at" in line for line in said)
