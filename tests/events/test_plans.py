"""Announced meetings reach the rows of a whole analysis, though their confidence is low."""

import pytest

from lagebild import analyse


@pytest.mark.parametrize(
    "text",
    [
        "Putin wird am Montag den armenischen Premierminister Paschinjan in Moskau treffen.",
        "Der Kanzler will im Mai zu Präsident Macron nach Paris reisen.",
        "Charles Michel wird die Präsidenten von Serbien und Kosovo im Mai in Brüssel empfangen.",
        "President Sandu and Prime Minister Tusk will meet in Warsaw on May 14.",
    ],
)
def test_an_announced_meeting_is_a_row(text: str) -> None:
    events = analyse(text, published="2023-05-10").events
    assert [(e.type, e.status) for e in events if e.status == "planned"] == [("AGREE", "planned")]


def test_a_range_of_days_to_come_dates_the_conference_that_it_announces() -> None:
    text = "Am 10. und 11. Juli findet in Rabat eine Konferenz der Außenminister statt."
    event = next(e for e in analyse(text, published="2023-05-10").events)
    assert (event.type, event.status) == ("AGREE", "planned")
    assert event.date is not None
    assert event.date.value.startswith("2023-07-10")


def test_a_strike_called_for_a_day_is_planned() -> None:
    text = "Die Gewerkschaften riefen für Montag zu einem Generalstreik auf."
    found = {(e.type, e.status) for e in analyse(text, published="2023-05-10").events}
    assert ("PROTEST", "planned") in found


def test_an_election_long_ago_tells_a_life() -> None:
    text = "Die Ministerin wurde am 24. August 1998 vom Parlament zur Präsidentin gewählt."
    assert not [e for e in analyse(text, published="2023-05-10").events if e.type == "SUPPORT"]
    assert [e for e in analyse(text, published="1998-08-30").events if e.type == "SUPPORT"]


ANNOUNCED = "Präsident Karl Kern will am 28. Mai von seinem Amt zurücktreten. "


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (ANNOUNCED + "Der Rücktritt kam für viele Abgeordnete überraschend.", "planned"),
        (ANNOUNCED + "Nach seinem Rücktritt will Kern nach Wien ziehen.", "planned"),
        (ANNOUNCED + "Der Rücktritt von Eva Horn vor drei Jahren ist vergessen.", "actual"),
        ("Kern will zurücktreten. Der Rücktritt von Kern überrascht.", "planned"),
        ("Kern will zurücktreten. Nach dem Rücktritt von Kern jubelte Horn.", "actual"),
        ("Präsident Kern ist am 9. Mai zurückgetreten. Der Rücktritt überraschte alle.", "actual"),
    ],
)  # fmt: skip
def test_a_noun_takes_up_what_was_announced_for_a_later_day(text: str, status: str) -> None:
    events = analyse(text, published="2023-05-10").events
    noun = next(e for e in events if e.trigger.text == "Rücktritt")
    assert (noun.type, noun.status) == ("RETREAT", status)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Die Abschaffung der Zensur in Kenia wird am 1. Juli wirksam.", "planned"),
        ("Die Abschaffung der Zensur in Kenia wurde am 1. April wirksam.", "actual"),
        ("Am Montag wird der Rebell dem Haftrichter vorgeführt.", "planned"),
        ("Rund 2.000 Soldaten sind bis zum 30. November in Kenia im Einsatz.", "actual"),
        ("Das Parlament stimmt am Freitag für das Abkommen mit Russland.", "planned"),
    ],
)
def test_the_present_with_a_day_to_come_tells_a_plan(text: str, status: str) -> None:
    events = analyse(text, published="2023-05-10").events
    assert [e.status for e in events] == [status]


def test_a_headline_tells_the_resignation_that_its_text_announces() -> None:
    headline = "Präsident Karl Kern tritt zurück.\n\n"
    events = analyse(headline + ANNOUNCED, published="2023-05-10").events
    assert {(e.type, e.status) for e in events} == {("RETREAT", "planned")}
    done = analyse(headline + "Kern trat am 9. Mai zurück.", published="2023-05-10").events
    assert {(e.type, e.status) for e in done} == {("RETREAT", "actual")}
