"""Copies: which articles repeat another one's text, and what each article rests on (its voice)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagebild.connect.groups import Ints, components
from lagebild.connect.retold import retold_pairs
from lagebild.connect.signatures import LONGEST_TEXT, bands, pack, shingles, signature, unpack
from lagebild.store import Store

LEAST_SHINGLES = 12
LEAST_SHARE = 0.65
# Texts made after one pattern (results, prices) are alike for years; a reprint comes soon.
LEAST_SHARE_LATE, SOON_DAYS = 0.9, 30
LEAST_LIKENESS = 0.25
BATCH = 4000

# What goes first in a group of copies is the original: the earliest, then the one that names the
# fewest hands it came through, then the longest.
_IN_ORDER = """
SELECT a.id, s.shingles, s.mins, epoch(a.day_first) / 86400 AS day
FROM articles a JOIN signatures s USING (key)
WHERE a.duplicates_of IS NULL
ORDER BY a.day_first NULLS LAST, len(a.chain), s.shingles DESC, a.id
"""


@dataclass(frozen=True)
class _Texts:
    """The articles in the order in which one may have copied from another."""

    ids: list[str]
    sizes: NDArray[np.float64]
    mins: NDArray[np.uint32]
    days: NDArray[np.float64]


def connect_copies(store: Store) -> None:
    """Fill `signatures`, `copies` and `voices`. Linear in the articles but for sorting."""
    _sign(store)
    texts = _load(store)
    copy, original, share = _near_copies(texts)
    store.execute("DELETE FROM copies")
    store.insert(
        "copies",
        [
            {"article": texts.ids[c], "original": texts.ids[o], "kind": "near", "share": float(s)}
            for c, o, s in zip(copy.tolist(), original.tolist(), share.tolist(), strict=True)
        ],
    )
    more = _retold(store, texts)
    store.execute(
        "INSERT INTO copies SELECT id, duplicates_of, 'exact', 1.0 FROM articles "
        "WHERE duplicates_of IS NOT NULL ORDER BY id"
    )
    copies = np.concatenate([copy, more[0]]), np.concatenate([original, more[1]])
    _give_voices(store, texts, components(len(texts.ids), *copies))


def _retold(store: Store, texts: _Texts) -> tuple[Ints, Ints]:
    """Store each article that retells an earlier one; copies and originals as places in `texts`."""
    place = {article: number for number, article in enumerate(texts.ids)}
    rows: dict[int, int] = {}
    kept = []
    for left, right, kind, likeness in retold_pairs(store):
        first, later = sorted((place[left], place[right]))
        if later not in rows:  # the likest comes first
            rows[later] = first
            kept.append({"article": texts.ids[later], "original": texts.ids[first], "kind": kind,
                         "share": likeness})  # fmt: skip
    store.insert("copies", kept)
    return np.asarray(list(rows), np.int64), np.asarray(list(rows.values()), np.int64)


def _sign(store: Store) -> None:
    """Make the signatures that are missing, a batch at a time."""
    store.execute("DELETE FROM signatures WHERE key NOT IN (SELECT key FROM articles)")
    store.execute("""
        CREATE OR REPLACE TEMP TABLE unsigned AS
        SELECT key, row_number() OVER (ORDER BY key) - 1 AS n FROM articles
        WHERE duplicates_of IS NULL AND key NOT IN (SELECT key FROM signatures)
    """)
    for start in range(0, int(store.value("SELECT count(*) FROM unsigned")), BATCH):
        rows = store.rows(
            'SELECT key, "text"[1:$longest] AS "text" FROM articles JOIN unsigned USING (key) '
            "WHERE n >= $start AND n < $end ORDER BY key",
            {"longest": LONGEST_TEXT, "start": start, "end": start + BATCH},
        )
        made = []
        for row in rows:
            hashes = shingles(row["text"])
            mins = pack(signature(hashes))
            made.append({"key": row["key"], "shingles": len(hashes), "mins": mins})
        store.insert("signatures", made)
    store.execute("DROP TABLE unsigned")


def _load(store: Store) -> _Texts:
    table = store.arrow(_IN_ORDER)
    sizes = np.asarray(table["shingles"].to_numpy(), np.float64)
    days = np.asarray(table["day"].to_pylist(), np.float64)
    return _Texts(table["id"].to_pylist(), sizes, unpack(table["mins"].to_pylist()), days)


def _near_copies(texts: _Texts) -> tuple[Ints, Ints, NDArray[np.float64]]:
    """Pairs (copy, original) with the share of the shorter text that stands in the other.

    In each band only the pair with the bucket's first member is looked at, so that a thousand
    copies cost a thousand comparisons.
    """
    pairs = [with_first(band) for band in bands(texts.mins).T] if texts.ids else []
    if not pairs:
        empty = np.empty(0, np.int64)
        return empty, empty, np.empty(0)
    size = len(texts.ids)
    both = np.unique(np.concatenate([pair[0] * size + pair[1] for pair in pairs]))
    later, first = np.divmod(both, size)
    share, likeness = _shares(texts, later, first)
    long_enough = np.minimum(texts.sizes[later], texts.sizes[first]) >= LEAST_SHINGLES
    late = texts.days[later] - texts.days[first] > SOON_DAYS
    needed = np.where(late, LEAST_SHARE_LATE, LEAST_SHARE)
    kept = (share >= needed) & (likeness >= LEAST_LIKENESS) & long_enough
    later, first, share = later[kept], first[kept], share[kept]
    best = np.lexsort((first, -share, later))
    chosen = best[np.unique(later[best], return_index=True)[1]]
    return later[chosen], first[chosen], share[chosen]


def with_first(band: NDArray[np.uint64]) -> Ints:
    """Every member of a bucket with the bucket's first, as a matrix (2, pairs)."""
    _, first, bucket = np.unique(band, return_index=True, return_inverse=True)
    place = np.arange(len(band), dtype=np.int64)
    heads = first[bucket].astype(np.int64)
    other = heads != place
    return np.stack([place[other], heads[other]])


