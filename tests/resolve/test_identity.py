"""Names of persons: spellings that meet, people that must not."""

import time

import pytest
from cases_io import case_params, load_cases
from hypothesis import given
from hypothesis import strategies as st

from lagebild.language.tables import Row
from lagebild.resolve.identity import actor_id, family_key, name_key, same_person


@pytest.mark.parametrize("case", case_params("actors-pairs"))
def test_pair(case: Row) -> None:
    decision = same_person(case["a"], case["b"])
    assert decision.same == (case["expected"] == "same"), decision.reason


def test_equal_keys_never_join_two_people() -> None:
    pairs = [row for row in load_cases("actors-pairs") if row["expected"] == "different"]
    assert len(pairs) >= 100
    assert [row for row in pairs if name_key(row["a"]) == name_key(row["b"])] == []


@given(st.text(max_size=80), st.text(max_size=80))
def test_decision_has_a_reason_and_is_symmetric(a: str, b: str) -> None:
    one, two = same_person(a, b), same_person(b, a)
    assert one.reason
    assert one.same == two.same


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ilham Aliyev", "Ilham Аliyev"),  # a Cyrillic А
        ("Ilham Aliyev", "\u202eIlham Aliyev"),
        ("Ilham Aliyev 2", "Ilham Aliyev 3"),
        ("Ilham 😀", "Ilham 😡"),
    ],
)
def test_disguised_names_are_not_joined(a: str, b: str) -> None:
    assert not same_person(a, b).same


def test_a_name_of_500_words_is_handled() -> None:
    name = "Maximilian " * 500
    assert actor_id(name).startswith("per:")
    assert not same_person(name, "Maximilian Muster").same


def test_cost_is_linear_in_names() -> None:
    names = [f"Vorname{i} Nachname{i}jew" for i in range(4000)]
    started = time.process_time()
    keys = {family_key(name) for name in names}
    assert len(keys) == len(names)
    assert time.process_time() - started < 5
