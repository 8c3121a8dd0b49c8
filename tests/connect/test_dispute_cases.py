"""Disputes in short articles, from reading to the stored dispute."""

import pytest
from cases_io import case_params

from lagebild.analysis import analyse
from lagebild.clean import clean
from lagebild.errors import ModelError
from lagebild.language.tables import Row
from lagebild.records import Analysis, RawArticle


def _article(id: str, text: str, published: str) -> Analysis:
    title, blank, _ = text.partition("\n\n")
    raw = RawArticle(
        id=id, text=text, origin=f"{id}.txt", outlet=f"outlet {id}", published=published,
        title=title if blank and not title.endswith(".") else None,
    )  # fmt: skip
    try:
        return analyse(clean(raw))
    except ModelError as error:
        pytest.skip(f"the language model is not there: {error}")


@pytest.mark.parametrize("case", case_params("connect-disputes"))
def test_disputes(make_store, rows, case: Row) -> None:
    articles = [_article("a", case["first"], case["published1"])]
    if case["second"]:
        articles.append(_article("b", case["second"], case["published2"]))
    path = make_store(articles)
    found = rows(path, "SELECT kind, sides FROM disputes ORDER BY kind")
    assert "|".join(dispute["kind"] for dispute in found) == case["expected"]
    texts = {article.article.id: article.article.text for article in articles}
    for dispute in found:
        for side in dispute["sides"]:
            assert texts[side["article"]][side["start"] : side["end"]] == side["text"]
