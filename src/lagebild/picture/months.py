"""How much happened when: cooperation and conflict by month."""

from typing import Any

from lagebild.picture.question import Query
from lagebild.store import Store

LONGEST = 31
SHORT, LONG_AGO = 120, 0.05


def by_month(store: Store, asked: Query, table: str) -> list[dict[str, Any]]:
    """Months with their cooperation and conflict; only what is dated as precisely as a month.

    `table` is the letter of the query's table: e for events, h for happenings.
    """
    columns = f"strftime({table}.day_first, '%Y-%m') AS month, {table}.score AS score"
    precise = Query(asked.select, asked.order, list(asked.conditions), dict(asked.values))
    precise.where(f"{table}.day_last - {table}.day_first <= {LONGEST}")
    return store.rows(
        f"SELECT month, count(*) FILTER (score >= 0) AS cooperation, "
        f"count(*) FILTER (score < 0) AS conflict, avg(score) AS score "
        f"FROM ({precise.of(columns)}) GROUP BY month ORDER BY month",
        precise.values,
    )


def main_stretch(months: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The months from which on nearly all happened, without what is told of long ago.

    Nothing is left out of less than ten years.
    """
    if not months or _number(months[-1]["month"]) - _number(months[0]["month"]) < SHORT:
        return months
    total = sum(row["cooperation"] + row["conflict"] for row in months)
    before = 0
    for at, row in enumerate(months):
        before += row["cooperation"] + row["conflict"]
        if before > total * LONG_AGO:
            return months[at:]
    return months


def without_gaps(months: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same with the months in which nothing happened."""
    if not months:
        return []
    known = {row["month"]: row for row in months}
    first, last = _number(months[0]["month"]), _number(months[-1]["month"])
    names = [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(first, last + 1)]
    empty = {"cooperation": 0, "conflict": 0, "score": None}
    return [known.get(name, {"month": name} | empty) for name in names]


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1
