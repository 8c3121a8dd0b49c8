"""The lists: which question each asks, its columns, and how it can be sorted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lagebild.errors import UsageError
from lagebild.picture import connected, lists
from lagebild.picture.concerning import concern
from lagebild.picture.connected import count_once
from lagebild.picture.question import Query
from lagebild.picture.relation import two_parties
from lagebild.show.web.params import Params
from lagebild.store import Store

Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """A column of a table: its name and, where it can be sorted by, what SQL sorts by."""

    name: str
    sort: str | None = None


@dataclass(frozen=True)
class Listing:
    """A list: how it is asked, the filters that its form offers, its columns."""

    kind: str
    ask: Callable[[Store, Params], Query]
    key: str
    filters: tuple[str, ...]
    columns: tuple[Column, ...]

    def query(self, store: Store, params: Params) -> Query:
        """The question in the order that `params` asks for."""
        query = self.ask(store, params)
        if params.sort:
            query.order = f"{self._order(params.sort)}, {query.order}"
        return query

    def _order(self, sort: str) -> str:
        name, down = sort.removeprefix("-"), sort.startswith("-")
        expressions = {c.name: c.sort for c in self.columns if c.sort}
        if name not in expressions:
            raise UsageError(f"sort: {name!r} is none of {' '.join(expressions)}")
        return f"{expressions[name]} {'DESC' if down else 'ASC'} NULLS LAST"


@dataclass(frozen=True)
class Page:
    """Some rows of a list, and how many there are in all."""

    rows: list[Row]
    total: int
    number: int
    size: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))


def read_page(listing: Listing, store: Store, params: Params, whole: bool = False) -> Page:
    """The rows of the page that the address names; `whole`: with columns that no table shows."""
    return page_of(listing, listing.query(store, params), store, params, whole)


def page_of(
    listing: Listing, query: Query, store: Store, params: Params, whole: bool = False
) -> Page:
    """The rows of a page of a question's answer.

    The ids are chosen first, so that the evidence is only gathered for the rows that are shown.
    """
    offset = (params.page - 1) * params.size
    found = store.rows(
        f"{query.of(f'{listing.key} AS id, count(*) OVER () AS total')} ORDER BY {query.order} "
        f"LIMIT {int(params.size)} OFFSET {int(offset)}",
        query.values,
    )
    total = found[0]["total"] if found else query.count(store) if offset else 0
    rows = rows_of(listing, store, [row["id"] for row in found], whole)
    return Page(rows, total, params.page, params.size)


def rows_of(listing: Listing, store: Store, ids: list[str], whole: bool = False) -> list[Row]:
    """The rows with these ids, in this order."""
    if not ids:
        return []
    asked = _asked_rows(listing)
    ask = asked if whole else _ROWS.get(listing.kind, asked)
    found = {row["id"]: row for row in ask(store, ids)}
    return [found[id] for id in ids if id in found]


def _asked_rows(listing: Listing) -> Callable[[Store, list[str]], list[Row]]:
    table, letter = _LARGE.get(listing.kind), listing.key.partition(".")[0]

    def rows(store: Store, ids: list[str]) -> list[Row]:
        query = listing.ask(store, Params(copies=True))
        query.conditions, query.values = [], {}
        if table is None:
            query.where(f"{listing.key} IN (SELECT unnest($ids::VARCHAR[]))", ids=ids)
        else:
            places = _places(store, table, ids)
            query.where(f"{letter}.rowid IN (SELECT unnest($places::BIGINT[]))", places=places)
        return query.rows(store)

    return rows


def _places(store: Store, table: str, ids: list[str]) -> list[int]:
    """Where the rows with these ids stand: a search by id would read all columns of all rows."""
    found = store.rows(
        f"SELECT rowid AS place FROM {table} WHERE id IN (SELECT unnest($ids::VARCHAR[]))",
        {"ids": ids},
    )
    return sorted(row["place"] for row in found)


_LARGE = {"events": "events", "timeline": "events", "quotes": "quotes"}


def _happening_rows(store: Store, ids: list[str]) -> list[Row]:
    """With the evidence of these alone: the whole list's would be gathered otherwise."""
    rows = store.rows(
        f"SELECT {connected.COLUMNS} FROM happenings h "
        "WHERE h.id IN (SELECT unnest($ids::VARCHAR[]))",
        {"ids": ids},
    )
    told = connected.evidence_of(store, ids)
    sources = {
        row["id"]: row
        for row in store.rows(
            "SELECT id, title, outlet, published.value AS published, language FROM articles "
            "WHERE id IN (SELECT unnest($ids::VARCHAR[]))",
            {"ids": [best[0]["article"] for best in told.values()]},
        )
    }
    return [
        row | {"evidence": best, "source": sources.get(best[0]["article"]) if best else None}
        for row in rows
        for best in [told.get(row["id"])]
    ]


def _article_rows(store: Store, ids: list[str]) -> list[Row]:
    """With the numbers of records of these alone, and without their parts: see `parts_of`."""
    rows = store.rows(
        "SELECT a.* EXCLUDE (parts, quality, extra) FROM articles a "
        "WHERE a.rowid IN (SELECT unnest($places::BIGINT[]))",
        {"places": _places(store, "articles", ids)},
    )
    for kind in ("events", "quotes"):
        counted = store.rows(
            f"SELECT article, count(*) AS number FROM {kind} "
            "WHERE article IN (SELECT unnest($ids::VARCHAR[])) GROUP BY article",
            {"ids": ids},
        )
        numbers = {row["article"]: row["number"] for row in counted}
        rows = [row | {kind: numbers.get(row["id"], 0)} for row in rows]
    return rows


