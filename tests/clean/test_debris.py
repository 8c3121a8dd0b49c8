"""Debris is found in every place of a page, and nothing of the reporting is taken for it."""

from pathlib import Path

import pytest

from lagebild.clean import clean
from lagebild.language.tables import Row, parse_table
from lagebild.records import RawArticle

CASES = Path(__file__).parents[1] / "cases" / "debris.tsv"
TITLE = "Minister sprechen über einen neuen Grenzvertrag"
FIRST = "Der Minister hat am Montag in einem langen Gespräch über den Vertrag gesprochen."
SECOND = "Über die weiteren Schritte wollen die beiden Seiten nach seinen Worten bald beraten."


def page_of(row: Row) -> str:
    """A small page with the line in its place."""
    text = row["text"]
    pages = {
        "head": f"{TITLE}\n\n{text}\n\n{FIRST}\n\n{SECOND}",
        "body": f"{TITLE}\n\n{FIRST}\n\n{text}\n\n{SECOND}",
        "foot": f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n\n{text}",
    }
    return pages[row["where"]]


def cases() -> list[object]:
    table = parse_table("debris", CASES.read_text(encoding="utf-8"))
    return [
        pytest.param(
            row,
            id=f"{row['where']}-{row['text'][:40]}",
            marks=[pytest.mark.xfail(reason=row["known_failure"], strict=True)]
            if row["known_failure"]
            else [],
        )
        for row in table
    ]


@pytest.mark.parametrize("row", cases())
def test_line(row: Row) -> None:
    article = clean(RawArticle(text=page_of(row), origin="case", plain=True))
    assert article.title == TITLE
    line = 5 if row["where"] == "body" else 3 if row["where"] == "head" else 7
    parts = [part for part in article.parts if part.line == line]
    if row["expected"] == "kept":
        assert [(part.text, part.kept) for part in parts] == [(row["text"], True)]
        return
    assert row["expected"] in [part.kind for part in parts]
    assert article.text == "\n".join((TITLE, FIRST, SECOND))
