"""Events of articles of whose publication only the year or the month is known."""

import pytest

import lagebild

TEXT = "Am 26. August besuchte Außenminister Jeyhun Bayramow den Präsidenten in Moskau."


@pytest.mark.parametrize("published", ["2020", "2020-08", "2020-08-27"])
def test_a_past_event_lies_in_the_period_of_publication(published):
    analysis = lagebild.analyse(TEXT, published=published)
    assert [e.date.value for e in analysis.events if e.date] == ["2020-08-26"]
