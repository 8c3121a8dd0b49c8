"""Talks and deals among those who are no part of politics are no rows."""

from lagebild.records import Argument, Event, Span
from lagebild.resolve.private import public

SPEAKER = Argument(text="Ich", start=0, end=3)
PAPER = Argument(text="Zeitung", start=0, end=7, sector="MED")
FIRM = Argument(text="Firma", start=0, end=5, sector="BUS")
STATE = Argument(text="Baku", start=0, end=4, actor="AZE", country="AZE", sector="GOV")
UNKNOWN = Argument(text="Vertreter", start=0, end=9)


def event(type_: str, *actors: Argument) -> Event:
    span = Span(text="traf", start=0, end=4)
    return Event(
        article="a", type=type_, status="actual", trigger=span, sentence=span,
        actors=actors, confidence=0.9,
    )  # fmt: skip


def test_an_interview_or_a_deal_of_firms_is_no_row():
    assert not public([event("CONSULT", PAPER), event("AGREE", FIRM), event("CONSULT", SPEAKER)])


def test_with_a_state_or_somebody_unknown_it_stays():
    kept = [event("CONSULT", PAPER, STATE), event("AGREE", FIRM, STATE), event("CONSULT", UNKNOWN)]
    assert public(kept) == kept


def test_help_and_force_by_anybody_stay():
    kept = [event("AID", FIRM), event("ASSAULT", FIRM), event("CONSULT")]
    assert public(kept) == kept
