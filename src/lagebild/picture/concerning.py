"""What concerns an actor: disputes in whose words it is named."""

from lagebild.picture.question import Query, actor_ids
from lagebild.store import Store


def concern(query: Query, store: Store, wanted: str, name: str) -> None:
    """Of a query for disputes (`h`) keep those in which an actor is named or speaks.

    Who names a state means those who speak and act for it as well. `name` keeps the values of
    several calls apart.
    """
    ids = actor_ids(store, wanted)
    states = [id for id in [wanted.upper(), *ids] if len(id) == 3 and id.isalpha() and id.isupper()]
    query.where(
        "EXISTS (SELECT 1 FROM unnest(h.sides) u(s) WHERE "
        f"has_words(s.said_by, ${name}) OR EXISTS (SELECT 1 FROM mentions m "
        'WHERE m.article = s.article AND m."start" >= s."start" AND m."end" <= s."end" '
        f"AND m.actor IN (SELECT unnest(${name}_ids::VARCHAR[]) UNION ALL "
        "SELECT id FROM article_actors "
        f"WHERE country IN (SELECT unnest(${name}_states::VARCHAR[])))))",
        **{name: wanted, f"{name}_ids": ids, f"{name}_states": states},
    )
