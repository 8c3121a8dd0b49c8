"""Which tellings are one happening, and which are not."""

import random

import msgspec
import pytest
from connect_parts import Told, make_analysis

PAIR = ("Putin", "Paschinjan")


def meeting(
    id: str, by: tuple[str, str], date: str | None, status: str = "actual", **more: object
) -> object:
    sentence = f"{by[0]} und {by[1]} trafen sich zu einem Gespräch, berichtet {id}."
    told = Told(sentence, "CONSULT", "trafen", by=by, date=date, status=status)
    return make_analysis(id, [told], **more)  # type: ignore[arg-type]


def number(rows, path) -> list[int]:
    return sorted(len(r["events"]) for r in rows(path, "SELECT events FROM happenings"))


def test_one_meeting_in_three_articles_is_one_happening(make_store, rows) -> None:
    path = make_store(
        [meeting(i, ("Putin", "Paschinjan"), "2024-05-08", outlet=i) for i in ("a", "b", "c")]
    )
    (happening,) = rows(path, "SELECT * FROM happenings")
    assert happening["articles"] == ["a", "b", "c"]
    assert happening["voices"] == 3
    assert happening["date"] == "2024-05-08"
    events = rows(path, "SELECT DISTINCT happening FROM events")
    assert [e["happening"] for e in events] == [happening["id"]]


def test_articles_that_rest_on_one_agency_are_one_voice(make_store, rows) -> None:
    path = make_store(
        [meeting(i, ("Putin", "Alijew"), "2024-05-08", outlet=i, agency="SKD") for i in "ab"]
    )
    (happening,) = rows(path, "SELECT voices FROM happenings")
    assert happening["voices"] == 1


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ((PAIR, "2024-05-08"), (("Putin", "Alijew"), "2024-05-08"), "others"),
        ((PAIR, "2024-05-08"), (PAIR, "2024-05-20"), "days"),
        ((("Lawrow", "Mirsojan"), "2024-05-08"), (PAIR, "2024-05-08"), "persons"),
    ],
)  # fmt: skip
def test_what_is_not_one_happening_stays_two(make_store, rows, first, second, why) -> None:
    path = make_store([meeting("a", *first), meeting("b", *second)])
    assert number(rows, path) == [1, 1], why


def test_a_state_that_meets_is_joined_with_its_president_where_only_one_fits(
    make_store, rows
) -> None:
    path = make_store(
        [
            meeting("a", ("Putin", "Paschinjan"), "2024-05-08"),
            meeting("b", ("Russland", "Armenien"), "2024-05-08"),
        ]
    )
    assert number(rows, path) == [2]


def test_two_meetings_of_different_persons_are_not_joined_by_a_vague_third(
    make_store, rows
) -> None:
    path = make_store(
        [
            meeting("a", ("Putin", "Paschinjan"), "2024-05-08"),
            meeting("b", ("Lawrow", "Mirsojan"), "2024-05-08"),
            meeting("c", ("Russland", "Armenien"), "2024-05-08"),
        ]
    )
    assert number(rows, path) == [1, 1, 1]


def test_a_month_joins_the_only_day_in_it(make_store, rows) -> None:
    path = make_store(
        [
            meeting("a", ("Putin", "Paschinjan"), "2024-05-08"),
            meeting("b", ("Putin", "Paschinjan"), "2024-05", published="2024-09-01"),
        ]
    )
    assert number(rows, path) == [2]


def test_a_month_with_two_days_in_it_joins_neither(make_store, rows) -> None:
    path = make_store(
        [
            meeting("a", ("Putin", "Paschinjan"), "2024-05-08"),
            meeting("b", ("Putin", "Paschinjan"), "2024-05-28"),
            meeting("c", ("Putin", "Paschinjan"), "2024-05", published="2024-09-01"),
        ]
    )
    assert number(rows, path) == [1, 1, 1]


