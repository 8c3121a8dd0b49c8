"""Texts that are no news: whatever comes out is exact, sane and comes in bounded time."""

import pytest
from quote_reading import check_offsets, content, quotes_of

from lagebild.recognise.quotes.marks import LONGEST

WORDS = "Wir prüfen den Vertrag und melden uns bald wieder"


def test_unbalanced_marks_do_not_swallow_the_next_paragraph() -> None:
    text = (
        f"„{WORDS}, sagte der Minister.\nAm Montag reist er nach Tiflis.\nDort trifft er Freunde."
    )
    found = quotes_of(text)
    check_offsets(text, found)
    assert all("Tiflis" not in q.text for q in found)


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("»", "«"), ("«", "»"), ("“", "”"), ("„", "”"), ("「", "」"), ("``", "''")],
)
def test_exotic_marks(opening: str, closing: str) -> None:
    found = quotes_of(marked(opening, closing))
    assert [q.speaker.text for q in found if q.speaker][:1] == ["Der Minister"]
    assert all("reiste" not in q.text for q in found)


@pytest.mark.parametrize(("opening", "closing"), [("‹", "›"), ("‚", "‘"), ("<<", ">>"), ("*", "*")])
def test_marks_that_are_none_of_speech_stay_sane(opening: str, closing: str) -> None:
    text = marked(opening, closing)
    found = quotes_of(text)
    check_offsets(text, found)
    assert all("reiste" not in q.text for q in found)


def marked(opening: str, closing: str) -> str:
    return f"Der Minister sagte: {opening}{WORDS}.{closing} Dann reiste er ab."


def test_a_quotation_of_ten_thousand_characters_is_whole() -> None:
    body = " ".join([f"{WORDS}."] * 196)
    assert 9_990 < len(body) < LONGEST
    text = f"„{body}“, sagte die Ministerin Anna Berg."
    found = quotes_of(text)
    check_offsets(text, found)
    longest = max(found, key=lambda q: q.end - q.start)
    assert longest.text.strip("„“") == body
    assert longest.speaker is not None
    assert longest.speaker.text == "die Ministerin Anna Berg"


def test_dialogue_keeps_who_says_what() -> None:
    text = (
        "„Kommst du mit?“, fragte Karl Weber.\n„Nein“, antwortete Anna Berg.\n"
        "„Schade“, sagte Karl Weber.\n„Vielleicht komme ich morgen“, sagte Anna Berg."
    )
    found = quotes_of(text)
    check_offsets(text, found)
    said = {content(q).strip("„“"): q.speaker.text for q in found if q.speaker}
    assert said["Kommst du mit?"] == "Karl Weber"
    assert said["Vielleicht komme ich morgen"] == "Anna Berg"


def test_an_interview_of_questions_and_answers() -> None:
    text = "\n".join(
        [
            "Frage: Herr Weber, wie geht es an der Grenze weiter?",
            "Weber: Das wissen wir noch nicht.",
            "Frage: Was sagt die Regierung?",
            "Weber: Die Regierung sagt, man müsse warten.",
        ]
        * 5
    )
    found = quotes_of(text)
    check_offsets(text, found)
    assert len(found) <= 20


def test_code_says_nothing() -> None:
    text = "\n".join(
        f'if x{i} == "rot": print("sagte", f(\'{i}\'))  # "a" \\" b' for i in range(40)
    )
    found = quotes_of(text)
    check_offsets(text, found)
    assert not [q for q in found if q.speaker]


def test_a_page_of_proverbs_says_nothing() -> None:
    text = "\n".join(
        [
            "Wer anderen eine Grube gräbt, fällt selbst hinein.",
            "Morgenstund hat Gold im Mund.",
            "Reden ist Silber, Schweigen ist Gold.",
            "Was Hänschen nicht lernt, lernt Hans nimmermehr.",
            "Der Apfel fällt nicht weit vom Stamm.",
        ]
        * 10
    )
    assert quotes_of(text) == []
