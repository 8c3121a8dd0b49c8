"""Where it happened: places with their coordinates and how much is told of each."""

from typing import Any

from lagebild.picture.connected import count_once
from lagebild.picture.question import Query
from lagebild.store import Store


def places(store: Store, asked: Query, limit: int) -> list[dict[str, Any]]:
    """The places of the events asked for, each happening once; those of the most events first.

    `lat` and `lon` are None where it is only known which country is meant.
    """
    count_once(store, asked)
    columns = "e.place AS place, e.score AS score"
    return store.rows(
        f"WITH chosen AS ({asked.of(columns)}) "
        'SELECT coalesce(place.name, place."text") AS name, place.country AS country, '
        "any_value(place.lat) AS lat, any_value(place.lon) AS lon, count(*) AS happenings, "
        "count(*) FILTER (score > 0) AS cooperation, count(*) FILTER (score < 0) AS conflict "
        "FROM chosen WHERE place IS NOT NULL GROUP BY 1, 2 "
        "ORDER BY happenings DESC, name LIMIT $limit",
        asked.values | {"limit": limit},
    )