def test_planned_then_held_is_one_happening_that_was_held(make_store, rows) -> None:
    path = make_store(
        [
            meeting("a", ("Putin", "Alijew"), "2024-05-08", "planned", published="2024-05-02"),
            meeting("b", ("Putin", "Alijew"), "2024-05-08", "actual", published="2024-05-09"),
        ]
    )
    (happening,) = rows(path, "SELECT status, events FROM happenings")
    assert happening["status"] == "actual"
    assert len(happening["events"]) == 2


def test_planned_then_given_up_is_negated(make_store, rows) -> None:
    path = make_store(
        [
            meeting("a", ("Putin", "Alijew"), "2024-05-08", "planned", published="2024-05-02"),
            meeting("b", ("Putin", "Alijew"), "2024-05-08", "negated", published="2024-05-09"),
        ]
    )
    assert [r["status"] for r in rows(path, "SELECT status FROM happenings")] == ["negated"]


def test_an_offensive_under_three_names_is_one(make_store, rows) -> None:
    tellings = [
        ("a", "Aserbaidschan eroberte Bergkarabach in einer Blitzoffensive.", "Blitzoffensive"),
        ("b", "Die Militäroperation, mit der Aserbaidschan Bergkarabach nahm.", "Militäroperation"),
        ("c", "Aserbaidschan begann eine Offensive gegen Bergkarabach.", "Offensive"),
    ]
    dates = {"a": "2023-09-19", "b": "2023-09", "c": None}
    path = make_store(
        [
            make_analysis(
                id,
                [
                    Told(s, "ASSAULT", t, by=("Aserbaidschan",), place="Bergkarabach",
                         date=dates[id])
                ],
                published="2024-01-05",
            )
            for id, s, t in tellings
        ]
    )  # fmt: skip
    assert number(rows, path) == [3]


def corpus(size: int) -> list[object]:
    draw = random.Random(7)
    pairs = [("Putin", "Paschinjan"), ("Putin", "Alijew"), ("Lawrow", "Mirsojan")]
    return [
        meeting(
            f"n{i:03}",
            pairs[draw.randrange(3)],
            draw.choice([f"2024-05-{draw.randrange(1, 29):02}", "2024-05", None]),
            draw.choice(["actual", "planned"]),
            published=f"2024-06-{draw.randrange(1, 29):02}",
        )
        for i in range(size)
    ]


def test_the_order_of_input_does_not_matter(make_store, rows) -> None:
    articles = corpus(40)
    shuffled = articles[:]
    random.Random(1).shuffle(shuffled)
    first, second = make_store(articles, "first"), make_store(shuffled, "second")
    for table in ("happenings", "stories", "disputes", "copies", "voices", "known_ties"):
        sql = f"SELECT * FROM {table} ORDER BY ALL"
        assert rows(first, sql) == rows(second, sql), table


def test_connecting_twice_changes_nothing(make_store, rows) -> None:
    from lagebild.connect import connect_store
    from lagebild.store import Store

    path = make_store(corpus(20))
    before = rows(path, "SELECT * FROM happenings ORDER BY id")
    with Store(path, write=True) as store:
        connect_store(store)
    assert rows(path, "SELECT * FROM happenings ORDER BY id") == before


def test_two_visits_in_opposite_directions_are_two(make_store, rows) -> None:
    there = Told("Lawrow besuchte am Montag Aserbaidschan.", "CONSULT", "besuchte",
                 by=("Lawrow",), to=("Aserbaidschan",), date="2024-05-06")  # fmt: skip
    back = Told("Alijew besuchte am Montag Moskau.", "CONSULT", "besuchte",
                by=("Alijew",), to=("Moskau",), date="2024-05-06")  # fmt: skip
    path = make_store([make_analysis("a", [there]), make_analysis("b", [back])])
    assert number(rows, path) == [1, 1]


def test_who_attacked_and_who_was_attacked_are_two_halves_of_one(make_store, rows) -> None:
    first = Told("Aserbaidschan begann eine Offensive in Bergkarabach.", "ASSAULT", "Offensive",
                 by=("Aserbaidschan",), place="Bergkarabach", date="2023-09-19")  # fmt: skip
    second = Told("Die Offensive in Bergkarabach traf Armenien.", "ASSAULT", "Offensive",
                  to=("Armenien",), place="Bergkarabach", date="2023-09-19")  # fmt: skip
    path = make_store([make_analysis("a", [first]), make_analysis("b", [second])])
    assert number(rows, path) == [2]


