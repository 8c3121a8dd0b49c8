"""Every export is read back with the tools of those who use it."""

import csv
import json
import re
from collections import Counter
from html import escape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from picture_store import hostile, sample, store_of

from lagebild.cli.main import main
from lagebild.errors import UsageError
from lagebild.feed.publish import xml_value
from lagebild.picture.question import Filters
from lagebild.show.export import EXPORTERS, export
from lagebild.show.export.coded import coded
from lagebild.show.export.files import cell
from lagebild.show.export.graph import xml_text
from lagebild.show.export.polecat import COLUMNS
from lagebild.show.export.wish import Wish
from lagebild.store import Store

pandas = pytest.importorskip("pandas")
networkx = pytest.importorskip("networkx")

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]")


@pytest.fixture(scope="module", params=["sample", "hostile"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "x.duckdb"
    return store_of(path, sample() if request.param == "sample" else hostile())


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_of(tmp_path_factory.mktemp("store") / "good.duckdb", sample())


def write(store: Path, name: str, path: Path, wish: Wish | None = None) -> Path:
    with Store(store) as opened:
        export(opened, name, wish or Wish(), path)
    return path


def table(path: Path, separator: str = "\t") -> Any:
    """As R's read.delim and pandas read it: one kind of quotation mark, doubled inside."""
    frame = pandas.read_csv(path, sep=separator, dtype=str, keep_default_na=False, quotechar='"')
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=separator, strict=True))
    assert len(rows) == len(frame) + 1
    assert {len(row) for row in rows} == {len(frame.columns)}
    return frame


def check_cells(frame: Any) -> None:
    for column in frame.columns:
        for value in frame[column]:
            assert not CONTROL.search(value)
            number = re.fullmatch(r"-?\d+(\.\d+)?", value)
            assert number or not value.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_polecat_reads_back(store: Path, tmp_path: Path) -> None:
    path = write(store, "polecat", tmp_path / "p.tsv")
    assert path.read_text(encoding="utf-8").splitlines()[0] == "\t".join(COLUMNS)
    frame = table(path)
    assert len(frame.columns) == 40
    assert frame["Event ID"].is_unique
    check_cells(frame)


def test_polecat_says_who_and_what(good: Path, tmp_path: Path) -> None:
    frame = table(write(good, "polecat", tmp_path / "p.tsv"))
    talks = frame[frame["Event Type"] == "CONSULT"].iloc[0]
    assert talks["Event Date"] == "2024-05-08"
    assert (talks["Actor Name"], talks["Actor COW"]) == ("Putin", "365")
    assert talks["Recipient Title"] == "Premierminister"
    assert talks["Quad Code"] == "VERBAL COOPERATION"
    assert (talks["Latitude"], talks["Country"]) == ("55.75", "RUS")
    assert "THREATEN" not in set(frame["Event Type"])


def test_what_is_planned_becomes_an_agreement_only_outside(good: Path, tmp_path: Path) -> None:
    path = write(good, "plover", tmp_path / "p.jsonl")
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    june = next(r for r in records if r["date"] == "2024-06-01")
    assert june["event"] == ["AGREE"]
    assert "mode" not in june
    assert june["enddate"] == "2024-06-30"
    denied = next(r for r in records if r["event"] == ["THREATEN"])
    assert denied["mode"] == ["negation"]
    with Store(good) as opened:
        kinds = opened.rows("SELECT type, status FROM events WHERE date.value = '2024-06'")
    assert kinds == [{"type": "CONSULT", "status": "planned"}]


@pytest.mark.parametrize(
    ("kind", "status", "written", "auxiliary"),
    [
        ("CONSULT", "planned", "AGREE", None),
        ("SUPPORT", "planned", "AGREE", None),
        ("COOPERATE", "planned", "AGREE", None),
        ("AID", "planned", "AGREE", None),
        ("AGREE", "planned", "AGREE", None),
        ("ASSAULT", "planned", "ASSAULT", "future"),
        ("AID", "negated", "AID", "negation"),
        ("CONSULT", "hypothetical", "CONSULT", "hypothetical"),
        ("CONSULT", "actual", "CONSULT", None),
    ],
)
def test_statuses(kind: str, status: str, written: str, auxiliary: str | None) -> None:
    code = coded({"type": kind, "mode": None, "status": status})
    assert (code.type, code.auxiliary) == (written, auxiliary)


