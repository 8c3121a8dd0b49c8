"""Who meets whom: actors joined by the happenings in which both take part."""

from typing import Any

from lagebild.picture.question import Query
from lagebild.store import Store
from lagebild.store.lookup import has_lookup


def links(store: Store, asked: Query, limit: int, of: str | None = None) -> list[dict[str, Any]]:
    """The pairs of actors of the most happenings asked for; at most `limit`.

    With `of` only those of one actor, who is then the first of each pair.
    """
    one = "x.actor = $of AND y.actor != $of" if of is not None else "x.actor < y.actor"
    return store.rows(
        f"{_parties(store, asked)} "
        "SELECT x.actor AS first, any_value(x.name) AS first_name, "
        "any_value(x.country) AS first_country, y.actor AS second, "
        "any_value(y.name) AS second_name, any_value(y.country) AS second_country, "
        "count(DISTINCT x.id) AS happenings, "
        "count(DISTINCT x.id) FILTER (x.score > 0) AS cooperation, "
        "count(DISTINCT x.id) FILTER (x.score < 0) AS conflict, avg(x.score) AS score "
        f"FROM party x JOIN party y ON x.id = y.id AND {one} "
        "GROUP BY x.actor, y.actor ORDER BY happenings DESC, first, second LIMIT $limit",
        asked.values | {"limit": limit} | ({"of": of} if of is not None else {}),
    )


def _parties(store: Store, asked: Query) -> str:
    """The known parties of what is asked for: from the quick table where it is up to date."""
    if has_lookup(store):
        return (
            "WITH party AS (SELECT DISTINCT p.happening AS id, p.score, p.actor, p.shown AS name, "
            "p.country FROM find_happening_parties p WHERE p.actor IS NOT NULL "
            f"AND p.happening IN ({asked.of('h.id')}))"
        )
    return (
        f"WITH chosen AS ({asked.of('h.id, h.actors, h.recipients, h.score')}), "
        "party AS (SELECT DISTINCT c.id, c.score, p.actor AS actor, p.name AS name, "
        "p.country AS country FROM chosen c, unnest(list_concat(c.actors, c.recipients)) u(p) "
        "WHERE p.actor IS NOT NULL)"
    )
