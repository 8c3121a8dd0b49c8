"""The day of an event, from the text to the record."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from cases_io import case_params, load_cases

import lagebild
from lagebild.recognise.dates.calendar import partial
from lagebild.recognise.dates.iso import bounds


@pytest.mark.parametrize("case", case_params("dates-events"))
def test_day_of_event(case: dict[str, str]) -> None:
    analysis = lagebild.analyse(
        case["text"], title=case["title"] or None, published=case["published"], language="de"
    )
    kind, _, trigger = case["event"].partition(" ")
    found = [e for e in analysis.events if e.type == kind and e.trigger.text == trigger]
    days = {e.date.value for e in found if e.date}
    assert days == ({case["expected"]} - {"none"}), analysis.events


def test_cases_have_reasons() -> None:
    assert all(row["why"] for row in load_cases("dates-events"))


def test_every_day_stands_in_the_text() -> None:
    text = "\n".join(row["text"] for row in load_cases("dates-events"))
    analysis = lagebild.analyse(text, published="2024-02-15", language="de", as_is=True)
    assert len(analysis.events) > len(load_cases("dates-events"))
    for date in (e.date for e in analysis.events if e.date):
        first, last = bounds(date.value)
        assert partial(first)
        assert partial(last)
        assert first <= last
        if date.text is not None:
            assert date.start is not None
            assert analysis.article.text[date.start : date.end] == date.text
