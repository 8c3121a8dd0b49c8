"""Calendar arithmetic, ISO values and the tables."""

from datetime import date

import pytest

from lagebild.recognise.dates import calendar as cal
from lagebild.recognise.dates.grammar import rules
from lagebild.recognise.dates.handlers import HANDLERS
from lagebild.recognise.dates.iso import iso_value, moved_by
from lagebild.recognise.dates.lexicon import LANGUAGES
from lagebild.recognise.dates.numbers import cardinals, ordinals


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_handler(language: str) -> None:
    assert {rule.kind for rule in rules(language)} <= set(HANDLERS)


def test_number_words() -> None:
    assert cardinals("de")["zweihundertdreiundvierzig"] == 243
    assert ordinals("de")["einunddreißigsten"] == 31
    assert ordinals("de")["dritter"] == 3
    assert cardinals("en")["twelve"] == 12


def test_movable_feasts() -> None:
    assert [cal.easter(y) for y in (1818, 2000, 2024, 2038)] == [
        date(1818, 3, 22), date(2000, 4, 23), date(2024, 3, 31), date(2038, 4, 25),
    ]  # fmt: skip
    assert cal.holiday("advent+0", 2023) == date(2023, 12, 3)
    assert cal.holiday("nth:5:7:2", 2023) == date(2023, 5, 14)


def test_shifting_partial_dates() -> None:
    assert cal.shift(cal.Partial(2024, 1, 31), "M", 1) == cal.Partial(2024, 2, 29)
    assert cal.shift(cal.Partial(2023), "D", 1) is None
    assert cal.shift(cal.Partial(2199), "Y", 1) is None


def test_what_is_no_date() -> None:
    assert [cal.partial(t) for t in ("2023-02-31", "0000", "99999", "2023-13", "x")] == [None] * 5


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2023-11-25TMO", "2023-11-25"), ("2023-11-25T19:30", "2023-11-25"), ("2023-11", "2023-11"),
        ("2023-W47", "2023-11-20/2023-11-26"), ("2023-W47-WE", "2023-11-25/2023-11-26"),
        ("2023-SU", "2023-06/2023-08"), ("2023-WI", "2023-12/2024-02"),
        ("2023-Q3", "2023-07/2023-09"), ("2023-H2", "2023-07/2023-12"), ("199", "1990/1999"),
        ("18", "1800/1899"), ("XXXX-08-26", "XXXX-08-26"), ("PAST_REF", None), ("P3D", None),
        ("XXXX-WXX-3", None), ("BC0480", None), ("2023-W60", None),
    ],
)  # fmt: skip
def test_iso_values(value: str, iso: str | None) -> None:
    assert iso_value(value) == iso


def test_moving_by_a_duration() -> None:
    anchor = cal.Partial(2023, 11, 25)
    assert moved_by("P3D", anchor, -1) == "2023-11-22"
    assert moved_by("P2M", anchor, -1) == "2023-09"
    assert moved_by("PXY", anchor, -1) is None
