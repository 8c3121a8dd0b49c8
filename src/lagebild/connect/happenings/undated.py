"""Events without a date: what they join, only where one happening alone fits."""

import numpy as np

from lagebild.connect.groups import components
from lagebild.connect.happenings.match import LARGEST_BUCKET
from lagebild.connect.happenings.within import (
    ANNOUNCED,
    DEFINITE,
    HALVES,
    LONG_DAYS,
    REACH,
    RECENT_DAYS,
    SUMMITS,
    VISITS,
)
from lagebild.store import Store

# Copies of one text tell the same sentence; what the copy's own date makes of it does not matter.
_COPIES = """
WITH same AS (
    SELECT e.id, v.first, digest_of.s, e.type, lower(e.trigger."text") AS trig
    FROM events e JOIN copy_firsts v ON v.article = e.article
    JOIN (SELECT id, md5(plain(sentence."text")) AS s FROM events) digest_of USING (id))
SELECT first_value(id) OVER w AS l, id AS r FROM same
WINDOW w AS (PARTITION BY first, s, type, trig ORDER BY id)
QUALIFY l != r
"""

# In one article the same parties do the same: one occurrence unless other times are named.
_SIBLINGS = """
SELECT first_value(event) OVER w AS l, event AS r FROM told WHERE d1 IS NULL AND len(keys) > 0
WINDOW w AS (PARTITION BY article, grp, class, c, p, o, "when",
    CASE WHEN mutual THEN [] ELSE ac END, CASE WHEN len(c) = 0 THEN keys END ORDER BY event)
QUALIFY l != r
UNION ALL
SELECT a.event AS l, arg_max(b.event, (b."at", b.event)) AS r FROM told a JOIN told b
    ON a.article = b.article AND a.grp = b.grp AND a.class = b.class AND a.c = b.c AND a.p = b.p
WHERE a.d1 IS NULL AND b.d1 IS NULL AND a."when" = '' AND b."when" != '' AND b."at" < a."at"
    AND (a.mutual OR a.ac = b.ac)
    AND len(a.keys) > 0 AND len(b.keys) > 0
GROUP BY a.event
"""

# "Das Telefonat" means the one told before it.
_DEFINITE = f"""
WITH bare AS (
    SELECT event, article, grp, status, "at" FROM told WHERE definite AND d1 IS NULL
        AND len(c) = 0 AND len(o) = 0 AND len(p) = 0 AND place IS NULL AND NOT named),
named AS (SELECT event, article, grp, status, "at" FROM told WHERE len(keys) > 0)
SELECT bare.event AS l, arg_max(named.event, (named."at", named.event)) AS r
FROM bare JOIN named USING (article, grp, status)
WHERE named."at" < bare."at" AND named."at" >= bare."at" - {REACH}
GROUP BY bare.event
"""

# What opens an article is news: no occurrence of years ago that the article tells further below.
_IN_ARTICLE = f"""
WITH fitting AS (
    SELECT a.event AS l, b.event AS r, j.node FROM told a JOIN told b USING (article, grp, class)
    JOIN joined j ON j.event = b.event
    WHERE a.d1 IS NULL AND len(a.keys) > 0 AND b.d1 IS NOT NULL AND list_has_any(a.keys, b.keys)
        AND fits(a, b) AND (a."month" IS NULL OR a."month" = month(b.d1))
        AND (NOT a.lead OR b.lead OR b.d2 >= a.pub - {RECENT_DAYS}) AND b.d2 - b.d1 <= {LONG_DAYS})
SELECT l, min(r) AS r FROM fitting GROUP BY l HAVING count(DISTINCT node) = 1
"""

# "Der Angriff" of those who have begun the only offensive of the article is that offensive.
_BROADER = """
SELECT a.event AS l, min(b.event) AS r FROM told a JOIN events e ON e.id = a.event
JOIN told b ON b.article = a.article AND b.class = a.class AND b.ac = a.ac
WHERE a.grp = 'attack' AND b.grp = 'offensive' AND a.d1 IS NULL AND a."month" IS NULL
    AND len(a.ac) > 0 AND b."at" < a."at" AND places_fit(a, b)
    AND side_fits(a.rc, b.rc) AND regexp_matches(e.trigger."text", '^(An)?[Gg]riffs?$|^attack$')
GROUP BY a.event HAVING count(*) = 1
"""

