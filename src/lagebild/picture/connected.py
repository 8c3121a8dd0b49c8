"""Questions to the connected tables: happenings, stories, disputes, ties, what is new."""

from dataclasses import dataclass
from typing import Any

from lagebild.errors import UsageError
from lagebild.picture.question import (
    Filters,
    Query,
    actor_ids,
    actor_values,
    add_period,
    choose,
    days_of,
)
from lagebild.records import PLOVER_TYPES, STATUSES
from lagebild.store import Store
from lagebild.store.connected import has_tables
from lagebild.store.lookup import actors_of, has_lookup, plain_words, words_match

DISPUTE_KINDS = (
    "dates", "denial", "figures", "headline", "names", "place", "purpose", "role", "stance",
    "state", "tense", "tone", "wording",
)  # fmt: skip

OFFICE_DAYS = 366  # how long an office is taken to be held after it was last told

# What is stored of a happening, beside the sentences that tell it.
COLUMNS = (
    "h.id, h.type, h.mode, h.status, h.actors, h.recipients, h.date, h.day_first, h.day_last, "
    "h.place, h.country, h.articles, h.voices, h.events, h.score"
)

_EVIDENCE = (
    '(SELECT list(struct_pack(article := e.article, "start" := e.sentence."start", "end" := '
    'e.sentence."end", "text" := e.sentence."text", status := e.status) '
    'ORDER BY e.id != h."lead", e.article, e.sentence."start") '
    "FROM events e WHERE e.happening = h.id) AS evidence"
)

# Many independent voices, strong words or deeds, a headline and a date make a happening important.
WEIGHT = (
    "(h.voices + 0.2 * len(h.articles) + 0.1 * len(h.events)) * (2 + abs(coalesce(h.score, 0)) / 5)"
    " * CASE h.status WHEN 'actual' THEN 1.0 WHEN 'planned' THEN 0.8 ELSE 0.5 END"
    " * CASE WHEN len(h.actors) + len(h.recipients) > 1 THEN 1.3 ELSE 1.0 END"
    " * CASE WHEN h.day_first IS NULL THEN 1.0 ELSE 1.2 END"
    " * CASE WHEN EXISTS (SELECT 1 FROM events e JOIN articles a ON a.id = e.article "
    'WHERE e.happening = h.id AND e.trigger."start" < len(a.title)) THEN 1.2 ELSE 1.0 END'
)


# What has no date comes in the order in which it is told.
_TOLD_AT = (
    '(SELECT struct_pack(day := a.day_first, article := a.id, "at" := e.trigger."start") '
    'FROM events e JOIN articles a ON a.id = e.article WHERE e.id = h."lead")'
)


@dataclass(frozen=True)
class Chosen:
    """Further wishes: the `top` most important, what held `as_of` a day, disputes of `kinds`."""

    top: int | None = None
    as_of: str | None = None
    kinds: tuple[str, ...] = ()


def check_connected(store: Store) -> None:
    """Raises UsageError where the store was made before anything was connected."""
    if not has_tables(store):
        raise UsageError(
            "this store has no happenings yet: run `lagebild build SOURCE...` on it once more"
        )


def happenings(store: Store, filters: Filters, chosen: Chosen) -> Query:
    """Happenings by date, those without one last; with `top` only the most important."""
    check_connected(store)
    query = Query(
        f"SELECT {COLUMNS}, {_EVIDENCE} FROM happenings h",
        f"h.day_first NULLS LAST, h.day_last, {_TOLD_AT}, h.id",
        limit=filters.limit,
    )
    quick = has_lookup(store)
    for wanted, name in ((filters.actor, "actor"), (filters.partner, "partner")):
        if wanted is not None:
            part = _found_part(name) if quick else takes_part(name)
            query.where(part, **party_values(store, wanted, name))
            if quick:
                query.values |= plain_words(store, wanted, name)
    if types := choose(filters.type, PLOVER_TYPES, "--type"):
        query.where("list_contains($types, h.type)", types=types)
    if statuses := choose(filters.status, STATUSES, "--status"):
        query.where("list_contains($statuses, h.status)", statuses=statuses)
    if filters.article is not None:
        query.where("list_contains(h.articles, $article)", article=filters.article)
    add_period(query, filters, "h.day_first", "h.day_last")
    if chosen.top is not None:
        where = " AND ".join(f"({c})" for c in query.conditions) or "true"
        query.where(
            f"h.id IN (SELECT h.id FROM happenings h WHERE {where} "
            f"ORDER BY {WEIGHT} DESC, h.id LIMIT {int(chosen.top)})"
        )
    return query


