"""Tables that only serve to find rows quickly: names without accents and case, parties one by one.

They repeat what the other tables say, are filled when everything is connected, and are only asked
while that is up to date (after a correction it is not, until the next build). Texts are stored as
`has_words` compares them: plain, with a space at both ends.
"""

from lagebild.store.store import Store

FILL = {
    "find_names": (
        "SELECT DISTINCT id AS actor, ' ' || plain(spelling) || ' ' AS name FROM "
        "(SELECT id, unnest(list_append(list_transform(names, lambda n: n.\"text\"), name)) "
        "AS spelling FROM article_actors)"
    ),
    "find_actors": "SELECT * FROM actors",
    "find_event_parties": (
        "SELECT e.id AS event, p.actor AS actor, p.country AS country, p.\"start\" AS \"start\", "
        "' ' || plain(p.name) || ' ' AS name, ' ' || plain(p.\"text\") || ' ' AS words "
        "FROM events e, unnest(list_concat(e.actors, e.recipients)) u(p)"
    ),
    "find_happening_parties": (
        "SELECT h.id AS happening, p.actor AS actor, p.country AS country, p.name AS shown, "
        "' ' || plain(p.name) || ' ' AS name, h.status AS status, h.score AS score "
        "FROM happenings h, unnest(list_concat(h.actors, h.recipients)) u(p)"
    ),
    "find_quote_parties": (
        "SELECT quote, side, p.actor AS actor, p.country AS country, "
        "' ' || plain(p.name) || ' ' AS name, ' ' || plain(p.\"text\") || ' ' AS words FROM ("
        "SELECT id AS quote, 'speaker' AS side, speaker AS p FROM quotes WHERE speaker IS NOT NULL "
        "UNION ALL SELECT id, 'addressee', addressee FROM quotes WHERE addressee IS NOT NULL)"
    ),
    "find_quote_words": "SELECT id AS quote, ' ' || plain(\"text\") || ' ' AS words FROM quotes",
    "find_quote_actors": (
        "SELECT DISTINCT q.id AS quote, m.actor AS actor FROM quotes q JOIN mentions m "
        "ON m.article = q.article AND m.\"start\" >= q.\"start\" AND m.\"end\" <= q.\"end\" "
        "WHERE m.actor IS NOT NULL"
    ),
    "find_dispute_actors": (
        "SELECT DISTINCT s.id AS dispute, m.actor AS actor, x.country AS country FROM "
        "(SELECT id, unnest(sides) AS side FROM disputes) s JOIN mentions m "
        "ON m.article = s.side.article AND m.\"start\" >= s.side.\"start\" "
        "AND m.\"end\" <= s.side.\"end\" "
        "LEFT JOIN (SELECT DISTINCT id, country FROM article_actors) x ON x.id = m.actor "
        "WHERE m.actor IS NOT NULL"
    ),
}  # fmt: skip


def fill_lookup(store: Store) -> None:
    """Make the tables anew from what is stored."""
    for table, sql in FILL.items():
        store.execute(f"CREATE OR REPLACE TABLE {table} AS {sql}")


def has_lookup(store: Store) -> bool:
    """Whether the tables say what the store says."""
    return store.once("lookup", lambda: _has_lookup(store))


def _has_lookup(store: Store) -> bool:
    return bool(
        store.value(
            "SELECT (SELECT count(*) FROM duckdb_tables() WHERE table_name "
            "IN (SELECT unnest($tables::VARCHAR[]))) = $number "
            "AND EXISTS (SELECT 1 FROM meta WHERE name = 'connected')",
            {"tables": list(FILL), "number": len(FILL)},
        )
    )


def actors_of(store: Store) -> str:
    """The table that has one row an actor: the quick one where it is up to date."""
    return "find_actors" if has_lookup(store) else "actors"


def words_match(column: str, name: str) -> str:
    """`has_words` for a column of these tables and what `plain_words` binds to `name`."""
    return f"contains({column}, ${name}_plain)"


def plain_words(store: Store, wanted: str, name: str) -> dict[str, str]:
    """The value for `words_match`: worked out once and not for every row."""
    plain = store.once(
        f"plain {wanted}", lambda: store.value("SELECT plain($wanted)", {"wanted": wanted})
    )
    return {f"{name}_plain": f" {plain} " if plain else "\n"}  # no plain text holds a line break
