"""Cleaning: from the text as found to the reporting, with every cut kept as a part."""

from lagebild.records import Article, RawArticle


def clean(raw: RawArticle, as_is: bool = False) -> Article:
    raise NotImplementedError
