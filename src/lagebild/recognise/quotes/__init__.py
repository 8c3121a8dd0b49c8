"""Quotations: what was said, by whom, and through which medium."""

from collections.abc import Sequence

from lagebild.parse.record import Parse
from lagebild.records import Article, Mention, Quote


def find_quotes(article: Article, parse: Parse, mentions: Sequence[Mention]) -> list[Quote]:
    return []
