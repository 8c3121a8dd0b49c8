"""Every kind of source gives the articles that are in it."""

import csv
import gzip
import io
import json
import sys
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from reading import PAGE, Folder, read

RECORD = {
    "id": 7,
    "title": "Talsperre fertig",
    "text": "Die Talsperre ist fertig.\n\nEin zweiter Absatz.",
    "date": "14.05.2023",
    "source": {"id": None, "name": "Tagblatt am See"},
    "author": [{"name": "Petra Muster"}, "Jan Beispiel"],
    "lang": "de-DE",
    "rubrik": "Inland",
}


def check_record(article) -> None:
    assert article.id == "7"
    assert article.title == "Talsperre fertig"
    assert article.published == "2023-05-14"
    assert article.outlet == "Tagblatt am See"
    assert article.language == "de"
    assert article.text.startswith("Die Talsperre ist fertig.")
    assert article.extra == {"rubrik": "Inland"}
    assert not article.plain


@pytest.mark.parametrize("name", ["a.txt", "a.md", "A.TXT"])
def test_plain_text_is_taken_exactly_as_it_is(folder: Folder, name: str) -> None:
    text = "  Titel\r\n\r\nErster Absatz.\u2028 \tEnde\n\n"
    (article,), failures = read(folder.write(name, "\ufeff" + text))
    assert article.text == text
    assert article.plain
    assert article.title is None
    assert not failures


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"],
)
def test_encodings_are_found(folder: Folder, encoding: str) -> None:
    text = "Über die Brücke führt künftig eine Straße.\nDie Größe bleibt gleich.\n"
    (article,), _ = read(folder.write("a.txt", text.encode(encoding)))
    assert article.text == text


def test_cyrillic_in_an_old_encoding_is_found(folder: Folder) -> None:
    text = "Сегодня в столице открылась выставка, посвящённая истории города и его жителей.\n" * 3
    (article,), _ = read(folder.write("a.txt", text.encode("cp1251")))
    assert article.text == text


def test_german_quotation_marks_of_windows_are_kept(folder: Folder) -> None:
    text = "„Ja“, sagte sie – und ging. Das kostet 5 €.\n"
    (article,), _ = read(folder.write("a.txt", text.encode("cp1252")))
    assert article.text == text


def test_a_few_broken_bytes_do_not_change_the_encoding(folder: Folder) -> None:
    data = ("Über die Brücke führt künftig eine Straße. " * 5).encode() + b"\xff Ende"
    (article,), _ = read(folder.write("a.txt", data))
    assert article.text.startswith("Über die Brücke")
    assert article.text.endswith("\ufffd Ende")


def test_html_gives_text_and_metadata(folder: Folder) -> None:
    (article,), failures = read(folder.write("a.html", PAGE))
    assert not failures
    assert article.title == "Talsperre fertig"
    assert article.published == "2023-05-14"
    assert article.outlet == "Tagblatt am See"
    assert article.url == "https://tagblatt.example/talsperre"
    assert article.language == "de"
    assert article.authors == ("Petra Muster",)
    assert article.text.startswith("Nach sechs Jahren")
    assert "nicht lesen" not in article.text
    assert "Start" not in article.text


def test_html_date_is_never_guessed_from_the_running_text(folder: Folder) -> None:
    page = PAGE.replace("2023-05-14T08:00:00+02:00", "").replace("am Sonntag", "am 3. Mai 2011")
    (article,), _ = read(folder.write("a.html", page))
    assert article.published is None


def test_html_in_a_declared_old_encoding(folder: Folder) -> None:
    page = (
        PAGE.replace("<head>", '<head><meta charset="iso-8859-1">')
        .replace("„", "")
        .replace("“", "")
    )
    (article,), _ = read(folder.write("a.htm", page.encode("latin-1")))
    assert "Süden übergeben" in article.text


def test_json_object_list_and_container(folder: Folder) -> None:
    for content in (RECORD, [RECORD], {"articles": [RECORD]}, {"status": "ok", "items": [RECORD]}):
        (article,), failures = read(folder.write("a.json", json.dumps(content)))
        check_record(article)
        assert article.authors == ("Petra Muster", "Jan Beispiel")
        assert not failures


