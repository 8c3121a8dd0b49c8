"""Questions to the store: what a user filters by, as SQL with bound values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lagebild.errors import UsageError
from lagebild.records import PLOVER_TYPES, QUOTE_KINDS, STATUSES
from lagebild.store import Store
from lagebild.store.days import Days, day_range
from lagebild.store.lookup import has_lookup, plain_words, words_match


@dataclass(frozen=True)
class Filters:
    """What rows must fit; None and empty values ask for nothing. `limit` 0 or None: all rows."""

    actor: str | None = None
    partner: str | None = None
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    article: str | None = None
    speaker: str | None = None
    about: str | None = None
    via: str | None = None
    stance: str | None = None
    agency: str | None = None
    copies: bool = False
    limit: int | None = None


@dataclass
class Query:
    """A query under construction: conditions are joined by AND, values are always bound."""

    select: str
    order: str
    conditions: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    limit: int | None = None

    def where(self, condition: str, **values: Any) -> None:
        self.conditions.append(condition)
        self.values |= values

    def sql(self) -> str:
        """The statement; its values are in `values`."""
        limit = f" LIMIT {int(self.limit)}" if self.limit else ""
        return f"{self.select}{self._where()} ORDER BY {self.order}{limit}"

    def of(self, columns: str) -> str:
        """The statement for other columns of the same rows, without order and limit."""
        source = self.select.rpartition(" FROM ")[2]
        return f"SELECT {columns} FROM {source}{self._where()}"

    def _where(self) -> str:
        if not self.conditions:
            return ""
        return f" WHERE {' AND '.join(f'({c})' for c in self.conditions)}"

    def count(self, store: Store) -> int:
        """How many rows there are without the limit."""
        return int(store.value(self.of("count(*)"), self.values))

    def rows(self, store: Store) -> list[dict[str, Any]]:
        return store.rows(self.sql(), self.values)


def days_of(value: str | None, option: str) -> Days | None:
    """The days of a date that a user gave ("2023", "2023-09", "2023-09-19").

    Raises UsageError where it is none.
    """
    if value is None:
        return None
    days = day_range(value)
    if days is None:
        raise UsageError(f"{option}: {value!r} is no date such as 2023, 2023-09 or 2023-09-19")
    return days


def choose(values: tuple[str, ...], known: tuple[str, ...], option: str) -> list[str]:
    """The known values that a user named in any case. Raises UsageError for others."""
    by_name = {value.casefold(): value for value in known}
    chosen = []
    for value in (part for given in values for part in given.split(",") if part):
        if value.casefold() not in by_name:
            raise UsageError(f"{option}: {value!r} is none of {' '.join(known)}")
        chosen.append(by_name[value.casefold()])
    return chosen


def add_period(query: Query, filters: Filters, first: str, last: str) -> None:
    """Keep rows whose days touch the period; rows without a date are left out of any period."""
    since, until = days_of(filters.since, "--since"), days_of(filters.until, "--until")
    if since and until and since[0] > until[1]:
        raise UsageError("--since is later than --until")
    if since:
        query.where(f"{last} >= $since", since=since[0])
    if until:
        query.where(f"{first} <= $until", until=until[1])


def add_event_kinds(query: Query, filters: Filters) -> None:
    """Keep events of the PLOVER types and statuses asked for."""
    if types := choose(filters.type, PLOVER_TYPES, "--type"):
        query.where("list_contains($types, e.type)", types=types)
    if statuses := choose(filters.status, STATUSES, "--status"):
        query.where("list_contains($statuses, e.status)", statuses=statuses)


def quote_kinds(filters: Filters) -> list[str]:
    """The kinds of quotation asked for with --type."""
    return choose(filters.type, QUOTE_KINDS, "--type")


def actor_ids(store: Store, wanted: str) -> list[str]:
    """The actors that the words can mean: their id, their name or any of their spellings.

    Case, accents and punctuation do not matter; whole words do ("Putin" finds Wladimir Putin,
    "Put" does not).
    """
    return list(store.once(f"actors {wanted}", lambda: _actor_ids(store, wanted)))


def _actor_ids(store: Store, wanted: str) -> list[str]:
    if has_lookup(store):
        rows = store.rows(
            "SELECT DISTINCT actor AS id FROM find_names WHERE actor = $wanted "
            f"OR {words_match('name', 'wanted')} ORDER BY 1",
            {"wanted": wanted} | plain_words(store, wanted, "wanted"),
        )
        return [row["id"] for row in rows]
    rows = store.rows(
        "SELECT DISTINCT id FROM article_actors WHERE id = $wanted OR has_words(name, $wanted) "
        "OR len(list_filter(names, lambda n: has_words(n.text, $wanted))) > 0 ORDER BY id",
        {"wanted": wanted},
    )
    return [row["id"] for row in rows]


def names_actor(argument: str, name: str) -> str:
    """The condition that an argument (an SQL expression) means the actor bound to `name`.

    An argument of which it is not known whom it means is compared by its words.
    """
    return (
        f"({argument}.actor = ${name} OR list_contains(${name}_ids, {argument}.actor) "
        f"OR {argument}.country = upper(${name}) OR has_words({argument}.name, ${name}) "
        f"OR ({argument}.actor IS NULL AND has_words({argument}.text, ${name})))"
    )


def party_matches(name: str) -> str:
    """`names_actor` for a row `p` of the tables of parties that serve to find rows quickly."""
    return (
        f"(p.actor = ${name} OR list_contains(${name}_ids, p.actor) OR p.country = upper(${name}) "
        f"OR {words_match('p.name', name)} "
        f"OR (p.actor IS NULL AND {words_match('p.words', name)}))"
    )


def actor_values(store: Store, wanted: str, name: str) -> Mapping[str, Any]:
    """The values that `names_actor` binds."""
    if not wanted.strip():
        raise UsageError("the name of an actor is empty")
    return {name: wanted, f"{name}_ids": actor_ids(store, wanted)}


def party_values(store: Store, wanted: str, name: str) -> Mapping[str, Any]:
    """The values that `party_matches` binds."""
    return {**actor_values(store, wanted, name), **plain_words(store, wanted, name)}
