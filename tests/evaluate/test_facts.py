"""Judged arguments are counted by part; only the mistakes of the tuned part are named."""

import json
from pathlib import Path

import pytest

from lagebild.errors import UsageError
from lagebild.evaluate.actors import evaluate_actors

TEXT = "Die russische Polizei nahm einen Arzt fest. Der Arzt schwieg."
HEAD = "article\tstart\tend\tcountry\tsector\thalf\n"


def table(folder: Path, rows: str) -> Path:
    article = {"id": "w1", "title": "Festnahme", "published": "2020-01-01", "text": TEXT}
    (folder / "events-de-dev.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
    path = folder / "unseen.tsv"
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


def test_parts_are_counted_apart_and_the_held_one_stays_unread(tmp_path: Path) -> None:
    rows = "w1\t4\t21\tRUS\tCOP\ttuned\nw1\t4\t21\tRUS\tMIL\theld\n"
    report = evaluate_actors(table(tmp_path, rows))
    shares = {row[0]: row[2:] for row in report.tables[0].rows}
    assert shares["tuned"] == (1.0, 1.0, 1.0)
    assert shares["held"] == (1.0, 0.0, 0.0)
    assert shares["all"] == (1.0, 0.5, 0.5)
    assert report.notes == ()


def test_mistakes_of_the_tuned_part_are_named(tmp_path: Path) -> None:
    report = evaluate_actors(table(tmp_path, "w1\t4\t21\tUKR\tCOP\ttuned\n"))
    assert report.notes == ("w1 'russische Polizei': UKR COP, found RUS COP",)


def test_a_missing_article_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="w2"):
        evaluate_actors(table(tmp_path, "w2\t0\t3\tRUS\tCOP\ttuned\n"))
