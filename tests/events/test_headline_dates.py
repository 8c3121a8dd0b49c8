"""A headline's act took place on the day that the lead tells."""

import lagebild
from lagebild.records import Event

LEAD = "Am Dienstag wurde der Oppositionsführer Karl Kern in der Hauptstadt verhaftet."


def _events(text: str) -> list[Event]:
    return list(lagebild.analyse(text, published="2024-05-10").events)


def test_the_lead_dates_its_headline() -> None:
    first = _events(f"Oppositionsführer Karl Kern verhaftet\n{LEAD}")[0]
    assert first.trigger.text == "verhaftet"
    assert first.date is not None
    assert first.date.value == "2024-05-07"


def test_another_act_in_the_lead_dates_no_headline() -> None:
    first = _events(f"Regierung kritisiert Nachbarland\n{LEAD}")[0]
    assert first.type == "ACCUSE"
    assert first.date is None or first.date.value != "2024-05-07"
