"""Lagebild from Python: analyse a text, or ask a store.

Importing this module is quick: the language model and the database load at the first call.
"""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow

    from lagebild.picture.question import Query
    from lagebild.records import Analysis
    from lagebild.store import Store


def analyse(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    language: str | None = None,
    as_is: bool = False,
    genre: str | None = None,
) -> "Analysis":
    """All records of one text.

    `published` is the day of publication in ISO form: without it "am Mittwoch" stays open.
    `language` is an ISO 639-1 code, recognised where it is missing. With `as_is` nothing is cut,
    so that all offsets are those of `text`. `genre` ("news", "speech") says how to read
    quotations; it is found out where it is missing. Raises ModelError where the model file is
    missing, UsageError for another genre.
    """
    from lagebild.analysis import analyse as analyse_article
    from lagebild.clean import clean
    from lagebild.recognise.quotes.speech.genre import with_genre
    from lagebild.records import RawArticle

    raw = RawArticle(text=text, origin="text", title=title, published=published, language=language)
    return analyse_article(with_genre(clean(raw, as_is=as_is), genre))


def open_store(path: str | Path) -> "Picture":
    """Open a store that `lagebild build` made. Raises StoreError where that does not work."""
    from lagebild.store import Store

    return Picture(Store(path))


class Picture:
    """A store to ask: every answer is an Arrow table (`.to_pandas()`, `polars.from_arrow`).

    The filters are those of the command line: `actor` and `partner` take an id, a name or a
    country code; `since` and `until` take a year, a month or a day.
    """

    def __init__(self, store: "Store") -> None:
        self._store = store

    def __enter__(self) -> "Picture":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._store.close()

    def events(
        self,
        actor: str | None = None,
        partner: str | None = None,
        *,
        type: str | Sequence[str] = (),
        status: str | Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
        article: str | None = None,
    ) -> "pyarrow.Table":
        """Who did what to whom, by date; one row an event, with its sentence and article."""
        from lagebild.picture.lists import events
        from lagebild.picture.question import Filters

        filters = Filters(
            actor=actor, partner=partner, type=_several(type), status=_several(status),
            since=since, until=until, article=article,
        )  # fmt: skip
        return self._table(events(self._store, filters))

    def quotes(
        self,
        speaker: str | None = None,
        *,
        about: str | None = None,
        via: str | None = None,
        stance: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> "pyarrow.Table":
        """Who said what; one row a quotation."""
        from lagebild.picture.lists import quotes
        from lagebild.picture.question import Filters

        filters = Filters(
            speaker=speaker, about=about, via=via, stance=stance, since=since, until=until
        )
        return self._table(quotes(self._store, filters))

    def articles(self, *, agency: str | None = None, copies: bool = False) -> "pyarrow.Table":
        """The articles, by date of publication; copies of others only when asked for."""
        from lagebild.picture.lists import articles
        from lagebild.picture.question import Filters

        return self._table(articles(self._store, Filters(agency=agency, copies=copies)))

    def actors(self, actor: str | None = None) -> "pyarrow.Table":
        """The actors, those of the most articles first."""
        from lagebild.picture.lists import actors
        from lagebild.picture.question import Filters

        return self._table(actors(self._store, Filters(actor=actor)))

    def _table(self, query: "Query") -> "pyarrow.Table":
        return self._store.arrow(query.sql(), query.values)


def _several(values: str | Sequence[str]) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else tuple(values)
