"""Reading: every kind of source becomes raw articles or a failure with its reason."""

from collections.abc import Iterator, Sequence

from lagebild.errors import SourceError
from lagebild.records import RawArticle


def read_sources(sources: Sequence[str]) -> Iterator[RawArticle | SourceError]:
    raise NotImplementedError
