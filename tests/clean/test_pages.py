"""Whole pages: every line gets its kind, in the order of the page."""

from pathlib import Path

import pytest

from lagebild.clean import clean
from lagebild.records import RawArticle

PAGES = sorted((Path(__file__).parents[1] / "cases" / "pages").glob("*.txt"))


def read_page(path: Path) -> tuple[str, list[tuple[str, str]]]:
    """The page's text, and its stretches as (kind, words): a stretch that follows a dateline or a
    photo's sign, and a title's credit, stand on one line of the page with their neighbour."""
    rows = [line.split("|", 1) for line in path.read_text(encoding="utf-8").splitlines()]
    text = ""
    for number, (kind, words) in enumerate(rows):
        before = rows[number - 1] if number else ("", "")
        same = (
            (before[0] == "date_line" and before[1].endswith(("-", "–")))
            or (before[1] == "© Reuters.")
            or (words == "Von Reuters" and kind == "byline")
            or (kind == "photo_credit" and before[0] == "caption")
            or (kind == "source_tag" and words.startswith("(") and before[0] == "body")
        )
        text += ("" if not text else " " if same else "\n\n") + words
    return text, [(kind, words) for kind, words in rows]


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_every_line_has_its_kind(path: Path) -> None:
    text, expected = read_page(path)
    article = clean(RawArticle(text=text, origin=path.name, plain=True))
    found = [(part.kind, part.text) for part in article.parts]
    assert found == expected


def published_of(name: str) -> tuple[str, str] | None:
    path = next(p for p in PAGES if p.stem == name)
    published = clean(RawArticle(text=read_page(path)[0], origin="x", plain=True)).published
    return (published.value, published.basis) if published else None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("broadcaster", ("2024-04-19", "stated")),
        ("regional", ("2023-11-25", "stated")),
        ("wire_english", ("2023-11-25", "stated")),
        ("think_tank", ("2023-05-03", "stated")),
        ("portal", ("2024-08-18", "stated")),
        ("translated", None),
        ("chronology", None),
    ],
)
def test_the_date_is_the_stated_one(name: str, value: tuple[str, str] | None) -> None:
    assert published_of(name) == value
