"""What is stored reads back as it was."""

from pathlib import Path
from typing import Any

import msgspec

from lagebild.records import Actor, Analysis, Article, Date, Event, Mention, Quote, Tie
from lagebild.store import Store
from lagebild.store.rows import to_record
from lagebild.store.writer import Batch, write_batch


def test_every_record_reads_back_exactly(path: Path, rich_article: Article, give: Any) -> None:
    given, analysis = give(rich_article)
    with Store(path, write=True) as store:
        write_batch(store, Batch(found=[(given, analysis)]), 1)
    with Store(path) as store:
        (row,) = store.rows("SELECT * FROM articles")
        assert to_record(row, Article) == rich_article
        for table, kind, records in (
            ("mentions", Mention, analysis.mentions),
            ("dates", Date, analysis.dates),
            ("quotes", Quote, analysis.quotes),
            ("events", Event, analysis.events),
            ("ties", Tie, analysis.ties),
            ("article_actors", Actor, analysis.actors),
        ):
            stored = [to_record(row, kind) for row in store.rows(f"SELECT * FROM {table}")]
            assert stored == list(records)


def test_days_serve_the_filters(path: Path, rich_article: Article, give: Any) -> None:
    with Store(path, write=True) as store:
        write_batch(store, Batch(found=[give(rich_article)]), 1)
        days = store.rows("SELECT day_first, day_last FROM events")[0]
    assert (str(days["day_first"]), str(days["day_last"])) == ("2024-05-01", "2024-05-31")


def test_ids_are_stable_and_tell_likes_apart(make_article: Any, make_analysis: Any) -> None:
    analysis: Analysis = make_analysis(make_article())
    again: Analysis = make_analysis(make_article())
    assert analysis == again
    assert analysis.events[0].id.startswith("e")
    assert len(analysis.events[0].id) == 13
    other: Analysis = make_analysis(make_article(id="a2"))
    assert other.events[0].id != analysis.events[0].id
    from lagebild.ids import with_ids

    event = msgspec.structs.replace(analysis.events[0], id="")
    twins = with_ids(msgspec.structs.replace(analysis, events=(event, event))).events
    assert twins[1].id == twins[0].id + "-2"
    named = msgspec.structs.replace(event, id="mine")
    assert with_ids(msgspec.structs.replace(analysis, events=(named,))).events[0].id == "mine"
