"""From groups of events to happenings: what each one is, who took part, when, where, how sure."""

from lagebild.store import Store

MOST_PARTIES = 8
MOST_AT_ONCE = 300_000  # events whose happenings are made in one query

# Of those who act in a happening, a person stands for the state it speaks for.
_PARTIES = f"""
CREATE OR REPLACE TEMP TABLE took_part AS
WITH arguments AS (
    SELECT w.node, e.id AS event, 'a' AS side, unnest(e.actors) AS x FROM events e
    JOIN whole w ON w.event = e.id
    UNION ALL SELECT w.node, e.id, 'r', unnest(e.recipients) FROM events e
    JOIN whole w ON w.event = e.id),
counted AS (
    SELECT node, side, coalesce(x.actor, '~' || plain(x.text)) AS k, any_value(x.actor) AS actor,
        mode(coalesce(x.name, x.text) ORDER BY coalesce(x.name, x.text)) AS name,
        min(x.country) AS country, count(DISTINCT event) AS n
    FROM arguments GROUP BY node, side, k),
sides AS (
    SELECT *, row_number() OVER (PARTITION BY node, k ORDER BY n DESC, side) AS choice,
        bool_or(actor IS NOT NULL) OVER (PARTITION BY node) AS any_known,
        bool_or(actor LIKE 'per:%') OVER (PARTITION BY node, country) AS has_person
    FROM counted),
kept AS (
    SELECT *, row_number() OVER (PARTITION BY node, side ORDER BY n DESC, k) AS place FROM sides
    WHERE choice = 1 AND (actor IS NOT NULL OR NOT any_known)
        AND NOT (has_person AND actor = country))
SELECT node,
    coalesce(list(struct_pack(actor := actor, name := name, country := country) ORDER BY place)
        FILTER (side = 'a' AND place <= {MOST_PARTIES}), []) AS actors,
    coalesce(list(struct_pack(actor := actor, name := name, country := country) ORDER BY place)
        FILTER (side = 'r' AND place <= {MOST_PARTIES}), []) AS recipients
FROM kept GROUP BY node
"""

# What a happening takes from its events, without their texts and casts: these need not be sorted.
_TAKEN = """
CREATE OR REPLACE TEMP TABLE taken AS
SELECT w.node, e.id, e.article, e.type, e.mode, e.quad, e.score, e.status, v.voice, a.run,
    trigger."start" AS "at", len(e.actors) + len(e.recipients) AS cast_size,
    a.day_last AS pub, a.day_first AS pub_first,
    CASE WHEN r.day IS NOT NULL THEN 0 WHEN e.day_first IS NULL THEN 1000000
        ELSE e.day_last - e.day_first END AS width,
    coalesce(r.day::VARCHAR, e.date.value) AS "value",
    coalesce(r.day, e.day_first) AS d1, coalesce(r.day, e.day_last) AS d2,
    e.place IS NOT NULL AS placed, e.place.lat IS NOT NULL AS mapped,
    coalesce(e.place.name, e.place."text") AS place, e.place.country AS country
FROM whole w JOIN events e ON e.id = w.event JOIN articles a ON a.id = e.article
LEFT JOIN reckoned r ON r.event = e.id
LEFT JOIN voices v ON v.article = e.article
"""

# The status that the latest reports tell: what was held or given up outlives what was planned.
_HAPPENINGS = """
INSERT INTO happenings
WITH mine AS (SELECT * FROM taken WHERE node BETWEEN $first AND $last),
grouped AS (
    SELECT node,
        'h' || substr(arg_min(id, (coalesce(pub_first, DATE '9999-01-01'), article,
            "at", id)), 2) AS id,
        arg_max(status, (status IN ('actual', 'negated'), coalesce(pub, DATE '0001-01-01'),
            status = 'actual', status = 'planned', status)) AS status,
        list_sort(list(DISTINCT article)) AS articles, count(DISTINCT voice) AS voices,
        list(id ORDER BY id) AS events, min(run) AS run,
        arg_min(struct_pack(v := "value", f := d1, l := d2), (width, article, "at"))
            FILTER ("value" IS NOT NULL) AS time,
        arg_min(struct_pack(name := place, country := country), (NOT mapped, article, "at"))
            FILTER (placed) AS place
    FROM mine GROUP BY node),
typed AS (
    SELECT node, mode(struct_pack(t := r.type, m := r.mode, q := r.quad, s := r.score)
            ORDER BY r.type, r.mode) AS kind,
        arg_min(r.id, (r.width, -cast_size, r.article, r."at", r.id)) AS lead
    FROM mine r JOIN (SELECT node, status FROM grouped) g USING (node)
    WHERE r.status = g.status GROUP BY node)
SELECT g.id, kind.t, kind.m, g.status, coalesce(actors, []), coalesce(recipients, []), time.v,
    time.f, time.l, place.name, place.country, articles, voices, events,
    lead, kind.q, kind.s, run
FROM grouped g JOIN typed USING (node)
LEFT JOIN (SELECT * FROM took_part WHERE node BETWEEN $first AND $last) USING (node)
ORDER BY time.f NULLS LAST, time.l, g.id
"""

# Happenings that hold about so many events together: their lists are kept in memory.
_STRETCHES = """
SELECT min(node) AS first, max(node) AS last FROM (
    SELECT node, sum(count(*)) OVER (ORDER BY node) // $most AS part FROM taken GROUP BY node)
GROUP BY part ORDER BY first
"""


def fill_happenings(store: Store) -> None:
    """Fill `happenings` and events.happening from the temp table `whole`."""
    store.execute(_PARTIES)
    store.execute(_TAKEN)
    store.execute("DELETE FROM happenings")
    for stretch in store.rows(_STRETCHES, {"most": MOST_AT_ONCE}):
        store.execute(_HAPPENINGS, stretch)
    store.execute(
        "UPDATE events SET happening = h.id FROM (SELECT id, unnest(events) AS event "
        "FROM happenings) h WHERE events.id = h.event AND events.happening IS DISTINCT FROM h.id"
    )
    store.execute("DROP TABLE took_part")
    store.execute("DROP TABLE taken")
