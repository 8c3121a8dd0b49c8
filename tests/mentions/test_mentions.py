"""Mentions: what is found, what must not be, and that every offset is right."""

import pytest
from cases_io import case_params
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.errors import ModelError
from lagebild.language.sectors import phrase_facts
from lagebild.language.tables import Row
from lagebild.parse import Parse, parse
from lagebild.recognise.mentions import find_mentions
from lagebild.records import MENTION_LABELS, Article, Mention


def _parse(text: str) -> Parse:
    try:
        return parse(text, "de")
    except ModelError as error:
        pytest.skip(f"the language model is not there: {error}")


def _article(text: str) -> Article:
    return Article(
        id="a", title=None, outlet=None, authors=(), published=None, language="de", url=None,
        text=text, parts=(),
    )  # fmt: skip


def _mentions(text: str) -> list[Mention]:
    return find_mentions(_article(text), _parse(text))


@pytest.mark.parametrize("case", case_params("actors-sectors"))
def test_phrase_gives_sector_and_country(case: Row) -> None:
    facts = phrase_facts(case["text"], case["language"] or "de")
    assert f"{facts.sector or '-'} {facts.country or '-'}" == case["expected"]


@pytest.mark.parametrize("case", case_params("actors-mentions"))
def test_mentions_are_found(case: Row) -> None:
    found = {f"{m.text}={m.label}" for m in _mentions(case["text"])}
    expected = {entry for entry in case["expected"].split("|") if entry}
    absent = {entry for entry in case["absent"].split("|") if entry}
    assert expected <= found
    assert not absent & {entry.rpartition("=")[0] for entry in found}


HOSTILE = st.lists(
    st.sampled_from([*"aÄ-.,„“()\n \u202eİß'’12", "Putin ", "Präsident ", "der ", "US-"]),
    max_size=40,
).map("".join)


@settings(max_examples=40, deadline=None)
@given(HOSTILE)
def test_offsets_are_the_texts(text: str) -> None:
    for mention in _mentions(text):
        assert text[mention.start : mention.end] == mention.text
        assert mention.label in MENTION_LABELS


def test_names_are_found_without_the_model() -> None:
    from dataclasses import replace

    from lagebild.parse import segment

    text = "Armeniens Präsident Wahan Musterjan traf Vertreter der NATO in Tiflis."
    cut = segment(text, "de")
    count = len(cut.start)
    empty = ("",) * count
    plain = Parse(
        text=text, language="de", start=cut.start, end=cut.end, first=cut.first,
        sent_start=cut.sent_start, sent_end=cut.sent_end,
        form=tuple(text[s:e] for s, e in zip(cut.start, cut.end, strict=True)),
        lemma=empty, upos=empty, xpos=empty, feats=empty, head=cut.start * 0 - 1, deprel=empty,
        tagged=False,
    )  # fmt: skip
    found = {f"{m.text}={m.label}" for m in find_mentions(_article(text), replace(plain))}
    assert {"Armeniens=GPE", "Wahan Musterjan=PER", "NATO=ORG", "Tiflis=GPE"} <= found


def test_a_very_long_name_is_no_trouble() -> None:
    text = "Präsident " + "Maximilian " * 500 + "sprach."
    assert all(text[m.start : m.end] == m.text for m in _mentions(text))
