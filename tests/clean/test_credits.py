"""Credits and datelines: the right agencies, outlets and places reach the article's chain."""

from pathlib import Path

import pytest

from lagebild.clean import clean, read_dateline
from lagebild.language.tables import Row, parse_table
from lagebild.records import Article, RawArticle

CASES = Path(__file__).parents[1] / "cases" / "credits.tsv"
TITLE = "Minister sprechen über einen neuen Grenzvertrag"
FIRST = "Der Minister hat am Montag in einem langen Gespräch über den Vertrag gesprochen."
SECOND = "Über die weiteren Schritte wollen die beiden Seiten nach seinen Worten bald beraten."


def page_of(row: Row) -> str:
    """A small page with the credit in its place."""
    text, where = row["text"], row["where"]
    pages = {
        "lead": f"{TITLE}\n\n{text} {FIRST}\n\n{SECOND}",
        "title": f"{TITLE} {text}\n\n{FIRST}\n\n{SECOND}",
        "byline": f"{TITLE}\n\n{text}\n\n{FIRST}\n\n{SECOND}",
        "foot": f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n\n{text}",
        "tail": f"{TITLE}\n\n{FIRST}\n\n{SECOND} {text}",
        "none": f"{TITLE}\n\n{FIRST}\n\n{text}\n\n{SECOND}",
    }
    return pages[where]


def chain_of(article: Article) -> list[str]:
    """The chain as the cases write it, without the outlet that the page itself is."""
    return [f"{link.kind}:{link.name}" for link in article.chain]


def cases() -> list[object]:
    table = parse_table("credits", CASES.read_text(encoding="utf-8"))
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
def test_credit(row: Row) -> None:
    article = clean(RawArticle(text=page_of(row), origin="case", plain=True))
    assert chain_of(article) == [c for c in row["expected"].split("|") if c]
    if row["where"] == "none":
        assert row["text"] in article.text
        return
    assert article.title == TITLE
    assert article.text == "\n".join((TITLE, FIRST, SECOND))
    if row["where"] == "lead":
        cut = next(part for part in article.parts if part.rule == "dateline")
        found = read_dateline(f"{cut.text} {FIRST}")
        assert found is not None
        assert "|".join(found.places) == row["place"]
