"""What cannot be read: a clear line each, nothing raised, and the rest goes on."""

import gzip
import json
import os
import random
import tracemalloc
from pathlib import Path

import pytest
from reading import PAGE, Folder, read

from lagebild.errors import SourceError
from lagebild.read import Bounds, read_sources

NAMES = [
    "a.txt",
    "a.html",
    "a.json",
    "a.jsonl",
    "a.xml",
    "a.csv",
    "a.parquet",
    "a.warc",
    "a.txt.gz",
]
PACKED = ["a.txt.gz", "a.jsonl.gz", "a.json.gz", "a.warc.gz", "a.csv.gz", "a.html.gz"]
LINE = json.dumps({"text": "Ein ganzer Satz steht hier."})


def only_failure(*sources: str, bounds: Bounds | None = None) -> SourceError:
    articles, (failure,) = read(*sources, bounds=bounds)
    assert not articles
    return failure


@pytest.mark.parametrize("name", NAMES)
def test_empty_file(folder: Folder, name: str) -> None:
    source = folder.write(name, b"")
    failure = only_failure(source)
    assert failure.source == source
    assert failure.reason == "is empty"


@pytest.mark.parametrize("name", NAMES)
def test_binary_rubbish(folder: Folder, name: str) -> None:
    source = folder.write(name, random.Random(7).randbytes(50_000))
    failure = only_failure(source)
    assert failure.source.startswith(source)
    assert "\n" not in str(failure)


def test_the_rest_goes_on(folder: Folder) -> None:
    bad = folder.write("a.txt", b"\x00\x01\x02" * 100)
    good = folder.write("b.txt", "Ein Satz.")
    (article,), failures = read(bad, good, bad + ".missing")
    assert article.origin == good
    assert [f.source for f in failures] == [bad, bad + ".missing"]
    assert failures[0].reason == "looks like binary data, not text"


def test_a_200_mb_file_is_refused_without_being_read(folder: Folder) -> None:
    source = folder.path / "a.txt"
    with source.open("wb") as stream:
        stream.truncate(200_000_000)
    tracemalloc.start()
    failure = only_failure(str(source))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert failure.reason == "is larger than 20 MB, too much for one article"
    assert peak < 60_000_000


