"""Sentences and tokens: the cases of the tables, and what holds for any text."""

import pytest
from cases_io import case_params
from hypothesis import given
from hypothesis import strategies as st

from lagebild.parse.segment import segment


@pytest.mark.parametrize("case", case_params("sentences"))
def test_sentences(case):
    text = case["text"]
    found = segment(text, case["language"])
    sentences = [
        text[start:end]
        for start, end in zip(found.sent_start.tolist(), found.sent_end.tolist(), strict=True)
    ]
    assert " ¦ ".join(sentences) == case["expected"]


@pytest.mark.parametrize("case", case_params("tokens"))
def test_tokens(case):
    text = case["text"]
    found = segment(text, case["language"])
    tokens = [
        text[start:end] for start, end in zip(found.start.tolist(), found.end.tolist(), strict=True)
    ]
    assert " ".join(tokens) == case["expected"]


ALPHABET = st.sampled_from(list("abzÄß.!?…„“”\"»«'’()-–—:;, \n\t0129XVIA\u00a0\u200b\u202e🙂م"))


@given(st.text(ALPHABET, max_size=200) | st.text(max_size=200), st.sampled_from(["de", "en", "hy"]))
def test_every_visible_character_is_in_exactly_one_token(text, language):
    found = segment(text, language)
    covered = [False] * len(text)
    for start, end in zip(found.start.tolist(), found.end.tolist(), strict=True):
        assert start < end
        assert not any(covered[start:end])
        covered[start:end] = [True] * (end - start)
    assert all(done or char.isspace() for done, char in zip(covered, text, strict=True))


@given(st.text(ALPHABET, max_size=300))
def test_sentences_hold_their_tokens_in_order(text):
    found = segment(text, "de")
    assert found.first[0] == 0
    assert found.first[-1] == len(found.start)
    for number, (start, end) in enumerate(zip(found.sent_start, found.sent_end, strict=True)):
        low, high = found.first[number], found.first[number + 1]
        assert low < high
        assert found.start[low] == start
        assert found.end[high - 1] == end


def test_a_huge_token_is_split_in_linear_time():
    assert len(segment("a" * 100_000, "de").start) == 1
    assert len(segment("„" * 20_000, "de").start) == 20_000


def test_wrapped_text_is_not_cut_at_every_line():
    text = (
        "Die Delegationen aus Eriwan und Baku trafen sich am Dienstag in der\n"
        "georgischen Hauptstadt Tiflis, um über den Verlauf der gemeinsamen\n"
        "Grenze zu sprechen und die nächste Runde der Verhandlungen in einer\n"
        "der beiden Städte vorzubereiten. Das Treffen dauerte drei Stunden.\n"
    )
    assert len(segment(text, "de").sent_start) == 2
