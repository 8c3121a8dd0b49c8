"""The tables that connecting fills: what holds across articles.

They are derived from the articles and their records and can be dropped at any time; the next build
fills them again. Made where they are missing, so that older stores get them too.

- `signatures`: the MinHash signature of each text (72 little-endian 32-bit values), kept between
  builds. `shingles` is the number of distinct word triples it was made from.
- `copies`: an article whose text is for the greater part that of another one. `kind`: exact, near
  (`share`: of the shorter text's word triples in the other), translated, rewritten (`share`: of
  the actors, days and figures of both, weighed by how rare they are).
- `voices`: one row an article: what it rests on. Articles of one voice count once.
- `happenings`: `day_first`, `day_last` as for events; `actors` and `recipients` are {actor, name,
  country}; `lead` is the event that tells it best; `score` is the PLOVER intensity. `run`: the
  first build that gave an article on it.
- `disputes`: `why` gives the reason in English, `why_de` in German. `part` of a side: the kind of
  a part that cleaning cut, where its words stand in one; `start` and `end` are where it was cut.
- `known_ties`: ties over all articles; `first_told`, `last_told`: days of publication.
"""

from lagebild.store.store import Store

PARTY = 'STRUCT("actor" VARCHAR, "name" VARCHAR, "country" VARCHAR)'
EVIDENCE = 'STRUCT("article" VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR)'
SIDE = (
    'STRUCT("article" VARCHAR, "start" INTEGER, "end" INTEGER, "text" VARCHAR, '
    '"value" VARCHAR, "said_by" VARCHAR, "part" VARCHAR)'
)

CONNECTED = {
    "signatures": '"key" VARCHAR, "shingles" INTEGER, "mins" BLOB',
    "copies": '"article" VARCHAR, "original" VARCHAR, "kind" VARCHAR, "share" DOUBLE',
    "voices": '"article" VARCHAR, "voice" VARCHAR',
    "happenings": (
        '"id" VARCHAR, "type" VARCHAR, "mode" VARCHAR, "status" VARCHAR, '
        f'"actors" {PARTY}[], "recipients" {PARTY}[], "date" VARCHAR, "day_first" DATE, '
        '"day_last" DATE, "place" VARCHAR, "country" VARCHAR, "articles" VARCHAR[], '
        '"voices" INTEGER, "events" VARCHAR[], "lead" VARCHAR, "quad" INTEGER, "score" DOUBLE, '
        '"run" INTEGER'
    ),
    "stories": (
        '"id" VARCHAR, "title" VARCHAR, "first" VARCHAR, "last" VARCHAR, "day_first" DATE, '
        '"day_last" DATE, "articles" VARCHAR[], "voices" INTEGER, "run" INTEGER'
    ),
    "disputes": (
        f'"id" VARCHAR, "kind" VARCHAR, "about" VARCHAR, "sides" {SIDE}[], "why" VARCHAR, '
        '"why_de" VARCHAR, "day_first" DATE, "day_last" DATE, "run" INTEGER'
    ),
    "known_ties": (
        '"id" VARCHAR, "relation" VARCHAR, "subject" VARCHAR, "object" VARCHAR, "since" VARCHAR, '
        f'"until" VARCHAR, "evidence" {EVIDENCE}[], "articles" INTEGER, "voices" INTEGER, '
        '"first_told" DATE, "last_told" DATE, "run" INTEGER'
    ),
}


def make_tables(store: Store) -> None:
    """Make the tables that a store lacks, and anew those that an older version made otherwise."""
    stored = _columns(store, list(CONNECTED))
    for name, columns in CONNECTED.items():
        store.execute(f"CREATE OR REPLACE TEMP TABLE expected_{name} ({columns})")
    expected = _columns(store, [f"expected_{name}" for name in CONNECTED])
    for name, columns in CONNECTED.items():
        store.execute(f"DROP TABLE expected_{name}")
        if stored.get(name) == expected[f"expected_{name}"]:
            continue
        store.execute(f"DROP TABLE IF EXISTS {name}")
        store.execute(f"CREATE TABLE {name} ({columns})")


def _columns(store: Store, tables: list[str]) -> dict[str, list[tuple[str, str]]]:
    """Names and types of the columns of those tables that there are."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in store.rows(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE table_name IN (SELECT unnest(?::VARCHAR[])) ORDER BY table_name, column_index",
        [tables],
    ):
        found.setdefault(row["table_name"], []).append((row["column_name"], row["data_type"]))
    return found


def has_tables(store: Store) -> bool:
    """Whether the store was ever connected, and as this version does it."""
    found = store.value(
        "SELECT count(*) FROM duckdb_tables() WHERE table_name IN (SELECT unnest(?::VARCHAR[])) "
        "AND (table_name != 'disputes' OR contains(sql, 'why_de'))",
        [list(CONNECTED)],
    )
    return int(found) == len(CONNECTED)
