"""Every case of the case files: extents, types and values."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from cases_io import case_params, load_cases
from dates_helpers import dates_in, shown


@pytest.mark.parametrize("case", case_params("dates-de"))
def test_german(case: dict[str, str]) -> None:
    assert shown(dates_in(case["text"], case["published"])) == case["expected"]


@pytest.mark.parametrize("case", case_params("dates-de-none"))
def test_german_look_alikes(case: dict[str, str]) -> None:
    assert shown(dates_in(case["text"], case["published"])) == ""


@pytest.mark.parametrize("case", case_params("dates-en"))
def test_english(case: dict[str, str]) -> None:
    assert shown(dates_in(case["text"], case["published"], "en")) == case["expected"]


def test_other_languages_have_no_dates() -> None:
    assert dates_in("Le 3 mai 2020 il est parti.", "2023-11-25", "fr") == []


def test_many_cases_with_reasons() -> None:
    rows = load_cases("dates-de") + load_cases("dates-de-none") + load_cases("dates-en")
    assert all(row["why"] for row in rows)
    assert len(load_cases("dates-de")) >= 300
    assert len(load_cases("dates-de-none")) >= 60
