"""The whole store at a glance: how much there is, who is busiest, which pairs meet most."""

from typing import Any

from lagebild.language.states import states
from lagebild.picture.connected import WEIGHT, Chosen, happenings
from lagebild.picture.question import Filters, Query
from lagebild.store import Store
from lagebild.store.lookup import has_lookup

Row = dict[str, Any]
CANDIDATES = 25

_COUNTS = {
    "articles": "SELECT count(*) FROM articles",
    "events": "SELECT count(*) FROM events",
    "happenings": "SELECT count(*) FROM happenings",
    "quotes": "SELECT count(*) FROM quotes",
    "actors": "SELECT count(DISTINCT id) FROM article_actors",
    "stories": "SELECT count(*) FROM stories WHERE len(articles) > 1",
    "disputes": "SELECT count(*) FROM disputes",
    "ties": "SELECT count(*) FROM known_ties",
}


def counts(store: Store) -> dict[str, int]:
    """How many of each kind there are."""
    return {name: int(store.value(sql)) for name, sql in _COUNTS.items()}


def period(store: Store) -> Row:
    """The first and the last day of publication."""
    return store.rows(
        "SELECT min(day_first) AS first, max(day_last) AS last FROM articles "
        "WHERE day_last <= current_date + INTERVAL 2 YEAR"
    )[0]


def newest(store: Store, limit: int) -> Query:
    """The most important happenings of the last build."""
    query = happenings(store, Filters(limit=limit), Chosen())
    query.where("h.run = (SELECT max(run) FROM happenings)")
    # The full weight asks for articles: it is only worked out for those that can be the first.
    query.where(
        "h.id IN (SELECT id FROM happenings WHERE run = (SELECT max(run) FROM happenings) "
        "ORDER BY (voices + 0.2 * len(articles)) * (2 + abs(coalesce(score, 0)) / 5) DESC, id "
        f"LIMIT {int(limit) * CANDIDATES})"
    )
    query.order = f"{WEIGHT} DESC, h.id"
    return query


def busiest(store: Store, limit: int) -> list[Row]:
    """The actors of the most happenings: id, name, happenings, cooperation, conflict."""
    return store.rows(
        f"WITH party AS (SELECT DISTINCT happening, actor, shown, score FROM {_parties(store)} "
        "WHERE actor IS NOT NULL AND status = 'actual') "
        "SELECT actor, any_value(shown) AS name, count(DISTINCT happening) AS happenings, "
        "count(*) FILTER (score > 0) AS cooperation, count(*) FILTER (score < 0) AS conflict "
        "FROM party GROUP BY actor ORDER BY happenings DESC, actor LIMIT $limit",
        {"limit": limit},
    )


def pairs(store: Store, limit: int) -> list[Row]:
    """The pairs of sides that meet most, in both directions together.

    A state and all who speak and act for it count as one side.
    """
    return store.rows(
        "WITH party AS (SELECT DISTINCT happening, score, coalesce(country, actor) AS side "
        f"FROM {_parties(store)} WHERE coalesce(country, actor) IS NOT NULL "
        "AND status = 'actual') "
        "SELECT x.side AS first, y.side AS second, count(*) AS happenings, "
        "count(*) FILTER (x.score > 0) AS cooperation, "
        "count(*) FILTER (x.score < 0) AS conflict, avg(x.score) AS score "
        "FROM party x JOIN party y ON x.happening = y.happening AND x.side < y.side "
        "GROUP BY ALL ORDER BY happenings DESC, first, second LIMIT $limit",
        {"limit": limit},
    )


def _parties(store: Store) -> str:
    """The parties of happenings one by one: from the quick table where it is up to date."""
    if has_lookup(store):
        return "find_happening_parties"
    return (
        "(SELECT h.id AS happening, p.actor, p.country, p.name AS shown, h.status, h.score "
        "FROM happenings h, unnest(list_concat(h.actors, h.recipients)) u(p))"
    )


def side_names(store: Store, sides: list[str], language: str = "de") -> dict[str, str]:
    """What sides are called: states in the language asked for, others as the articles do."""
    known = states()
    names = {side: (known[side].name(language)) for side in sides if side in known}
    rows = store.rows(
        "SELECT id, first(name ORDER BY mentions DESC, name) AS name FROM article_actors "
        "WHERE id IN (SELECT unnest($ids::VARCHAR[])) GROUP BY id",
        {"ids": [side for side in sides if side not in names]},
    )
    return names | {row["id"]: row["name"] for row in rows}
