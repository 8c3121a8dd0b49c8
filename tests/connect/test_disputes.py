"""Accounts that do not fit, and those that do."""

import re

import msgspec
import pytest
from connect_parts import Told, make_analysis

from lagebild.connect.disputes.dispute import sentence_at
from lagebild.connect.disputes.numbers import number_of
from lagebild.language.tables import load_table
from lagebild.records import Part

MEMBERS = ["Armenien", "Belarus", "Kasachstan", "Kirgisistan", "Russland", "Tadschikistan"]


def kinds(rows, path) -> list[str]:
    return [r["kind"] for r in rows(path, "SELECT kind FROM disputes ORDER BY kind")]


def members(number: str) -> object:
    told = [
        Told(f"Die OVKS ist ein Bündnis aus {number} Staaten."),
        Told("Fakten: Mitglieder der OVKS"),
    ]
    return make_analysis("a", told, items=MEMBERS)


def test_a_number_that_does_not_fit_the_list_is_a_dispute_with_both_wordings(
    make_store, rows
) -> None:
    path = make_store([members("sieben")])
    (dispute,) = rows(path, "SELECT * FROM disputes")
    assert dispute["kind"] == "figures"
    values = [side["value"] for side in dispute["sides"]]
    assert values == ["sieben", "6"]
    text = rows(path, 'SELECT "text" FROM articles')[0]["text"]
    for side in dispute["sides"]:
        assert text[side["start"] : side["end"]] == side["text"]


def test_a_number_that_fits_the_list_is_none(make_store, rows) -> None:
    assert kinds(rows, make_store([members("sechs")])) == []


def denial(second: str, verb: str) -> object:
    told = [
        Told("Armenien warf Russland vor, nicht eingegriffen zu haben.", "ACCUSE", "warf",
             by=("Armenien",), to=("Russland",)),
        Told(second, "REJECT", verb, by=("Moskau",)),
    ]  # fmt: skip
    return make_analysis("a", told)


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [
        ("Moskau wies die Vorwürfe zurück.", "wies", ["denial"]),
        ("Moskau bestreitet das.", "bestreitet", ["denial"]),
        ("Moskau lehnte den Antrag ab.", "lehnte", []),
        ("Moskau wies den Botschafter aus.", "wies", []),
    ],
)
def test_accusation_and_denial(make_store, rows, sentence, verb, expected) -> None:
    assert kinds(rows, make_store([denial(sentence, verb)])) == expected


def test_held_and_still_to_come_in_one_article(make_store, rows) -> None:
    told = [
        Told("Putin hat Alijew am Montag getroffen.", "CONSULT", "getroffen",
             by=("Putin", "Alijew"), date="2024-05-06"),
        Told("Am Montag wollen sich Putin und Alijew treffen.", "CONSULT", "treffen",
             by=("Putin", "Alijew"), date="2024-05-06", status="planned"),
    ]  # fmt: skip
    assert kinds(rows, make_store([make_analysis("a", told)])) == ["tense"]


def test_announced_first_and_held_later_is_no_dispute(make_store, rows) -> None:
    first = Told("Am Montag wollen sich Putin und Alijew treffen.", "CONSULT", "treffen",
                 by=("Putin", "Alijew"), date="2024-05-06", status="planned")  # fmt: skip
    second = Told("Putin hat Alijew am Montag getroffen.", "CONSULT", "getroffen",
                  by=("Putin", "Alijew"), date="2024-05-06")  # fmt: skip
    path = make_store(
        [
            make_analysis("a", [first], published="2024-05-03"),
            make_analysis("b", [second], published="2024-05-07"),
        ]
    )
    assert kinds(rows, path) == []


def test_rival_names_once_for_a_place(make_store, rows) -> None:
    told = [Told("In Stepanakert blieben wenige."), Told("In Chankendi zogen Soldaten ein.")]
    analysis = make_analysis("a", told)
    assert kinds(rows, make_store([_with_places(analysis)])) == ["names"]


def _with_places(analysis):
    import msgspec

    from lagebild.records import Mention

    found = []
    for name in ("Stepanakert", "Chankendi"):
        start = analysis.article.text.index(name)
        found.append(
            Mention(id=name, article="a", text=name, start=start, end=start + len(name),
                    label="GPE")
        )  # fmt: skip
    return msgspec.structs.replace(analysis, mentions=tuple(found))


def test_one_statement_in_two_wordings(make_store, rows) -> None:
    told = [
        Told("Putin sagte, die jüngsten Schritte hätten die Beziehungen beider Länder gefährdet.",
             speaker="Putin", kind="indirect",
             quote="die jüngsten Schritte hätten die Beziehungen beider Länder gefährdet"),
        Told("„Die jüngsten Schritte haben die Beziehungen beider Länder ernsthaft beschädigt“, "
             "so Putin.", speaker="Putin",
             quote="„Die jüngsten Schritte haben die Beziehungen beider Länder ernsthaft "
             "beschädigt“"),
    ]  # fmt: skip
    assert kinds(rows, make_store([make_analysis("a", told)])) == ["wording"]


@pytest.mark.parametrize(
    ("words", "value"),
    [("120.000", 120_000), ("sieben", 7), ("30 tausend", 30_000), ("1 200", 1200), ("viele", None)],
)
def test_numbers(words, value) -> None:
    assert number_of(words) == value


def test_sentences_do_not_end_at_the_dot_of_a_date() -> None:
    text = "Vorher. Am 26. August kam er an. Danach."
    start = text.index("August")
    first, last = sentence_at(text, start, start + 6)
    assert text[first:last] == "Am 26. August kam er an."


def test_every_reason_has_its_words_in_both_languages() -> None:
    german, english = (load_table(language, "connect_reasons") for language in ("de", "en"))
    slots = [{row["key"]: set(re.findall(r"\{\d\}", row["text"])) for row in table}
             for table in (german, english)]  # fmt: skip
    assert slots[0] == slots[1]


def test_reasons_are_told_in_german_and_english(make_store, rows) -> None:
    (dispute,) = rows(make_store([members("sieben")]), "SELECT why, why_de FROM disputes")
    assert dispute["why"] == "sieben members are told of, a list has 6"
    assert dispute["why_de"] == "sieben Mitglieder werden genannt, eine Liste hat 6"


def test_rival_names_in_a_caption_that_was_cut(make_store, rows) -> None:
    analysis = make_analysis("a", [Told("Alijew sprach in der Stadt."), Told("Er blieb kurz.")])
    caption = "Die Stadt, in Baku Chankendi und in Eriwan Stepanakert genannt."
    parts = (
        Part(kind="body", text="Alijew sprach in der Stadt.", line=1, start=0, end=27, rule="x",
             kept=True, at=0),
        Part(kind="caption", text=caption, line=2, start=28, end=90, rule="x", kept=False),
    )  # fmt: skip
    article = msgspec.structs.replace(analysis.article, parts=parts)
    path = make_store([msgspec.structs.replace(analysis, article=article)])
    (dispute,) = rows(path, "SELECT * FROM disputes")
    assert dispute["kind"] == "names"
    assert {side["part"] for side in dispute["sides"]} == {"caption"}
    end = len("Alijew sprach in der Stadt.")
    assert {(side["start"], side["end"]) for side in dispute["sides"]} == {(end, end)}
