"""What holds for any text: offsets reproduce it, values can be read, nothing overlaps."""

import re
import sys
import time
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from dates_helpers import dates_in

from lagebild.recognise.dates import resolve_open
from lagebild.recognise.dates.calendar import partial
from lagebild.recognise.dates.iso import bounds, iso_value
from lagebild.records import Published

VALUE = re.compile(
    r"PRESENT_REF|PAST_REF|FUTURE_REF|BC\d{2,4}(-(SP|SU|FA|WI))?"
    r"|P(T?[\dX.]+(D|W|M|Y|Q|H|S|DE|CE|ML|WE|NI|DT)?)+"
    r"|XXXX-WXX|T\d{2}:\d{2}(:\d{2})?"
    r"|[\dX]{2,4}(-(W?[\dX]{2}|[QH][\dX]|SP|SU|FA|WI))?(-([\dX]{2}|[1-7]|WE))?"
    r"(T(MO|MI|AF|EV|NI|[\dX]{2}:[\dX]{2}(:\d{2})?))?"
)
MIX = """am im vom bis zum seit 1. 3. 31. 12 24 2020 1991 99 0 10.11.2020 31.02. 3:1 20.30 Uhr Mai
März August Montag Mittwochabend heute gestern Morgen morgen Woche Jahr Jahren Tage letzte nächsten
dieser zwei drei vor nach Ende Anfang der des und
- – — / ( ) , . § v Chr Ostern Jahrhundert er Quartal
jeden täglich später darauf Nacht auf den Sommer wurde wird hat gesagt"""
WORDS = st.sampled_from([*MIX.split(), "\n", "\u200b"])
PUBLISHED = st.sampled_from(["", "2023", "2023-11", "2023-11-25", "2024-02-29", "0001-01-01"])


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=30), PUBLISHED)
def test_any_mix_of_date_words(words: list[str], published: str) -> None:
    check(" ".join(words), published)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120), PUBLISHED)
def test_any_text(text: str, published: str) -> None:
    check(text, published)


def check(text: str, published: str) -> None:
    end = 0
    for found in dates_in(text, published):
        assert text[found.start : found.end] == found.text
        assert end <= found.start < found.end
        assert VALUE.fullmatch(found.value), found.value
        iso = iso_value(found.value)
        if iso and not iso.startswith("X"):
            first, last = bounds(iso)
            assert partial(first)
            assert partial(last)
            assert first <= last
        end = found.end


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, max_size=20))
def test_open_dates_settle_to_readable_values(words: list[str]) -> None:
    dates = dates_in(" ".join(words))
    for found in resolve_open(dates, Published(value="2023-11-25", basis="metadata")):
        assert VALUE.fullmatch(found.value), found.value


def test_hostile_texts_take_no_long_time() -> None:
    start = time.process_time()
    for text in ("1. " * 5000, "3., " * 5000, "a" * 100_000, "Mai/" * 5000, "12.12." * 5000):
        dates_in(text, "2023-11-25")
    assert time.process_time() - start < 20
