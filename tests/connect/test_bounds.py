"""Bad input: bounded work, no failure."""

import numpy as np
from connect_parts import Told, make_analysis

from lagebild.connect import stories
from lagebild.connect.copies import with_first
from lagebild.connect.happenings import fill, match
from lagebild.store import Store
from lagebild.store.connected import make_tables


def meeting(i: int, date: str | None = "2024-05-08") -> Told:
    sentence = f"Putin und Alijew trafen sich zum Gespräch Nummer {i}."
    return Told(sentence, "CONSULT", "trafen", by=("Putin", "Alijew"), date=date)


def test_an_article_with_three_hundred_events(make_store, rows) -> None:
    path = make_store([make_analysis("a", [meeting(i) for i in range(300)])])
    assert len(rows(path, "SELECT id FROM happenings")) == 1


def test_many_copies_with_one_word_changed(make_store, rows) -> None:
    lines = [f"Satz {n} über die Verhandlungen im Süden der Region." for n in range(12)]
    path = make_store(
        [make_analysis(f"c{i:03}", [*map(Told, lines), meeting(i)]) for i in range(150)]
    )
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


def test_ten_thousand_copies_are_compared_with_one_text_only() -> None:
    band = np.zeros(10_000, np.uint64)
    pairs = with_first(band)
    assert pairs.shape == (2, 9_999)
    assert set(pairs[1].tolist()) == {0}


def test_an_actor_in_every_article_joins_nothing(make_store, rows) -> None:
    articles = [
        make_analysis(
            f"a{day:02}",
            [Told(f"Putin und Alijew trafen sich am {day}. Mai.", "CONSULT", "trafen",
                  by=("Putin", "Alijew"), date=f"2024-05-{day:02}")],
            published=f"2024-05-{day:02}", outlet=f"o{day}",
        )
        for day in range(1, 31, 3)
    ]  # fmt: skip
    path = make_store(articles)
    assert len(rows(path, "SELECT id FROM happenings")) == 10
    assert rows(path, "SELECT id FROM disputes") == []


def test_derived_tables_of_an_older_version_are_made_anew(make_store) -> None:
    path = make_store([make_analysis("a", [meeting(1)])])
    with Store(path, write=True) as store:
        store.execute("ALTER TABLE disputes DROP COLUMN why")
        store.execute("DROP TABLE stories")
        make_tables(store)
        assert store.rows("SELECT why FROM disputes") == []
        assert store.rows("SELECT id FROM stories") == []
        assert store.rows("SELECT id FROM happenings") != []


def test_happenings_do_not_hang_on_how_many_events_are_compared_at_once(
    make_store, rows, monkeypatch
) -> None:
    days = ("2024-05-08", "2024-05-09", "2024-05", "2024-06-30/2024-07-01", "2024-07", "2024", None)
    articles = [
        make_analysis(f"a{number}", [meeting(number, day)], published="2024-07-02")
        for number, day in enumerate(days * 2)
    ]
    asked = "SELECT events, date FROM happenings ORDER BY id"
    expected = rows(make_store(articles, "whole"), asked)
    for most in (1, 2, 3):
        for room in (match, fill, stories):
            monkeypatch.setattr(room, "MOST_AT_ONCE", most)
        assert rows(make_store(articles, f"parts{most}"), asked) == expected
    assert 1 < len(expected) < len(articles)


def test_stories_do_not_hang_on_how_many_articles_are_compared_at_once(
    make_store, rows, monkeypatch
) -> None:
    affairs = ("Zangesur Latschin Berdsor Alidara", "Gjumri Artik Maralik Panik",
               "Sewan Tschambarak Gagarin Lampe", "Goris Tatew Halidsor Kapan")  # fmt: skip
    articles = [
        make_analysis(
            f"a{number}", [Told(f"Streit um {affairs[number % 4]} dauert an, Nummer {number}.")],
            published=f"2024-01-{1 + number * 2:02}",
        )
        for number in range(12)
    ]  # fmt: skip
    asked = "SELECT articles FROM stories ORDER BY id"
    expected = rows(make_store(articles, "whole"), asked)
    monkeypatch.setattr(stories, "MOST_AT_ONCE", 3)
    assert rows(make_store(articles, "parts"), asked) == expected
    assert len(expected) < len(articles)
