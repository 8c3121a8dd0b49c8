"""Titles of happenings in fifteen languages."""

from typing import Any

import pytest
from cases_io import load_cases

from lagebild.language.tables import load_table
from lagebild.records import PLOVER_TYPES, STATUSES
from lagebild.show.titles import LANGUAGES, happening_summary, happening_title
from lagebild.store.days import day_range

CASES = load_cases("titles")
PEOPLE = {"Armenien": "ARM", "Russland": "RUS", "Aserbaidschan": "AZE", "China": "CHN"}


def parties(words: str) -> list[dict[str, Any]]:
    return [
        {"actor": PEOPLE.get(w), "name": w, "country": PEOPLE.get(w)} for w in words.split("|") if w
    ]


def happening(**more: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "type": "CONSULT", "mode": None, "status": "actual", "actors": parties("Armenien"),
        "recipients": parties("Russland"), "date": "2023-11-25", "place": "Brüssel", "voices": 2,
        "articles": ["a", "b", "c"],
    }  # fmt: skip
    row = fields | more
    days = day_range(row["date"])
    row["day_first"], row["day_last"] = days or (None, None)
    return row


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['language']}-{c['type']}-{c['mode']}")
def test_cases(case: dict[str, str]) -> None:
    row = happening(
        type=case["type"], mode=case["mode"] or None, status=case["status"],
        actors=parties(case["actors"]), recipients=parties(case["recipients"]),
        date=case["date"] or None, place=case["place"] or None,
    )  # fmt: skip
    assert happening_title(row, case["language"]) == case["expected"].replace("{nnbsp}", "\u202f")


def test_the_cases_cover_every_language_and_type() -> None:
    seen = {(case["language"], case["type"]) for case in CASES}
    assert seen == {(language, kind) for language in LANGUAGES for kind in PLOVER_TYPES}


def test_the_table_has_no_gaps() -> None:
    rows = list(load_table("world", "titles"))
    assert not [(r["key"], n) for r in rows for n in LANGUAGES if not r[n]]
    keys = {row["key"] for row in rows}
    assert set(PLOVER_TYPES) | (set(STATUSES) - {"actual"}) <= keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_and_status_gives_a_title(language: str) -> None:
    titles = {
        happening_title(happening(type=kind, status=status), language)
        for kind in PLOVER_TYPES
        for status in STATUSES
    }
    assert len(titles) == len(PLOVER_TYPES) * len(STATUSES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_claim_is_marked(language: str) -> None:
    claimed = happening_title(happening(claimed_by=["Baku"]), language)
    assert "Baku" in claimed
    assert claimed != happening_title(happening(), language)


def test_who_speaks_for_himself_claims_nothing() -> None:
    own = happening(type="REQUEST", claimed_by=["Armenien"])
    assert "claim" not in happening_title(own, "en")
    assert "claim" in happening_title(happening(type="ASSAULT", claimed_by=["Armenien"]), "en")
    assert "claim" in happening_title(happening(type="REQUEST", claimed_by=["Baku"]), "en")


def test_arabic_keeps_foreign_names_apart() -> None:
    title = happening_title(happening(actors=parties("Nikol Paschinjan")), "ar")
    assert "\u2068Nikol Paschinjan\u2069" in title
    assert "أرمينيا" in happening_title(happening(), "ar")


def test_nothing_known_leaves_the_noun() -> None:
    row = happening(actors=[], recipients=[], date=None, place=None)
    assert happening_title(row, "de") == "Gespräche"


def test_many_names_are_cut() -> None:
    assert (
        happening_title(
            happening(actors=parties("A|B|C|D|E"), recipients=[], date="2023", place=None), "en"
        )
        == "Talks: A, B, C +2 (2023)"
    )


def test_hostile_names_are_harmless() -> None:
    title = happening_title(happening(actors=parties("\x1b[2J\u202eBaku\x00")), "en")
    assert title.startswith("Talks: Baku – Russia")


def test_summaries_count_sources() -> None:
    assert happening_summary(happening(), "de") == "Unabhängige Quellen: 2; Artikel: 3."
    assert happening_summary(happening(), "ja") == "独立した情報源：2; 記事：3."
