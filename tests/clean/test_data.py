"""Real articles, where the data is at hand (LAGEBILD_DATA names its folder)."""

import gzip
import json
import os
from pathlib import Path

import pytest

from lagebild.clean import clean
from lagebild.records import RawArticle

DATA = os.environ.get("LAGEBILD_DATA")
needs_data = pytest.mark.skipif(not DATA, reason="LAGEBILD_DATA names no folder with the articles")

# Per crawled page: the lines that hold debris, with the kind of each stretch that is cut.
SEEDS = {
    "000": [],
    "001": [(23, "related_links"), (25, "self_promotion"), (27, "cookie_notice")],
    "002": [
        (1, "date_line"), (12, "distribution_notice"), (13, "section_label"),
        (14, "distribution_notice"),
    ],
    "003": [
        (3, "byline"), (5, "age_note"), (7, "section_label"), (9, "date_line"),
        (10, "section_label"), (11, "photo_credit"), (12, "photo_credit"), (13, "teaser"),
    ],
    "004": [
        (1, "byline"), (4, "photo_credit"), (4, "caption"), (6, "date_line"), (22, "source_tag"),
    ],
}  # fmt: skip
DATES = {"003": "2023-11-25"}
CHAINS = {
    "000": ["translation:en"],
    "001": ["outlet:Caucasus Watch"],
    "002": ["republisher:SeaPRwire"],
    "003": [],
    "004": ["agency:Reuters"],
}


@needs_data
@pytest.mark.parametrize("name", SEEDS)
def test_all_debris_of_the_crawled_pages_is_found_and_no_more(name: str) -> None:
    path = Path(DATA or "") / "articles" / "seeds" / f"{name}.txt"
    article = clean(RawArticle(text=path.read_text("utf-8"), origin=path.name, plain=True))
    assert [(part.line, part.kind) for part in article.parts if not part.kept] == SEEDS[name]
    assert article.language == "de"
    assert (article.published.value if article.published else None) == DATES.get(name)
    assert [f"{link.kind}:{link.name}" for link in article.chain] == CHAINS[name]
    assert (article.title is None) == (name == "002")


@needs_data
def test_clean_articles_stay_as_they_are() -> None:
    path = Path(DATA or "") / "articles" / "wikinews-de.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    cut = 0
    for row in rows:
        page = f"{row['title']}\n\n{row['text']}"
        article = clean(RawArticle(text=page, origin="x", plain=True))
        assert article.title == row["title"]
        cut += sum(not part.kept for part in article.parts)
    assert cut <= 15  # separators, dates below the text, headings of links
