"""The table of media: known forms, hosts, and words that name a medium only in a credit."""

import pytest

from lagebild.language.media import all_media, find_credit, find_medium, host_of, medium_of_host


def test_the_table_covers_the_world() -> None:
    kinds = [medium.kind for medium in all_media()]
    assert kinds.count("agency") >= 60
    assert kinds.count("outlet") >= 150
    assert set(kinds) == {"agency", "outlet", "distributor"}
    assert len({medium.name for medium in all_media()}) == len(kinds)


def test_every_form_and_host_names_one_medium() -> None:
    forms = [form for medium in all_media() for form in (*medium.forms, *medium.weak)]
    hosts = [host for medium in all_media() for host in medium.hosts]
    assert len(forms) == len(set(forms))
    assert len(hosts) == len(set(hosts))


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("AFP", "Agence France-Presse"),
        ("Belta.by", "BelTA"),
        ("The Moscow Times", "The Moscow Times"),
        ("Welt", None),
        ("Trend", None),
        ("Präsident", None),
    ],
)
def test_a_word_of_the_language_is_no_medium_in_running_text(form: str, name: str | None) -> None:
    medium = find_medium(form)
    assert (medium.name if medium else None) == name


def test_in_a_credit_weak_and_lower_case_forms_count() -> None:
    names = {form: find_credit(form) for form in ("Welt", "afp", "taz", "TREND", "sr")}
    assert names["Welt"] is not None
    assert names["afp"] is not None
    assert names["taz"] is not None
    assert names["sr"] is None  # a writer's initials


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.dw.com/de/a-1", "Deutsche Welle"),
        ("de.euronews.com", "Euronews"),
        ("https://m.spiegel.de/ausland", "Der Spiegel"),
        ("https://spiegel.de.example.org/", None),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_media_are_known_by_their_hosts(address: str, name: str | None) -> None:
    medium = medium_of_host(address)
    assert (medium.name if medium else None) == name


def test_host_of_drops_prefixes() -> None:
    assert host_of("https://www.Example.org:8080/a") == "example.org"
