"""What the commands answer."""

import pytest
from connect_parts import Told, make_analysis

from lagebild.cli.main import main
from lagebild.connect.ties import name_offices
from lagebild.picture.relation import relation
from lagebild.store import Store


@pytest.fixture
def path(make_store):
    articles = []
    for month in range(1, 5):
        for day in (3, 13, 23):
            kind, verb = ("CONSULT", "trafen") if month < 3 else ("ASSAULT", "beschossen")
            date = f"2024-{month:02}-{day:02}"
            told = Told(f"Putin und Alijew {verb} sich am {day}.{month}.", kind, verb,
                        by=("Putin", "Alijew"), date=date)  # fmt: skip
            articles.append(make_analysis(f"a{date}", [told], published=date, outlet=f"o{day}"))
    return make_store(articles)


def test_relation_counts_happenings_and_finds_the_turning_point(path) -> None:
    with Store(path) as store:
        found = relation(store, "RUS", "AZE")
    assert [m.happenings for m in found.months] == [3, 3, 3, 3]
    assert [m.month for m in found.months if m.turn] == ["2024-03"]
    assert found.enough


def test_an_organisation_counts_as_its_members_only_when_asked(path) -> None:
    with Store(path) as store:
        assert relation(store, "CSTO", "AZE").total == 0
        assert relation(store, "CSTO", "AZE", members=True).total == 12
        assert relation(store, "NATO", "AZE", members=True).total == 0


def test_relation_says_when_there_is_too_little(path) -> None:
    with Store(path) as store:
        found = relation(store, "RUS", "AZE", since="2024-04-20")
    assert found.total == 1
    assert not found.enough


@pytest.mark.parametrize(
    "arguments",
    [
        ["happenings"],
        ["happenings", "--actor", "Putin", "--top", "3"],
        ["happenings", "--format", "jsonl"],
        ["happenings", "--format", "csv"],
        ["stories"],
        ["disputes", "--kind", "figures"],
        ["ties", "--as-of", "2024-02"],
        ["relation", "Putin", "Alijew"],
        ["news"],
        ["news", "--since", "2024-04"],
        ["timeline"],
        ["timeline", "--raw"],
    ],
)
def test_commands_run(path, capsys, arguments) -> None:
    assert main([*arguments, "--store", str(path)]) == 0
    assert capsys.readouterr().err == ""


def test_an_older_store_says_what_to_do(path, capsys) -> None:
    with Store(path, write=True) as store:
        store.execute("DROP TABLE happenings")
    assert main(["happenings", "--store", str(path)]) == 2
    assert "lagebild build" in capsys.readouterr().err


def test_news_of_a_month_leaves_out_older_happenings(path, capsys) -> None:
    assert main(["news", "--since", "2024-04", "--store", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "2024-04-23" in shown
    assert "2024-01-03" not in shown


def test_news_are_shown_once(path, capsys) -> None:
    assert main(["news", "--store", str(path)]) == 0
    assert "2024-04-23" in capsys.readouterr().out
    assert main(["news", "--store", str(path)]) == 0
    assert "2024-04-23" not in capsys.readouterr().out


def test_relation_shows_what_has_no_date_in_the_words_of_the_article(make_store, capsys) -> None:
    told = Told("Putin und Alijew trafen sich.", "CONSULT", "trafen", by=("Putin", "Alijew"))
    path = make_store([make_analysis("a", [told])])
    assert main(["relation", "RUS", "AZE", "--store", str(path)]) == 0
    assert "Putin und Alijew trafen sich." in capsys.readouterr().out


def test_reasons_of_disputes_in_german(path, capsys) -> None:
    assert main(["disputes", "--language", "de", "--store", str(path)]) == 0
    assert capsys.readouterr().err == ""


def office(subject: str, name: str) -> dict[str, object]:
    return {"relation": "holds_office", "subject": subject, "object": name}


def test_one_office_of_a_person_has_one_name() -> None:
    rows = [
        office("per:a", "president (RUS)"), office("per:a", "Präsident (RUS)"),
        office("per:b", "Sprecher (RUS)"), office("per:b", "Kremlsprecher (RUS)"),
        office("per:c", "Präsident (AZE)"), office("per:c", "Präsident (RUS)"),
    ]  # fmt: skip
    name_offices(rows)
    assert [row["object"] for row in rows] == [
        "Präsident (RUS)", "Präsident (RUS)", "Kremlsprecher (RUS)", "Kremlsprecher (RUS)",
        "Präsident (AZE)", "Präsident (RUS)",
    ]  # fmt: skip
