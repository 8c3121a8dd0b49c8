"""The codebook's sentences: what must be found, by whom, with which status, and what must not."""

from pathlib import Path

import pytest
from cases_io import case_params, load_cases

from lagebild.language.tables import Row
from lagebild.parse import parse
from lagebild.recognise.events import find_events
from lagebild.recognise.mentions import find_mentions
from lagebild.records import Article, Event

CODEBOOK = Path(__file__).parents[2] / "docs" / "codebook.md"
ALLOWED_FALSE_ALARMS = 3


def events_of(text: str, language: str = "de") -> list[Event]:
    parsed = parse(text, language)
    if not parsed.tagged:
        pytest.skip("no language model in this checkout")
    article = Article(
        id="x", title=None, outlet=None, authors=(), published=None, language=language, url=None,
        text=text, parts=(),
    )  # fmt: skip
    return find_events(article, parsed, find_mentions(article, parsed), [], [])


@pytest.mark.parametrize("case", case_params("events-types"))
def test_an_example_gives_its_event(case: Row) -> None:
    found = {f"{e.type}:{e.mode or ''}" for e in events_of(case["text"])}
    assert case["expected"] in found


@pytest.mark.parametrize("case", case_params("events-lookalikes"))
def test_a_lookalike_gives_no_event_of_its_type(case: Row) -> None:
    forbidden = case["expected"].removeprefix("no ")
    assert forbidden not in {e.type for e in events_of(case["text"])}


@pytest.mark.parametrize("case", case_params("events-arguments"))
def test_participants_and_status(case: Row) -> None:
    _has_participants(case, "de")


@pytest.mark.parametrize("case", case_params("events-repeats"))
def test_one_act_is_one_event(case: Row) -> None:
    found = [e for e in events_of(case["text"]) if e.type == case["type"]]
    assert len(found) == int(case["expected"])


@pytest.mark.parametrize("case", case_params("events-english-arguments"))
def test_english_participants_and_status(case: Row) -> None:
    _has_participants(case, "en")


def _has_participants(case: Row, language: str) -> None:
    found = [
        ({a.text for a in e.actors}, {a.text for a in e.recipients}, e.status)
        for e in events_of(case["text"], language)
        if e.type == case["type"]
    ]
    if case["expected"] == "none":
        assert not found
        return
    actors = set(filter(None, case["actors"].split(";")))
    recipients = set(filter(None, case["recipients"].split(";")))
    assert (actors, recipients, case["expected"]) in found


@pytest.mark.parametrize("case", case_params("events-english"))
def test_english_examples(case: Row) -> None:
    found = {(e.type, e.status) for e in events_of(case["text"], "en")}
    if case["expected"] == "none":
        assert not found
    else:
        assert (case["expected"], case["status"]) in found


def test_texts_of_other_worlds_tell_nearly_no_events() -> None:
    alarms = sum(len(events_of(case["text"])) for case in load_cases("events-foreign"))
    assert len(load_cases("events-foreign")) >= 50
    assert alarms <= ALLOWED_FALSE_ALARMS


def test_every_sentence_of_the_codebook_is_a_case() -> None:
    cases = {c["text"] for name in ("events-types", "events-lookalikes") for c in load_cases(name)}
    lines = CODEBOOK.read_text(encoding="utf-8").partition("## Types and modes")[2]
    sentences = [
        line.removeprefix("- ").partition(" (")[0]
        for line in lines.partition("## How the tables say it")[0].splitlines()
        if line.startswith("- ")
    ]
    assert len(sentences) > 150
    assert [s for s in sentences if s not in cases] == []
