"""Who vouches for an event: the speaker of the words it stands in, or the narrator."""

import pytest
from cases_io import case_params

import lagebild
from lagebild.language.tables import Row


@pytest.mark.parametrize("case", case_params("events-claims"))
def test_who_an_event_is_told_by(case: Row) -> None:
    analysis = lagebild.analyse(case["text"])
    claims = {e.said_by for e in analysis.events if e.type == case["type"]}
    assert claims == {None if case["expected"] == "narrator" else case["expected"]}
