"""What concerns an actor: disputes in whose words it is named."""

from lagebild.picture.question import Query, actor_ids
from lagebild.store import Store
from lagebild.store.lookup import has_lookup


def concern(query: Query, store: Store, wanted: str, name: str) -> None:
    """Of a query for disputes (`h`) keep those in which an actor is named or speaks.

    Who names a state means those who speak and act for it as well. `name` keeps the values of
    several calls apart.
    """
    ids = actor_ids(store, wanted)
    states = [id for id in [wanted.upper(), *ids] if len(id) == 3 and id.isalpha() and id.isupper()]
    condition = _found(name) if has_lookup(store) else _among_mentions(name)
    query.where(condition, **{name: wanted, f"{name}_ids": ids, f"{name}_states": states})


def _found(name: str) -> str:
    """By the tables that serve to find rows quickly."""
    return (
        f"h.id IN (SELECT f.dispute FROM find_dispute_actors f "
        f"WHERE f.actor IN (SELECT unnest(${name}_ids::VARCHAR[])) "
        f"OR f.country IN (SELECT unnest(${name}_states::VARCHAR[]))) "
        f"OR len(list_filter(h.sides, lambda s: has_words(s.said_by, ${name}))) > 0"
    )


def _among_mentions(name: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM unnest(h.sides) u(s) WHERE "
        f"has_words(s.said_by, ${name}) OR EXISTS (SELECT 1 FROM mentions m "
        'WHERE m.article = s.article AND m."start" >= s."start" AND m."end" <= s."end" '
        f"AND m.actor IN (SELECT unnest(${name}_ids::VARCHAR[]) UNION ALL "
        "SELECT id FROM article_actors "
        f"WHERE country IN (SELECT unnest(${name}_states::VARCHAR[])))))"
    )
