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
    from lagebild.picture.relation import Relation
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

    The filters are those of the command line and of the JSON API: `actor` and `partner` take an
    id, a name or a country code; `since` and `until` take a year, a month or a day; `type` and
    `status` one value or several; `sure` the least confidence. Values that make no sense raise
    UsageError.
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
        sure: float | None = None,
    ) -> "pyarrow.Table":
        """Who did what to whom, by date; one row an event, with its sentence and article."""
        query = self._events(actor, partner, type, status, since, until, article, sure)
        return self._table(query)

    def timeline(
        self,
        actor: str | None = None,
        partner: str | None = None,
        *,
        type: str | Sequence[str] = (),
        status: str | Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
        sure: float | None = None,
    ) -> "pyarrow.Table":
        """Like `events`, but each happening once, in the words that tell it best."""
        from lagebild.picture.connected import count_once

        query = self._events(actor, partner, type, status, since, until, None, sure)
        count_once(self._store, query)
        return self._table(query)

    def happenings(
        self,
        actor: str | None = None,
        partner: str | None = None,
        *,
        type: str | Sequence[str] = (),
        status: str | Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
        article: str | None = None,
        top: int | None = None,
    ) -> "pyarrow.Table":
        """What happened, each occurrence once, with all its evidence; `top`: the weightiest."""
        from lagebild.picture.connected import Chosen, happenings
        from lagebild.picture.question import Filters

        filters = Filters(
            actor=actor, partner=partner, type=_several(type), status=_several(status),
            since=since, until=until, article=article,
        )  # fmt: skip
        return self._table(happenings(self._store, filters, Chosen(top=top)))

    def quotes(
        self,
        speaker: str | None = None,
        *,
        actor: str | None = None,
        about: str | None = None,
        via: str | None = None,
        stance: str | None = None,
        type: str | Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
        article: str | None = None,
    ) -> "pyarrow.Table":
        """Who said what; one row a quotation."""
        from lagebild.picture.lists import quotes
        from lagebild.picture.question import Filters

        filters = Filters(
            speaker=speaker, actor=actor, about=about, via=via, stance=stance,
            type=_several(type), since=since, until=until, article=article,
        )  # fmt: skip
        return self._table(quotes(self._store, filters))

    def articles(
        self,
        actor: str | None = None,
        *,
        agency: str | None = None,
        since: str | None = None,
        until: str | None = None,
        copies: bool = False,
    ) -> "pyarrow.Table":
        """The articles, by date of publication; copies of others only when asked for."""
        from lagebild.picture.lists import articles
        from lagebild.picture.question import Filters

        filters = Filters(actor=actor, agency=agency, since=since, until=until, copies=copies)
        return self._table(articles(self._store, filters))

    def actors(
        self, actor: str | None = None, *, type: str | Sequence[str] = ()
    ) -> "pyarrow.Table":
        """The actors, those of the most articles first."""
        from lagebild.picture.lists import actors
        from lagebild.picture.question import Filters

        return self._table(actors(self._store, Filters(actor=actor, type=_several(type))))

    def ties(
        self,
        actor: str | None = None,
        *,
        relation: str | Sequence[str] = (),
        as_of: str | None = None,
    ) -> "pyarrow.Table":
        """Offices and memberships; with `as_of` what held on that day."""
        from lagebild.picture.connected import Chosen, ties
        from lagebild.picture.question import Filters

        chosen = Chosen(as_of=as_of, kinds=_several(relation))
        return self._table(ties(self._store, Filters(actor=actor), chosen))

    def stories(
        self, actor: str | None = None, *, since: str | None = None, until: str | None = None
    ) -> "pyarrow.Table":
        """Affairs that several articles tell."""
        from lagebild.picture.connected import Chosen, stories
        from lagebild.picture.question import Filters

        filters = Filters(actor=actor, since=since, until=until)
        return self._table(stories(self._store, filters, Chosen()))

    def disputes(
        self,
        actor: str | None = None,
        partner: str | None = None,
        *,
        kind: str | Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
    ) -> "pyarrow.Table":
        """Accounts that do not fit, with both sides' words."""
        from lagebild.picture.concerning import concern
        from lagebild.picture.connected import Chosen, disputes
        from lagebild.picture.question import Filters

        chosen = Chosen(kinds=_several(kind))
        query = disputes(self._store, Filters(since=since, until=until), chosen)
        for wanted, name in ((actor, "actor"), (partner, "partner")):
            if wanted is not None:
                concern(query, self._store, wanted, name)
        return self._table(query)

    def relation(
        self, first: str, second: str, *, since: str | None = None, until: str | None = None
    ) -> "Relation":
        """Cooperation and conflict of two actors, month by month, with the strongest evidence."""
        from lagebild.picture.relation import relation

        return relation(self._store, first, second, since, until)

    def _events(
        self,
        actor: str | None,
        partner: str | None,
        type: str | Sequence[str],
        status: str | Sequence[str],
        since: str | None,
        until: str | None,
        article: str | None,
        sure: float | None,
    ) -> "Query":
        from lagebild.picture.lists import events
        from lagebild.picture.question import Filters

        filters = Filters(
            actor=actor, partner=partner, type=_several(type), status=_several(status),
            since=since, until=until, article=article,
        )  # fmt: skip
        query = events(self._store, filters)
        if sure is not None:
            query.where("e.confidence >= $sure", sure=sure)
        return query

    def _table(self, query: "Query") -> "pyarrow.Table":
        return self._store.arrow(query.sql(), query.values)


def _several(values: str | Sequence[str]) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else tuple(values)
