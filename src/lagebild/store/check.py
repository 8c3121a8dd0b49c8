"""Checking a store: does every row still lead to the words it rests on?

Each check is one query that counts the rows at fault and names one of them. A store that Lagebild
wrote and nobody else touched has no faults.
"""

from collections.abc import Iterator

import msgspec

from lagebild.store.connected import has_tables
from lagebild.store.schema import RECORD_TABLES
from lagebild.store.store import Store

STATUSES = ("actual", "planned", "negated", "hypothetical")
TABLE_COLUMNS = {
    "articles": ("id", "text", "key", "digest", "analysed", "duplicates_of"),
    "mentions": ("id", "article", "text", "start", "end", "label", "actor"),
    "dates": ("id", "article", "text", "start", "end", "type", "value"),
    "quotes": ("id", "article", "text", "start", "end", "speaker", "cue", "via"),
    "events": ("id", "article", "type", "status", "trigger", "sentence", "actors", "confidence"),
    "ties": ("id", "article", "relation", "subject", "object", "evidence"),
    "article_actors": ("id", "article", "name"),
    "given": ("source", "origin", "raw", "key"),
    "sources": ("path", "digest"),
    "failures": ("source", "reason"),
}


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with `count` rows; `example` is the id of one of them."""

    what: str
    count: int
    example: str


def _cut(table: str, span: str, condition: str = "true") -> str:
    """Rows of a table whose span does not hold the words that stand at its place."""
    return (
        f"SELECT r.id FROM {table} r JOIN articles a ON a.id = r.article WHERE {condition} AND "
        f'substr(a."text", {span}."start" + 1, {span}."end" - {span}."start") '
        f'IS DISTINCT FROM {span}."text"'
    )


def _cut_in(table: str, spans: str) -> str:
    """The same for a column that holds a list of spans."""
    flat = f"(SELECT id, article, unnest({spans}) AS s FROM {table})"
    return _cut(flat, "r.s")


_SPANS = (
    *((f"{t}: the words are not where they should be", _cut(t, "r")) for t in
      ("mentions", "dates", "quotes")),
    ("events: the trigger is not where it should be", _cut("events", "r.trigger")),
    ("events: the sentence is not where it should be", _cut("events", "r.sentence")),
    ("events: the date's words are not where they should be",
     _cut("events", "r.date", 'r.date."start" IS NOT NULL')),
    ("events: an actor's words are not where they should be", _cut_in("events", "actors")),
    ("events: a recipient's words are not where they should be", _cut_in("events", "recipients")),
    ("quotes: the cue is not where it should be", _cut("quotes", "r.cue", "r.cue IS NOT NULL")),
    ("quotes: the speaker is not where it should be",
     _cut("quotes", "r.speaker", "r.speaker IS NOT NULL")),
)  # fmt: skip

_WHOLE = (
    *((f"{t}: two rows with one id",
       f"SELECT id FROM {t} GROUP BY {'id, article' if t == 'article_actors' else 'id'} "
       "HAVING count(*) > 1")
      for t in ("articles", *RECORD_TABLES)),
    *((f"{t}: the article is missing, a copy or without records",
       f"SELECT id FROM {t} WHERE article NOT IN "
       "(SELECT id FROM articles WHERE analysed AND duplicates_of IS NULL)")
      for t in RECORD_TABLES),
    ("articles: the article that this one copies is missing",
     "SELECT id FROM articles WHERE duplicates_of IS NOT NULL AND duplicates_of NOT IN "
     "(SELECT id FROM articles)"),
    ("articles: no source gave it", "SELECT id FROM articles WHERE key NOT IN "
     "(SELECT key FROM given)"),
    ("events: no such status", "SELECT id FROM events WHERE status NOT IN "
     f"({', '.join(repr(s) for s in STATUSES)})"),
    ("events: the confidence is not between 0 and 1",
     "SELECT id FROM events WHERE NOT confidence BETWEEN 0 AND 1"),
    ("events: an actor is not known", "SELECT id FROM (SELECT id, unnest(actors || recipients) "
     "AS p FROM events) WHERE p.actor IS NOT NULL AND p.actor NOT IN "
     "(SELECT id FROM article_actors)"),
)  # fmt: skip

_JOINED = (
    ("happenings: an event is missing",
     "SELECT id FROM (SELECT id, unnest(events) AS e FROM happenings) WHERE e NOT IN "
     "(SELECT id FROM events)"),
    ("stories: an article is missing",
     "SELECT id FROM (SELECT id, unnest(articles) AS a FROM stories) WHERE a NOT IN "
     "(SELECT id FROM articles)"),
    ("disputes: a side's words are not where they should be",
     "SELECT r.id FROM (SELECT id, unnest(sides) AS s FROM disputes) r LEFT JOIN articles a "
     "ON a.id = r.s.article WHERE "
     'substr(a."text", r.s."start" + 1, r.s."end" - r.s."start") IS DISTINCT FROM r.s."text"'),
    ("ties: the evidence is not where it should be",
     "SELECT r.id FROM (SELECT id, unnest(evidence) AS s FROM known_ties) r LEFT JOIN articles a "
     "ON a.id = r.s.article WHERE "
     'substr(a."text", r.s."start" + 1, r.s."end" - r.s."start") IS DISTINCT FROM r.s."text"'),
)  # fmt: skip


def check_store(store: Store) -> Iterator[Fault]:
    """The faults of an open store, none where all is well. Raises StoreError where it is damaged.

    Tables and columns come first: where they are missing, nothing else is looked at.
    """
    missing = list(_missing_columns(store))
    yield from missing
    if missing:
        return
    checks = [*_SPANS, *_WHOLE, *(_JOINED if _is_joined(store) else ())]
    for what, faulty in checks:
        found = store.rows(
            f"SELECT count(*) AS n, min(id) AS example FROM (SELECT DISTINCT id FROM ({faulty}))"
        )[0]
        if found["n"]:
            yield Fault(what, found["n"], str(found["example"]))


def _is_joined(store: Store) -> bool:
    """Whether the connected tables belong to the records as they are now."""
    current = store.value("SELECT count(*) FROM meta WHERE name = 'connected'")
    return bool(current) and has_tables(store)


def _missing_columns(store: Store) -> Iterator[Fault]:
    rows = store.rows("SELECT table_name AS t, column_name AS c FROM duckdb_columns()")
    present: dict[str, set[str]] = {}
    for row in rows:
        present.setdefault(row["t"], set()).add(row["c"])
    for table, columns in TABLE_COLUMNS.items():
        lacking = sorted(set(columns) - present.get(table, set()))
        if lacking:
            yield Fault(f"{table}: columns are missing", len(lacking), lacking[0])
