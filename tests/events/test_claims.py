"""Who vouches for an event: the speaker of the words it stands in, or the narrator."""

import pytest
from cases_io import case_params

import lagebild
from lagebild.language.tables import Row


@pytest.mark.parametrize("case", case_params("events-claims"))
def test_who_an_event_is_told_by(case: Row) -> None:
    analysis = lagebild.analyse(case["text"])
    claims = {e.said_by for e in analysis.events if e.type == case["type"]}
    assert claims == {None if case["expected"] == "narrator" else case["expected"]}


def test_answers_of_an_interview_are_those_of_the_names_before_them() -> None:
    text = (
        "Wie ernst ist die Lage?\nA. Probe: Die Rebellen haben die Stadt angegriffen.\n"
        "Was kommt nun?\nB. Holm: Ich denke, die Armee hat zehn Rebellen getötet.\n"
        "A. Probe: Niemand weiß es.\nB. Holm: Was wollen Sie wissen?\n"
    )
    claims = {e.trigger.text: e.said_by for e in lagebild.analyse(text).events}
    assert claims == {"angegriffen": "A. Probe", "getötet": "B. Holm"}


def test_headings_with_a_colon_speak_nothing() -> None:
    text = (
        "Zum Hintergrund: Die Rebellen haben die Stadt angegriffen.\n"
        "Zum Hintergrund: Die Armee hat zehn Rebellen getötet.\n"
    )
    assert {e.said_by for e in lagebild.analyse(text).events} == {None}
