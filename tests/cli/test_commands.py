"""What a user meets on the command line: rows, files, messages and exit codes."""

import csv
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq
import pytest
from sample_records import analysis, article, full_article, given

from lagebild.cli.main import main
from lagebild.records import Analysis, Event, EventDate
from lagebild.store import Store
from lagebild.store.writer import Batch, write_batch

HOSTILE = '=cmd|"/c calc"!A1 \x1b[31mrot\x1b]0;titel\x07 \u202etxt.exe <script>alert(1)</script>'


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "x.duckdb"
    hostile = article(id="h1", text=HOSTILE, title=HOSTILE, outlet=HOSTILE, published=None)
    old = article(id="o1", text="Eriwan schwieg 2019.", title="Alt")
    with Store(path, write=True) as opened:
        found = [
            given(full_article()),
            given(hostile),
            (given(old)[0], dated(analysis(old), "2019")),
        ]
        write_batch(opened, Batch(found=found), 1)
    return path


def dated(of: Analysis, value: str) -> Analysis:
    event = msgspec.structs.replace(of.events[0], date=EventDate(value=value, basis="stated"))
    return msgspec.structs.replace(of, events=(event,))


@pytest.fixture
def run(store: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def running(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--store", str(store)])
        out, err = capsys.readouterr()
        return code, out, err

    return running


def json_rows(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_json_lines_are_the_records(run: Any) -> None:
    code, out, err = run("events", "--format", "jsonl")
    assert (code, err) == (0, "")
    rows = [msgspec.json.decode(line, type=Event) for line in out.splitlines()]
    assert analysis(full_article()).events[0] in rows
    assert list(json_rows(out)[0]) == [*Event.__struct_fields__]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ([], {"a1", "h1", "o1"}),
        (["--actor", "AZE"], {"a1", "h1", "o1"}),
        (["--actor", "aze"], {"a1", "h1", "o1"}),
        (["--actor", "ASERBAIDSCHÁN"], {"a1", "h1", "o1"}),
        (["--actor", "Baku"], {"a1", "h1", "o1"}),
        (["--actor", "Aserb"], set()),
        (["--actor", "'; DROP TABLE events; --"], set()),
        (["--actor", "Aserbaidschan", "--with", "beispiel"], {"a1"}),
        (["--actor", "Aserbaidschan", "--with", "Baku"], set()),
        (["--since", "2024-05-20"], {"a1", "h1"}),
        (["--until", "2019-06"], {"o1"}),
        (["--since", "2020", "--until", "2023"], set()),
        (["--type", "consult", "--status", "ACTUAL"], {"a1", "h1", "o1"}),
        (["--type", "ASSAULT"], set()),
        (["--type", "ASSAULT,CONSULT", "--article", "o1"], {"o1"}),
        (["--limit", "1"], {"o1"}),
    ],
)
def test_filters_of_events(run: Any, filters: list[str], found: set[str]) -> None:
    code, out, _ = run("events", "--format", "jsonl", *filters)
    assert code == 0
    assert {row["article"] for row in json_rows(out)} == found


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ([], 3),
        (["--speaker", "Aserbaidschan"], 3),
        (["--speaker", "Tiflis"], 0),
        (["--via", "DPA"], 3),
        (["--stance", "demand"], 3),
        (["--type", "indirect"], 0),
        (["--about", "Baku", "--article", "a1"], 1),
        (["--since", "2024-05-04", "--article", "a1"], 1),
        (["--until", "2023"], 0),
    ],
)
def test_filters_of_quotes(run: Any, filters: list[str], count: int) -> None:
    code, out, _ = run("quotes", "--format", "jsonl", *filters)
    assert code == 0
    assert len(json_rows(out)) == count


def test_articles_and_their_agencies(run: Any) -> None:
    rows = json_rows(run("articles", "--format", "jsonl", "--agency", "DPA")[1])
    assert [row["id"] for row in rows] == ["a1"]
    assert rows[0]["parts"][1]["kind"] == "byline"


def test_actors_of_all_articles_are_one_row(run: Any) -> None:
    (row,) = json_rows(run("actors", "--format", "jsonl")[1])
    assert (row["id"], row["articles"], row["mentions"]) == ("AZE", 3, 6)


@pytest.mark.parametrize("command", ["events", "quotes", "articles", "actors"])
def test_no_cell_is_a_formula(run: Any, command: str) -> None:
    code, out, _ = run(command, "--format", "csv")
    assert code == 0
    rows = list(csv.reader(io.StringIO(out)))
    assert len(rows) > 1
    assert not [c for row in rows for c in row if c.startswith(("=", "+", "@", "\t", "-"))]