# Of other articles: news only joins what happened shortly before, looked up by month; what is told
# of for years (a war, a coup) any occurrence before, where few are known of the same parties.
_ELSEWHERE = f"""
WITH nodes AS (
    SELECT k, node, event, d1, d2 FROM (
        SELECT k, node, min(j.event) AS event FROM joined j
        JOIN (SELECT event, unnest(keys) AS k FROM told) USING (event) GROUP BY k, node)
    JOIN (SELECT event, d1, d2 FROM told) USING (event)),
open AS (
    SELECT event, unnest(keys) AS k, len(string_split(k, '/')) = 3 AS single, great,
        "month", pub, pub_last FROM told
    WHERE d1 IS NULL AND (great OR (lead AND pub IS NOT NULL AND len(p) > 0 AND bases > 1))),
news AS (
    SELECT *, unnest(generate_series(date_trunc('month', pub - {RECENT_DAYS}), pub_last,
        INTERVAL 1 MONTH)) AS m
    FROM open WHERE NOT great),
monthly AS (
    SELECT *, unnest(generate_series(date_trunc('month', d1), d2, INTERVAL 1 MONTH)) AS m
    FROM nodes SEMI JOIN news USING (k)),
few_a_month AS (
    SELECT k, m FROM monthly SEMI JOIN news USING (k, m) GROUP BY k, m
    HAVING count(*) <= {LARGEST_BUCKET}),
few AS (SELECT k FROM nodes GROUP BY k HAVING count(*) <= {LARGEST_BUCKET * 5}),
pairs AS (
    SELECT a.event AS l, n.event AS r, n.node
    FROM news a JOIN few_a_month USING (k, m) JOIN monthly n USING (k, m)
    WHERE (a."month" = month(n.d1) OR (a."month" IS NULL AND NOT single))
        AND n.d1 <= a.pub_last AND n.d2 >= a.pub - {RECENT_DAYS}
    UNION
    SELECT a.event, n.event, n.node FROM open a JOIN few USING (k) JOIN nodes n USING (k)
    WHERE a.great AND (a."month" = month(n.d1) OR (a."month" IS NULL AND NOT single))
        AND (a.pub_last IS NULL OR n.d1 <= a.pub_last))
SELECT l, min(r) AS r FROM pairs JOIN told a ON a.event = l JOIN told b ON b.event = r
WHERE fits(a, b) GROUP BY l HAVING count(DISTINCT node) = 1
"""

# News of one day, or of so rare a kind that one word is enough.
_SAME_NEWS = """
SELECT first_value(event) OVER w AS l, event AS r FROM told
WHERE d1 IS NULL AND pub IS NOT NULL AND ((lead AND bases > 1) OR len(p) > 1)
    AND len(c) + len(o) > 1
WINDOW w AS (PARTITION BY pub, grp, class, c, p, o ORDER BY event)
QUALIFY l != r
UNION ALL
SELECT first_value(event) OVER w AS l, event AS r FROM told
WHERE d1 IS NULL AND great AND bases > 1 AND len(c) + len(o) > 0
WINDOW w AS (PARTITION BY grp, class, c, coalesce("month", 0), place, pub_last ORDER BY event)
QUALIFY l != r
"""

# "Bei Gefechten wurden Soldaten getötet": what is told as the outcome is no second happening.
_OUTCOMES = """
SELECT k.event AS l, min(f.event) AS r FROM told k JOIN told f
    ON f.article = k.article AND f.sentence_at = k.sentence_at AND f.class = k.class
WHERE k.grp = 'killing' AND f.grp IN ('clash', 'offensive', 'shelling') AND k.type = f.type
    AND (k.d1 IS NULL OR f.d1 IS NULL OR (k.d1 <= f.d2 AND f.d1 <= k.d2))
GROUP BY k.event HAVING count(*) = 1
"""

_ALWAYS = (_COPIES, _SIBLINGS, _SAME_NEWS, _OUTCOMES, ANNOUNCED, DEFINITE)
# An event takes the first of these that finds something, and only that.
_IN_TURN = (_IN_ARTICLE, _DEFINITE, SUMMITS, VISITS, HALVES, _BROADER, _ELSEWHERE)


def join_all(store: Store) -> None:
    """Make the temp table `whole` (event, node) from `joined` and what has no date."""
    import pyarrow as pa

    ids = store.arrow("SELECT id FROM events ORDER BY encode(id)")["id"].to_pylist()
    place = {event: number for number, event in enumerate(ids)}
    pairs = [store.arrow("SELECT event AS l, node AS r FROM joined WHERE event != node")]
    pairs += [store.arrow(step) for step in _ALWAYS]
    left = [place[event] for table in pairs for event in table["l"].to_pylist()]
    right = [place[event] for table in pairs for event in table["r"].to_pylist()]
    found: dict[str, str] = {}
    for step in _IN_TURN:
        table = store.arrow(step)
        pairs_found = zip(table["l"].to_pylist(), table["r"].to_pylist(), strict=True)
        found = dict(pairs_found) | found
    left += [place[event] for event in found]
    right += [place[event] for event in found.values()]
    label = components(len(ids), np.asarray(left, np.int64), np.asarray(right, np.int64))
    store.execute("CREATE OR REPLACE TEMP TABLE whole (event VARCHAR, node BIGINT)")
    store.load("whole", pa.table({"event": ids, "node": label}))
