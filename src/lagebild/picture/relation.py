"""The relation of two actors: what happened between them, month by month."""

from dataclasses import dataclass
from typing import Any

from lagebild.picture.connected import Chosen, happenings
from lagebild.picture.question import Filters, Query
from lagebild.store import Store

ENOUGH = 5
TURN = 3.0
TURN_HAPPENINGS = 2


@dataclass(frozen=True)
class Month:
    """The happenings of a month between two actors.

    `score` is the mean PLOVER intensity (-10 conflict to 10 cooperation); `turn` tells that it
    moved by three or more against the month before, both with at least two happenings.
    """

    month: str
    happenings: int
    cooperation: int
    conflict: int
    score: float
    turn: bool
    evidence: dict[str, Any] | None


@dataclass(frozen=True)
class Relation:
    """`months` in order; `undated`: how many have no date; `enough`: whether a trend shows."""

    first: str
    second: str
    months: tuple[Month, ...]
    undated: int
    enough: bool

    @property
    def total(self) -> int:
        return self.undated + sum(month.happenings for month in self.months)


def relation(
    store: Store, first: str, second: str, since: str | None = None, until: str | None = None
) -> Relation:
    """Count what happened (not what was denied or is only possible) between two actors."""
    rows = between(store, first, second, since, until).rows(store)
    counted = [row for row in rows if row["status"] == "actual"]
    by_month: dict[str, list[dict[str, Any]]] = {}
    for row in counted:
        if row["day_first"] is not None and (row["day_last"] - row["day_first"]).days <= 92:
            by_month.setdefault(row["day_first"].strftime("%Y-%m"), []).append(row)
    months: list[Month] = []
    for name in sorted(by_month):
        months.append(_month(name, by_month[name], months[-1] if months else None))
    dated = sum(month.happenings for month in months)
    return Relation(
        first, second, tuple(months), len(counted) - dated, dated >= ENOUGH and len(months) > 1
    )


def between(store: Store, first: str, second: str, since: str | None, until: str | None) -> Query:
    """The happenings in which both take part as two parties."""
    filters = Filters(actor=first, partner=second, since=since, until=until)
    query = happenings(store, filters, Chosen())
    two_parties(query)
    return query


def two_parties(query: Query) -> None:
    """Of happenings with both actors keep those in which they are two parties."""
    both = (
        "x.actor = $actor OR list_contains($actor_ids, x.actor) OR x.country = $actor_land "
        "OR x.actor = $partner OR list_contains($partner_ids, x.actor) "
        "OR x.country = $partner_land OR x.actor IS NULL"
    )
    query.where(f"len(list_filter(list_concat(h.actors, h.recipients), lambda x: {both})) > 1")


def _month(name: str, rows: list[dict[str, Any]], before: Month | None) -> Month:
    scores = [row["score"] or 0.0 for row in rows]
    mean = sum(scores) / len(scores)
    enough = len(rows) >= TURN_HAPPENINGS and before is not None
    turn = (
        enough
        and before is not None
        and before.happenings >= TURN_HAPPENINGS
        and abs(mean - before.score) >= TURN
    )
    strongest = max(rows, key=lambda row: (row["voices"], abs(row["score"] or 0), row["id"]))
    evidence = strongest["evidence"][0] if strongest["evidence"] else None
    return Month(
        name, len(rows), sum(s > 0 for s in scores), sum(s < 0 for s in scores), round(mean, 2),
        turn, evidence,
    )  # fmt: skip
