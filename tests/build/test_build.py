"""The build end to end, with a stand-in for the analysis (fake_build.py) in real processes."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from lagebild.store import Store

PROGRAM = Path(__file__).parent / "fake_build.py"
KILLS = int(os.environ.get("LAGEBILD_KILLS", "10"))  # 100 and more for a soak run
PROGRESS = re.compile(r"\d+ articles, [\d.]+ a second(?:, \d+ failed)?")  # on a slow machine


def start(store: Path, *sources: Path | str, jobs: int = 1, seconds: float = 0.0) -> Any:
    command = [
        sys.executable,
        str(PROGRAM),
        str(store),
        str(jobs),
        str(seconds),
        *map(str, sources),
    ]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def build(store: Path, *sources: Path | str, jobs: int = 1) -> tuple[int, str, str]:
    process = start(store, *sources, jobs=jobs)
    out, err = process.communicate(timeout=300)
    said = [line for line in err.splitlines() if not PROGRESS.fullmatch(line)]
    return process.returncode, out, "\n".join(said)


def content(store: Path) -> dict[str, Any]:
    """Every table, without what tells which build gave a row and which program read it."""
    with Store(store) as opened:
        columns: dict[str, list[str]] = {}
        for row in opened.rows(
            "SELECT table_name, column_name FROM duckdb_columns() JOIN duckdb_tables() "
            "USING (table_name) WHERE column_name NOT IN ('run', 'reader') ORDER BY ALL"
        ):
            columns.setdefault(row["table_name"], []).append(f'"{row["column_name"]}"')
        return {
            name: opened.rows(f"SELECT {', '.join(named)} FROM {name} ORDER BY ALL")
            for name, named in columns.items()
        }


def write_lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Four files: articles, copies under other ids, one id with two texts, the same file again."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    rows = [
        {
            "id": f"n{i}",
            "text": f"Treffen Nummer {i} in Eriwan.",
            "published": f"2024-01-{i % 28 + 1:02}",
        }
        for i in range(90)
    ]
    write_lines(folder / "a.jsonl", rows[:60])
    write_lines(folder / "b.jsonl", rows[30:])
    write_lines(
        folder / "c.jsonl", [{"id": f"copy{i}", "text": rows[i]["text"]} for i in range(20)]
    )
    write_lines(folder / "d.jsonl", [{"id": "n1", "text": "Ein anderer Text."}])
    (folder / "e.txt").write_text("Gespräche in Baku und Tiflis haben begonnen.\n")
    return folder


def test_a_build_counts_what_it_read_and_cut(tmp_path: Path, corpus: Path) -> None:
    code, out, err = build(tmp_path / "x.duckdb", corpus)
    assert (code, err) == (0, "")
    assert "read:       142 articles, 50 of them cut as duplicates" in out
    assert "failed:     0" in out
    assert "in store:   92 articles, 92 events, 0 quotes" in out


def test_nothing_is_read_again_unless_it_changed(tmp_path: Path, corpus: Path) -> None:
    store = tmp_path / "x.duckdb"
    build(store, corpus)
    before = content(store)
    code, out, _ = build(store, corpus)
    assert code == 0
    assert "read:       0 articles" in out
    assert "unchanged:  5 files" in out
    assert content(store) == before
    os.utime(corpus / "a.jsonl")
    assert "unchanged:  5 files" in build(store, corpus)[1]
    write_lines(corpus / "d.jsonl", [{"id": "n1", "text": "Ein dritter Text."}])
    code, out, _ = build(store, corpus)
    assert "read:       1 articles" in out
    texts = {row["text"] for row in content(store)["articles"]}
    assert "Ein dritter Text." in texts
    assert "Ein anderer Text." not in texts
    fresh = tmp_path / "fresh.duckdb"
    build(fresh, corpus)
    assert content(fresh) == content(store)


@pytest.mark.parametrize("jobs", [2, 3])
def test_the_number_of_processes_changes_nothing(tmp_path: Path, corpus: Path, jobs: int) -> None:
    build(tmp_path / "one.duckdb", corpus)
    code, _, err = build(tmp_path / "many.duckdb", corpus, jobs=jobs)
    assert (code, err) == (0, "")
    assert content(tmp_path / "many.duckdb") == content(tmp_path / "one.duckdb")


def test_the_order_of_the_sources_changes_nothing(tmp_path: Path, corpus: Path) -> None:
    files = sorted(corpus.iterdir())
    build(tmp_path / "one.duckdb", *files)
    expected = content(tmp_path / "one.duckdb")
    for number, order in enumerate([files[::-1], random.Random(4).sample(files, len(files))]):
        store = tmp_path / f"{number}.duckdb"
        build(store, *order)
        assert content(store) == expected
    step_by_step = tmp_path / "steps.duckdb"
    for file in reversed(files):
        build(step_by_step, file)
    assert content(step_by_step) == expected


@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_at_any_moment_and_run_again(tmp_path: Path, corpus: Path, jobs: int) -> None:
    """kill -9 of the build (and by that of its workers), then again: nothing lost or doubled."""
    undisturbed = tmp_path / "undisturbed.duckdb"
    build(undisturbed, corpus)
    chance = random.Random(jobs)
    store = tmp_path / "killed.duckdb"
    killed = 0
    for _ in range(KILLS // 2):
        process = start(store, corpus, jobs=jobs, seconds=0.03)
        time.sleep(chance.uniform(0.2, 3.0))
        done = process.poll() is not None
        killed += not done
        process.kill()
        process.communicate()
        if done:  # from the start again, so that every kill meets a build at work
            assert content(store) == content(undisturbed)
            store.unlink()
    code, _, err = build(store, corpus, jobs=jobs)
    assert (code, err) == (0, "")
    assert content(store) == content(undisturbed)
    assert killed


def test_workers_end_with_the_build_that_was_killed(tmp_path: Path, corpus: Path) -> None:
    process = start(tmp_path / "x.duckdb", corpus, jobs=2, seconds=0.2)
    wait_for(tmp_path / "x.duckdb")
    workers = descendants(process.pid)
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 10
    while any(alive(pid) for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert workers
    assert not [pid for pid in workers if alive(pid)]


def descendants(parent: int) -> list[int]:
    found = children(parent)
    return found + [below for child in found for below in descendants(child)]


def children(parent: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(fields[1]) == parent:
                found.append(int(entry.name))
    return found


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_build_says_so_and_keeps_what_it_has(
    tmp_path: Path, corpus: Path, jobs: int, number: signal.Signals
) -> None:
    store = tmp_path / "x.duckdb"
    process = start(store, corpus, jobs=jobs, seconds=0.05)
    wait_for(store)
    os.killpg(process.pid, number)  # as a terminal does: the whole group hears Ctrl-C
    _, err = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "Interrupted" in err
    assert "Traceback" not in err
    kept = len(content(store)["articles"])
    assert 0 < kept < 92
    assert build(store, corpus)[0] == 0
    build(tmp_path / "fresh.duckdb", corpus)
    assert content(store) == content(tmp_path / "fresh.duckdb")


def wait_for(store: Path) -> None:
    """Until the first articles are committed (the log of the store grows with them)."""
    log = store.with_name(store.name + ".wal")
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if log.exists() and log.stat().st_size > 5000:
            return
        time.sleep(0.02)
    raise AssertionError("nothing was stored")


def test_one_article_that_fails_spoils_no_other(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": "Gut."},
        {"id": "b", "text": "unlesbar"},
        {"id": "c", "text": "Auch."},
    ]
    source = write_lines(tmp_path / "x.jsonl", rows)
    store = tmp_path / "x.duckdb"
    code, _, err = build(store, source)
    assert code == 1
    assert "x.jsonl:2" in err
    assert "Traceback" not in err
    assert sorted(row["id"] for row in content(store)["articles"]) == ["a", "c"]
    assert build(store, source)[0] == 1, "what failed is tried and told again"
    rows[1]["text"] = "Nun lesbar."
    write_lines(source, rows)
    code, _, err = build(store, source)
    assert (code, err) == (0, "")
    assert content(store)["failures"] == []


def test_an_article_that_ends_its_process_is_left_out(tmp_path: Path) -> None:
    rows = [{"id": f"n{i:02}", "text": f"Satz Nummer {i}."} for i in range(40)]
    rows[5]["text"] = "Jetzt tot ."
    source = write_lines(tmp_path / "x.jsonl", rows)
    store = tmp_path / "x.duckdb"
    code, _, err = build(store, source, jobs=2)
    assert code == 1
    assert "x.jsonl:6" in err
    assert "out of memory?" in err
    assert len(err.strip().splitlines()) == 1
    kept = {row["id"] for row in content(store)["articles"]}
    assert kept == {row["id"] for row in rows if row["id"] != "n05"}


def test_processes_that_keep_dying_are_one_clear_line(tmp_path: Path) -> None:
    rows = [{"id": f"n{i}", "text": f"Alle tot {i}"} for i in range(16)]
    source = write_lines(tmp_path / "x.jsonl", rows)
    code, _, err = build(tmp_path / "x.duckdb", source, jobs=2)
    assert code == 3
    assert "keep dying" in err
    assert len(err.strip().splitlines()) == 1


def test_sources_that_cannot_be_read_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("Ein guter Text über Gespräche in Baku.\n")
    (tmp_path / "empty.txt").write_text("")
    rows = [json.dumps({"id": str(i), "text": f"Satz {i}."}) for i in range(10)]
    rows[6] = '{"id": "broken'
    (tmp_path / "ten.jsonl").write_text("\n".join(rows))
    odd = tmp_path / "line\nbreak.txt"
    odd.write_text("Ein Text unter einem seltsamen Namen.\n")
    code, out, err = build(
        tmp_path / "x.duckdb", good, tmp_path / "empty.txt", tmp_path / "ten.jsonl", odd, "/nowhere"
    )
    assert code == 1
    assert "failed:     3" in out
    assert "in store:   11 articles" in out
    assert "ten.jsonl:7" in err
    assert "/nowhere: does not exist" in err
    assert len(err.strip().splitlines()) == 3


def test_a_file_that_vanishes_or_breaks_loses_nothing_stored(tmp_path: Path, corpus: Path) -> None:
    store = tmp_path / "x.duckdb"
    build(store, corpus)
    before = content(store)["articles"]
    (corpus / "a.jsonl").unlink()
    (corpus / "b.jsonl").write_text('{"broken')
    code, _, _ = build(store, corpus)
    assert code == 1
    assert content(store)["articles"] == before


def test_two_builds_on_one_store(tmp_path: Path, corpus: Path) -> None:
    store = tmp_path / "x.duckdb"
    first = start(store, corpus, seconds=0.1)
    wait_for(store)
    code, _, err = build(store, corpus)
    assert code == 3
    assert "in use by another process" in err
    out, _ = first.communicate(timeout=120)
    assert first.returncode == 0
    assert "in store:   92 articles" in out


def test_many_copies_of_one_article(tmp_path: Path) -> None:
    rows = [{"id": f"c{i:05}", "text": "Immer derselbe Text."} for i in range(300)]
    rows += [{"id": "c00000", "text": "Immer derselbe Text."}] * 3000
    source = write_lines(tmp_path / "x.jsonl", rows)
    code, out, _ = build(tmp_path / "x.duckdb", source)
    assert code == 0
    assert "read:       3300 articles, 3299 of them cut as duplicates" in out
    assert "in store:   1 articles, 1 events" in out


def test_a_store_moved_away_is_made_anew(tmp_path: Path, corpus: Path) -> None:
    store = tmp_path / "x.duckdb"
    build(store, corpus)
    kept = tmp_path / "kept.duckdb"
    shutil.move(store, kept)
    build(store, corpus)
    assert content(store) == content(kept)
