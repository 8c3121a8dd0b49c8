"""Bad input: bounded time, no failure."""

import time

from connect_parts import Told, make_analysis

LIMIT = 60  # seconds; each takes one or two on an idle machine


def meeting(i: int, date: str | None = "2024-05-08") -> Told:
    sentence = f"Putin und Alijew trafen sich zum Gespräch Nummer {i}."
    return Told(sentence, "CONSULT", "trafen", by=("Putin", "Alijew"), date=date)


def test_an_article_with_three_hundred_events(make_store, rows) -> None:
    start = time.perf_counter()
    path = make_store([make_analysis("a", [meeting(i) for i in range(300)])])
    assert time.perf_counter() - start < LIMIT
    assert len(rows(path, "SELECT id FROM happenings")) == 1


def test_many_copies_with_one_word_changed(make_store, rows) -> None:
    lines = [f"Satz {n} über die Verhandlungen im Süden der Region." for n in range(12)]
    start = time.perf_counter()
    path = make_store(
        [make_analysis(f"c{i:03}", [*map(Told, lines), meeting(i)]) for i in range(150)]
    )
    assert time.perf_counter() - start < LIMIT
    assert len(rows(path, "SELECT article FROM copies")) == 149
    assert len(rows(path, "SELECT id FROM happenings")) == 1


def test_articles_without_dates_and_from_the_future(make_store, rows) -> None:
    path = make_store(
        [
            make_analysis("a", [meeting(1, None)], published=None),
            make_analysis("b", [meeting(2, None)], published="2999-01-01"),
            make_analysis("c", [meeting(3, "9999-12-31")], published="0001-01-01"),
            make_analysis("d", [Told("Nichts geschah.")], published=None),
        ]
    )
    assert len(rows(path, "SELECT id FROM happenings")) >= 2


def test_an_empty_store(make_store, rows) -> None:
    path = make_store([])
    assert rows(path, "SELECT * FROM happenings") == []
