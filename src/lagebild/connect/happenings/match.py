"""Which events are one happening: edges between like descriptions, and their components.

Vague descriptions (a month, no date) join only where exactly one happening fits. All look-ups go by
key and day or month; buckets that hold too much to tell anything apart are left alone.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from lagebild.connect.groups import Ints, components
from lagebild.store import Store

LARGEST_BUCKET = 40
MOST_AT_ONCE = 100_000  # descriptions of events compared in one query
TIERS = (1, 10, 31, 92, 366)
UNITS = {10: "month", 31: "month", 92: "quarter", 366: "year"}

# Events that say the very same are one row, so that copies cost nothing.
_SIGNS = """
CREATE OR REPLACE TEMP TABLE signs AS
SELECT row_number() OVER (ORDER BY min_event) - 1 AS sign, * FROM (
    SELECT min(event) AS min_event, list_sort(list(event)) AS events, grp, class, d1, d2, c, p, o,
        ac, rc, place, any_value(mutual) AS mutual,
        any_value(place_is_country) AS place_is_country, any_value(lat) AS lat,
        any_value(lon) AS lon, any_value(keys) AS keys, max(d2 - d1) AS width, alone,
        list(DISTINCT article) AS articles
    FROM (SELECT * FROM told ORDER BY event) WHERE d1 IS NOT NULL AND len(keys) > 0
    GROUP BY grp, class, d1, d2, c, p, o, ac, rc, place, alone)
"""

# Of the days from $first to $last alone, so that an archive of any length fits into memory.
_SAME_DAY = f"""
WITH near AS (
    SELECT * FROM signs WHERE width <= {TIERS[0]} AND d1 <= $last::DATE AND d2 >= $first::DATE),
spread AS (
    SELECT unnest(keys) AS k, d, sign FROM (
        SELECT keys, sign, unnest(generate_series(d1, d2, INTERVAL 1 DAY)) AS d FROM near)
    WHERE d BETWEEN $first::DATE AND $last::DATE),
small AS (SELECT k, d FROM spread GROUP BY k, d HAVING count(*) BETWEEN 2 AND {LARGEST_BUCKET}),
pairs AS (
    SELECT DISTINCT x.sign AS l, y.sign AS r FROM small JOIN spread x USING (k, d)
    JOIN spread y USING (k, d) WHERE x.sign < y.sign)
