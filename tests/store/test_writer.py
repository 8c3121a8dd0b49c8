"""The store depends on what was given, never on its order."""

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from lagebild.records import Article, Published
from lagebild.store import Store
from lagebild.store.writer import (
    Batch,
    FinishedSource,
    known_raws,
    pending_articles,
    write_batch,
    write_pending,
)

TABLES = ("mentions", "dates", "quotes", "events", "ties", "article_actors")
OTHER = "Tiflis und Ankara schwiegen am 4. Mai."
THIRD = "Moskau und Teheran schwiegen nicht."


def content(store: Store) -> dict[str, list[dict[str, Any]]]:
    """All that a user can see, in a fixed order."""
    tables = {table: store.rows(f"SELECT * FROM {table} ORDER BY article, id") for table in TABLES}
    tables["articles"] = store.rows("SELECT * EXCLUDE (run) FROM articles ORDER BY id, key")
    return tables


def complete(store: Store, make_analysis: Any) -> None:
    articles = pending_articles(store, 100)
    write_pending(store, [make_analysis(article) for article in articles])
    assert pending_articles(store, 100) == []


def store_of(path: Path, batches: list[Batch], make_analysis: Any) -> dict[str, Any]:
    with Store(path, write=True) as store:
        for batch in batches:
            write_batch(store, batch, 1)
        complete(store, make_analysis)
        return content(store)


def test_the_same_article_twice_is_one(path: Path, make_article: Any, give: Any) -> None:
    with Store(path, write=True) as store:
        write_batch(store, Batch(found=[give(make_article(), "s1"), give(make_article(), "s2")]), 1)
        assert store.value("SELECT count(*) FROM articles") == 1
        assert store.value("SELECT count(*) FROM given") == 2
        assert store.value("SELECT count(*) FROM events") == 1


def test_another_id_with_the_same_text_points_to_the_first_id(
    path: Path, make_article: Any, give: Any
) -> None:
    with Store(path, write=True) as store:
        for name in ("b", "a", "c"):
            write_batch(store, Batch(found=[give(make_article(id=name))]), 1)
        rows = store.rows("SELECT id, duplicates_of FROM articles ORDER BY id")
        assert [(r["id"], r["duplicates_of"]) for r in rows] == [
            ("a", None), ("b", "a"), ("c", "a"),
        ]  # fmt: skip
        assert store.rows("SELECT DISTINCT article FROM events") == [{"article": "a"}]


def test_one_id_with_two_texts_is_two_articles(path: Path, make_article: Any, give: Any) -> None:
    with Store(path, write=True) as store:
        write_batch(store, Batch(found=[give(make_article()), give(make_article(text=OTHER))]), 1)
        ids = [row["id"] for row in store.rows("SELECT id FROM articles ORDER BY id")]
    assert ids[0] == "a1"
    assert ids[1].startswith("a1~")
    assert len(ids) == 2


def cases(make_article: Any) -> list[Article]:
    return [
        make_article(id="b"),
        make_article(id="a"),
        make_article(id="a", text=OTHER),
        make_article(id="a", title=None, published=None),
        make_article(id="c", text=OTHER),
        make_article(id="0", text=THIRD, published=Published(value="2020", basis="url")),
    ]


def test_the_order_does_not_matter(
    tmp_path: Path, make_article: Any, make_analysis: Any, give: Any
) -> None:
    articles = cases(make_article)
    seen = []
    for number, order in enumerate(list(permutations(range(len(articles))))[::31]):
        batches = [Batch(found=[give(articles[i], f"s{i}")]) for i in order]
        seen.append(store_of(tmp_path / f"{number}.duckdb", batches, make_analysis))
    assert all(stored == seen[0] for stored in seen)
    assert [a["duplicates_of"] for a in seen[0]["articles"]].count(None) == 3


@pytest.mark.parametrize("size", [2, 3, 6])
def test_the_batches_do_not_matter(
    tmp_path: Path, make_article: Any, make_analysis: Any, give: Any, size: int
) -> None:
    found = [give(a, f"s{i}") for i, a in enumerate(cases(make_article))]
    one = store_of(tmp_path / "1.duckdb", [Batch(found=[f]) for f in found], make_analysis)
    batches = [Batch(found=found[i : i + size]) for i in range(0, len(found), size)]
    assert store_of(tmp_path / "n.duckdb", batches, make_analysis) == one


def test_a_changed_file_lets_go_of_what_it_no_longer_gives(
    path: Path, make_article: Any, make_analysis: Any, give: Any
) -> None:
    first, copy, other = (
        make_article(id="a"),
        make_article(id="b"),
        make_article(id="c", text=OTHER),
    )
    done = FinishedSource("s", 1, 1, "x")
    with Store(path, write=True) as store:
        write_batch(store, Batch(found=[give(first), give(copy), give(other)], finished=[done]), 1)
        known = [give(copy)[0], give(other)[0]]
        write_batch(store, Batch(known=known, finished=[done]), 2)
        complete(store, make_analysis)
        rows = store.rows("SELECT id, duplicates_of FROM articles ORDER BY id")
        assert [(r["id"], r["duplicates_of"]) for r in rows] == [("b", None), ("c", None)]
        events = store.rows("SELECT article FROM events ORDER BY article")
        assert [row["article"] for row in events] == ["b", "c"]


def test_a_corrected_date_replaces_the_old_one(path: Path, make_article: Any, give: Any) -> None:
    from lagebild.store.writer import Given

    old = make_article(published=Published(value="2019", basis="metadata"))
    new = make_article(published=Published(value="2024-05-04", basis="metadata"))
    with Store(path, write=True) as store:
        write_batch(store, Batch(found=[(Given("s", "s:1", "r1"), give(old)[1])]), 1)
        done = FinishedSource("s", 1, 1, "x")
        found = [(Given("s", "s:1", "r2"), give(new)[1])]
        write_batch(store, Batch(found=found, finished=[done]), 2)
        (row,) = store.rows("SELECT published.value AS day FROM articles")
        assert row["day"] == "2024-05-04"
        assert known_raws(store, ["r1", "r2"]) == {"r2"}


def test_nothing_of_a_file_is_dropped_that_could_not_be_read_whole(
    path: Path, make_article: Any, give: Any
) -> None:
    with Store(path, write=True) as store:
        whole = FinishedSource("s", 1, 1, "x")
        write_batch(store, Batch(found=[give(make_article())], finished=[whole]), 1)
        broken = FinishedSource("s", -1, -1, "", whole=False)
        write_batch(store, Batch(finished=[broken]), 2)
        assert store.value("SELECT count(*) FROM articles") == 1
        assert store.value("SELECT count(*) FROM sources") == 0


def test_a_batch_is_stored_whole_or_not_at_all(
    path: Path, make_article: Any, give: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import lagebild.store.writer as writer

    def broken(*_: object) -> None:
        raise RuntimeError("pulled plug")

    with Store(path, write=True) as store:
        monkeypatch.setattr(writer, "_write_records", broken)
        with pytest.raises(RuntimeError):
            write_batch(store, Batch(found=[give(make_article())]), 1)
        monkeypatch.undo()
        assert store.value("SELECT count(*) FROM articles") == 0
        write_batch(store, Batch(found=[give(make_article())]), 1)
        assert store.value("SELECT count(*) FROM events") == 1
