"""Answers that are kept for the pages: always what the store says, and nobody's to change."""

import os
from pathlib import Path

from lagebild.store import Store
from lagebild.store.answers import Answers

COUNT = "SELECT count(*) AS number FROM meta"


def add(path: Path, name: str) -> None:
    with Store(path, write=True) as store:
        store.execute("INSERT INTO meta VALUES (?, 'x')", [name])


def test_what_was_asked_before_is_not_asked_again() -> None:
    answers, asked = Answers(), []
    for _ in range(2):
        assert answers.of(("a", 1), lambda: asked.append(1) or [{"n": 1}]) == [{"n": 1}]
    answers.of(("a", 2), lambda: asked.append(2) or [])
    assert asked == [1, 2]


def test_a_kept_answer_cannot_be_changed() -> None:
    answers = Answers()
    for _ in range(3):
        rows = answers.of(("a",), lambda: [{"names": ["x"]}])
        assert rows == [{"names": ["x"]}]
        rows[0]["names"].append("y")


def test_no_more_is_kept_than_the_bound_allows() -> None:
    answers, asked = Answers(most=4000), []
    for number in range(100):
        answers.of((number,), lambda number=number: asked.append(number) or "x" * 100)
    answers.of((99,), lambda: asked.append("again") or "")
    answers.of((0,), lambda: asked.append("first") or "")
    answers.of(("long",), lambda: "x" * 3000)
    answers.of(("long",), lambda: asked.append("long") or "")
    assert asked[100:] == ["first", "long"]


def test_a_changed_store_is_asked_anew(path: Path) -> None:
    answers = Answers()
    add(path, "one")
    with Store(path, answers=answers) as store:
        before = store.value(COUNT)
        assert store.rows(COUNT) == [{"number": before}]
    add(path, "two")
    with Store(path, answers=answers) as store:
        assert store.value(COUNT) == before + 1


def test_another_file_of_the_same_size_and_time_is_asked_anew(path: Path, tmp_path: Path) -> None:
    answers, other = Answers(), tmp_path / "other.duckdb"
    add(path, "one")
    with Store(path, answers=answers) as store:
        before = store.value(COUNT)
    add(other, "one")
    add(other, "two")
    state = path.stat()
    os.replace(other, path)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    with Store(path, answers=answers) as store:
        assert store.value(COUNT) == before + 1


def test_who_writes_is_told_what_stands_now(path: Path) -> None:
    answers = Answers()
    with Store(path, write=True, answers=answers) as store:
        before = store.value(COUNT)
        store.execute("INSERT INTO meta VALUES ('one', 'x')")
        assert store.value(COUNT) == before + 1