def evidence_of(store: Store, ids: list[str]) -> dict[str, list[dict[str, Any]]]:
    """The sentences that tell each of these happenings, the best one first."""
    rows = store.rows(
        "SELECT e.happening AS id, list(struct_pack(article := e.article, "
        '"start" := e.sentence."start", "end" := e.sentence."end", "text" := e.sentence."text", '
        'status := e.status) ORDER BY e.id != h."lead", e.article, e.sentence."start") AS evidence '
        "FROM events e JOIN happenings h ON h.id = e.happening "
        "WHERE e.happening IN (SELECT unnest($ids::VARCHAR[])) "
        "AND h.id IN (SELECT unnest($ids::VARCHAR[])) GROUP BY e.happening",
        {"ids": ids},
    )
    return {row["id"]: row["evidence"] for row in rows}


def takes_part(name: str) -> str:
    """The condition that the actor bound to `name` is among those who take part."""
    party = f"x.actor = ${name} OR list_contains(${name}_ids, x.actor) OR x.country = ${name}_land"
    words = f"(x.actor IS NULL AND has_words(x.name, ${name}))"
    everyone = "list_concat(h.actors, h.recipients)"
    return f"len(list_filter({everyone}, lambda x: {party} OR {words})) > 0"


def _found_part(name: str) -> str:
    """`takes_part` by the tables that serve to find rows quickly."""
    return (
        "h.id IN (SELECT p.happening FROM find_happening_parties p WHERE "
        f"p.actor = ${name} OR list_contains(${name}_ids, p.actor) OR p.country = ${name}_land "
        f"OR (p.actor IS NULL AND {words_match('p.name', name)}))"
    )


def party_values(store: Store, wanted: str, name: str) -> dict[str, object]:
    """What `takes_part` binds. Who names a state means those who speak and act for it."""
    if not wanted.strip():
        raise UsageError("the name of an actor is empty")
    ids = actor_ids(store, wanted)
    states = [i for i in ids if len(i) == 3 and i.isupper()]
    land = states[0] if len(states) == 1 else wanted.upper()
    if wanted in ids and wanted not in states:
        land = ""
    return {name: wanted, f"{name}_ids": ids, f"{name}_land": land}


def count_once(store: Store, query: Query) -> None:
    """Of a query for events keep those that tell their happening best; no change where none are."""
    if has_tables(store):
        query.where("e.id IN (SELECT h.lead FROM happenings h)")


def stories(store: Store, filters: Filters, chosen: Chosen) -> Query:
    """Stories of at least two articles, by their first day."""
    check_connected(store)
    query = Query(
        "SELECT h.id, h.title, h.first, h.last, h.articles, h.voices FROM stories h",
        "h.day_first NULLS LAST, h.id",
        limit=filters.limit,
    )
    query.where("len(h.articles) > 1")
    if filters.article is not None:
        query.where("list_contains(h.articles, $article)", article=filters.article)
    if filters.actor is not None:
        query.where(
            "h.id IN (SELECT s.id FROM (SELECT id, unnest(articles) AS article FROM stories) s "
            "JOIN article_actors x ON x.article = s.article "
            "WHERE x.id = $actor OR list_contains($actor_ids, x.id))",
            **actor_values(store, filters.actor, "actor"),
        )
    add_period(query, filters, "h.day_first", "h.day_last")
    return query


def disputes(store: Store, filters: Filters, chosen: Chosen) -> Query:
    """Disputes by kind and by the day of publication."""
    check_connected(store)
    query = Query(
        "SELECT h.id, h.kind, h.about, h.sides, h.why, h.why_de FROM disputes h",
        "h.day_first NULLS LAST, h.kind, h.id",
        limit=filters.limit,
    )
    if kinds := choose(chosen.kinds, DISPUTE_KINDS, "--kind"):
        query.where("list_contains($kinds, h.kind)", kinds=kinds)
    if filters.article is not None:
        query.where(
            "len(list_filter(h.sides, lambda x: x.article = $article)) > 0",
            article=filters.article,
        )
    add_period(query, filters, "h.day_first", "h.day_last")
    return query