def test_a_visit_told_three_times_in_one_article_is_one(make_store, rows) -> None:
    told = [
        Told("Lawrow besucht Aserbaidschan.", "CONSULT", "besucht", by=("Lawrow",),
             to=("Aserbaidschan",)),
        Told("Lawrow reiste mit dem Flugzeug an.", "CONSULT", "reiste", by=("Lawrow",)),
        Told("Lawrows Besuch hatte Folgen.", "CONSULT", "Besuch", by=("Lawrow",)),
    ]  # fmt: skip
    assert number(rows, make_store([make_analysis("a", told)])) == [3]


def test_a_visit_without_a_goal_joins_neither_of_two(make_store, rows) -> None:
    told = [
        Told("Lawrow besuchte Aserbaidschan.", "CONSULT", "besuchte", by=("Lawrow",),
             to=("Aserbaidschan",)),
        Told("Lawrow besuchte Armenien.", "CONSULT", "besuchte", by=("Lawrow",),
             to=("Armenien",)),
        Told("Lawrows Besuch hatte Folgen.", "CONSULT", "Besuch", by=("Lawrow",)),
    ]  # fmt: skip
    assert number(rows, make_store([make_analysis("a", told)])) == [1, 1, 1]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        (
            "Einen Tag vor Mirsojans Besuch in Moskau reiste Lawrow nach Aserbaidschan.",
            "2020-08-25",
        ),
        ("Am Tag nach Mirsojans Besuch in Moskau reiste Lawrow nach Aserbaidschan.", "2020-08-27"),
        ("Wegen Mirsojans Besuch in Moskau reiste Lawrow nach Aserbaidschan.", None),
    ],
)
def test_a_day_counted_from_another_occurrence(make_store, rows, sentence, day) -> None:
    analysis = make_analysis(
        "a", [Told(sentence, "CONSULT", "reiste", by=("Lawrow",), to=("Aserbaidschan",)),
              Told("Am 26. August besuchte Mirsojan Moskau.", "CONSULT", "besuchte",
                   by=("Mirsojan",), to=("Moskau",), date="2020-08-26")], published="2020-08-29"
    )  # fmt: skip
    first, second = analysis.events
    start = sentence.index("Besuch")
    trigger = msgspec.structs.replace(
        second.trigger, text="Besuch", start=first.sentence.start + start,
        end=first.sentence.start + start + 6,
    )  # fmt: skip
    anchor = msgspec.structs.replace(second, id="anchor", trigger=trigger, sentence=first.sentence)
    analysis = msgspec.structs.replace(analysis, events=(first, second, anchor))
    found = rows(make_store([analysis]), "SELECT date, actors FROM happenings")
    assert [h["date"] for h in found if h["actors"][0]["name"] == "Lawrow"] == [day]


def test_help_without_a_giver_is_that_of_the_only_one_who_gives_it(make_store, rows) -> None:
    told = [
        Told("Streit um die Unterstützung für Armenien.", "SUPPORT", "Unterstützung",
             to=("Armenien",)),
        Told("Russland leistete Armenien Unterstützung.", "SUPPORT", "Unterstützung",
             by=("Russland",), to=("Armenien",)),
    ]  # fmt: skip
    assert number(rows, make_store([make_analysis("a", told)])) == [2]


def test_who_helps_and_who_is_helped_are_not_taken_for_one(make_store, rows) -> None:
    told = [
        Told("Russland leistete Unterstützung.", "SUPPORT", "Unterstützung", by=("Russland",)),
        Told("Die Unterstützung für Russland wuchs.", "SUPPORT", "Unterstützung",
             to=("Russland",)),
    ]  # fmt: skip
    assert number(rows, make_store([make_analysis("a", told)])) == [1, 1]
