"""Writing batches of articles so that the store depends on what was given, never on its order.

Which of several like articles is kept, under which id, is decided by comparing the articles
themselves:

- Same id as given and same cleaned text: one article. The description that says more is kept.
- Same id, different texts: the text with the smallest digest has the id, the others have "~" and
  eight digits of their digest behind it.
- Different ids, same text: the id that sorts first has the records; the others point to it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from lagebild.ids import digest
from lagebild.records import Analysis, Article
from lagebild.store.corrected import MACHINE
from lagebild.store.rows import Row, article_row, record_rows, to_record
from lagebild.store.schema import RECORD_TABLES
from lagebild.store.store import Store


@dataclass(frozen=True)
class Given:
    """One article as a source gave it: `origin` names file and record, `raw` is its digest."""

    source: str
    origin: str
    raw: str


@dataclass(frozen=True)
class Failure:
    """What could not be read or analysed, and why."""

    source: str
    origin: str
    reason: str


@dataclass(frozen=True)
class FinishedSource:
    """A file that was read to its end; `whole` is false where some of it failed."""

    path: str
    size: int
    mtime_ns: int
    digest: str
    whole: bool = True


@dataclass
class Batch:
    """What is stored together. `known` were given before and need no analysis."""

    found: list[tuple[Given, Analysis]] = field(default_factory=list)
    known: list[Given] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    finished: list[FinishedSource] = field(default_factory=list)

    def is_empty(self) -> bool:
        return not (self.found or self.others)

    @property
    def others(self) -> int:
        """How many rows it makes besides those of analysed articles."""
        return len(self.known) + len(self.failures) + len(self.finished)

    def extend(self, more: "Batch") -> None:
        """Add what another batch holds."""
        self.found += more.found
        self.known += more.known
        self.failures += more.failures
        self.finished += more.finished


def write_batch(store: Store, batch: Batch, run: int, reader: str = "") -> None:
    """Store a batch in one transaction. `run` numbers the builds of a store.

    `reader`: digest of the program that made the records.
    """
    with store.transaction():
        touched = _write_articles(store, batch.found, run)
        lost = _write_given(store, batch, run)
        for source in batch.finished:
            _finish(store, source, touched, run)
        store.insert("failures", [_failure_row(f, run) for f in [*batch.failures, *lost]])
        _settle(store, touched)
        _write_records(store, [analysis for _, analysis in batch.found], reader)


def write_pending(store: Store, analyses: Sequence[Analysis], reader: str = "") -> None:
    """Store the records of articles that `pending_articles` named, in one transaction."""
    with store.transaction():
        _write_records(store, analyses, reader)


def drop_outdated(store: Store, reader: str) -> int:
    """Let go of the records that another program made; their articles are pending then.

    Returns the number of these articles.
    """
    with store.transaction():
        rows = store.rows(
            "SELECT id FROM articles WHERE analysed AND reader IS DISTINCT FROM ?", [reader]
        )
        ids = [row["id"] for row in rows]
        _drop_records(store, ids)
        store.execute(
            "UPDATE articles SET analysed = false WHERE id IN (SELECT unnest(?::VARCHAR[]))", [ids]
        )
        if ids:
            mark_connected(store, False)
    return len(ids)


def pending_articles(store: Store, limit: int, skip: Iterable[str] = ()) -> list[Article]:
    """Stored articles that still lack their records, because what they copied has gone."""
    rows = store.rows(
        "SELECT * FROM articles WHERE NOT analysed AND duplicates_of IS NULL "
        "AND id NOT IN (SELECT unnest(?::VARCHAR[])) ORDER BY id LIMIT ?",
        [list(skip), limit],
    )
    return [to_record(row, Article) for row in rows]


def known_raws(store: Store, raws: Sequence[str]) -> set[str]:
    """Those of the digests whose articles are stored."""
    rows = store.rows(
        "SELECT DISTINCT raw FROM given WHERE raw IN (SELECT unnest(?::VARCHAR[]))", [list(raws)]
    )
    return {row["raw"] for row in rows}


def next_run(store: Store) -> int:
    """The number of a new build."""
    last = store.value(
        "SELECT max(run) FROM (SELECT run FROM given UNION ALL SELECT run FROM sources "
        "UNION ALL SELECT run FROM failures)"
    )
    return int(last or 0) + 1


def is_connected(store: Store) -> bool:
    """Whether what holds across articles was worked out after the last change."""
    return bool(store.value("SELECT count(*) FROM meta WHERE name = 'connected'"))


def mark_connected(store: Store, connected: bool) -> None:
    """Note whether what holds across articles is up to date."""
    if connected == is_connected(store):
        return
    if connected:
        store.execute("INSERT INTO meta VALUES ('connected', 'yes')")
    else:
        store.execute("DELETE FROM meta WHERE name = 'connected'")


@dataclass
class _Touched:
    """The ids as given and the texts whose articles must be compared anew."""

    given_ids: set[str] = field(default_factory=set)
    digests: set[str] = field(default_factory=set)


def article_key(article: Article) -> tuple[str, str]:
    """The key of an article (id and text) and the digest of its text."""
    text = digest(article.text)
    return digest(article.id, text)[:24], text


def _write_articles(store: Store, found: Sequence[tuple[Given, Analysis]], run: int) -> _Touched:
    touched = _Touched()
    rows: dict[str, Row] = {}
    for given, analysis in found:
        article = analysis.article
        key, text = article_key(article)
        own = {
            "key": key, "given_id": article.id, "digest": text, "content": _content(article),
            "raw": given.raw, "source": given.source, "run": run, "analysed": False,
        }  # fmt: skip
        row = article_row(article) | own
        rows[key] = _better(rows[key], row) if key in rows else row
        touched.given_ids.add(article.id)
        touched.digests.add(text)
    for old in _stored(store, list(rows)):
        if _better(old, rows[old["key"]]) is old:
            del rows[old["key"]]
        else:
            _drop_records(store, [old["id"]] if old["analysed"] else [])
            store.execute("DELETE FROM articles WHERE key = ?", [old["key"]])
    store.insert("articles", list(rows.values()))
    return touched


def _stored(store: Store, keys: Sequence[str]) -> Iterator[Row]:
    """The rows with these keys. The keys alone are searched first: rows are long, hits rare."""
    hits = store.rows(
        "SELECT key FROM articles WHERE key IN (SELECT unnest(?::VARCHAR[]))", [list(keys)]
    )
    for hit in hits:
        yield from store.rows("SELECT * FROM articles WHERE key = ?", [hit["key"]])


def _better(old: Row, new: Row) -> Row:
    """The row to keep of two for one article: a later state of the same file, or what says more."""
    if old["source"] == new["source"] and old["run"] < new["run"]:
        return new
    return min(old, new, key=_rank)


def _rank(row: Row) -> tuple[int, str]:
    article = to_record(row, Article)
    said = sum(
        bool(value)
        for value in (
            article.title, article.outlet, article.authors, article.published, article.url,
        )
    )  # fmt: skip
    return -said, _neutral(article)


def _content(article: Article) -> str:
    return digest(_neutral(msgspec.structs.replace(article, id="", origin="", extra={})))


def _neutral(article: Article) -> str:
    own = msgspec.structs.replace(article, duplicates_of=None)
    return msgspec.json.encode(own, order="sorted").decode()


def _write_given(store: Store, batch: Batch, run: int) -> list[Failure]:
    """Note what each source gave; the answer names what repeats an article that has failed.

    What the same place gave before stays until its file is finished.
    """
    given = [*(g for g, _ in batch.found), *batch.known]
    keys = {g.raw: article_key(a.article)[0] for g, a in batch.found}
    asked = [g.raw for g in batch.known if g.raw not in keys]
    for row in store.rows(
        "SELECT DISTINCT raw, key FROM given WHERE raw IN (SELECT unnest(?::VARCHAR[]))", [asked]
    ):
        keys[row["raw"]] = row["key"]
    lost = [g for g in batch.known if g.raw not in keys]
    kept = [g for g in given if g.raw in keys]
    store.execute(
        "DELETE FROM given WHERE (source, origin, raw) IN "
        "(SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]))",
        [[g.source for g in kept], [g.origin for g in kept], [g.raw for g in kept]],
    )
    store.insert(
        "given",
        [
            {"source": g.source, "origin": g.origin, "raw": g.raw, "key": keys[g.raw], "run": run}
            for g in kept
        ],
    )
    _choose_origins(store, [g.raw for g in batch.known if g.raw in keys], run)
    return [Failure(g.source, g.origin, "the same article failed before") for g in lost]


def _choose_origins(store: Store, raws: Sequence[str], run: int) -> None:
    """Of several places that gave the very same, the one that sorts first is the origin."""
    store.execute(
        "UPDATE articles SET origin = first.origin, source = first.source, run = ? "
        "FROM (SELECT raw, min(origin) AS origin, arg_min(source, origin) AS source FROM given "
        "WHERE raw IN (SELECT unnest(?::VARCHAR[])) GROUP BY raw) AS first "
        "WHERE articles.raw = first.raw",
        [run, list(raws)],
    )


def _finish(store: Store, source: FinishedSource, touched: _Touched, run: int) -> None:
    """Note a file as read, and let go of the articles that it no longer gives.

    A file that failed in part is read again next time, and nothing that it gave before is dropped.
    """
    store.execute("DELETE FROM sources WHERE path = ?", [source.path])
    store.execute("DELETE FROM failures WHERE source = ? AND run < ?", [source.path, run])
    if not source.whole:
        return
    row = {
        "path": source.path, "size": source.size, "mtime_ns": source.mtime_ns,
        "digest": source.digest, "run": run,
    }  # fmt: skip
    store.insert("sources", [row])
    gone = store.rows("SELECT key FROM given WHERE source = ? AND run < ?", [source.path, run])
    if not gone:
        return
    store.execute("DELETE FROM given WHERE source = ? AND run < ?", [source.path, run])
    orphans = store.rows(
        "SELECT key, id, given_id, digest, analysed FROM articles WHERE key IN "
        "(SELECT unnest(?::VARCHAR[])) AND key NOT IN (SELECT key FROM given)",
        [[row["key"] for row in gone]],
    )
    _drop_records(store, [row["id"] for row in orphans if row["analysed"]])
    store.execute(
        "DELETE FROM articles WHERE key IN (SELECT unnest(?::VARCHAR[]))",
        [[row["key"] for row in orphans]],
    )
    touched.given_ids.update(row["given_id"] for row in orphans)
    touched.digests.update(row["digest"] for row in orphans)


def _settle(store: Store, touched: _Touched) -> None:
    """Give the articles of the touched groups their ids and say which are copies of which."""
    columns = "SELECT key, given_id, digest, id, duplicates_of, analysed FROM articles WHERE "
    same_id = store.rows(
        columns + "given_id IN (SELECT unnest(?::VARCHAR[]))", [sorted(touched.given_ids)]
    )
    digests = touched.digests | {row["digest"] for row in same_id}
    same_text = store.rows(columns + "digest IN (SELECT unnest(?::VARCHAR[]))", [sorted(digests)])
    rows = {row["key"]: row for row in [*same_id, *same_text]}
    ids = {key: row["id"] for key, row in rows.items()} | _final_ids(same_id)
    changed = []
    for group in _groups(rows.values(), "digest").values():
        first = min(ids[row["key"]] for row in group)
        for row in group:
            new_id = ids[row["key"]]
            copy_of = first if new_id != first else None
            if (new_id, copy_of) != (row["id"], row["duplicates_of"]):
                changed.append((row, new_id, copy_of))
    _rename(store, changed)


def _final_ids(rows: Iterable[Row]) -> dict[str, str]:
    ids = {}
    for given_id, group in _groups(rows, "given_id").items():
        first = min(row["digest"] for row in group)
        for row in group:
            text = row["digest"]
            ids[row["key"]] = given_id if text == first else f"{given_id}~{text[:8]}"
    return ids


def _groups(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[column], []).append(row)
    return groups


def _rename(store: Store, changed: Sequence[tuple[Row, str, str | None]]) -> None:
    if not changed:
        return
    # Rows that are new have no records yet; those under their id belong to another article.
    _drop_records(store, [row["id"] for row, _, _ in changed if row["analysed"]])
    rows, ids, copies = zip(*changed, strict=True)
    store.execute(
        "UPDATE articles SET id = new.id, duplicates_of = new.copy_of, analysed = false, "
        "reader = NULL FROM "
        "(SELECT unnest(?::VARCHAR[]) AS key, unnest(?::VARCHAR[]) AS id, "
        "unnest(?::VARCHAR[]) AS copy_of) AS new WHERE articles.key = new.key",
        [[row["key"] for row in rows], list(ids), list(copies)],
    )


def _write_records(store: Store, analyses: Sequence[Analysis], reader: str) -> None:
    """Store the records of those analyses whose article is stored as it was analysed."""
    fresh = {(a.article.id, _content(a.article)): a for a in analyses}
    wanting = store.rows(
        "SELECT id, content FROM articles WHERE id IN (SELECT unnest(?::VARCHAR[])) "
        "AND NOT analysed AND duplicates_of IS NULL",
        [[article for article, _ in fresh]],
    )
    wanted = [(row["id"], row["content"]) for row in wanting]
    tables: dict[str, list[Row]] = {table: [] for table in RECORD_TABLES}
    for name in wanted:
        if name in fresh:
            for table, rows in record_rows(fresh[name]).items():
                tables[table] += rows
    for table, rows in tables.items():
        store.insert(table, rows)
    store.execute(
        "UPDATE articles SET analysed = true, reader = ? WHERE id IN (SELECT unnest(?::VARCHAR[]))",
        [reader, [name[0] for name in wanted if name in fresh]],
    )


def _drop_records(store: Store, articles: Sequence[str]) -> None:
    if not articles:
        return
    for table in (*RECORD_TABLES, *MACHINE.values()):
        store.execute(
            f"DELETE FROM {table} WHERE article IN (SELECT unnest(?::VARCHAR[]))", [list(articles)]
        )


def _failure_row(failure: Failure, run: int) -> Row:
    return {
        "source": failure.source, "origin": failure.origin, "reason": failure.reason, "run": run,
    }  # fmt: skip
