"""Questions in plain words, answered from the store of the demo articles."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from cases_io import case_params

from lagebild.ask import Answer, Asked, NotUnderstood, ask
from lagebild.ask.say import headline, nearest
from lagebild.cli.main import main
from lagebild.demo import demo_sources
from lagebild.store import Store


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("ask") / "demo.duckdb"
    main(["build", *demo_sources(), "--store", str(store), "--jobs", "1"])
    return store


@pytest.fixture(scope="module")
def store(path: Path) -> Iterator[Store]:
    with Store(path) as opened:
        yield opened


def understood(asked: Asked) -> dict[str, str]:
    period = asked.period
    found = {
        "types": ",".join(asked.types), "stance": asked.stance or "", "answer": asked.answer,
        "status": ",".join(asked.status), "topic": ",".join(asked.topics),
        "since": (period.since if period else None) or "",
        "until": (period.until if period else None) or "",
        "among": ",".join(n.shown for n in asked.among),
        "about": ",".join(n.shown for n in asked.about),
    }  # fmt: skip
    for key, named in (
        ("actor", asked.actor), ("recipient", asked.recipient), ("place", asked.place),
    ):  # fmt: skip
        found[key] = named.shown if named else ""
    return found


def told(answer: Answer) -> str:
    words = [e["text"] for row in answer.rows for e in row["evidence"]]
    return "\n".join([headline(answer), *words, *(str(row.get("date")) for row in answer.rows)])


@pytest.mark.parametrize("case", case_params("ask"))
def test_a_question_is_answered_rightly_or_not_at_all(case: dict[str, str], store: Store) -> None:
    answer = ask(store, case["question"])
    if case["understood"] == "?":
        assert isinstance(answer.asked, NotUnderstood), case["why"]
        assert not answer.rows
        return
    assert isinstance(answer.asked, Asked), (answer.asked, case["why"])
    assert answer.asked.kind == case["understood"], case["why"]
    found = understood(answer.asked)
    for part in case["filters"].split():
        key, _, value = part.partition("=")
        assert value in found[key], (key, found[key], case["why"])
    if case["answer"] == "-":
        assert not answer.rows, told(answer)
        return
    for words in filter(None, case["answer"].split("|")):
        if words.startswith("!"):
            assert words[1:] not in headline(answer), case["why"]
        else:
            assert words in told(answer), (told(answer), case["why"])


def test_every_row_leads_to_the_words_of_an_article(store: Store) -> None:
    texts = {row["id"]: row["text"] for row in store.rows("SELECT id, text FROM articles")}
    for question in ("Was geschah im September 2023?", "Was sagte Paschinjan?", "Wer ist Präsident "
                     "von Frankreich?", "Welche Angaben widersprechen sich?"):  # fmt: skip
        answer = ask(store, question)
        assert answer.rows
        for row in answer.rows:
            for e in row["evidence"]:
                assert texts[e["article"]][e["start"] : e["end"]] == e["text"]


def test_the_examples_offered_are_understood(store: Store) -> None:
    for language in ("de", "en"):
        for question in nearest("", language, most=99):
            assert isinstance(ask(store, question).asked, Asked), question


def test_the_command_says_how_it_understood(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "Wer war 2023 Mitglied der OVKS?", "--store", str(path)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Verstanden: Mitgliedschaften")
    assert "Armenien" in out
    assert main(["ask", "Wie ist das Wetter?", "--store", str(path)]) == 1
    assert "Gefragt werden kann" in capsys.readouterr().out
    assert main(["ask", "Was sagte Grandi?", "--store", str(path), "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["rows"][0]["evidence"][0]["article"]


@pytest.mark.parametrize("question", ["", "?", "' OR 1=1 --", "x" * 5000, "\x1b[31m Wer?", "👍"])
def test_anything_else_is_not_understood(question: str, store: Store) -> None:
    assert isinstance(ask(store, question).asked, NotUnderstood)
