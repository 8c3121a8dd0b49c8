"""Quotation marks are paired as a reader pairs them, and never beyond bounds."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.language.tables import parse_table
from lagebild.recognise.quotes.marks import LONGEST, find_quoted

CASES = Path(__file__).parents[1] / "cases" / "quotes-marks.tsv"


def _rows() -> list[dict[str, str]]:
    return [dict(row) for row in parse_table("marks", CASES.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["why"])
def test_case(row: dict[str, str]) -> None:
    text = row["text"]
    found = " ¦ ".join(text[q.start : q.end] for q in find_quoted(text))
    assert found == row["expected"]


def test_a_passage_may_run_over_paragraphs() -> None:
    text = "„Erster Absatz.\n\nZweiter Absatz“, sagte sie."
    assert [text[q.start : q.end] for q in find_quoted(text)] == [
        "„Erster Absatz.\n\nZweiter Absatz“"
    ]


def test_an_open_passage_ends_with_its_paragraph() -> None:
    text = "„Erster Absatz.\nZweiter Absatz mit „eigenen“ Zeichen."
    (first, second) = find_quoted(text)
    assert text[first.start : first.end] == "„Erster Absatz."
    assert not first.closed
    assert text[second.start : second.end] == "„eigenen“"


def test_an_open_passage_is_bounded() -> None:
    text = "„Ein Satz. " + "wort " * 100_000
    (only,) = find_quoted(text)
    assert only.end - only.start < 1_000


def test_a_long_quotation_is_kept_up_to_the_limit() -> None:
    inside = "wort " * ((LONGEST - 100) // 5)
    (only,) = find_quoted(f"„{inside}“")
    assert only.closed
    assert find_quoted("„" + "wort " * LONGEST + "“")[0].end < LONGEST


@given(st.text(alphabet="„“”«»\"'‚‘’‹› \nabA.,:19", max_size=200))
def test_any_text_gives_ordered_passages_within_it(text: str) -> None:
    found = find_quoted(text)
    assert found == sorted(found, key=lambda q: (q.start, -q.end))
    for q in found:
        assert 0 <= q.start < q.inner <= q.inner_end <= q.end <= len(text)
