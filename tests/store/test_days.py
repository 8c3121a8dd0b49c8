from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.store.days import day_range


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2023-11-25", date(2023, 11, 25), date(2023, 11, 25)),
        ("2023-11-25TMO", date(2023, 11, 25), date(2023, 11, 25)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-SU", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-Q4", date(2023, 10, 1), date(2023, 12, 31)),
        ("2023-H1", date(2023, 1, 1), date(2023, 6, 30)),
        ("2023-W47", date(2023, 11, 20), date(2023, 11, 26)),
        ("2023-W47-WE", date(2023, 11, 25), date(2023, 11, 26)),
        ("2023-W47-3", date(2023, 11, 22), date(2023, 11, 22)),
        ("199", date(1990, 1, 1), date(1999, 12, 31)),
        ("20", date(2000, 1, 1), date(2099, 12, 31)),
        ("2020-09-27/2020-11-10", date(2020, 9, 27), date(2020, 11, 10)),
        ("2020/2021-06", date(2020, 1, 1), date(2021, 6, 30)),
    ],
)
def test_a_value_means_its_first_to_its_last_day(value: str, first: date, last: date) -> None:
    assert day_range(value) == (first, last)


@pytest.mark.parametrize(
    "value",
    [None, "", "PAST_REF", "XXXX-05-01", "2023-13", "2023-02-30", "P3D", "2023-W60", "2023/2020",
     "0000", "2023-05/", "99999"],
)  # fmt: skip
def test_what_is_open_or_no_date_has_no_days(value: str | None) -> None:
    assert day_range(value) is None


@settings(deadline=None)
@given(st.text(alphabet="0123456789-/WQHSUXT", max_size=24))
def test_no_value_is_too_strange(value: str) -> None:
    days = day_range(value)
    assert days is None or days[0] <= days[1]
