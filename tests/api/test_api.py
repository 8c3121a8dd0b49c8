"""Lagebild from Python, as the README shows it."""

import subprocess
import sys

import pytest

import lagebild
from lagebild.errors import StoreError

TEXT = (
    "Am Mittwoch empfing der russische Präsident Wladimir Putin den armenischen "
    "Premierminister Nikol Paschinjan im Kreml."
)


def test_analyse_gives_records_with_the_words_they_rest_on():
    analysis = lagebild.analyse(TEXT, published="2024-05-10")
    event = analysis.events[0]
    assert event.type == "CONSULT"
    assert event.date is not None
    assert event.date.value == "2024-05-08"
    assert {a.name for a in event.actors + event.recipients} == {
        "Wladimir Putin",
        "Nikol Paschinjan",
    }
    for span in (event.trigger, event.sentence, *event.actors, *event.recipients):
        assert analysis.article.text[span.start : span.end] == span.text


def test_offsets_are_the_callers_own_when_the_text_is_taken_as_it_is():
    text = "Foto: dpa\n\n  " + TEXT
    assert lagebild.analyse(text, as_is=True).article.text == text


def test_an_open_store_answers_with_tables(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text("Putin empfängt Paschinjan\n\n08.05.2024\n\n" + TEXT, encoding="utf-8")
    store = tmp_path / "a.duckdb"
    command = [sys.executable, "-m", "lagebild", "build", str(source), "--store", store]
    subprocess.run(command, capture_output=True, check=True)
    with lagebild.open(store) as picture:
        assert picture.events(actor="ARM").num_rows >= 1
        assert picture.events(actor="FRA").num_rows == 0
        assert picture.events("Putin", "Paschinjan", type="CONSULT", since="2024").num_rows >= 1
        assert picture.articles().num_rows == 1
        assert picture.quotes("Putin").num_rows == 0
        assert "per:vladimir-putin" in picture.actors()["id"].to_pylist()


def test_a_missing_store_is_one_clear_line(tmp_path):
    with pytest.raises(StoreError, match="there is no store"):
        lagebild.open(tmp_path / "none.duckdb")


def test_importing_loads_neither_model_nor_database():
    code = "import sys, lagebild; print([m for m in ('onnxruntime','duckdb') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
