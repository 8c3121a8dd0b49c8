"""Weak events are left out once it is known who is meant."""

from lagebild.records import Argument, Event, Span
from lagebild.resolve.doubt import credible


def event(confidence: float, *actors: Argument) -> Event:
    span = Span(text="traf", start=0, end=4)
    return Event(
        article="a", type="CONSULT", status="actual", trigger=span, sentence=span,
        actors=actors, confidence=confidence,
    )  # fmt: skip


NOBODY = Argument(text="Ich", start=0, end=3)
STATE = Argument(text="Baku", start=0, end=4, actor="AZE", country="AZE", sector="GOV")


def test_an_act_of_nobody_known_must_be_surer_than_one_of_a_state():
    assert credible([event(0.47, STATE)])
    assert not credible([event(0.47, NOBODY)])
    assert credible([event(0.7, NOBODY)])
    assert credible([event(0.47, NOBODY, STATE)])


def test_what_is_likelier_wrong_is_no_row():
    assert not credible([event(0.3, STATE)])
    assert credible([event(0.5)])
