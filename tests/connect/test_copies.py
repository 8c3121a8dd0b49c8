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
