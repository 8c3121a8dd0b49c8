"""The confidence of a row: what stands beside an event and who takes part in it count."""

import pytest

from lagebild.records import Argument, Event, EventDate, Place, Span
from lagebild.resolve.surety import smoothed, weigh

STATE = Argument(text="Baku", start=0, end=4, actor="AZE", country="AZE", sector="GOV")
SHE = Argument(text="Sie", start=0, end=3)
FIRST = Span(text="Baku warf Eriwan am Montag Beschuss vor.", start=0, end=41)
SECOND = Span(text="Sie sprachen lange.", start=42, end=61)


def event(sentence: Span = FIRST, type_: str = "ACCUSE", **more) -> Event:
    trigger = Span(text=sentence.text[5:9], start=sentence.start + 5, end=sentence.start + 9)
    more = {"status": "actual", "actors": (STATE,), "confidence": 0.7, **more}
    return Event(article="a", type=type_, trigger=trigger, sentence=sentence, **more)


def sureness(*events: Event) -> list[float]:
    return [row.confidence for row in weigh(events)]


def test_a_row_is_surer_with_known_parties_a_stated_day_and_a_place():
    day = EventDate(value="2020-10-05", basis="stated")
    place = Place(text="Baku", start=0, end=4)
    [bare] = sureness(event())
    assert sureness(event(date=day)) > [bare]
    assert sureness(event(place=place)) > [bare]
    assert sureness(event(recipients=(STATE,))) > [bare]
    assert sureness(event(actors=(SHE,))) < [bare]


def test_a_second_act_of_one_type_in_a_sentence_makes_both_less_sure():
    alone = sureness(event(), event(SECOND))
    together = sureness(event(), event())
    assert max(together) < min(alone)


def test_the_surer_the_words_the_surer_the_row():
    assert sureness(event(confidence=0.5)) < sureness(event(confidence=0.8))


def test_everything_else_of_a_row_stays_and_every_answer_is_a_probability():
    before = (event(), event(SECOND, "CONSULT", said_by="AZE"), event(rule="cue:v:nosuch"))
    after = weigh(before)
    assert [(e.type, e.trigger, e.said_by) for e in after] == [
        (e.type, e.trigger, e.said_by) for e in before
    ]
    assert all(0 < e.confidence < 1 for e in after)
    assert weigh(()) == ()


def test_a_rule_seen_rarely_is_drawn_towards_the_usual_share():
    assert smoothed(0, 0, 0.8) == pytest.approx(smoothed(4, 5, 0.8))
    assert smoothed(1, 1, 0.8) < smoothed(10, 10, 0.8)
    assert smoothed(0, 10, 0.8) < smoothed(0, 1, 0.8) < smoothed(0, 0, 0.8)


def test_a_row_that_is_far_likelier_wrong_is_left_out():
    weak = {"actors": (), "confidence": 0.3, "said_by": "AZE", "status": "hypothetical"}
    kept = weigh((event(**weak), event(**weak), event(SECOND)))
    assert [row.sentence for row in kept] == [SECOND]
