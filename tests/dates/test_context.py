"""The article's own date from its text, and dates that are settled later."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from dates_helpers import article, dates_in, shown, untagged

from lagebild.recognise.dates import find_dates, published_from_context, resolve_open
from lagebild.records import Published


def inferred(text: str) -> str | None:
    item, parse = article(text), untagged(text)
    found = published_from_context(item, parse, find_dates(item, parse))
    assert found is None or (found.basis == "context" and found.text in text)
    return found.value if found else None


def test_an_explained_today_gives_the_day() -> None:
    assert inferred("Heute (3. Mai 2021) wurde gewählt.") == "2021-05-03"
    assert inferred("Gestern, 24. November 2023, traf er sie.") == "2023-11-25"


def test_a_weekday_with_a_date_gives_the_year() -> None:
    assert inferred("Am Mittwoch, 26. August, kam er an. Auch 2019 war er hier.") == "2020"


def test_a_named_contest_gives_the_year() -> None:
    text = "Am 26. August kam er an. Er sah die Eröffnung der Armeespiele 2020."
    assert inferred(text) == "2020"


def test_no_guess_where_the_text_does_not_tell() -> None:
    assert inferred("Am Mittwoch kam er an. Der Krieg endete 2020.") is None
    assert inferred("Am 26. August kam er an.") is None
    assert inferred("Heute (3. Mai 2021) kam er, gestern (4. Mai 2021) ging er.") is None


def test_a_known_date_is_kept() -> None:
    item = article("Heute (3. Mai 2021) wurde gewählt.", "2022-01-01")
    parse = untagged(item.text)
    assert published_from_context(item, parse, []) == item.published


def test_open_dates_settle_when_the_publication_becomes_known() -> None:
    text = "Am 26. August kam er an. Am Mittwoch reiste er ab. Letztes Jahr war er auch hier."
    dates = dates_in(text)
    assert shown(dates) == (
        "26. August = DATE XXXX-08-26 ; Mittwoch = DATE XXXX-WXX-3 ; Letztes Jahr = DATE XXXX"
    )
    day = resolve_open(dates, Published(value="2020-08-28", basis="stated"))
    assert shown(day) == (
        "26. August = DATE 2020-08-26 ; Mittwoch = DATE 2020-08-26 ; Letztes Jahr = DATE 2019"
    )
    assert {d.basis for d in day} == {"published"}
    year = resolve_open(dates, Published(value="2020", basis="context"))
    assert shown(year) == (
        "26. August = DATE 2020-08-26 ; Mittwoch = DATE XXXX-WXX-3 ; Letztes Jahr = DATE 2019"
    )


def test_settling_later_gives_the_same_as_knowing_at_once() -> None:
    texts = (
        "Am 26. August kam er an.", "Am Mittwoch wird gewählt.", "Im Dezember war Wahl.",
        "Gestern Abend fiel die Stadt.", "Nächste Woche wird gewählt.", "Zu Ostern wurde gefeiert.",
        "Im Sommer wurde gebaut.", "Im dritten Quartal sank der Umsatz.",
    )  # fmt: skip
    for text in texts:
        later = resolve_open(dates_in(text), Published(value="2023-11-25", basis="stated"))
        assert shown(later) == shown(dates_in(text, "2023-11-25"))
