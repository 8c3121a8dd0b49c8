"""The whole store at a glance: how much there is, who is busiest, which pairs meet most."""

from typing import Any

from lagebild.language.states import states
from lagebild.picture.connected import WEIGHT, Chosen, happenings
from lagebild.picture.question import Filters, Query
from lagebild.store import Store

Row = dict[str, Any]

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

# A state and all who speak and act for it count as one side.
SIDE = "coalesce(p.country, p.actor)"


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
    query.order = f"{WEIGHT} DESC, h.id"
    return query


def busiest(store: Store, limit: int) -> list[Row]:
    """The actors of the most happenings: id, name, happenings, cooperation, conflict."""
    return store.rows(
        "WITH party AS (SELECT DISTINCT h.id, h.score, p.actor AS actor, p.name AS name FROM "
        "happenings h, unnest(list_concat(h.actors, h.recipients)) u(p) "
        "WHERE p.actor IS NOT NULL AND h.status = 'actual') "
        "SELECT actor, any_value(name) AS name, count(DISTINCT id) AS happenings, "
        "count(*) FILTER (score > 0) AS cooperation, count(*) FILTER (score < 0) AS conflict "
        "FROM party GROUP BY actor ORDER BY happenings DESC, actor LIMIT $limit",
        {"limit": limit},
    )


def pairs(store: Store, limit: int, asked: Query | None = None) -> list[Row]:
    """The pairs of sides that meet most, in both directions together, among chosen happenings."""
    asked = asked or happenings(store, Filters(), Chosen())
    return store.rows(
        f"WITH chosen AS ({asked.of('h.id, h.actors, h.recipients, h.score, h.status')}), "
        f"party AS (SELECT DISTINCT c.id, c.score, {SIDE} AS side FROM chosen c, "
        "unnest(list_concat(c.actors, c.recipients)) u(p) "
        f"WHERE {SIDE} IS NOT NULL AND c.status = 'actual') "
        "SELECT x.side AS first, y.side AS second, count(*) AS happenings, "
        "count(*) FILTER (x.score > 0) AS cooperation, count(*) FILTER (x.score < 0) AS conflict, "
        "avg(x.score) AS score FROM party x JOIN party y ON x.id = y.id AND x.side < y.side "
        "GROUP BY ALL ORDER BY happenings DESC, first, second LIMIT $limit",
        asked.values | {"limit": limit},
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
