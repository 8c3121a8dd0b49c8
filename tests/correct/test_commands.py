"""`lagebild actors show|merge|split|rename` and `lagebild correct`, as a user meets them."""

import json
from pathlib import Path
from typing import Any

import pytest
from connect_parts import Told, make_analysis

from lagebild.cli.main import main
from lagebild.connect import connect_store
from lagebild.records import NameForm, Role, Span
from lagebild.store import Store
from lagebild.store.writer import Batch, Given, write_batch

HOSTILE = "Putin\x1b[31m\u202e<script>"
MEETING = Told("Putin und Alijew trafen sich in Moskau.", "CONSULT", "trafen",
               by=("Putin", "Alijew"), date="2024-05-09")  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    import msgspec

    place = tmp_path / "x.duckdb"
    analysis = make_analysis("a1", [MEETING])
    role = Role(role="Präsident", country="RUS", evidence=(Span(text="Putin", start=0, end=5),))
    cast = [
        msgspec.structs.replace(
            a,
            names=(
                NameForm(text=a.name, language="de", count=2),
                NameForm(text=HOSTILE, language="de", count=1),
            ),
            roles=(role,),
            reasons=("same name",),
        )
        for a in analysis.actors
    ]
    analysis = msgspec.structs.replace(analysis, actors=tuple(cast))
    with Store(place, write=True) as store:
        write_batch(store, Batch(found=[(Given("s", "a1.txt", "r"), analysis)]), 1)
        connect_store(store)
    return place


@pytest.fixture
def run(path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def running(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--store", str(path)])
        out, err = capsys.readouterr()
        return code, out, err

    return running


def test_an_actor_is_shown_with_all_that_is_known(run: Any) -> None:
    code, out, err = run("actors", "show", "Alijew")
    assert (code, err) == (0, "")
    assert "per:ilham-aliev" in out
    assert "Alijew (de, 2 ×)" in out
    assert "Präsident (RUS), “Putin”, told 2024-05-10, [a1:0–5]" in out
    assert "[Alijew]" in out
    assert "same name" in out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_merging_shows_at_once_in_lists_and_happenings(run: Any) -> None:
    code, out, err = run("actors", "merge", "per:vladimir-putin", "Alijew", "--by", "N")
    assert (code, err) == (0, "")
    assert "merge_actors" in out
    shown = run("happenings", "--format", "jsonl")[1]
    assert "per:ilham-aliev" not in shown
    assert "per:ilham-aliev" in run("actors", "show", "per:vladimir-putin")[1]
    assert "per:vladimir-putin" in run("actors", "show", "per:ilham-aliev")[1]
    id = out.split()[0]
    assert run("correct", "undo", id)[0] == 0
    assert "per:ilham-aliev" in run("happenings", "--format", "jsonl")[1]
    assert "undone" in run("correct", "list", "--undone")[1]
    assert run("correct", "list")[1] == "No corrections found.\n"


def test_splitting_and_renaming(run: Any) -> None:
    assert run("actors", "rename", "per:ilham-aliev", "Ilham Alijew")[0] == 0
    assert "Ilham Alijew" in run("events", "--format", "jsonl")[1]
    assert run("actors", "split", "per:ilham-aliev", "--name", "Alijew")[0] == 0
    assert "per:aliev" in run("actors", "--format", "jsonl")[1]


def test_rejected_rows_are_exported_and_taken_over(run: Any, path: Path, tmp_path: Path) -> None:
    with Store(path) as store:
        event = store.value("SELECT id FROM events")
    assert run("correct", "reject", event, "--note", "no meeting")[0] == 0
    assert run("events")[1] == "No events found.\n"
    target = tmp_path / "cases.jsonl"
    assert run("correct", "export", "-o", str(target))[0] == 0
    case = json.loads(target.read_text(encoding="utf-8"))
    assert (case["verdict"], case["span"]["text"], case["person"]) == ("reject", "trafen", None)
    assert run("correct", "import", str(target))[1] == "0 corrections taken over\n"
    assert run("correct", "accept", event)[0] == 0
    assert "accepted: " in run("events", "--format", "jsonl")[1]
    assert "accepted" in run("events")[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["actors", "show", "Niemand"], "no actor"),
        (["actors", "show", HOSTILE], "several actors"),
        (["actors", "merge", "Alijew", "Niemand"], "no actor"),
        (["actors", "split", "Alijew"], "--name"),
        (["actors", "rename", "Alijew", ""], "needs a name"),
        (["correct", "undo", "c1"], "no correction"),
        (["correct", "reject", "e1"], "no event"),
        (["correct", "list", "--kind", "x"], "none of"),
        (["correct", "import", "/nowhere.jsonl"], "cannot be read"),
    ],
)
def test_what_makes_no_sense_is_said_in_one_line(
    run: Any, arguments: list[str], message: str
) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1
    assert "\x1b" not in err


def test_correcting_makes_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "none.duckdb"
    assert main(["actors", "merge", "A", "B", "--store", str(missing)]) == 2
    assert main(["correct", "import", __file__, "--store", str(missing)]) != 0
    assert not missing.exists()
    assert "no store" in capsys.readouterr().err