def parts_of(store: Store, id: str) -> list[Row]:
    """The parts of one article. By its place in the table: a search would read all parts."""
    place = store.value("SELECT rowid FROM articles WHERE id = $id", {"id": id})
    if place is None:
        return []
    return list(store.value(f"SELECT parts FROM articles WHERE rowid = {int(place)}") or ())


_ROWS: Mapping[str, Callable[[Store, list[str]], list[Row]]] = {
    "happenings": _happening_rows,
    "articles": _article_rows,
}


def _events(store: Store, params: Params) -> Query:
    query = lists.events(store, params.filters())
    return _surer(_from_outlet(query, params), params, "e.confidence >= $sure")


def _told_once(store: Store, params: Params) -> Query:
    query = _events(store, params)
    if not params.raw:
        count_once(store, query)
    return query


def _happenings(store: Store, params: Params) -> Query:
    query = connected.happenings(store, params.filters(), params.chosen())
    query.order = "h.day_first NULLS LAST, h.day_last, h.id"
    if params.actor and params.partner:
        two_parties(query)
    return _surer(
        query, params, "h.lead IN (SELECT x.id FROM events x WHERE x.confidence >= $sure)"
    )


def _surer(query: Query, params: Params, condition: str) -> Query:
    if params.sure is not None:
        query.where(condition, sure=params.sure)
    return query


def _from_outlet(query: Query, params: Params) -> Query:
    if params.outlet is not None:
        query.where("a.outlet = $outlet", outlet=params.outlet)
    return query


def _quotes(store: Store, params: Params) -> Query:
    return _from_outlet(lists.quotes(store, params.filters()), params)


def _articles(store: Store, params: Params) -> Query:
    return _from_outlet(lists.articles(store, params.filters()), params)


def _actors(store: Store, params: Params) -> Query:
    return lists.actors(store, params.filters())


def _stories(store: Store, params: Params) -> Query:
    return connected.stories(store, params.filters(), params.chosen())


def _disputes(store: Store, params: Params) -> Query:
    query = connected.disputes(store, params.filters(), params.chosen())
    for wanted, name in ((params.actor, "actor"), (params.partner, "partner")):
        if wanted is not None:
            concern(query, store, wanted, name)
    return query


def _ties(store: Store, params: Params) -> Query:
    chosen = connected.Chosen(as_of=params.as_of, kinds=params.relation)
    return connected.ties(store, params.filters(), chosen)


_PERIOD = ("since", "until")
_EVENT_FILTERS = ("actor", "with", "type", "status", "sure", *_PERIOD)
_EVENT_COLUMNS = (
    Column("date", "e.day_first"), Column("type", "e.type"),
    Column("who", "coalesce(e.actors[1].name, e.actors[1].\"text\")"), Column("status", "e.status"),
    Column("evidence"), Column("sure", "e.confidence"),
)  # fmt: skip

LISTINGS: Mapping[str, Listing] = {
    listing.kind: listing
    for listing in (
        Listing("events", _events, "e.id", _EVENT_FILTERS, _EVENT_COLUMNS),
        Listing("timeline", _told_once, "e.id", (*_EVENT_FILTERS, "raw"), _EVENT_COLUMNS),
        Listing(
            "happenings", _happenings, "h.id", _EVENT_FILTERS,
            (
                Column("date", "h.day_first"), Column("type", "h.type"),
                Column("who", "h.actors[1].name"), Column("status", "h.status"),
                Column("evidence"), Column("articles", "len(h.articles)"),
                Column("voices", "h.voices"),
            ),
        ),
        Listing(
            "quotes", _quotes, "q.id",
            ("speaker", "actor", "about", "via", "type", *_PERIOD),
            (
                Column("published", "a.day_first"), Column("speaker", "q.speaker.name"),
                Column("kind", "q.kind"), Column("words", 'q."text"'), Column("via", "q.via.name"),
            ),
        ),
        Listing(
            "articles", _articles, "a.id", ("actor", "outlet", "agency", *_PERIOD, "copies"),
            (
                Column("published", "a.day_first"), Column("title", "a.title"),
                Column("outlet", "a.outlet"), Column("language", "a.language"),
                Column("events", "(SELECT count(*) FROM events e WHERE e.article = a.id)"),
                Column("quotes", "(SELECT count(*) FROM quotes q WHERE q.article = a.id)"),
            ),
        ),
        Listing(
            "actors", _actors, "x.id", ("actor", "type"),
            (
                Column("name", "x.name"), Column("kind", "x.kind"), Column("country", "x.country"),
                Column("articles", "x.articles"), Column("mentions", "x.mentions"),
                Column("names"),
            ),
        ),
        Listing(
            "ties", _ties, "h.id", ("actor", "relation", "as_of"),
            (
                Column("subject", "coalesce(x.name, h.subject)"), Column("relation", "h.relation"),
                Column("object", "coalesce(y.name, h.object)"), Column("since", "h.since"),
                Column("until", "h.until"), Column("told", "h.articles"), Column("evidence"),
            ),
        ),
        Listing(
            "stories", _stories, "h.id", ("actor", *_PERIOD),
            (
                Column("first", "h.day_first"), Column("last", "h.day_last"),
                Column("title", "h.title"), Column("articles", "len(h.articles)"),
                Column("voices", "h.voices"),
            ),
        ),
        Listing(
            "disputes", _disputes, "h.id", ("actor", "with", "kind", *_PERIOD),
            (
                Column("published", "h.day_first"), Column("kind", "h.kind"),
                Column("about", "h.about"), Column("accounts"),
            ),
        ),
    )
}  # fmt: skip
