"""What persons correct holds: in every list, at every later build, and until it is undone."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from connect_parts import Told, make_analysis

from lagebild.build.engine import build
from lagebild.connect import connect_store
from lagebild.correct import (
    apply_corrections,
    corrections,
    load_cases,
    record_correction,
    training_cases,
    undo,
)
from lagebild.errors import UsageError
from lagebild.ids import digest
from lagebild.picture.lists import events, quotes
from lagebild.picture.question import Filters
from lagebild.records import NameForm
from lagebild.store import Store
from lagebild.store.writer import (
    Batch,
    FinishedSource,
    Given,
    is_connected,
    mark_connected,
    write_batch,
)

MEETING = Told("Putin und Alijew trafen sich in Moskau.", "CONSULT", "trafen",
               by=("Putin", "Alijew"), date="2024-05-09")  # fmt: skip
SPEECH = Told("Paschinjan sagte: Wir reden.", speaker="Paschinjan", quote="Wir reden.")
TABLES = ("mentions", "quotes", "events", "ties", "article_actors")


def found(*told: Told, id: str = "a1", title: str | None = None) -> Any:
    analysis = make_analysis(id, told, title=title)
    named = [
        msgspec.structs.replace(a, names=(NameForm(text=a.name, language="de", count=1),))
        for a in analysis.actors
    ]
    analysis = msgspec.structs.replace(analysis, actors=tuple(named))
    raw = digest(analysis.article.id, analysis.article.text, title)
    return Given("s", f"{id}.txt", raw), analysis


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "x.duckdb"
    with Store(place, write=True) as store:
        write_batch(store, Batch(found=[found(MEETING, SPEECH), found(SPEECH, id="a2")]), 1)
        connect_store(store)
    return place


def listed(store: Store) -> list[dict[str, Any]]:
    return events(store, Filters()).rows(store)


def everything(store: Store) -> dict[str, Any]:
    return {table: sorted(map(str, store.rows(f"SELECT * FROM {table}"))) for table in TABLES}


def id_of(store: Store, table: str) -> str:
    return str(store.value(f"SELECT id FROM {table} ORDER BY article LIMIT 1"))


def test_a_rejected_event_is_gone_and_comes_back(path: Path) -> None:
    with Store(path, write=True) as store:
        before = everything(store)
        done = record_correction(store, "reject", id_of(store, "events"), by="Nadja", note="no")
        assert listed(store) == []
        assert [c.by for c in corrections(store)] == ["Nadja"]
        assert not is_connected(store)
        connect_store(store)
        assert store.rows("SELECT * FROM happenings") == []
        undo(store, done.id)
        connect_store(store)
        assert everything(store) == before
        assert corrections(store) == []
        assert [c.undone is not None for c in corrections(store, undone=True)] == [True]


def test_a_corrected_event_is_shown_corrected(path: Path) -> None:
    with Store(path, write=True) as store:
        changes = {
            "type": "ASSAULT", "status": "planned", "date": "2024-06",
            "actors": ["ARM", "per:ilham-aliev"], "recipients": ["Moskau", "niemand"],
        }  # fmt: skip
        record_correction(store, "correct_event", id_of(store, "events"), changes)
        row = listed(store)[0]
        text = store.value("SELECT text FROM articles WHERE id = 'a1'")
    assert (row["type"], row["status"], row["date"]["value"]) == ("ASSAULT", "planned", "2024-06")
    assert str(row["day_first"]) == "2024-06-01"
    assert row["score"] < -5
    assert row["rule"].startswith("corrected: ")
    assert row["confidence"] == 1.0
    sides = [*row["actors"], *row["recipients"]]
    assert [a["actor"] for a in sides] == ["ARM", "per:ilham-aliev", "RUS", None]
    assert all(text[a["start"] : a["end"]] == a["text"] for a in sides)


def test_a_corrected_quote_has_its_speaker(path: Path) -> None:
    with Store(path, write=True) as store:
        quote = id_of(store, "quotes")
        record_correction(store, "correct_quote", quote, {"speaker": "RUS", "kind": "indirect"})
        assert quotes(store, Filters(speaker="RUS")).rows(store)[0]["id"] == quote
        record_correction(store, "correct_quote", quote, {"speaker": None})
        assert quotes(store, Filters(speaker="RUS")).rows(store) == []


def test_the_last_verdict_counts(path: Path) -> None:
    with Store(path, write=True) as store:
        event = id_of(store, "events")
        record_correction(store, "reject", event)
        record_correction(store, "merge_actors", "RUS", {"other": "per:vladimir-putin"})
        record_correction(store, "accept", event)
        row = listed(store)[0]
        assert row["rule"].startswith("accepted: ")
        assert row["actors"][0]["actor"] == "RUS"
        shown = everything(store)
        apply_corrections(store)
        assert everything(store) == shown


def analyse_again(store: Store, *told: Told, title: str) -> None:
    """The source gives a changed text, which is analysed anew; nothing of the old one stays."""
    batch = [found(*told, title=title), found(SPEECH, id="a2")]
    write_batch(store, Batch(found=batch, finished=[FinishedSource("s", 1, 1, "d")]), 2)
    apply_corrections(store)


def test_corrections_survive_a_full_analysis_anew(path: Path) -> None:
    """The new analysis gives the rows other ids, other arguments and another place in the text."""
    with Store(path, write=True) as store:
        event = id_of(store, "events")
        record_correction(store, "correct_event", event, {"actors": ["Alijew"], "type": "REJECT"})
        record_correction(store, "reject", id_of(store, "quotes"))
        record_correction(store, "merge_actors", "RUS", {"other": "per:vladimir-putin"})
        one_sided = Told(MEETING.sentence, "CONSULT", "trafen", by=("Putin",))
        analyse_again(store, one_sided, SPEECH, title="Im Mai")
        row = listed(store)[0]
        assert row["id"] != event
        assert row["type"] == "REJECT"
        assert [a["actor"] for a in row["actors"]] == ["per:ilham-aliev"]
        text = store.value("SELECT text FROM articles WHERE id = 'a1'")
        assert all(text[a["start"] : a["end"]] == a["text"] == "Alijew" for a in row["actors"])
        assert [q["article"] for q in quotes(store, Filters()).rows(store)] == ["a2"]
        assert store.rows("SELECT * FROM actors WHERE id LIKE '%putin%'") == []
        for correction in corrections(store):
            undo(store, correction.id)
        assert [a["actor"] for a in listed(store)[0]["actors"]] == ["per:vladimir-putin"]


def test_a_build_applies_corrections_to_what_is_new(path: Path) -> None:
    with Store(path, write=True) as store:
        record_correction(store, "merge_actors", "RUS", {"other": "per:vladimir-putin"})
        write_batch(store, Batch(found=[found(MEETING, id="a3")]), 2)
        mark_connected(store, False)
    build([str(path.parent / "nothing.txt")], path, 1, Silent())
    with Store(path) as store:
        assert is_connected(store)
        assert store.value("SELECT count(*) FROM mentions WHERE actor = 'per:vladimir-putin'") == 0
        assert [h["actors"][0]["actor"] for h in store.rows("SELECT actors FROM happenings")] == [
            "RUS"
        ]


class Silent:
    def advance(self, articles: int, failed: int) -> None:
        pass


def test_a_spelling_leaves_an_actor(path: Path) -> None:
    with Store(path, write=True) as store:
        before = everything(store)
        record_correction(
            store, "merge_actors", "per:nikol-pasinian", {"other": "per:vladimir-putin"}
        )
        spelled = store.value("SELECT names FROM actors WHERE id = 'per:nikol-pasinian'")
        assert {n["text"] for n in spelled or ()} == {"Putin", "Paschinjan"}
        split = record_correction(store, "split_actor", "per:nikol-pasinian", {"name": "Putin"})
        assert split.changes["id"] == "per:putin"
        rows = store.rows(
            "SELECT \"text\", actor FROM mentions WHERE \"text\" IN ('Putin', 'Paschinjan')"
        )
        assert {(r["text"], r["actor"]) for r in rows} == {
            ("Putin", "per:putin"), ("Paschinjan", "per:nikol-pasinian")
        }  # fmt: skip
        assert listed(store)[0]["actors"][0]["actor"] == "per:putin"
        for correction in corrections(store):
            undo(store, correction.id)
        assert everything(store) == before


def test_an_actor_gets_another_name(path: Path) -> None:
    with Store(path, write=True) as store:
        record_correction(store, "rename_actor", "per:ilham-aliev", {"name": "Ilham Alijew"})
        assert store.value("SELECT name FROM actors WHERE id = 'per:ilham-aliev'") == "Ilham Alijew"
        assert listed(store)[0]["actors"][1]["name"] == "Ilham Alijew"


def test_training_cases_go_into_another_store(path: Path, tmp_path: Path) -> None:
    with Store(path, write=True) as store:
        record_correction(store, "reject", id_of(store, "events"), note="only planned")
        record_correction(store, "correct_quote", id_of(store, "quotes"), {"speaker": "RUS"})
        cases = [json.dumps(case) for case in training_cases(store)]
        shown = everything(store)
        undo(store, corrections(store)[0].id)
        undo(store, corrections(store)[0].id)
    first = json.loads(cases[0])
    assert first["text"] == MEETING.sentence
    assert first["text"][first["span"]["start"] : first["span"]["end"]] == "trafen"
    assert first["machine"]["type"] == "CONSULT"
    assert first["person"] is None
    assert json.loads(cases[1])["person"]["speaker"]["actor"] == "RUS"
    fresh = tmp_path / "y.duckdb"
    with Store(fresh, write=True) as store:
        assert load_cases(store, cases) == 2
        assert load_cases(store, cases) == 0
        write_batch(store, Batch(found=[found(MEETING, SPEECH), found(SPEECH, id="a2")]), 1)
        apply_corrections(store)
        assert listed(store) == []
        assert [c.note for c in corrections(store)] == ["only planned", ""]
    assert any("trafen" in row for row in shown["events"]) is False


@pytest.mark.parametrize(
    ("kind", "target", "changes"),
    [
        ("delete", "EVENT", None),
        ("reject", "e000000000000", None),
        ("reject", "EVENT", {"type": "AID"}),
        ("correct_quote", "EVENT", {"kind": "direct"}),
        ("correct_event", "EVENT", {}),
        ("correct_event", "EVENT", {"trigger": "x"}),
        ("correct_event", "EVENT", {"type": "WAR"}),
        ("correct_event", "EVENT", {"date": "gestern"}),
        ("correct_event", "EVENT", {"actors": "RUS"}),
        ("correct_event", "EVENT", {"actors": [" "]}),
        ("merge_actors", "RUS", {"other": "RUS"}),
        ("merge_actors", "RUS", {"other": "nobody"}),
        ("merge_actors", "nobody", {"other": "RUS"}),
        ("split_actor", "RUS", {"name": "Wien"}),
        ("rename_actor", "RUS", {"name": " "}),
        ("rename_actor", "RUS", {"name": "x" * 3000}),
    ],
)
def test_what_makes_no_sense_changes_nothing(
    path: Path, kind: str, target: str, changes: dict[str, Any] | None
) -> None:
    with Store(path, write=True) as store:
        before = everything(store)
        wanted = id_of(store, "events") if target == "EVENT" else target
        with pytest.raises(UsageError):
            record_correction(store, kind, wanted, changes)
        assert everything(store) == before
        assert corrections(store, undone=True) == []


def test_damaged_exports_are_named(path: Path) -> None:
    with Store(path, write=True) as store, pytest.raises(UsageError, match="line 2"):
        load_cases(store, ["", "{}"])


def test_undoing_twice_or_nothing_says_so(path: Path) -> None:
    with Store(path, write=True) as store:
        done = record_correction(store, "accept", id_of(store, "events"))
        undo(store, done.id)
        with pytest.raises(UsageError, match="already"):
            undo(store, done.id)
        with pytest.raises(UsageError, match="no correction"):
            undo(store, "c0")


def test_an_older_store_has_no_corrections(path: Path) -> None:
    with Store(path, write=True) as store:
        store.execute("DROP TABLE corrections")
        assert corrections(store) == []