def test_long_json_lines_files_are_streamed(folder: Folder) -> None:
    line = json.dumps({"text": "Ein Satz. " * 1000}) + "\n"
    source = folder.write("a.jsonl", line * 2000)
    tracemalloc.start()
    count = sum(1 for _ in read_sources([source]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 2000
    assert peak < 5_000_000


def test_broken_json_in_line_7_of_10(folder: Folder) -> None:
    lines = [LINE] * 10
    lines[6] = LINE[:-5]
    source = folder.write("a.jsonl", "\n".join(lines))
    articles, (failure,) = read(source)
    assert len(articles) == 9
    assert failure.source == f"{source}:7"
    assert failure.reason == "broken JSON: invalid character (column 35)"


def test_broken_json_names_the_line(folder: Folder) -> None:
    failure = only_failure(folder.write("a.json", '{\n  "text": "a",\n  "x": nein\n}'))
    assert failure.reason.startswith("broken JSON: invalid character (line 3, column ")


def test_lines_that_are_no_articles(folder: Folder) -> None:
    source = folder.write("a.jsonl", f'{LINE}\n[1]\n"x"\n{{"text": 5}}\n{{"title": "t"}}\n{LINE}')
    articles, failures = read(source)
    assert len(articles) == 2
    assert [f.source for f in failures] == [f"{source}:{n}" for n in (2, 3, 4, 5)]


def test_an_overlong_line_is_left_out(folder: Folder) -> None:
    long = json.dumps({"text": "x" * 5000})
    source = folder.write("a.jsonl", f"{LINE}\n{long}\n{LINE}\n")
    articles, (failure,) = read(source, bounds=Bounds(record=1000))
    assert [a.origin for a in articles] == [f"{source}:1", f"{source}:3"]
    assert failure.reason == "the line is longer than 1 kB; left out"


def test_a_file_of_nothing_but_broken_lines_is_given_up(folder: Folder) -> None:
    source = folder.write("a.jsonl", "kein json\n" * 500)
    _, failures = read(source, bounds=Bounds(failures=50))
    assert len(failures) == 51
    assert failures[-1].reason == "50 unreadable records in a row; the rest is left out"


def test_deeply_nested_json(folder: Folder) -> None:
    assert "nested" in only_failure(folder.write("a.json", "[" * 100_000)).reason


def test_a_gzip_that_ends_early_gives_what_came_before(folder: Folder) -> None:
    lines = "\n".join(
        json.dumps({"text": f"Satz {random.Random(n).random()}"}) for n in range(5000)
    )
    whole = gzip.compress(lines.encode())
    source = folder.write("a.jsonl.gz", whole[: len(whole) // 2])
    articles, (failure,) = read(source)
    assert 1000 < len(articles) < 4000
    assert "end early" in failure.reason
    assert failure.source == source


def test_a_text_in_a_gzip_that_ends_early(folder: Folder) -> None:
    text = " ".join(str(random.Random(n).random()) for n in range(5000))
    packed = gzip.compress(text.encode())
    (article,), (failure,) = read(folder.write("a.txt.gz", packed[: len(packed) // 2]))
    assert text.startswith(article.text)
    assert "end early" in failure.reason


@pytest.mark.parametrize("name", PACKED)
def test_gzip_bomb(folder: Folder, name: str) -> None:
    source = folder.write(name, gzip.compress(b"a" * 80_000_000))
    tracemalloc.start()
    failure = only_failure(source)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert failure.source.startswith(source)
    assert peak < 170_000_000


def test_gzip_bomb_of_short_lines(folder: Folder) -> None:
    source = folder.write("a.jsonl.gz", gzip.compress(b"\n" * 3_000_000))
    failure = only_failure(source, bounds=Bounds(ratio_from=1_000_000))
    assert "gzip bomb" in failure.reason


def test_unpacked_size_is_bounded(folder: Folder) -> None:
    source = folder.pack("a.jsonl.gz", f"{LINE}\n" * 5000)
    articles, (failure,) = read(source, bounds=Bounds(unpacked=100_000))
    assert articles
    assert failure.reason == "unpacks to more than 100 kB; the rest is left out"


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE rss SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!doctype rss [<!ENTITY x SYSTEM "http://x.example/">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_feed_with_a_dtd(folder: Folder, declaration: str, encoding: str) -> None:
    xml = f"{declaration}<rss><channel><item><description>Text</description></item></channel></rss>"
    failure = only_failure(folder.write("a.xml", xml.encode(encoding)))
    assert failure.reason == "declares a DOCTYPE; such XML is not read"


def test_xml_that_is_no_feed(folder: Folder) -> None:
    assert "no RSS or Atom feed" in only_failure(folder.write("a.xml", "<a><b>Text</b></a>")).reason


def test_a_broken_feed_gives_its_whole_entries_and_says_so(folder: Folder) -> None:
    item = "<item><title>T</title><description>Ein Satz.</description></item>"
    articles, failures = read(
        folder.write("a.xml", f"<rss version='2.0'><channel>{item}{item}<item")
    )
    assert len(articles) >= 2
    assert "broken" in failures[-1].reason


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>Nur Titel</title></head><body></body></html>",
        "<html><body><script>var text = 'viel';</script></body></html>",
        "<!-- nichts -->",
    ],
)
def test_page_without_text(folder: Folder, page: str) -> None:
    assert only_failure(folder.write("a.html", page)).reason == "the page holds no readable text"


def test_no_permission(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    good = folder.write("b.txt", "Ein Satz.")
    closed = folder.write("a.txt", "Geheim.")
    real_open = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if str(self) == closed:
            raise PermissionError(13, "Permission denied", closed)
        return real_open(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    (article,), (failure,) = read(closed, good)
    assert article.origin == good
    assert str(failure) == f"{closed}: may not be read (no permission)"


def test_folder_without_permission(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write("offen/a.txt", "Ein Satz.")
    folder.write("zu/a.txt", "Geheim.")
    real_scan = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "zu":
            raise PermissionError(13, "Permission denied")
        return real_scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    articles, (failure,) = read(str(folder.path))
    assert len(articles) == 1
    assert failure.reason == "may not be read (no permission)"


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_table_without_a_text_column(folder: Folder, name: str) -> None:
    failure = only_failure(folder.write(name, "nummer,datum\n1,2023-01-01\n"))
    assert failure.reason.startswith("no column with the text")


def test_rows_with_too_many_cells_or_no_text(folder: Folder) -> None:
    source = folder.write("a.csv", "id,text\n1,Ein Satz.\n2,Ein, Satz.\n3,\n\n4\n5,Ein Satz.\n")
    articles, failures = read(source)
    assert [a.id for a in articles] == ["1", "5"]
    assert [f.source for f in failures] == [f"{source}:{n}" for n in (2, 3, 5)]
    assert failures[0].reason == "3 cells in a table of 2 columns"


def test_a_quotation_mark_that_never_closes(folder: Folder) -> None:
    source = folder.write("a.csv", 'id,text\n1,Ein Satz.\n2,"offen\n' + "3,x\n" * 5000)
    articles, failures = read(source, bounds=Bounds(record=2000))
    assert articles[0].text == "Ein Satz."
    assert failures[0].source == f"{source}:2"
    assert "broken row" in failures[0].reason


def test_folder_loop(folder: Folder) -> None:
    folder.write("a/b/1.txt", "Ein Satz.")
    (folder.path / "a/b/zurück").symlink_to(folder.path / "a", target_is_directory=True)
    articles, (failure,) = read(str(folder.path))
    assert len(articles) == 1
    assert failure.source.endswith("zurück")
    assert "links back" in failure.reason


def test_link_to_nothing(folder: Folder) -> None:
    (folder.path / "a.txt").symlink_to(folder.path / "fehlt.txt")
    assert "link to nothing" in only_failure(str(folder.path / "a.txt")).reason


def test_names_with_line_breaks_stay_one_line(folder: Folder) -> None:
    good = folder.write("eins\nzwei.txt", "Ein Satz.")
    bad = folder.write("drei\r\n\x1b[31mvier.txt", b"")
    (article,), (failure,) = read(good, bad)
    assert article.origin.endswith(r"eins\nzwei.txt")
    assert str(failure).endswith(r"drei\r\n\x1b[31mvier.txt: is empty")


def test_names_that_are_no_text_stay_storable(folder: Folder) -> None:
    name = os.fsdecode(os.fsencode(folder.path) + b"/\xff.txt")
    Path(name).write_text("Ein Satz.")
    (article,), _ = read(str(folder.path))
    assert article.origin.encode("utf-8").endswith(rb"\xff.txt")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("fehlt.txt", "does not exist"),
        ("*.txt", "matches no file of a known kind"),
        ("https://tagblatt.example/1", "is an address, not a file"),
    ],
)
def test_sources_that_are_not_there(name: str, reason: str) -> None:
    assert reason in only_failure(name).reason


def test_unknown_kinds(folder: Folder) -> None:
    source = folder.write("a.pdf", "%PDF")
    assert only_failure(source).reason.startswith("is of no known kind (known: .txt")
    assert only_failure(str(folder.path)).reason == "holds no file of a known kind"


def test_pipes_and_devices_are_not_opened(folder: Folder) -> None:
    os.mkfifo(folder.path / "a.txt")
    assert only_failure(str(folder.path / "a.txt")).reason == "is not a regular file"


def test_lone_surrogates_become_storable(folder: Folder) -> None:
    source = folder.write("a.jsonl", b'{"text": "Ein \xed\xa0\x80 Satz mit \xc3\xbc."}')
    articles, failures = read(source)
    for article in articles:
        article.text.encode("utf-8")
    assert len(articles) + len(failures) == 1


def test_parquet_in_a_gzip_is_refused(folder: Folder) -> None:
    source = folder.pack("a.parquet.gz", PAGE)
    assert "Parquet" in only_failure(source).reason
