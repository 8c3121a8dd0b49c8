"""Coreference scores on chains whose values are known."""

import gzip
import json
from pathlib import Path

import pytest

from lagebild.errors import UsageError
from lagebild.evaluate.actors import evaluate_actors
from lagebild.evaluate.coreference import coreference


def chains(*words: str) -> list[frozenset[str]]:
    return [frozenset(word) for word in words]


def test_equal_chains_are_perfect() -> None:
    scores = coreference(chains("abc", "de"), chains("de", "abc"))
    assert scores.mean == pytest.approx(1.0)


def test_scores_of_a_split_and_a_wrong_mention() -> None:
    """The example of the CoNLL scorers' description: {abc}{defg} against {ab}{cd}{fghi}."""
    scores = coreference(chains("abc", "defg"), chains("ab", "cd", "fghi"))
    assert scores.muc.recall == pytest.approx(2 / 5)
    assert scores.muc.precision == pytest.approx(2 / 5)
    b_recall = (2 * 2 / 3 + 1 / 3 + 1 / 4 + 2 * 2 / 4) / 7
    assert scores.b_cubed.recall == pytest.approx(b_recall)
    assert scores.ceaf.precision == pytest.approx((4 / 5 + 4 / 8) / 3)
    assert scores.ceaf.recall == pytest.approx((4 / 5 + 4 / 8) / 2)


def test_chains_of_one_mention_do_not_count() -> None:
    scores = coreference(chains("ab", "c"), chains("ab", "d"))
    assert scores.mean == pytest.approx(1.0)


def test_nothing_found_scores_nothing() -> None:
    scores = coreference(chains("ab"), [])
    assert scores.muc.recall == 0.0
    assert scores.mean is None


def test_identity_is_scored_by_article(tmp_path: Path) -> None:
    text = "Wladimir Putin reiste nach Baku. Dort traf Putin den Präsidenten."
    with gzip.open(tmp_path / "wikinews-de.jsonl.gz", "wt", encoding="utf-8") as file:
        article = {"id": "w1", "title": "Reise", "published": "2024-05-01", "text": text}
        file.write(json.dumps(article) + "\n")
    spans = [(0, 14), (text.index("Putin den"), text.index("Putin den") + 5)]
    rows = "".join(f"w1\t{a}\t{b}\tputin\n" for a, b in spans)
    table = tmp_path / "identity.tsv"
    table.write_text("article\tstart\tend\tentity\n" + rows, encoding="utf-8")
    shown = str(evaluate_actors(table))
    assert "2 mentions of 1 actors in 1 articles" in shown
    assert "1.000" in shown


def test_a_missing_article_is_named(tmp_path: Path) -> None:
    table = tmp_path / "identity.tsv"
    table.write_text("article\tstart\tend\tentity\nw1\t0\t1\tx\n", encoding="utf-8")
    with pytest.raises(UsageError, match="lacks the article w1"):
        evaluate_actors(table)
