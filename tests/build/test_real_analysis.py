"""The real analysis: the same records in one process and in two, in any order of the sources."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from lagebild.demo import demo_sources
from lagebild.store import Store

LAGEBILD = [
    sys.executable,
    "-c",
    "import sys; from lagebild.cli.main import main; sys.exit(main())",
]
TABLES = ("mentions", "dates", "quotes", "events", "ties", "article_actors")


def lagebild(*arguments: str) -> str:
    done = subprocess.run([*LAGEBILD, *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def records(store: Path) -> dict[str, list[dict[str, Any]]]:
    with Store(store) as opened:
        rows = {t: opened.rows(f"SELECT * FROM {t} ORDER BY article, id") for t in TABLES}
        rows["articles"] = opened.rows("SELECT * EXCLUDE (run, reader) FROM articles ORDER BY id")
        return rows


def test_processes_and_order_change_no_record(tmp_path: Path) -> None:
    sources = [source for source in demo_sources() if source.endswith(".txt")][:3]
    one, two = tmp_path / "one.duckdb", tmp_path / "two.duckdb"
    lagebild("build", *sources, "--store", str(one), "--jobs", "1")
    lagebild("build", *sources[::-1], "--store", str(two), "--jobs", "2")
    assert records(one) == records(two)
    assert len(records(one)["articles"]) == 3
    rows = [json.loads(line) for line in lagebild("analyse", *sources).splitlines()]
    stored = {row["id"]: row for row in records(one)["events"]}
    analysed = {event["id"]: event for row in rows for event in row["events"]}
    assert set(analysed) == set(stored)


def test_as_is_keeps_the_text_to_the_character(tmp_path: Path) -> None:
    text = "  Baku  und Eriwan verhandelten.\n\nFoto: X\n"
    source = tmp_path / "x.jsonl"
    source.write_text(json.dumps({"id": "a", "text": text, "published": "2024-01-02"}) + "\n")
    (row,) = map(json.loads, lagebild("analyse", str(source), "--as-is").splitlines())
    assert row["article"]["text"] == text
    for span in (*row["sentences"], *row["tokens"], *row["mentions"]):
        assert text[span["start"] : span["end"]] == span["text"]