def ties(store: Store, filters: Filters, chosen: Chosen) -> Query:
    """Ties by subject; with `as_of` those told to hold on that day.

    A tie without a stated beginning counts from the day on which it was first told. An office
    counts until a year after it was last told; what begins at a time that nobody tells (a
    suspension) is not said to hold on a day.
    """
    check_connected(store)
    named = actors_of(store)
    query = Query(
        "SELECT h.id, h.relation, h.subject, h.object, h.since, h.until, h.evidence, h.articles, "
        "h.voices, h.first_told, h.last_told, x.name AS subject_name, y.name AS object_name "
        f"FROM known_ties h LEFT JOIN {named} x ON x.id = h.subject "
        f"LEFT JOIN {named} y ON y.id = h.object",
        "h.subject, h.relation, h.object, h.id",
        limit=filters.limit,
    )
    if filters.actor is not None:
        query.where(
            "h.subject = $actor OR h.object = $actor OR list_contains($actor_ids, h.subject) "
            "OR list_contains($actor_ids, h.object)",
            **actor_values(store, filters.actor, "actor"),
        )
    if chosen.kinds:
        query.where("list_contains($kinds, h.relation)", kinds=list(chosen.kinds))
    if day := days_of(chosen.as_of, "--as-of"):
        query.where(
            "coalesce(day_of(h.since), h.first_told, DATE '0001-01-01') <= $day "
            "AND coalesce(last_day_of(h.until), DATE '9999-12-31') >= $first "
            "AND (h.relation NOT IN ('suspended_from', 'controls') OR h.since IS NOT NULL "
            "OR h.first_told IS NOT NULL) AND (h.relation != 'holds_office' OR h.until IS NOT NULL "
            f"OR h.last_told >= $first::DATE - {OFFICE_DAYS} OR h.last_told IS NULL OR h.id IN ("
            "SELECT t.id FROM (SELECT id, unnest(evidence).article AS article FROM known_ties "
            "WHERE relation = 'holds_office') t JOIN articles a ON a.id = t.article "
            "WHERE a.day_first IS NULL))",
            day=day[1], first=day[0],
        )  # fmt: skip
        for name, rest in (("day_of", "'-01-01'"), ("last_day_of", "'-12-31'")):
            store.execute(
                f"CREATE OR REPLACE TEMP MACRO {name}(v) AS coalesce(try_cast(v AS DATE), "
                f"try_cast(v || '-01' AS DATE), try_cast(v[1:4] || {rest} AS DATE))"
            )
    return query


def news(
    store: Store, kind: str, since: str | None, limit: int | None, seen: int | None = None
) -> Query:
    """Happenings, disputes or ties that are new since a day, else since the build `seen` (without
    it: with the last build). A tie is new, too, when a new article tells its end."""
    ask = {"happenings": happenings, "disputes": disputes, "ties": ties}[kind]
    query = ask(store, Filters(limit=limit), Chosen())
    day = days_of(since, "--since")
    if day:
        query.where(_NEW_SINCE_DAY[kind], since=day[0])
        return query
    last = last_build(store)
    seen = last - 1 if seen is None or seen > last else seen
    new = "h.run > $seen"
    if kind == "ties":
        new += (
            " OR (h.until IS NOT NULL AND EXISTS (SELECT 1 FROM articles a WHERE a.run > $seen "
            "AND list_contains(list_transform(h.evidence, lambda x: x.article), a.id)))"
        )
    query.where(new, seen=seen)
    return query


_NEW_SINCE_DAY = {
    "happenings": "EXISTS (SELECT 1 FROM articles a WHERE list_contains(h.articles, a.id) "
    "AND a.day_last >= $since)",
    "disputes": "h.day_last >= $since",
    "ties": "h.first_told >= $since",
}


def last_build(store: Store) -> int:
    """The number of the last build that read anything; 0 for an empty store."""
    return int(store.value("SELECT coalesce(max(run), 0) FROM given"))
