"""Random bytes under every name: only articles and failures come out, each storable."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lagebild.errors import SourceError
from lagebild.read import READERS, Bounds, read_sources
from lagebild.read.dates import iso_date
from lagebild.read.encoding import UndecodableError, decode
from lagebild.read.source import printable
from lagebild.records import RawArticle

SMALL = Bounds(record=2000, document=4000, unpacked=10_000, ratio=20, ratio_from=2000, failures=5)
PIECES = [
    b'{"text": "Satz"}\n', b"\x1f\x8b\x08\x00", b"<rss><channel><item>", b"<description>x", b"PAR1",
    b"WARC/1.0\r\nContent-Length: 9\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n", b"text,id\n", b'"',
    b"\xff\xfe", b"<html><body><p>Absatz", b"</p>", b"\x00", b"\xc3", b"[", b"]", b",",
    b"\r\n", b"<!DOCTYPE x>",
]  # fmt: skip
DATA = st.one_of(
    st.binary(max_size=400),
    st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=20)), max_size=12).map(b"".join),
)


@pytest.mark.parametrize("suffix", [*READERS, ".jsonl.gz", ".warc.gz", ".txt.gz"])
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=DATA)
def test_any_bytes_under_any_name(suffix: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(data)
        for outcome in read_sources([str(path)], SMALL):
            if isinstance(outcome, SourceError):
                assert "\n" not in str(outcome)
                assert str(outcome).encode("utf-8")
            else:
                assert isinstance(outcome, RawArticle)
                assert outcome.text.strip()
                assert outcome.text.encode("utf-8")
                assert "\n" not in outcome.origin


@given(st.text(min_size=1))
def test_text_comes_back_as_it_was_written(text: str) -> None:
    data = text.encode("utf-8", "replace")
    try:
        assert decode(data) == data.decode("utf-8").removeprefix("\ufeff")
    except UndecodableError:
        assert any(not c.isprintable() for c in text)


@given(st.binary(max_size=200))
def test_names_are_one_line_of_valid_text(name: bytes) -> None:
    shown = printable(name.decode("utf-8", "surrogateescape"))
    assert shown.encode("utf-8").isascii() or shown.isprintable()
    assert "\n" not in shown


@given(st.text(max_size=70) | st.integers() | st.floats() | st.dates() | st.datetimes())
@example("31. Februar 2023")
@example(float("inf"))
def test_dates_are_iso_or_none(value: object) -> None:
    found = iso_date(value)
    assert found is None or found[:4].isdigit()


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("2023-11-25", "2023-11-25"),
        ("2023-11", "2023-11"),
        ("2023", "2023"),
        ("20231125", "2023-11-25"),
        ("20231125101500", "2023-11-25T10:15:00"),
        ("2023-11-25T10:15:00Z", "2023-11-25T10:15:00+00:00"),
        ("2023-11-25 10:15:00", "2023-11-25T10:15:00"),
        ("Sat, 25 Nov 2023 10:15:00 +0100", "2023-11-25T10:15:00+01:00"),
        ("25.11.2023", "2023-11-25"),
        ("25.11.2023, 10:15 Uhr", "2023-11-25T10:15:00"),
        ("Samstag, 25. November 2023", "2023-11-25"),
        ("Sa., 25. Nov. 2023 um 10:15 Uhr", "2023-11-25T10:15:00"),
        ("November 25, 2023", "2023-11-25"),
        ("25/11/2023", "2023-11-25"),
        ("3/4/2023", None),
        ("5. März 2021", "2021-03-05"),
        (1700907300, "2023-11-25T10:15:00+00:00"),
        (1700907300000, "2023-11-25T10:15:00+00:00"),
        (2023, None),
        ("gestern", None),
        ("", None),
        ("0001-01-01", None),
    ],
)
def test_dates(given_: object, expected: str | None) -> None:
    assert iso_date(given_) == expected