def _shares(
    texts: _Texts, left: Ints, right: Ints
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Estimates from the signatures: share of the shorter text in the other, and Jaccard index."""
    likeness = np.empty(len(left))
    for start in range(0, len(left), 100_000):
        part = slice(start, start + 100_000)
        likeness[part] = (texts.mins[left[part]] == texts.mins[right[part]]).mean(axis=1)
    a, b = texts.sizes[left], texts.sizes[right]
    common = likeness * (a + b) / (1 + likeness)
    return np.minimum(1.0, common / np.maximum(np.minimum(a, b), 1)), likeness


def _give_voices(store: Store, texts: _Texts, group: Ints) -> None:
    """One voice an article: the agency it credits, else its outlet, else itself.

    Copies have the voice of their group: an agency that one of them credits, else the original's.
    """
    store.execute("CREATE OR REPLACE TEMP TABLE copy_groups (article VARCHAR, first VARCHAR)")
    import pyarrow as pa

    firsts = [texts.ids[g] for g in group.tolist()]
    store.load("copy_groups", pa.table({"article": texts.ids, "first": firsts}))
    store.execute("DELETE FROM voices")
    store.execute("""
        INSERT INTO voices
        WITH own AS (
            SELECT a.id, coalesce(a.duplicates_of, a.id) AS kept,
                plain(list_filter(a.chain, lambda c: c.kind = 'agency')[1].name) AS agency,
                plain(a.outlet) AS outlet
            FROM articles a),
        grouped AS (SELECT own.*, g.first FROM own JOIN copy_groups g ON g.article = own.kept),
        said AS (
            SELECT first, min(agency) AS agency, min(outlet) FILTER (id = first) AS outlet
            FROM grouped GROUP BY first)
        SELECT id, CASE WHEN said.agency != '' THEN 'agency ' || said.agency
            WHEN said.outlet != '' THEN 'outlet ' || said.outlet ELSE 'article ' || first END
        FROM grouped JOIN said USING (first) ORDER BY id
    """)
    store.execute("DROP TABLE copy_groups")