@pytest.mark.parametrize("command", ["events", "quotes", "articles", "actors", "timeline"])
def test_no_terminal_code_gets_through(run: Any, command: str) -> None:
    code, out, _ = run(command)
    assert code == 0
    assert not set(out) & {"\x1b", "\x07", "\u202e", "\x9b"}


@pytest.mark.parametrize("command", ["events", "quotes", "articles", "actors", "timeline"])
@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_tables_fit(run: Any, command: str, width: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", width)
    code, out, _ = run(command)
    assert code == 0
    assert max(len(line) for line in out.splitlines()) <= int(width)


@pytest.mark.parametrize("command", ["events", "quotes", "articles", "actors"])
def test_parquet_keeps_the_nested_fields(run: Any, tmp_path: Path, command: str) -> None:
    target = tmp_path / "x.parquet"
    assert run(command, "--format", "parquet", "-o", str(target))[0] == 0
    table = pq.read_table(target)
    assert table.num_rows >= 1
    if command == "events":
        assert table.column("actors")[0].as_py()[0]["actor"] == "AZE"


def test_timeline_as_a_page(run: Any, tmp_path: Path) -> None:
    target = tmp_path / "x.html"
    assert run("timeline", "--actor", "Aserbaidschan", "-o", str(target))[:2] == (0, "")
    page = target.read_text(encoding="utf-8")
    assert "<mark>Baku</mark>" in page
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["events", "--since", "gestern"], "no date"),
        (["events", "--since", "2024", "--until", "2023"], "later than"),
        (["events", "--type", "WAR"], "none of"),
        (["events", "--limit", "-1"], "negative"),
        (["events", "--limit", "many"], "--limit"),
        (["events", "--actor", " "], "empty"),
        (["events", "--format", "parquet"], "-o FILE"),
        (["events", "-o", "x.csv"], "--format"),
        (["events", "--unknown"], "--unknown"),
        (["events", "--format", "csv", "-o", "/nowhere/x.csv"], "cannot be written"),
    ],
)
def test_command_lines_without_sense(run: Any, arguments: list[str], words: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["build"], 2),
        (["build", "x", "--jobs", "-1"], 2),
        (["build", "x", "--shards", "y"], 2),
        (["nothing"], 2),
        (["evaluate", "nothing", "/tmp"], 2),
        (["evaluate", "events", "/nowhere"], 2),
        (["events", "--store", "/nowhere/x.duckdb"], 3),
        (["events", "--store", "/tmp"], 3),
    ],
)
def test_exit_codes(
    arguments: list[str], code: int, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err
    assert not list(tmp_path.iterdir())


def test_no_traceback_unless_asked_for(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import lagebild.picture.lists

    def broken(*_: object) -> None:
        raise RuntimeError("nobody thought of this")

    monkeypatch.setattr(lagebild.picture.lists, "events", broken)
    code, _, err = run("events")
    assert code == 3
    assert "nobody thought of this" in err
    assert "Traceback" not in err
    monkeypatch.setenv("LAGEBILD_DEBUG", "1")
    assert "Traceback" in run("events")[2]


def test_a_reader_that_leaves_early_is_no_error(store: Path) -> None:
    lagebild = [
        sys.executable,
        "-c",
        "import sys; from lagebild.cli.main import main; sys.exit(main())",
    ]
    with subprocess.Popen(
        [*lagebild, "events", "--store", str(store)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        err = process.stderr.read()
        assert process.wait() == 0
    assert err == b""


@pytest.fixture
def imported() -> Any:
    def loaded(*arguments: str) -> set[str]:
        code = (
            "import sys; from lagebild.cli.main import main; main(sys.argv[1:]);"
            "print('\\n'.join(sys.modules), file=sys.stderr)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
        )
        return set(done.stderr.splitlines())

    return loaded


def test_help_loads_nothing_heavy(imported: Any) -> None:
    heavy = {"duckdb", "pyarrow", "numpy", "onnxruntime", "trafilatura", "lagebild.read"}
    assert not imported("--help") & heavy
    assert not imported("--version") & heavy


def test_a_question_loads_no_model_and_no_reader(imported: Any, store: Path) -> None:
    heavy = {"pyarrow", "onnxruntime", "tokenizers", "trafilatura", "lagebild.parse"}
    assert not imported("events", "--store", str(store)) & heavy


@pytest.mark.skipif("LAGEBILD_TIMES" not in os.environ, reason="a time; set LAGEBILD_TIMES=1")
def test_help_is_there_at_once() -> None:
    command = [sys.executable, "-c", "from lagebild.cli.main import main; main(['--help'])"]
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        times.append(time.perf_counter() - begun)
    assert min(times) < 0.3
