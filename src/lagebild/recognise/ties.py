"""Ties told by the article: who belongs with whom, holds which office, since when."""

from collections.abc import Sequence

from lagebild.parse.record import Parse
from lagebild.records import Article, Date, Mention, Tie


def find_ties(
    article: Article, parse: Parse, mentions: Sequence[Mention], dates: Sequence[Date]
) -> list[Tie]:
    return []
