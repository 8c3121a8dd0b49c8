"""Who takes part in an event: the argument's words, name, country and sector, case by case."""

import pytest
from cases_io import case_params

from lagebild.api import analyse


@pytest.mark.parametrize("case", case_params("actors-arguments"))
def test_argument_means(case: dict[str, str]) -> None:
    events = analyse(case["text"], language="de", as_is=True).events
    found = [
        "|".join(part or "-" for part in (a.name, a.country, a.sector))
        for e in events
        if e.type == case["type"]
        for a in (*e.actors, *e.recipients)
        if a.text == case["argument"]
    ]
    assert found[:1] == ([] if case["expected"] == "none" else [case["expected"]])
