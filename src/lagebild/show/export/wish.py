"""What an export is asked for, and the rows that answer it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from lagebild.errors import UsageError
from lagebild.picture.claims import with_claims
from lagebild.picture.connected import Chosen, check_connected, happenings
from lagebild.picture.lists import events
from lagebild.picture.parties import with_parties
from lagebild.picture.question import Filters
from lagebild.records import STATUSES
from lagebild.store import Store

Row = dict[str, Any]


@dataclass(frozen=True)
class Wish:
    """Filters as of the lists; `raw`: every telling instead of each happening once.

    `sure`: rows of at least this confidence (0-1). `language`: of titles, where the format has any.
    """

    filters: Filters = field(default_factory=Filters)
    raw: bool = False
    sure: float | None = None
    language: str = "en"

    def __post_init__(self) -> None:
        if self.sure is not None and not 0 <= self.sure <= 1:
            raise UsageError("--sure takes a number from 0 to 1")

    def facts(self) -> "Wish":
        """The same wish for formats that cannot say "planned" or "denied": what happened only,
        unless a status was asked for."""
        if self.filters.status:
            return self
        return replace(self, filters=replace(self.filters, status=("actual",)))

    def with_statuses(self, *statuses: str) -> "Wish":
        """The same wish where no status was asked for: these ones."""
        assert set(statuses) <= set(STATUSES)
        if self.filters.status:
            return self
        return replace(self, filters=replace(self.filters, status=statuses))


@dataclass(frozen=True)
class Report:
    """What came of an export: rows written, and how many were left out why."""

    rows: int
    left_out: Mapping[str, int] = field(default_factory=dict)


def happening_rows(store: Store, wish: Wish) -> list[Row]:
    """The happenings that fit, by date, as `lagebild.picture.connected.happenings` gives them, with
    `claimed_by` for what only a speaker tells and with parties that are only words."""
    query = happenings(store, wish.filters, Chosen())
    if wish.sure is not None:
        query.where(
            "EXISTS (SELECT 1 FROM events s WHERE s.happening = h.id AND s.confidence >= $sure)",
            sure=wish.sure,
        )
    return with_parties(store, with_claims(store, query.rows(store)))


def event_rows(store: Store, wish: Wish) -> list[Row]:
    """The events that fit, by date: every telling (`raw`), or of each happening the one that tells
    it best, completed by what the other tellings know of date and parties."""
    if wish.raw:
        query = events(store, wish.filters)
        if wish.sure is not None:
            query.where("e.confidence >= $sure", sure=wish.sure)
        return query.rows(store)
    check_connected(store)
    wanted = {row["id"]: row for row in happening_rows(store, wish)}
    return _leads(store, wanted)


def _leads(store: Store, wanted: Mapping[str, Row]) -> list[Row]:
    query = events(store, Filters())
    query.where(
        "e.id IN (SELECT h.lead FROM happenings h WHERE h.id IN (SELECT unnest($ids::VARCHAR[])))",
        ids=list(wanted),
    )
    by_happening = {row["happening"]: row for row in query.rows(store)}
    return [
        _completed(by_happening[name], row) for name, row in wanted.items() if name in by_happening
    ]


def _completed(event: Row, happening: Row) -> Row:
    done = dict(event)
    if event["date"] is None and happening["date"] is not None:
        done["date"] = {"value": happening["date"], "basis": "context", "text": None}
        done["day_first"], done["day_last"] = happening["day_first"], happening["day_last"]
    if not event["actors"] and not event["recipients"]:
        for side in ("actors", "recipients"):
            done[side] = [_argument(party) for party in happening[side]]
    return done


def _argument(party: Mapping[str, Any]) -> Row:
    return {**party, "text": party["name"], "sector": None, "start": None, "end": None}


def articles_of(store: Store, ids: Sequence[str]) -> dict[str, Row]:
    """The articles with these ids, without their texts."""
    rows = store.rows(
        "SELECT id, title, outlet, authors, published, language, url, day_first, day_last, origin "
        "FROM articles WHERE id IN (SELECT unnest(?::VARCHAR[])) ORDER BY id",
        [list(ids)],
    )
    return {row["id"]: row for row in rows}


def casts_of(store: Store, ids: Sequence[str]) -> dict[str, list[Row]]:
    """Who is named in each of these articles: id, name, kind, roles."""
    casts: dict[str, list[Row]] = {}
    for row in store.rows(
        "SELECT article, id, name, kind, country, roles FROM article_actors "
        "WHERE article IN (SELECT unnest(?::VARCHAR[])) ORDER BY article, mentions DESC, id",
        [list(ids)],
    ):
        casts.setdefault(row["article"], []).append(row)
    return casts
