"""The measure: one-to-one pairs, means over parts, and the formats of the data sets."""

import gzip
import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.errors import UsageError
from lagebild.evaluate.assignment import best_pairs
from lagebild.evaluate.quote_scores import PARTS, QuoteTokens, Tally, align, tally_article
from lagebild.evaluate.quotes import evaluate_quotes


def tokens(kind: str, **parts: range) -> QuoteTokens:
    return QuoteTokens(kind, {name: frozenset(r) for name, r in parts.items()})


@settings(deadline=None)
@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(
            st.lists(st.integers(0, 9), min_size=n, max_size=n), min_size=1, max_size=4
        )
    )
)
def test_pairs_have_the_greatest_sum(weights: list[list[int]]) -> None:
    size = max(len(weights), len(weights[0]))
    square = [
        [weights[r][c] if r < len(weights) and c < len(weights[0]) else 0 for c in range(size)]
        for r in range(size)
    ]
    best = max(
        sum(square[r][c] for r, c in enumerate(order))
        for order in itertools.permutations(range(size))
    )
    pairs = best_pairs(weights)
    assert sum(weights[r][c] for r, c in pairs) == best
    assert len({r for r, _ in pairs}) == len({c for _, c in pairs}) == len(pairs)


def test_a_perfect_answer_scores_one() -> None:
    gold = [
        tokens("direct", quote=range(5), speaker=range(6, 8)),
        tokens("indirect", quote=range(9, 12)),
    ]
    tally = Tally()
    tally_article(tally, gold, gold, PARTS)
    assert tally.figures(PARTS) == (1.0, 1.0, 1.0)


def test_means_are_taken_over_the_parts() -> None:
    gold = [tokens("direct", quote=range(4), speaker=range(10, 12))]
    system = [tokens("direct", quote=range(2))]
    tally = Tally()
    tally_article(tally, system, gold, PARTS)
    precision, recall, _ = tally.figures(PARTS)
    assert precision == 1.0
    assert recall == pytest.approx((0.5 + 0.0) / 2)


def test_a_quote_left_alone_counts_against_precision() -> None:
    tally = Tally()
    tally_article(tally, [tokens("direct", quote=range(3))], [], PARTS)
    assert tally.precision == {"quote": [0.0]}


def test_the_same_kind_breaks_ties() -> None:
    gold = [tokens("indirect", quote=range(4)), tokens("direct", quote=range(4))]
    system = [tokens("direct", quote=range(4))]
    assert align(system, gold) == [(0, 1)]


def attribution_file(folder: Path) -> Path:
    text = "Anna sagte: „Ja.“"
    words = [(0, 4), (5, 10), (10, 11), (12, 13), (13, 15), (15, 16), (16, 17)]
    part = {name: {"tokenIds": [], "spans": [], "text": ""} for name in PARTS}
    part["quote"] = {"tokenIds": [3, 4, 5, 6], "spans": [], "text": ""}
    part["speaker"] = {"tokenIds": [0], "spans": [], "text": ""}
    record = {
        "documentName": "x",
        "originalText": text,
        "tokens": [{"charBegin": s, "charEnd": e} for s, e in words],
        "annotations": [{**part, "type": "Direct"}],
        "split": "dev",
    }
    path = folder / "quotes.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as stream:
        stream.write(json.dumps(record) + "\n")
    return path


def test_the_news_format_is_read_and_scored(tmp_path: Path) -> None:
    report = evaluate_quotes(attribution_file(tmp_path)).text()
    assert "joint" in report
    assert "1 texts" in report


def test_annotated_articles_are_read_and_scored(tmp_path: Path) -> None:
    sentences = ["Der Minister sagte, die Grenze bleibe offen."]
    quote = {
        "sent": 0, "text": "die Grenze bleibe offen", "kind": "indirect",
        "speaker": "Minister", "via": None,
    }  # fmt: skip
    record = {"id": "x", "sentences": sentences, "text": sentences[0], "quotes": [quote]}
    path = tmp_path / "events.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    table = evaluate_quotes(path).tables[0]
    assert table.rows[0][0] == "quote"
    assert table.rows[0][3] == 1.0


def test_a_path_without_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        evaluate_quotes(tmp_path)
