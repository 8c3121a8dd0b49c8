"""Ties that plain statements and titles tell, and doubtful ones that must not be told."""

import pytest
from cases_io import case_params

from lagebild.errors import ModelError
from lagebild.language.tables import Row
from lagebild.parse import parse
from lagebild.recognise.mentions import find_mentions
from lagebild.recognise.ties import find_ties
from lagebild.records import Article
from lagebild.resolve import resolve


def _ties(text: str) -> set[str]:
    try:
        parsed = parse(text, "de")
    except ModelError as error:
        pytest.skip(f"the language model is not there: {error}")
    article = Article(
        id="a", title=None, outlet=None, authors=(), published=None, language="de", url=None,
        text=text, parts=(),
    )  # fmt: skip
    mentions = find_mentions(article, parsed)
    stated = find_ties(article, parsed, mentions, ())
    found = resolve(article, parsed, mentions, (), (), stated).ties
    for tie in found:
        for evidence in tie.evidence:
            assert text[evidence.start : evidence.end] == evidence.text
    return {f"{tie.relation} {tie.subject} {tie.object}" for tie in found}


@pytest.mark.parametrize("case", case_params("actors-ties"))
def test_ties(case: Row) -> None:
    expected = {entry for entry in case["expected"].split("|") if entry}
    assert _ties(case["text"]) == expected
