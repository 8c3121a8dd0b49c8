"""Whatever the text: offsets point at what the record says, and nothing crashes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.parse import parse
from lagebild.recognise.dates import find_dates
from lagebild.recognise.events import find_events
from lagebild.recognise.mentions import find_mentions
from lagebild.records import STATUSES, Article, Event

SENTENCES = (
    "Der Präsident traf am Montag den Außenminister.",
    "„Wir fordern den Rücktritt“, sagte die Opposition.",
    "US-Soldaten griffen ein Dorf bei Kundus an.",
    "Die Polizei nahm 20 Demonstranten fest;",
    "Wenn Russland angreift, wird die NATO reagieren.",
    "¿? ((–)) … 1.000.000 km/h #§&",
    "Demonstration Demonstration Demonstration",
    "Angriff!",
)


def events_of(text: str) -> list[Event]:
    parsed = parse(text, "de")
    if not parsed.tagged:
        pytest.skip("no language model in this checkout")
    article = Article(
        id="x", title=None, outlet=None, authors=(), published=None, language="de", url=None,
        text=text, parts=(),
    )  # fmt: skip
    return find_events(
        article, parsed, find_mentions(article, parsed), find_dates(article, parsed), []
    )


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), max_size=5), st.sampled_from([" ", "\n", "  "]))
def test_offsets_hold(sentences: list[str], joiner: str) -> None:
    text = joiner.join(sentences)
    for event in events_of(text):
        spans = [event.trigger, event.sentence, *event.actors, *event.recipients]
        for span in (*spans, *([event.place] if event.place else [])):
            assert text[span.start : span.end] == span.text
        assert event.status in STATUSES
        assert 0 <= event.confidence <= 1
        assert event.rule


def test_the_same_text_gives_the_same_events() -> None:
    text = " ".join(SENTENCES)
    assert events_of(text) == events_of(text)


def test_an_empty_text_gives_no_events() -> None:
    assert events_of("") == []


def test_a_sentence_of_two_thousand_words_is_left_alone() -> None:
    text = "Die Armee griff " + "und ".join(["das Dorf "] * 1000) + "an."
    assert len(events_of(text)) <= 1
