"""The scorer, on a small annotated text of our own."""

from pathlib import Path

import pytest

from lagebild.errors import UsageError
from lagebild.evaluate.date_sets import Expression, read_date_sets
from lagebild.evaluate.dates import align, evaluate_dates

TEXT = """<?xml version="1.0" ?><TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2023-11-25"
functionInDocument="CREATION_TIME">2023-11-25</TIMEX3></DCT><TEXT>
<TIMEX3 tid="t1" type="DATE" value="2023-11-24">Gestern</TIMEX3> &amp; am
<TIMEX3 tid="t2" type="DATE" value="2020-05-03">3. Mai 2020</TIMEX3> war Ruhe.
<TIMEX3 tid="t3" type="DURATION" value="P1D"/></TEXT></TimeML>"""


def write(folder: Path) -> None:
    (folder / "Set").mkdir()
    (folder / "Set" / "one.tml").write_text(TEXT, encoding="utf-8")
    (folder / "Set_Heideltime").mkdir()
    (folder / "Set_Heideltime" / "one.tml").write_text(
        TEXT.replace('<TIMEX3 tid="t1" type="DATE" value="2023-11-24">Gestern</TIMEX3>', "Gestern"),
        encoding="utf-8",
    )


def test_reading_keeps_offsets_and_leaves_empty_elements_out(tmp_path: Path) -> None:
    write(tmp_path)
    document = read_date_sets(tmp_path).timeml["Set"][0]
    assert [document.text[e.start : e.end] for e in document.expressions] == [
        "Gestern",
        "3. Mai 2020",
    ]
    assert document.published == "2023-11-25"


def test_both_systems_are_scored(tmp_path: Path) -> None:
    write(tmp_path)
    ours, other = evaluate_dates(tmp_path).tables[0].rows
    assert ours[2:] == (2, 2, 1.0, 1.0, 1.0, 1.0)
    assert other[2:4] == (2, 1)


def test_missing_data_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        evaluate_dates(tmp_path)


def test_pairs_are_one_to_one() -> None:
    gold = [Expression(0, 5, "", ""), Expression(6, 9, "", "")]
    found = [Expression(0, 9, "", ""), Expression(6, 9, "", "")]
    assert align(gold, found) == [(gold[1], found[1]), (gold[0], found[0])]