def test_json_lines_and_their_origin(folder: Folder) -> None:
    lines = json.dumps(RECORD) + "\n\n" + json.dumps(RECORD) + "\n"
    for source in (
        folder.write("a.jsonl", lines),
        folder.pack("a.jsonl.gz", lines),
        folder.write("b.jsonl", lines.encode("utf-16")),
        folder.write("lines.json", lines),
    ):
        articles, failures = read(source)
        assert [a.origin for a in articles] == [f"{source}:1", f"{source}:3"]
        check_record(articles[0])
        assert not failures


def test_html_inside_json_becomes_text(folder: Folder) -> None:
    records = [
        {"html": PAGE, "title": "Eigener Titel"},
        {"content": "<p>Erster <b>Absatz</b>.</p><script>x</script><p>Zweiter&nbsp;Absatz.</p>"},
        {"body": "Kein HTML: 3 < 5 und <b>fett</b>"},
    ]
    articles, failures = read(folder.write("a.json", json.dumps(records)))
    assert not failures
    assert articles[0].title == "Eigener Titel"
    assert articles[0].published == "2023-05-14"
    assert articles[1].text == "Erster Absatz.\n\nZweiter Absatz."
    assert articles[2].text == "Kein HTML: 3 < 5 und <b>fett</b>"


def test_values_that_cannot_be_what_their_key_says_are_kept_aside(folder: Folder) -> None:
    record = {
        "text": "Ein Satz.",
        "date": "neulich",
        "language": "??",
        "source": "A",
        "outlet": "B",
    }
    (article,), _ = read(folder.write("a.json", json.dumps(record)))
    assert article.published is None
    assert article.language is None
    assert article.outlet == "B"
    assert article.extra == {"published": "neulich", "language": "??", "source": "A"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("en", "en"), ("EN-us", "en"), ("deu", "de"), ("ger", "de"), ("German", "de"), ("hy", "hy"),
        ("ru_RU", "ru"), ("xx", None), ("deutschsprachig", None),
    ],
)  # fmt: skip
def test_language_codes(folder: Folder, given: str, expected: str | None) -> None:
    record = {"text": "Ein Satz.", "language": given}
    (article,), _ = read(folder.write("a.json", json.dumps(record)))
    assert article.language == expected


RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Tagblatt am See</title><language>de-de</language>
<item><title>Talsperre &amp; Straße</title><link>https://t.example/1</link><guid>t1</guid>
<pubDate>Sun, 14 May 2023 08:00:00 +0200</pubDate><description>Anriss.</description>
<content:encoded><![CDATA[<p>Erster Absatz.</p><p>Zweiter Absatz.</p>]]></content:encoded></item>
<item><title>Kurz</title><description>Nur ein Anriss.</description></item>
<item><title>Leer</title></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Seeblatt</title>
<entry><title>Brücke offen</title><id>urn:1</id><link href="https://s.example/1"/>
<published>2023-05-14T08:00:00Z</published><author><name>Petra Muster</name></author>
<content type="html">&lt;p&gt;Die Brücke ist offen.&lt;/p&gt;</content></entry></feed>"""


def test_rss(folder: Folder) -> None:
    source = folder.write("feed.xml", RSS)
    (first, second), (failure,) = read(source)
    assert first.id == "t1"
    assert first.title == "Talsperre & Straße"
    assert first.text == "Erster Absatz.\n\nZweiter Absatz."
    assert first.published == "2023-05-14T08:00:00+02:00"
    assert first.outlet == "Tagblatt am See"
    assert first.language == "de"
    assert first.url == "https://t.example/1"
    assert second.text == "Nur ein Anriss."
    assert failure.source == f"{source}:3"
    assert "no text" in failure.reason


@pytest.mark.parametrize("name", ["feed.xml", "feed.atom", "feed.rss"])
def test_atom(folder: Folder, name: str) -> None:
    (article,), failures = read(folder.write(name, ATOM))
    assert not failures
    assert article.text == "Die Brücke ist offen."
    assert article.published == "2023-05-14T08:00:00+00:00"
    assert article.authors == ("Petra Muster",)
    assert article.outlet == "Seeblatt"


def warc_record(body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200) -> bytes:
    http = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        "WARC-Target-URI: https://t.example/seite\r\nWARC-Date: 2023-05-14T08:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def test_warc_gives_its_pages_and_nothing_else(folder: Folder) -> None:
    records = [
        warc_record(PAGE.encode()),
        warc_record(b"\x89PNG", kind="image/png"),
        warc_record(b"<html><body>Nicht gefunden</body></html>", status=404),
        warc_record(PAGE.encode()),
    ]
    packed = b"".join(gzip.compress(record) for record in records)
    for source in (folder.write("a.warc", b"".join(records)), folder.write("a.warc.gz", packed)):
        articles, failures = read(source)
        assert not failures
        assert [a.origin for a in articles] == [f"{source}:1", f"{source}:4"]
        assert articles[0].url == "https://t.example/seite"
        assert articles[0].title == "Talsperre fertig"


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ","), ("b.csv", ";"), ("c.tsv", "\t")])
def test_tables(folder: Folder, name: str, delimiter: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["ID", "Titel", "Volltext", "Datum", "Quelle", "Sprache", "Autor", "rubrik"])
    text = 'Die Talsperre ist fertig.\n\nEin "zweiter", langer; Absatz.'
    row = [7, "Talsperre fertig", text, "14.05.2023", "Tagblatt am See", "de"]
    writer.writerow([*row, "Petra Muster; Jan Beispiel", "Inland"])
    writer.writerow([8, "Lang", "Satz. " * 40_000, "", "", "", "", ""])
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        articles, failures = read(folder.write(name, out.getvalue().encode(encoding)))
        assert not failures
        check_record(articles[0])
        assert articles[0].text == text
        assert articles[0].authors == ("Petra Muster", "Jan Beispiel")
        assert len(articles[1].text) == 240_000


def test_parquet(folder: Folder) -> None:
    table = pa.table(
        {
            "id": [7, 8],
            "headline": ["Talsperre fertig", None],
            "body": [b"Die Talsperre ist fertig.", None],
            "published": [date(2023, 5, 14), None],
            "outlet": ["Tagblatt am See", None],
            "language": ["de", None],
            "rubrik": ["Inland", None],
        }
    )
    source = str(folder.path / "a.parquet")
    pq.write_table(table, source)
    (article,), (failure,) = read(source)
    check_record(article)
    assert failure.source == f"{source}:2"
    assert "no text" in failure.reason


class Pipe:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize(
    ("data", "count", "plain"),
    [
        (json.dumps(RECORD).encode() + b"\n" + json.dumps(RECORD).encode(), 2, False),
        (json.dumps([RECORD, RECORD], indent=1).encode(), 2, False),
        (gzip.compress(json.dumps(RECORD).encode() + b"\n"), 1, False),
        (RSS.encode(), 2, False),
        (PAGE.encode(), 1, False),
        (warc_record(PAGE.encode()), 1, False),
        ("Über eine Brücke.\nEnde.".encode("cp1252"), 1, True),
        (b'{"text": "' + b"Satz. " * 50_000 + b'"}\n{"text": "kurz"}\n', 2, False),
    ],
    # Without names a case is called by its bytes, and packed ones hold the time of packing.
    ids=["lines", "list", "packed", "feed", "page", "warc", "text", "long-line"],
)
def test_standard_input_is_guessed(
    monkeypatch: pytest.MonkeyPatch, data: bytes, count: int, plain: bool
) -> None:
    monkeypatch.setattr(sys, "stdin", Pipe(data))
    articles, _ = read("-")
    assert len(articles) == count
    assert all(article.plain is plain for article in articles)


def test_folders_are_read_in_order_with_all_below_them(folder: Folder) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", "z.TXT", ".hidden/x.txt", "b/.y.txt", "photo.jpg"):
        folder.write(name, f"Text von {name}.")
    articles, failures = read(str(folder.path))
    assert [a.text for a in articles] == [
        f"Text von {name}." for name in ("a.txt", "b/1.txt", "b/2.txt", "z.TXT")
    ]
    assert not failures


def test_globs(folder: Folder) -> None:
    for name in ("x/1.txt", "x/2.txt", "x/y/3.txt", "x/4.pdf", "[1].txt"):
        folder.write(name, f"Text von {name}.")
    root = str(folder.path)
    assert len(read(f"{root}/x/*")[0]) == 3
    assert len(read(f"{root}/x/?.txt")[0]) == 2
    assert len(read(f"{root}/**/*.txt")[0]) == 4
    assert len(read(f"{root}/**")[0]) == 4
    assert len(read(f"{root}/[1].txt")[0]) == 1
