"""Where an event took place, from the text to the record."""

import pytest
from cases_io import case_params

import lagebild
from lagebild.language.tables import Row


@pytest.mark.parametrize("case", case_params("events-places"))
def test_place_of_event(case: Row) -> None:
    analysis = lagebild.analyse(case["text"])
    kind, _, trigger = case["event"].partition(" ")
    found = [e for e in analysis.events if e.type == kind and e.trigger.text == trigger]
    assert found
    assert {e.place.text if e.place else "none" for e in found} == {case["expected"]}
