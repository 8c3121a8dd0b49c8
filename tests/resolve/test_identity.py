"""Names of persons: spellings that meet, people that must not."""

import pytest
from cases_io import case_params, load_cases
from hypothesis import given
from hypothesis import strategies as st

from lagebild.language.tables import Row
from lagebild.resolve.identity import actor_id, name_key, same_person


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
        ("Ilham Aliyev", "Ilham Aliyev 😀"),
        ("Ilham Aliyev", "Ilham Ali\u200fyev"),
        ("Ilham Aliyev", "Ilham Aliyev7"),
    ],
)
def test_disguised_names_are_not_joined(a: str, b: str) -> None:
    assert not same_person(a, b).same
    assert actor_id(a) != actor_id(b)


def test_a_name_of_500_words_is_handled() -> None:
    name = "Maximilian " * 500
    assert actor_id(name).startswith("per:")
    assert not same_person(name, "Maximilian Muster").same
