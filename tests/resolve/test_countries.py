"""Country and sector of persons, case by case."""

import pytest
from cases_io import case_params

from lagebild.api import analyse


@pytest.mark.parametrize("case", case_params("actors-countries"))
def test_person_has_country_and_sector(case: dict[str, str]) -> None:
    actors = {actor.id: actor for actor in analyse(case["text"], language="de", as_is=True).actors}
    person = actors[case["person"]]
    assert (person.country or "-") == case["country"]
    assert (person.sector or "-") == case["sector"]
