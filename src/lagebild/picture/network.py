"""Who meets whom: actors joined by the happenings in which both take part."""

from typing import Any

from lagebild.picture.question import Query
from lagebild.store import Store


def links(store: Store, asked: Query, limit: int, of: str | None = None) -> list[dict[str, Any]]:
    """The pairs of actors of the most happenings asked for; at most `limit`.

    With `of` only those of one actor, who is then the first of each pair.
    """
    one = "x.actor = $of AND y.actor != $of" if of is not None else "x.actor < y.actor"
    return store.rows(
        f"WITH chosen AS ({asked.of('h.id, h.actors, h.recipients, h.score')}), "
        "party AS (SELECT DISTINCT c.id, c.score, p.actor AS actor, p.name AS name, "
        "p.country AS country FROM chosen c, unnest(list_concat(c.actors, c.recipients)) u(p) "
        "WHERE p.actor IS NOT NULL) "
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
