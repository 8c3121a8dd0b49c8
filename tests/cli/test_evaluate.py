"""Events are counted as docs/quality.md says; a task that cannot run ends in one line."""

import json
from pathlib import Path
from typing import Any

import pytest

from lagebild.errors import SourceError, UsageError
from lagebild.evaluate.actors import evaluate_actors
from lagebild.evaluate.events import (
    Coded,
    GoldArticle,
    Tally,
    events_report,
    find_sentence,
    pair,
    read_gold,
    tally_article,
)
from lagebild.evaluate.registry import TASKS, EvaluateOptions, evaluate
from lagebild.evaluate.report import Report, ReportTable, score

SENTENCES = (
    "Baku und Eriwan verhandelten am Montag.",
    "Tiflis lehnte ab und drohte.",
    "Regen fiel.",
)


def coded(sentence: int, trigger: str, type: str, **more: Any) -> Coded:
    fields: dict[str, Any] = {"status": "actual", "actors": (), "recipients": (), "date": None}
    return Coded(sentence=sentence, trigger=trigger, type=type, **(fields | more))


def article(*events: Coded) -> GoldArticle:
    return GoldArticle("a", None, None, "\n".join(SENTENCES), SENTENCES, events)


@pytest.mark.parametrize(
    ("text", "trigger", "number"),
    [
        (SENTENCES[1], "drohte", 1),
        ("Tiflis lehnte ab", "lehnte", 1),
        (" ".join(SENTENCES[:2]), "drohte", 1),
        (" ".join(SENTENCES[:2]), "fehlt", 0),
        ("Baku Eriwan verhandelten Montag", "verhandelten", 0),
        ("Ganz etwas anderes", "anderes", -1),
        ("", "x", -1),
    ],
)
def test_a_system_sentence_finds_its_annotated_one(text: str, trigger: str, number: int) -> None:
    assert find_sentence(text, trigger, SENTENCES) == number


def test_triggers_decide_between_events_of_one_type() -> None:
    gold = [coded(1, "lehnte", "REJECT"), coded(1, "drohte", "REJECT")]
    assert pair(gold, [coded(1, "drohte", "REJECT"), coded(1, "ab", "REJECT")]) == [(1, 0), (0, 1)]
    assert pair(gold, [coded(1, "drohte", "THREATEN"), coded(0, "lehnte", "REJECT")]) == []


def test_what_is_right_false_and_missed() -> None:
    tally = Tally()
    gold = article(
        coded(0, "verhandelten", "CONSULT", actors=("Baku", "Eriwan"), date="2024-05"),
        coded(1, "drohte", "THREATEN", status="planned"),
    )
    system = [
        coded(
            0, "verhandelten", "CONSULT", actors=("das Baku",), recipients=("x",), date="2024-05-06"
        ),
        coded(1, "lehnte", "REJECT"),
    ]
    mistakes = tally_article(tally, gold, system)
    assert tally.found == [1, 1, 1]
    assert (tally.actors, tally.recipients) == ([1, 0, 1], [0, 1, 0])
    assert (tally.status, tally.date) == ([1, 1], [1, 1])
    assert dict(tally.types) == {"CONSULT": [1, 0, 0], "THREATEN": [0, 0, 1], "REJECT": [0, 1, 0]}
    assert [(m.kind, m.event.type, m.sentence) for m in mistakes] == [
        ("missed", "THREATEN", SENTENCES[1]), ("false", "REJECT", SENTENCES[1]),
    ]  # fmt: skip
    assert "0.500" in str(events_report(tally, 1))


def test_a_coarser_date_does_not_count() -> None:
    tally = Tally()
    gold = article(coded(0, "verhandelten", "CONSULT", date="2024-05-06"))
    tally_article(tally, gold, [coded(0, "verhandelten", "CONSULT", date="2024-05")])
    assert tally.date == [0, 1]


def test_optional_events_are_neither_right_nor_wrong() -> None:
    gold = article(coded(1, "drohte", "THREATEN", optional=True))
    for system in ([], [coded(1, "drohte", "THREATEN")]):
        tally = Tally()
        assert tally_article(tally, gold, system) == []
        assert tally.found == [0, 0, 0]


def test_gold_is_read_from_a_file_or_a_folder(tmp_path: Path) -> None:
    event = {"sent": 0, "trigger": "verhandelten", "type": "CONSULT", "actors": ["Baku"]}
    row = {"id": "a", "sentences": list(SENTENCES), "events": [event], "published": "2024-05-07"}
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(row) + "\n\n")
    assert read_gold(file) == read_gold(tmp_path)
    (gold,) = read_gold(file)
    assert gold.text == "\n".join(SENTENCES)
    assert gold.events[0].actors == ("Baku",)
    file.write_text('{"id": "a"}\n')
    with pytest.raises(SourceError, match=r"gold\.jsonl:1"):
        read_gold(file)
    with pytest.raises(UsageError):
        read_gold(tmp_path / "nothing")


def test_tasks_that_cannot_run_say_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there are: events quotes"):
        evaluate("weather", tmp_path, EvaluateOptions())
    with pytest.raises(UsageError, match="there are no data"):
        evaluate("events", tmp_path / "nothing", EvaluateOptions())
    assert set(TASKS) == {"events", "quotes", "dates", "parse", "actors"}


def test_a_report_is_plain_text() -> None:
    table = ReportTable(("", "share", "count"), (("a", 0.5, 3), ("longer", None, 12)), title="T")
    report = Report("Title", (table,), ("a note",))
    assert str(report).splitlines() == [
        "Title", "=====", "", "T", "        share  count", "------  -----  -----",
        "a       0.500      3", "longer      -     12", "", "- a note",
    ]  # fmt: skip


def test_scores_of_nothing_are_zero() -> None:
    assert score(0, 0, 0) == (0.0, 0.0, 0.0)
    assert score(1, 1, 0) == (0.5, 1.0, pytest.approx(2 / 3))


@pytest.mark.parametrize("content", [None, b"\x1f\x8b\x08", b"a\tb\n1\t2\t3\n"])
def test_what_is_no_table_of_actors_is_told_with_its_name(
    content: bytes | None, tmp_path: Path
) -> None:
    path = tmp_path / "pairs.tsv"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=r"pairs\.tsv is no table"):
        evaluate_actors(path)
