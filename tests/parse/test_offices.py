"""Offices among the names that the model finds."""

import pytest
from cases_io import case_params

from lagebild.parse import parse


@pytest.mark.parametrize("case", case_params("offices"))
def test_offices(case):
    result = parse(case["text"], case["language"])
    found = [case["text"][n.start : n.end] for n in result.names if n.label == "ROLE"]
    assert " ¦ ".join(found) == case["expected"]
