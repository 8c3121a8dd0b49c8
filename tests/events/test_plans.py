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
