"""The lists: events, quotations, articles and actors that fit the filters."""

from lagebild.errors import UsageError
from lagebild.picture.question import (
    Filters,
    Query,
    actor_values,
    add_event_kinds,
    add_period,
    names_actor,
    party_matches,
    party_values,
    quote_kinds,
)
from lagebild.store import Store
from lagebild.store.lookup import actors_of, has_lookup, words_match

# What a row says about its article, beside the record's own fields.
_SOURCE = (
    "a.title AS article_title, a.outlet AS article_outlet, a.published.value AS article_published, "
    "a.language AS article_language, a.url AS article_url"
)


def events(store: Store, filters: Filters) -> Query:
    """Events by date; those without one last."""
    query = Query(
        f"SELECT e.* EXCLUDE (day_first, day_last), {_SOURCE}, e.day_first, e.day_last "
        "FROM events e JOIN articles a ON a.id = e.article",
        'e.day_first NULLS LAST, e.day_last, e.article, e."trigger"."start", e.id',
        limit=filters.limit,
    )
    quick = has_lookup(store)
    values = party_values if quick else actor_values
    for wanted, name in ((filters.actor, "actor"), (filters.partner, "partner")):
        if wanted is not None:
            takes_part = _found_part(name) if quick else _takes_part(name)
            query.where(takes_part, **values(store, wanted, name))
    if filters.actor is not None and filters.partner is not None:
        query.where(_found_sides() if quick else _two_sides())
    add_event_kinds(query, filters)
    add_period(query, filters, "e.day_first", "e.day_last")
    if filters.article is not None:
        query.where("e.article = $article", article=filters.article)
    return query


def _takes_part(name: str) -> str:
    everyone = "list_concat(e.actors, e.recipients)"
    return f"len(list_filter({everyone}, lambda x: {names_actor('x', name)})) > 0"


def _found_part(name: str) -> str:
    return f"e.id IN (SELECT p.event FROM find_event_parties p WHERE {party_matches(name)})"


def _found_sides() -> str:
    either = f"{party_matches('actor')} OR {party_matches('partner')}"
    return (
        f"e.id IN (SELECT p.event FROM find_event_parties p WHERE {either} "
        'GROUP BY p.event HAVING count(DISTINCT p."start") > 1)'
    )


def _two_sides() -> str:
    """Two arguments, one for each of the two: one person of a country is not both sides."""
    either = f"{names_actor('x', 'actor')} OR {names_actor('x', 'partner')}"
    found = f"list_filter(list_concat(e.actors, e.recipients), lambda x: {either})"
    return f'len(list_distinct(list_transform({found}, lambda x: x."start"))) > 1'


def quotes(store: Store, filters: Filters) -> Query:
    """Quotations in the order of the articles' publication and of the text."""
    query = Query(
        f"SELECT q.*, {_SOURCE} FROM quotes q JOIN articles a ON a.id = q.article",
        'a.day_first NULLS LAST, q.article, q."start", q.id',
        limit=filters.limit,
    )
    quick = has_lookup(store)
    values = party_values if quick else actor_values
    if filters.actor is not None:
        sides = f"{names_actor('q.speaker', 'actor')} OR {names_actor('q.addressee', 'actor')}"
        query.where(
            _found_voice("actor", "speaker", "addressee") if quick else sides,
            **values(store, filters.actor, "actor"),
        )
    if filters.speaker is not None:
        speaks = (
            _found_voice("speaker", "speaker") if quick else names_actor("q.speaker", "speaker")
        )
        query.where(speaks, **values(store, filters.speaker, "speaker"))
    if filters.about is not None:
        about = _found_about() if quick else _about()
        query.where(about, **values(store, filters.about, "about"))
    if filters.via is not None:
        query.where("has_words(q.via.name, $via) OR has_words(q.via.text, $via)", via=filters.via)
    if filters.stance is not None:
        query.where("q.stance = $stance", stance=filters.stance)
    if kinds := quote_kinds(filters):
        query.where("list_contains($kinds, q.kind)", kinds=kinds)
    if filters.article is not None:
        query.where("q.article = $article", article=filters.article)
    add_period(query, filters, "a.day_first", "a.day_last")
    return query


def _found_voice(name: str, *sides: str) -> str:
    listed = ", ".join(f"'{side}'" for side in sides)
    return (
        f"q.id IN (SELECT p.quote FROM find_quote_parties p WHERE p.side IN ({listed}) "
        f"AND {party_matches(name)})"
    )


def _found_about() -> str:
    return (
        f"q.id IN (SELECT w.quote FROM find_quote_words w WHERE {words_match('w.words', 'about')} "
        "UNION ALL SELECT x.quote FROM find_quote_actors x "
        "WHERE x.actor = $about OR list_contains($about_ids, x.actor))"
    )


def _about() -> str:
    return (
        "has_words(q.text, $about) OR EXISTS (SELECT 1 FROM mentions m WHERE m.article = q.article "
        'AND m."start" >= q."start" AND m."end" <= q."end" '
        "AND (m.actor = $about OR list_contains($about_ids, m.actor)))"
    )


def articles(store: Store, filters: Filters) -> Query:
    """Articles by date of publication; copies of others only when asked for."""
    query = Query(
        "SELECT a.id, a.title, a.outlet, a.authors, a.published, a.language, a.url, a.text, "
        "a.parts, a.chain, a.duplicates_of, a.quality, a.origin, a.extra, "
        "(SELECT count(*) FROM events e WHERE e.article = a.id) AS events, "
        "(SELECT count(*) FROM quotes q WHERE q.article = a.id) AS quotes FROM articles a",
        "a.day_first NULLS LAST, a.id",
        limit=filters.limit,
    )
    if not filters.copies:
        query.where("a.duplicates_of IS NULL")
    if filters.actor is not None:
        query.where(
            "EXISTS (SELECT 1 FROM article_actors x WHERE x.article = a.id AND "
            "(x.id = $actor OR list_contains($actor_ids, x.id) OR x.country = upper($actor)))",
            **actor_values(store, filters.actor, "actor"),
        )
    if filters.agency is not None:
        query.where(
            "len(list_filter(a.chain, lambda c: c.kind = 'agency' AND has_words(c.name, $agency)))"
            " > 0",
            agency=filters.agency,
        )
    if filters.article is not None:
        query.where("a.id = $article", article=filters.article)
    add_period(query, filters, "a.day_first", "a.day_last")
    return query


ACTOR_KINDS = ("person", "state", "organisation", "group", "office", "place")


def actors(store: Store, filters: Filters) -> Query:
    """Actors, those of the most articles first."""
    query = Query(f"SELECT x.* FROM {actors_of(store)} x", "x.articles DESC, x.mentions DESC, x.id")
    query.limit = filters.limit
    if filters.actor is not None:
        query.where(
            "x.id = $actor OR list_contains($actor_ids, x.id) OR x.country = upper($actor)",
            **actor_values(store, filters.actor, "actor"),
        )
    if filters.type:
        kinds = [kind.casefold() for given in filters.type for kind in given.split(",")]
        if unknown := [kind for kind in kinds if kind not in ACTOR_KINDS]:
            raise UsageError(f"--type: {unknown[0]!r} is none of {' '.join(ACTOR_KINDS)}")
        query.where("list_contains($kinds, x.kind)", kinds=kinds)
    if filters.article is not None:
        query.where(
            "EXISTS (SELECT 1 FROM article_actors y WHERE y.id = x.id AND y.article = $article)",
            article=filters.article,
        )
    return query
