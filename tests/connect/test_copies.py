"""Who copied whom, and what that means for the number of voices."""

from connect_parts import Told, make_analysis

TEXT = [
    "Nach sechs Wochen haben beide Seiten das Ende der Kämpfe vereinbart.",
    "Die Waffen schweigen seit Mitternacht, teilte das Verteidigungsministerium mit.",
    "Der Präsident nannte die Einigung einen schmerzhaften Schritt für sein Volk.",
    "In der Hauptstadt stürmten aufgebrachte Menschen noch in der Nacht das Parlament.",
    "Am Sonntag hatte der Nachbar die Einnahme der Stadt auf dem Berg gemeldet.",
]


def article(id: str, lines: list[str], **more: object) -> object:
    return make_analysis(id, [Told(line) for line in lines], **more)  # type: ignore[arg-type]


def test_a_shortened_reprint_is_a_copy_of_the_earlier_text(make_store, rows) -> None:
    path = make_store(
        [
            article("reprint", TEXT[:4], published="2024-05-11", outlet="B"),
            article("first", TEXT, published="2024-05-10", outlet="A", agency="SKD"),
        ]
    )
    (copy,) = rows(path, "SELECT * FROM copies")
    assert (copy["article"], copy["original"], copy["kind"]) == ("reprint", "first", "near")
    voices = rows(path, "SELECT DISTINCT voice FROM voices")
    assert [v["voice"] for v in voices] == ["agency skd"]


def test_articles_on_one_affair_in_other_words_are_no_copies(make_store, rows) -> None:
    other = [
        "Mit drei Unterschriften endet der Krieg im Gebirge nach vierundvierzig Tagen.",
        "Soldaten aus dem Norden sollen die Waffenruhe fünf Jahre lang überwachen.",
        "Auf den Straßen feierten Tausende, anderswo drangen Demonstranten ins Parlament ein.",
    ]
    path = make_store([article("a", TEXT), article("b", other)])
    assert rows(path, "SELECT * FROM copies") == []


def test_exact_copies_are_named_too(make_store, rows) -> None:
    path = make_store([article("a", TEXT, outlet="A"), article("b", TEXT, outlet="B")])
    (copy,) = rows(path, "SELECT * FROM copies")
    assert (copy["article"], copy["original"], copy["kind"]) == ("b", "a", "exact")
    (story,) = rows(path, "SELECT * FROM stories")
    assert (story["articles"], story["voices"]) == (["a", "b"], 1)


def test_a_text_made_after_the_same_pattern_a_year_later_is_no_copy(make_store, rows) -> None:
    later = [*TEXT[:4], "Tausende feierten im Zentrum, anderswo blieb alles still und leer."]
    path = make_store(
        [
            article("a", TEXT, published="2023-05-10"),
            article("b", later, published="2024-05-10"),
        ]
    )
    assert rows(path, "SELECT * FROM copies") == []


GERMAN = [
    "Putin, Alijew und Paschinjan einigten sich nach 44 Tagen auf ein Ende der Kämpfe.",
    "Lawrow und Mirsojan sprachen von 1.960 Soldaten und 90 gepanzerten Fahrzeugen.",
    "Armenien gibt 3 Bezirke zurück, Aserbaidschan meldet 2.783 gefallene Soldaten.",
    "Russland überwacht 5 Jahre lang einen Korridor von 25 Kilometern Länge.",
]
ENGLISH = [
    "After 44 days Putin, Alijew and Paschinjan agreed to stop fighting.",
    "There will be 1,960 troops with 90 armoured vehicles, Lawrow and Mirsojan said.",
    "Armenien hands back districts; Aserbaidschan reports 2,783 fallen soldiers.",
    "Russland is to watch a corridor of 25 kilometres in length.",
]


def in_english(id: str, lines: list[str], **more: object) -> object:
    import msgspec

    made = article(id, lines, **more)
    return msgspec.structs.replace(
        made, article=msgspec.structs.replace(made.article, language="en")
    )


def test_a_translation_is_a_copy_and_no_voice_of_its_own(make_store, rows) -> None:
    path = make_store(
        [
            in_english("translation", ENGLISH, published="2020-11-11", outlet="B"),
            article("original", GERMAN, published="2020-11-10", outlet="A"),
            article("another", TEXT, published="2020-11-11", outlet="C"),
        ]
    )
    (copy,) = rows(path, "SELECT * FROM copies")
    assert (copy["article"], copy["original"]) == ("translation", "original")
    assert copy["kind"] == "translated"
    assert len(rows(path, "SELECT DISTINCT voice FROM voices")) == 2


def test_another_report_with_the_same_people_in_another_language_is_none(make_store, rows) -> None:
    other = [
        "Putin, Alijew and Paschinjan met for 3 hours; Lawrow and Mirsojan sat beside them.",
        "Armenien and Aserbaidschan exchanged 17 prisoners, Russland sent 12 doctors.",
        "Another 150 people waited at the border for 48 hours.",
    ]
    path = make_store(
        [
            in_english("b", other, published="2020-11-11"),
            article("a", GERMAN, published="2020-11-10"),
        ]
    )
    assert rows(path, "SELECT * FROM copies") == []
