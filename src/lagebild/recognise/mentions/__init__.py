"""Mentions of actors and places: names, nominals, peoples, pronouns."""

from lagebild.parse.record import Parse
from lagebild.records import Article, Mention


def find_mentions(article: Article, parse: Parse) -> list[Mention]:
    return []
