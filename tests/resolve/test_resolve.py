"""Who is meant: by names, offices, capitals and pronouns."""

import pytest
from cases_io import case_params

from lagebild.errors import ModelError
from lagebild.language.organisations import members_in, organisations
from lagebild.language.states import state_of_adjective, state_of_people, states, translations
from lagebild.language.tables import Row
from lagebild.parse import parse
from lagebild.recognise.mentions import find_mentions
from lagebild.records import Argument, Article, Event, Place, Span
from lagebild.resolve import Resolution, resolve
from lagebild.resolve.places import locate


def _resolve(text: str, argument: str = "", place: str = "") -> Resolution:
    try:
        parsed = parse(text, "de")
    except ModelError as error:
        pytest.skip(f"the language model is not there: {error}")
    article = Article(
        id="a", title=None, outlet=None, authors=(), published=None, language="de", url=None,
        text=text, parts=(),
    )  # fmt: skip
    span = Span(text=text, start=0, end=len(text))
    at, where = text.find(argument), text.find(place)
    event = Event(
        article="a", type="CONSULT", status="actual", trigger=span, sentence=span,
        actors=(Argument(text=argument, start=at, end=at + len(argument)),) if argument else (),
        place=Place(text=place, start=where, end=where + len(place)) if place else None,
    )  # fmt: skip
    return resolve(article, parsed, find_mentions(article, parsed), (), (event,), ())


@pytest.mark.parametrize("case", case_params("actors-resolve"))
def test_mention_means(case: Row) -> None:
    mentions = [m for m in _resolve(case["text"]).mentions if m.text == case["mention"]]
    found = mentions[-1].actor if mentions else None
    assert (found or "-") == case["expected"]


def test_argument_gets_actor_name_country_and_sector() -> None:
    text = "Der armenische Premierminister Nikol Paschinjan reiste nach Moskau."
    (actor,) = _resolve(text, "armenische Premierminister Nikol Paschinjan").events[0].actors
    assert actor.actor == "per:nikol-pasinian"
    assert (actor.name, actor.country, actor.sector) == ("Nikol Paschinjan", "ARM", "GOV")


def test_both_countries_become_two_arguments() -> None:
    text = "Armenien und Aserbaidschan verhandeln. Die beiden Länder nähern sich an."
    actors = _resolve(text, "beiden Länder").events[0].actors
    assert [a.actor for a in actors] == ["ARM", "AZE"]


def test_actor_record_shows_role_and_evidence() -> None:
    text = "Armeniens Außenminister Sohrab Mnatsakanjan sprach in Wien."
    actors = {a.id: a for a in _resolve(text).actors}
    role = actors["per:sohrab-mnasakanian"].roles[0]
    assert (role.role, role.country) == ("Außenminister", "ARM")
    span = role.evidence[0]
    assert text[span.start : span.end] == span.text == "Außenminister"


def test_place_gets_country_and_coordinates() -> None:
    place = _resolve("Das Treffen fand in Eriwan statt.", place="Eriwan").events[0].place
    assert place is not None
    assert place.country == "ARM"
    assert place.lat == pytest.approx(40.2, abs=0.2)


@pytest.mark.parametrize(
    ("text", "country"),
    [("Mailand", "ITA"), ("Bergkarabach", "AZE"), ("Khankendi", "AZE"), ("Tiflis", "GEO"),
     ("thailändischen Hauptstadt", "THA"), ("Kiews", "UKR"), ("Transnistrien", "MDA")],
)  # fmt: skip
def test_locate(text: str, country: str) -> None:
    facts = locate(text)
    assert facts is not None
    assert facts.country == country


def test_unknown_place_stays_open() -> None:
    assert locate("Musterhausen an der Nirgends") is None


def test_every_state_has_names_and_members_of_the_un_an_adjective() -> None:
    assert len(states()) >= 250
    assert state_of_adjective("aserbaidschanischen") == "AZE"
    assert state_of_people("Aseris") == "AZE"
    for code, state in states().items():
        assert state.german, code
        assert state.english, code


def test_names_of_states_in_other_languages() -> None:
    assert translations("ARM", ["fr", "ru", "xx-none"]) == {"fr": "Arménie", "ru": "Армения"}


def test_organisations_and_members_over_time() -> None:
    assert len(organisations()) >= 250
    assert "GBR" in members_in("eu", 2019)
    assert "GBR" not in members_in("eu", 2021)
    assert "UZB" not in members_in("ovks", 2023)
    assert members_in("no-such-key", 2020) == frozenset()


def test_the_answer_is_the_same_twice() -> None:
    text = "Putin traf Alijew. Der russische Präsident lobte ihn. Baku schwieg."
    assert _resolve(text) == _resolve(text)