def test_plover_records_have_what_is_required(store: Path, tmp_path: Path) -> None:
    path = write(store, "plover", tmp_path / "p.jsonl")
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        assert record["id"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", record["date"])
        assert isinstance(record["actor"], list)
        assert len(record["event"]) == 1
        assert not CONTROL.search(line)
        assert "javascript:" not in record.get("link", "")


def test_icews_reads_back(store: Path, tmp_path: Path) -> None:
    frame = table(write(store, "icews", tmp_path / "i.tsv"))
    assert len(frame.columns) == 20
    assert frame["event_id"].is_unique
    assert all(re.fullmatch(r"\d{3}", code) for code in frame["cameo_code"])
    assert "040" in set(frame["cameo_code"])
    check_cells(frame)


def test_ftm_entities_are_valid(store: Path, tmp_path: Path) -> None:
    ftm = pytest.importorskip("followthemoney")
    path = write(store, "ftm", tmp_path / "f.jsonl")
    entities = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert max(Counter(e["id"] for e in entities).values()) == 1
    known = {e["id"] for e in entities}
    schemata = {e["schema"] for e in entities}
    assert {"Person", "PublicBody", "Article", "Mention", "Event", "Membership"} <= schemata
    for entity in entities:
        schema = ftm.model.get(entity["schema"])
        schema.validate(entity)
        for name, values in entity["properties"].items():
            assert not [v for v in values if CONTROL.search(v)]
            if name == "proof":  # relations have it from version 4 of the model on
                assert set(values) <= known
                continue
            prop = schema.get(name)
            assert prop is not None, (entity["schema"], name)
            assert all(prop.type.validate(value) for value in values), (name, values)
            if prop.type.name == "entity":
                assert set(values) <= known


def test_ftm_tells_only_what_happened_unless_asked(good: Path, tmp_path: Path) -> None:
    def names(wish: Wish) -> list[str]:
        path = write(good, "ftm", tmp_path / "f.jsonl", wish)
        entities = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        return [e["properties"]["name"][0] for e in entities if e["schema"] == "Event"]

    told = names(Wish())
    assert "Talks: Putin – Paschinjan (May 8, 2024, Moskau)" in told
    assert "Use of force (claim: Mirsojan): Azerbaijan → Armenia (May 3, 2024)" in told
    assert not [name for name in told if "Threat" in name]
    assert names(Wish(Filters(status=("negated",)))) == [
        "Threat (did not happen): Alijew (May 3, 2024)"
    ]


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_graphs_read_back(store: Path, tmp_path: Path, name: str) -> None:
    path = write(store, name, tmp_path / f"g.{name}")
    read = networkx.read_graphml if name == "graphml" else networkx.read_gexf
    graph = read(path)
    assert graph.is_directed()
    edges = {(a, b, data["kind"]): data for a, b, data in graph.edges(data=True)}
    assert edges["per:vladimir-putin", "per:nikol-pasinian", "cooperation"]["weight"] == 1
    assert edges["AZE", "ARM", "conflict"]["score"] < 0
    assert ("ARM", "org:ovks", "tie:member_of") in edges
    assert {graph.nodes[n]["kind"] for n in graph} >= {"person", "state"}


def test_geojson_reads_back(store: Path, tmp_path: Path) -> None:
    path = write(store, "geojson", tmp_path / "g.geojson")
    text = path.read_text(encoding="utf-8")
    found = json.loads(text)
    assert found["type"] == "FeatureCollection"
    [feature] = found["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [37.61, 55.75]}
    assert feature["properties"]["voices"] == 2
    assert not CONTROL.search(text)


def test_parquet_reads_back(store: Path, tmp_path: Path) -> None:
    dataset = pytest.importorskip("pyarrow.dataset")
    path = write(store, "parquet", tmp_path / "set")
    sizes = {p.stem: dataset.dataset(p).to_table().num_rows for p in path.iterdir()}
    assert sizes["articles"] == 2
    assert sizes["events"] == 6
    assert set(sizes) == {
        "events", "quotes", "happenings", "stories", "disputes", "ties", "actors", "articles",
    }  # fmt: skip
    import pyarrow.parquet

    column = pyarrow.parquet.ParquetFile(path / "events.parquet").metadata.row_group(0).column(0)
    assert column.compression == "ZSTD"


def test_csv_agrees_with_its_description(store: Path, tmp_path: Path) -> None:
    path = write(store, "csv", tmp_path / "set")
    described = json.loads((path / "csv-metadata.json").read_text(encoding="utf-8"))
    assert described["@context"][0] == "http://www.w3.org/ns/csvw"
    for one in described["tables"]:
        frame = table(path / one["url"], ",")
        assert list(frame.columns) == [c["name"] for c in one["tableSchema"]["columns"]]
        check_cells(frame)
        assert frame["id"].is_unique
        for column in one["tableSchema"]["columns"]:
            if column["datatype"] in ("integer", "double"):
                pandas.to_numeric(frame[column["name"]])


def test_one_csv_file_and_its_description(good: Path, tmp_path: Path) -> None:
    path = write(good, "csv", tmp_path / "h.csv")
    described = json.loads((tmp_path / "h.csv-metadata.json").read_text(encoding="utf-8"))
    assert described["url"] == "h.csv"
    assert len(table(path, ",")) == 5
    raw = write(good, "csv", tmp_path / "e.csv", Wish(raw=True))
    assert len(table(raw, ",")) == 6


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_filters_hold_and_may_leave_nothing(good: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / "none"
    write(good, name, path, Wish(Filters(since="1990", until="1991")))
    assert path.exists()


def test_filters_choose_rows(good: Path, tmp_path: Path) -> None:
    def count(**wish: Any) -> int:
        return len(table(write(good, "polecat", tmp_path / "p.tsv", Wish(**wish))))

    assert count() == 4
    assert count(raw=True) == 5
    assert count(filters=Filters(actor="AZE")) == 1
    assert count(filters=Filters(type=("CONSULT",), status=("actual",))) == 1
    assert count(filters=Filters(since="2024-05-05", until="2024-05-31")) == 2
    assert count(sure=0.8) == 1


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_what_stood_there_survives_a_failure(
    good: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "there"
    write(good, name, target)
    before = _content(target)
    monkeypatch.setattr(Path, "replace", _full)
    with pytest.raises(UsageError, match="cannot be written"):
        write(good, name, target)
    monkeypatch.undo()
    assert _content(target) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["there"]


def _full(self: Path, target: object) -> None:
    raise OSError(28, "No space left on device")


def _content(path: Path) -> dict[str, bytes]:
    files = path.iterdir() if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in files}


@pytest.mark.parametrize("name", ["ftm", "graphml", "gexf", "geojson"])
def test_single_tellings_only_where_there_are_any(good: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="single tellings"):
        write(good, name, tmp_path / "x", Wish(raw=True))


@given(st.text(max_size=80))
def test_no_text_breaks_xml_or_cells(words: str) -> None:
    assert etree.fromstring(f"<a>{escape(xml_text(words))}</a>").text in (xml_text(words), None)
    assert xml_value(words) is not None
    etree.Element("a").text = xml_value(words)
    shown = cell(words)
    assert isinstance(shown, str)
    assert not shown.startswith(("=", "+", "-", "@"))
    assert not CONTROL.search(shown)


def test_a_folder_with_other_files_is_left_alone(good: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    with pytest.raises(UsageError, match="holds other files"):
        write(good, "parquet", tmp_path / "mine")
    assert (tmp_path / "mine" / "letter.txt").read_text() == "x"


def test_the_same_store_gives_the_same_bytes(good: Path, tmp_path: Path) -> None:
    for name in sorted(set(EXPORTERS) - {"parquet"}):
        first = _content(write(good, name, tmp_path / f"a-{name}"))
        again = _content(write(good, name, tmp_path / f"a-{name}"))
        assert first == again


def test_the_command_writes_and_counts(good: Path, tmp_path: Path, capsys: Any) -> None:
    target = str(tmp_path / "p.tsv")
    arguments = ["export", "polecat", "-o", target, "--actor", "RUS", "--store", str(good)]
    assert main(arguments) == 0
    assert "2 rows" in capsys.readouterr().err
    assert main(["export", "ftm", "-o", target, "--language", "xx", "--store", str(good)]) == 2
    assert main(["export", "ftm", "-o", str(tmp_path / "no" / "f"), "--store", str(good)]) == 2
    assert main(["export", "ftm", "-o", target, "--sure", "7", "--store", str(good)]) == 2
