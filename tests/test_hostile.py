"""Every hostile text goes through the whole way and comes out as records that hold."""

from pathlib import Path

import pytest

from lagebild.analysis import analyse_batch
from lagebild.build.work import clean_item
from lagebild.read import read_sources
from lagebild.records import Article, RawArticle

FOLDER = Path(__file__).parent / "hostile"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda p: p.stem)
def test_a_hostile_text_gives_records_that_hold(path: Path) -> None:
    for found in read_sources([str(path)]):
        if not isinstance(found, RawArticle):
            assert "\n" not in str(found)
            continue
        article = clean_item(found, as_is=False)
        if not isinstance(article, Article):
            assert "report" not in article, article
            continue
        (analysis,) = analyse_batch([article])
        text = analysis.article.text
        spans = [*analysis.mentions, *analysis.dates, *analysis.quotes, *analysis.tokens]
        spans += [event.trigger for event in analysis.events]
        for span in spans:
            assert text[span.start : span.end] == span.text
