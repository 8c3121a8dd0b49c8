"""Quotations: contents, roles, media and stance as a reader would mark them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quote_reading import STANCES, check_offsets, content, quotes_of

from lagebild.language.tables import load_table, parse_table
from lagebild.records import Quote

CASES = Path(__file__).parents[1] / "cases"


def rows(name: str) -> list[dict[str, str]]:
    table = parse_table(name, (CASES / f"{name}.tsv").read_text(encoding="utf-8"))
    return [dict(row) for row in table]


def marked(name: str) -> list[object]:
    """The cases of a table; those with a known failure must fail."""
    return [
        pytest.param(
            row,
            id=row["why"],
            marks=[pytest.mark.xfail(strict=True, reason=row["known_failure"])]
            if row.get("known_failure")
            else [],
        )
        for row in rows(name)
    ]


def described(quote: Quote) -> dict[str, str]:
    cue = " ".join(s.text for s in quote.cue_spans) or (quote.cue.text if quote.cue else "-")
    return {
        "speaker": quote.speaker.text if quote.speaker else "-",
        "cue": cue,
        "addressee": quote.addressee.text if quote.addressee else "-",
        "via": (quote.via.name or quote.via.text) if quote.via else "-",
        "stance": quote.stance or "-",
    }


@pytest.mark.parametrize("row", marked("quotes-speech"))
def test_quote_and_roles(row: dict[str, str]) -> None:
    language = "en" if row["why"].startswith("English") else "de"
    found = quotes_of(row["text"], language)
    matching = [q for q in found if q.kind == row["kind"] and content(q) == row["quote"]]
    assert matching, [(q.kind, content(q)) for q in found]
    roles = described(matching[0])
    assert {k: roles[k] for k in roles if row[k]} == {k: row[k] for k in roles if row[k]}


@pytest.mark.parametrize("row", marked("quotes-none"))
def test_nobody_is_quoted(row: dict[str, str]) -> None:
    assert [(q.rule, q.text) for q in quotes_of(row["text"])] == []


def test_offsets_of_a_longer_text() -> None:
    text = (
        "Der Sprecher räumte ein, dass es „bestimmte Probleme“ gebe, fügte aber hinzu, "
        "der Wille bestehe. Laut der Agentur Interfax sagte er: „Wir reden weiter.“\n"
        "Die Grenze sei offen, so die Ministerin. Man werde sie nicht schließen."
    )
    found = quotes_of(text)
    check_offsets(text, found)
    assert len(found) >= 5
    assert len({q.id for q in found}) == len(found)


def test_a_quote_in_a_quote_points_to_the_outer_one() -> None:
    found = quotes_of("Das Büro sagte, der Präsident habe dem Minister mitgeteilt, dass man warte.")
    inner = next(q for q in found if q.text == "dass man warte")
    outer = next(q for q in found if q.id == inner.inside)
    assert outer.speaker is not None
    assert outer.speaker.text == "Das Büro"


def test_stances_of_the_tables_are_the_closed_set() -> None:
    for language in ("de", "en"):
        for name in ("quotes_verbs", "quotes_nouns"):
            assert {row["stance"] for row in load_table(language, name)} <= STANCES


def test_tables_are_large_enough_to_be_of_use() -> None:
    assert len(load_table("de", "quotes_verbs")) + len(load_table("de", "quotes_nouns")) >= 400
    assert len(load_table("en", "quotes_verbs")) >= 200


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="„“\"'‚‘ \n.,:–()?abÄß1", max_size=120))
def test_rubbish_gives_exact_offsets_or_nothing(text: str) -> None:
    check_offsets(text, quotes_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "„" * 2_000,
        '"' * 2_001,
        "Frage: Wie geht es weiter? Antwort: Das wissen wir nicht. " * 40,
        "Laut laut laut zufolge nach Angaben von so wie.",
        "Wer anderen eine Grube gräbt, fällt selbst hinein. " * 40,
        "sagte, " * 500,
        "dass " * 500,
    ],
    ids=[
        "empty",
        "open marks",
        "typewriter marks",
        "interview",
        "cues",
        "proverbs",
        "verbs",
        "dass",
    ],
)
def test_hostile_texts_end(text: str) -> None:
    check_offsets(text, quotes_of(text))
