"""HTML pages: one article a file."""

from collections.abc import Iterator

from lagebild.errors import SourceError
from lagebild.read.encoding import UndecodableError, declared_encoding, decode
from lagebild.read.markup import page_article
from lagebild.read.source import Bounds, Source, read_whole
from lagebild.records import RawArticle

NO_TEXT = "the page holds no readable text"


def read_page(source: Source, bounds: Bounds) -> Iterator[RawArticle | SourceError]:
    """The main text of the page and what its head says about it."""
    whole = read_whole(source, bounds.record, ", too much for one page")
    try:
        markup = decode(whole.data, declared_encoding(whole.data))
    except UndecodableError as error:
        raise SourceError(source.name, str(error)) from None
    article = page_article(markup, source.name)
    if article is None:
        raise SourceError(source.name, NO_TEXT)
    yield article
    if whole.damage:
        yield whole.damage
