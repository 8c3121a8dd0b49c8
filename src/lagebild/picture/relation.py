"""The relation of two actors: what happened between them, month by month."""

from dataclasses import dataclass
from typing import Any

from lagebild.language.organisations import members_in, organisation_named, organisations
from lagebild.picture.connected import COLUMNS, Chosen, evidence_of, happenings
from lagebild.picture.question import Filters, Query, actor_ids
from lagebild.store import Store

ENOUGH = 5
MOST_UNDATED = 5
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
    """`months` in order; `undated`: how many have no date, `told`: the strongest of them in the
    words of an article; `enough`: whether a trend shows."""

    first: str
    second: str
    months: tuple[Month, ...]
    undated: int
    enough: bool
    told: tuple[dict[str, Any], ...] = ()

    @property
    def total(self) -> int:
        return self.undated + sum(month.happenings for month in self.months)


def relation(
    store: Store,
    first: str,
    second: str,
    since: str | None = None,
    until: str | None = None,
    members: bool = False,
) -> Relation:
    """Count what happened (not what was denied or is only possible) between two actors.

    With `members` what the members of an organisation did counts as its own, too, as far as they
    were members in the year of the happening.
    """
    asked = between(store, first, second, since, until)
    rows = store.rows(asked.of(COLUMNS), asked.values)
    if members:
        known = {row["id"] for row in rows}
        rows += [row for row in _by_members(store, first, second, since, until)
                 if row["id"] not in known]  # fmt: skip
    counted = [row for row in rows if row["status"] == "actual"]
    by_month: dict[str, list[dict[str, Any]]] = {}
    for row in counted:
        if row["day_first"] is not None and (row["day_last"] - row["day_first"]).days <= 92:
            by_month.setdefault(row["day_first"].strftime("%Y-%m"), []).append(row)
    months: list[Month] = []
    strongest = {name: _strongest(rows) for name, rows in by_month.items()}
    shown = {row["id"] for rows in by_month.values() for row in rows}
    rest = sorted((row for row in counted if row["id"] not in shown), key=_weight)[:MOST_UNDATED]
    quoted = evidence_of(store, [row["id"] for row in (*strongest.values(), *rest)])
    for name in sorted(by_month):
        best = quoted.get(strongest[name]["id"])
        before, evidence = months[-1] if months else None, best[0] if best else None
        months.append(_month(name, by_month[name], before, evidence))
    dated = sum(month.happenings for month in months)
    told = tuple(quoted[row["id"]][0] for row in rest if quoted.get(row["id"]))
    return Relation(
        first,
        second,
        tuple(months),
        len(counted) - dated,
        dated >= ENOUGH and len(months) > 1,
        told,
    )


def _weight(row: dict[str, Any]) -> tuple[float, str]:
    return (-abs(row["score"] or 0) * row["voices"], row["id"])


def _by_members(
    store: Store, first: str, second: str, since: str | None, until: str | None
) -> list[dict[str, Any]]:
    """What happened between two different states, of which each is or stands for one side."""
    sides = [(_states_of(store, name), _organisations_of(store, name)) for name in (first, second)]
    if not any(keys for _, keys in sides):
        return []
    query = happenings(store, Filters(since=since, until=until), Chosen())
    lands = "list_transform(list_concat(h.actors, h.recipients), lambda x: x.country)"
    for number, (own, keys) in enumerate(sides):
        states = own | {m.state for key in keys for m in organisations()[key].members}
        query.where(f"list_has_any({lands}, $side{number})", **{f"side{number}": sorted(states)})
    rows = store.rows(query.of(COLUMNS), query.values)
    return [row for row in rows if _between_members(row, sides)]


def _between_members(row: dict[str, Any], sides: list[tuple[set[str], set[str]]]) -> bool:
    year = row["day_first"].year if row["day_first"] else None
    lands = {x["country"] for x in (*row["actors"], *row["recipients"]) if x["country"]}
    left, right = (
        {c for c in lands if c in own
         or (year is not None and any(c in members_in(key, year) for key in keys))}
        for own, keys in sides
    )  # fmt: skip
    return any(a != b for a in left for b in right)


def _organisations_of(store: Store, wanted: str) -> set[str]:
    """The keys of the organisations that a name means."""
    known = organisation_named(wanted)
    ids = {i.removeprefix("org:") for i in actor_ids(store, wanted)}
    return (ids & organisations().keys()) | ({known.key} if known else set())


def _states_of(store: Store, wanted: str) -> set[str]:
    """The states that a name means; a person stands for none here."""
    return {i for i in (*actor_ids(store, wanted), wanted.upper()) if len(i) == 3 and i.isupper()}


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


def _strongest(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return max(rows, key=lambda row: (row["voices"], abs(row["score"] or 0), row["id"]))


def _month(
    name: str,
    rows: list[dict[str, Any]],
    before: Month | None,
    evidence: dict[str, Any] | None,
) -> Month:
    scores = [row["score"] or 0.0 for row in rows]
    mean = sum(scores) / len(scores)
    enough = len(rows) >= TURN_HAPPENINGS and before is not None
    turn = (
        enough
        and before is not None
        and before.happenings >= TURN_HAPPENINGS
        and abs(mean - before.score) >= TURN
    )
    return Month(
        name, len(rows), sum(s > 0 for s in scores), sum(s < 0 for s in scores), round(mean, 2),
        turn, evidence,
    )  # fmt: skip