SELECT l, r, a.c = b.c AND a.ac = b.ac AND a.p = b.p AND a.d1 = b.d1 AND a.d2 = b.d2 AS strict
FROM pairs JOIN near a ON a.sign = l JOIN near b ON b.sign = r
WHERE fits(a, b) AND one_source(a, b)
"""
# Stretches of days that hold about so many descriptions each; together they cover all days.
_DAYS = """
WITH days AS (SELECT d1, d2, count(*) AS n FROM signs WHERE width <= $width GROUP BY d1, d2),
parts AS (
    SELECT min(d1) AS first, max(d2) AS last FROM (
        SELECT d1, d2, sum(n) OVER (ORDER BY d1, d2) // $most AS part FROM days)
    GROUP BY part)
SELECT first::VARCHAR AS first,
    coalesce(lead(first) OVER (ORDER BY first) - 1, last)::VARCHAR AS last
FROM parts ORDER BY parts.first
"""

# The same stretch of time told in the same way; within one tier of precision.
_SAME_STRETCH = f"""
SELECT first_value(sign) OVER w AS l, sign AS r, true AS strict FROM signs
WHERE width > {TIERS[0]}
WINDOW w AS (PARTITION BY grp, class, d1, d2, c, p, o, ac, alone ORDER BY sign)
QUALIFY l != r
"""

# Of the stretches (months, quarters, or years, as long as what is vague) that lie in or begin
# before the days from $first to $last alone, as above.
_VAGUE = f"""
WITH near AS (
    SELECT *, date_trunc($unit, d1) AS m1 FROM signs WHERE width <= $upper
        AND date_trunc($unit, d1) <= $last::DATE AND d2 >= date_trunc($unit, $first::DATE)),
placed AS (
    SELECT * FROM (SELECT sign, d1, d2, width, keys, unnest(generate_series(m1, d2,
        CASE $unit WHEN 'year' THEN INTERVAL 1 YEAR WHEN 'quarter' THEN INTERVAL 3 MONTH
            ELSE INTERVAL 1 MONTH END)) AS m FROM near)
    WHERE m BETWEEN date_trunc($unit, $first::DATE) AND $last::DATE),
vague AS (
    SELECT unnest(keys) AS k, sign, d1, d2, m FROM placed WHERE width > $lower),
lower AS (
    SELECT p.k, p.m, p.sign, p.d1, p.d2, comp FROM (
        SELECT unnest(keys) AS k, sign, d1, d2, m FROM placed WHERE width <= $lower) p
    SEMI JOIN vague USING (k, m) JOIN comps USING (sign)),
small AS (
    SELECT k, m FROM lower GROUP BY k, m HAVING count(DISTINCT comp) <= {LARGEST_BUCKET}
        AND count(*) <= {LARGEST_BUCKET} * 4),
pairs AS (
    SELECT DISTINCT v.sign AS l, w.sign AS r, w.comp FROM vague v JOIN small USING (k, m)
    JOIN lower w USING (k, m) WHERE w.d1 <= v.d2 AND w.d2 >= v.d1)
SELECT l, r, comp FROM pairs JOIN near a ON a.sign = l JOIN near b ON b.sign = r
WHERE fits(a, b) AND one_source(a, b)
"""


def match_dated(store: Store) -> None:
    """Make the temp table `joined` (event, node): equal nodes are one happening so far."""
    store.execute(_SIGNS)
    size = int(store.value("SELECT count(*) FROM signs"))
    edges = [_same_day(store)]
    label = _checked(store, size, edges[0])
    edges = [_apart(edges[0], label), _edges(store, _SAME_STRETCH)]
    widths = np.asarray(store.arrow("SELECT width FROM signs")["width"].to_numpy(), np.int64)
    for lower, upper in pairwise(TIERS):
        if not ((widths > lower) & (widths <= upper)).any():
            continue
        _put(store, "comps", "sign", _label(size, edges))
        edges.append(_vague(store, lower, upper))
    _put(store, "comps", "sign", _label(size, edges))
    store.execute("""
        CREATE OR REPLACE TEMP TABLE joined AS
        SELECT unnest(s.events) AS event, first.min_event AS node
        FROM signs s JOIN comps USING (sign) JOIN signs first ON first.sign = comps.comp
    """)


def _same_day(store: Store) -> Ints:
    """The edges between events of one day; each once for every day that both share."""
    return _in_parts(store, _SAME_DAY, ("l", "r", "strict"), TIERS[0])


def _vague(store: Store, lower: int, upper: int) -> Ints:
    """Edges from vaguer descriptions to the only component of narrower ones that they fit."""
    widths = {"lower": lower, "upper": upper, "unit": UNITS[upper]}
    left, right, comp = _in_parts(store, _VAGUE, ("l", "r", "comp"), upper, widths)
    if not left.size:
        return np.empty((3, 0), np.int64)
    order = np.lexsort((right, left))
    left, right, comp = left[order], right[order], comp[order]
    starts = np.flatnonzero(np.r_[True, left[1:] != left[:-1]])
    alone = np.minimum.reduceat(comp, starts) == np.maximum.reduceat(comp, starts)
    firsts = starts[alone]
    return np.stack([left[firsts], right[firsts], np.zeros(len(firsts), np.int64)])


def _in_parts(
    store: Store,
    sql: str,
    names: tuple[str, ...],
    width: int,
    values: Mapping[str, Any] | None = None,
) -> Ints:
    """The answers to a query about a stretch of days, for all stretches one after the other."""
    stretches = store.rows(_DAYS, {"most": MOST_AT_ONCE, "width": width})
    found = [_columns(store, sql, names, {**stretch, **(values or {})}) for stretch in stretches]
    return np.concatenate([np.empty((len(names), 0), np.int64), *found], axis=1)


def _edges(store: Store, sql: str) -> Ints:
    """Edges as a matrix (3, edges): left, right, strict."""
    return _columns(store, sql, ("l", "r", "strict"), {})


def _columns(store: Store, sql: str, names: tuple[str, ...], values: Mapping[str, Any]) -> Ints:
    """Columns of whole numbers as a matrix (columns, rows)."""
    table = store.arrow(sql, values)
    return np.stack([np.asarray(table[name].to_numpy(), np.int64) for name in names])


def _label(size: int, edges: list[Ints]) -> Ints:
    joined = np.concatenate(edges, axis=1)
    return components(size, joined[0], joined[1])


def _put(store: Store, table: str, name: str, label: Ints) -> None:
    import pyarrow as pa

    store.execute(f"CREATE OR REPLACE TEMP TABLE {table} ({name} BIGINT, comp BIGINT)")
    store.load(table, pa.table({name: np.arange(len(label), dtype=np.int64), "comp": label}))


def _checked(store: Store, size: int, edges: Ints) -> Ints:
    """Components of the exact dates; where one holds what does not fit, it is -1 for all in it."""
    label = components(size, edges[0], edges[1])
    _put(store, "comps", "sign", label)
    bad = store.arrow("""
        WITH days AS (
            SELECT comp FROM signs JOIN comps USING (sign) GROUP BY comp
            HAVING max(d1) > min(d2) + 1),
        named AS (SELECT comp, sign, unnest(p) AS person FROM signs JOIN comps USING (sign)),
        counted AS (
            SELECT comp, sign, split_part(person, '|', 1) AS land, count(*) AS n
            FROM named GROUP BY ALL),
        whole AS (
            SELECT comp, split_part(person, '|', 1) AS land, count(DISTINCT person) AS n
            FROM named GROUP BY ALL),
        persons AS (
            SELECT comp FROM whole JOIN counted USING (comp, land) GROUP BY comp, land, whole.n
            HAVING whole.n > max(counted.n)),
        lands AS (
            SELECT comp FROM (SELECT comp, CASE WHEN mutual THEN c ELSE ac END AS known,
                    len(known) AS n, unnest(known) AS land
                FROM signs JOIN comps USING (sign)) GROUP BY comp
            HAVING count(DISTINCT land) > max(n))
        SELECT comp FROM days UNION SELECT comp FROM persons UNION SELECT comp FROM lands
    """)
    broken = np.isin(label, np.asarray(bad["comp"].to_numpy(), np.int64))
    return np.where(broken, -1, label)


def _apart(edges: Ints, label: Ints) -> Ints:
    """The edges without those inside broken components that are not strict."""
    return edges[:, (label[edges[0]] >= 0) | (edges[2] == 1)]
