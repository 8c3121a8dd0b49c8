"""The tables of a whole export: what fits the wish, and what it rests on."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lagebild.picture.connected import Chosen, disputes, happenings, stories, ties
from lagebild.picture.lists import actors, articles, events, quotes
from lagebild.picture.question import Filters, Query
from lagebild.show.export.wish import Wish
from lagebild.store import Store
from lagebild.store.connected import has_tables

if TYPE_CHECKING:
    import pyarrow

Row = dict[str, Any]


def queries(store: Store, wish: Wish) -> dict[str, Query]:
    """The questions behind each table of an export, by the name of the table.

    Articles are those that the rows of the other tables rest on, or all where nothing is filtered.
    """
    given = wish.filters
    about = Filters(actor=given.actor, since=given.since, until=given.until, article=given.article)
    chosen = Chosen()
    asked = {"events": events(store, given), "quotes": quotes(store, about)}
    if wish.sure is not None:
        asked["events"].where("e.confidence >= $sure", sure=wish.sure)
    if has_tables(store):
        asked["happenings"] = happenings(store, given, chosen)
        if wish.sure is not None:
            asked["happenings"].where(
                "EXISTS (SELECT 1 FROM events s WHERE s.happening = h.id "
                "AND s.confidence >= $sure)",
                sure=wish.sure,
            )
        asked["stories"] = stories(store, about, chosen)
        asked["disputes"] = disputes(store, about, chosen)
        asked["ties"] = ties(store, about, chosen)
    asked["actors"] = actors(store, Filters(actor=given.actor))
    asked["articles"] = articles(store, Filters())
    if given != Filters() or wish.sure is not None:
        _narrow(store, asked)
    return asked


def _narrow(store: Store, asked: dict[str, Query]) -> None:
    told = set(_articles(store, asked))
    asked["articles"].where("list_contains($told, a.id)", told=sorted(told))


def _articles(store: Store, asked: dict[str, Query]) -> Iterator[str]:
    for kind in ("events", "quotes"):
        yield from (row["article"] for row in asked[kind].rows(store))
    if "happenings" in asked:
        for row in asked["happenings"].rows(store):
            yield from row["articles"]


def arrow_table(store: Store, query: Query) -> "pyarrow.Table":
    """The answer with its nested fields."""
    return store.arrow(query.sql(), query.values)
