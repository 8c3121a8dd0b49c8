"""Who says so: the articles and outlets that tell what was asked for."""

from typing import Any

from lagebild.picture.question import Query
from lagebild.store import Store


def tellers(store: Store, asked: Query, limit: int) -> list[dict[str, Any]]:
    """The articles that tell the happenings asked for, with how many of which tone each tells.

    `voice` is what an article rests on: articles of one voice count once.
    """
    return store.rows(
        f"WITH chosen AS ({asked.of('h.id, h.articles, h.score')}), "
        "told AS (SELECT c.id, c.score, u.article FROM chosen c, unnest(c.articles) u(article)) "
        "SELECT a.id AS article, a.title, a.outlet, a.published.value AS published, a.url, "
        "any_value(v.voice) AS voice, count(*) AS happenings, "
        "count(*) FILTER (t.score > 0) AS cooperation, "
        "count(*) FILTER (t.score < 0) AS conflict, avg(t.score) AS score "
        "FROM told t JOIN articles a ON a.id = t.article LEFT JOIN voices v ON v.article = a.id "
        "GROUP BY a.id, a.title, a.outlet, a.published.value, a.url "
        "ORDER BY happenings DESC, published NULLS LAST, a.id LIMIT $limit",
        asked.values | {"limit": limit},
    )
