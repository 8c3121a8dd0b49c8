"""Stories: the articles that tell one affair over days.

Each article is linked to the one earlier article that is likest to it, of the six weeks before; the
longer ago, the liker it must be. A new article changes no link between older ones.
"""

import numpy as np

from lagebild.connect.groups import components
from lagebild.store import Store

WINDOW_DAYS = 14
FAR_DAYS = 45  # so far back only rare words count
TERMS_PER_ARTICLE = 25
MOST_ARTICLES = 60
LEAST_TERMS = 3
RARE = 200
LEAST_RARE, FEW, FEW_SHARE = 2, 4, 0.02
LEAST_LIKENESS = 0.2
MORE_PER_DAY = 0.004
LEAST_UNDATED = 0.5

# What an article is about: its rarest words (names mostly), those of the headline twice, and the
# happenings of its first sentences.
_TERMS = f"""
CREATE OR REPLACE TEMP TABLE terms AS
WITH taken AS (
    SELECT id AS article, ' ' || plain(title) || ' ' AS title, list_distinct(list_filter(
        regexp_extract_all("text"[1:2500], '[A-ZÄÖÜ][\\p{{L}}-]{{3,}}'),
        lambda w: len(w) < 40)) AS written
    FROM articles WHERE duplicates_of IS NULL),
spelt AS (SELECT article, unnest(written) AS word FROM taken),
meant AS (
    SELECT word, rtrim(plain(word), 's') AS term FROM (SELECT DISTINCT word FROM spelt)),
words AS (SELECT DISTINCT article, term FROM spelt JOIN meant USING (word)),
counted AS (SELECT term, count(*) AS n FROM words GROUP BY term),
total AS (SELECT count(*) AS all_articles FROM articles WHERE duplicates_of IS NULL),
weighed AS (
    SELECT article, term, n, ln((1.0 + all_articles) / n) *
        CASE WHEN contains(title, ' ' || term) THEN 2 ELSE 1 END AS weight
    FROM words JOIN counted USING (term) JOIN taken USING (article), total
    WHERE n > 1)
SELECT article, term, n, weight FROM weighed
QUALIFY row_number() OVER (PARTITION BY article ORDER BY weight DESC, term) <= {TERMS_PER_ARTICLE}
"""

# Pairs are looked up by term and week, each article under its own week and those after it, so that
# a word of all years costs no more than one of a few weeks.
_LINKS = f"""
WITH placed AS (
    SELECT id AS article, day_first AS day,
        row_number() OVER (ORDER BY day_first NULLS LAST, id) AS place
    FROM articles WHERE duplicates_of IS NULL),
norms AS (SELECT article, sqrt(sum(weight * weight)) AS norm FROM terms GROUP BY article),
recent AS (
    SELECT article, term, n, weight, day, place, day // 7 AS week,
        n <= greatest({FEW}, {FEW_SHARE} * all_articles) AS rare, row_number() OVER (
        PARTITION BY term, day // 7 ORDER BY place) AS rank
    FROM terms JOIN (
        SELECT article, place, coalesce(date_diff('day', DATE '1970-01-01', day), -1) AS day
        FROM placed) USING (article),
        (SELECT count(*) AS all_articles FROM placed)),
few AS (SELECT * FROM recent WHERE rank <= {MOST_ARTICLES}),
later AS (
    SELECT * REPLACE (week + step AS week) FROM few, range(0, {FAR_DAYS // 7 + 2}) r(step)
    WHERE day >= 0 AND (step <= {WINDOW_DAYS // 7} OR n <= {RARE})),
met AS (
    SELECT x.article AS l, y.article AS r, y.place AS rp, x.day - y.day AS gap,
        x.weight * y.weight AS product, x.rare
    FROM few x JOIN later y USING (term, week)
    WHERE y.place < x.place AND (x.day - y.day <= {WINDOW_DAYS}
        OR (x.day - y.day <= {FAR_DAYS} AND x.n <= {RARE}))
    UNION ALL
    SELECT x.article, y.article, y.place, NULL, x.weight * y.weight, x.rare
    FROM few x JOIN few y USING (term)
    WHERE y.place < x.place AND (x.day = -1 OR y.day = -1) AND x.n <= {RARE}),
pairs AS (
    SELECT l, r, rp, gap, sum(product) AS dot FROM met
    GROUP BY ALL HAVING count(*) >= {LEAST_TERMS} AND count(*) FILTER (rare) >= {LEAST_RARE}),
happened AS (
    SELECT DISTINCT e.article, e.happening FROM events e JOIN told t ON t.event = e.id
    WHERE t.lead AND len(t.keys) > 0),
shared AS (
    SELECT x.article AS l, y.article AS r, count(*) AS n FROM happened x
    JOIN happened y USING (happening) JOIN happenings h ON h.id = happening
    WHERE x.article != y.article AND len(h.articles) <= {MOST_ARTICLES} GROUP BY ALL),
scored AS (
    SELECT l, r, rp, gap, round(
        dot / (nl.norm * nr.norm) + 0.15 * least(coalesce(s.n, 0), 2), 9) AS likeness
    FROM pairs JOIN norms nl ON nl.article = l JOIN norms nr ON nr.article = r
    LEFT JOIN shared s USING (l, r)),
best AS (
    SELECT l, r FROM scored
    WHERE likeness >= coalesce({LEAST_LIKENESS} + {MORE_PER_DAY} * gap, {LEAST_UNDATED})
    QUALIFY row_number() OVER (PARTITION BY l ORDER BY likeness DESC, rp) = 1)
SELECT l, r FROM best UNION
SELECT c.article, original FROM copies c JOIN placed x USING (article)
JOIN placed y ON y.article = original
WHERE kind != 'exact' AND coalesce(x.day - y.day, 0) <= {WINDOW_DAYS}
"""

_STORIES = """
INSERT INTO stories
SELECT 's' || substr(md5(arg_min(a.id, (coalesce(a.day_first, DATE '9999-01-01'), a.id))), 1, 12),
    arg_min(a.title, (c.article IS NOT NULL, coalesce(a.day_first, DATE '9999-01-01'), a.id))
        FILTER (a.title IS NOT NULL),
    min(a.published.value), max(a.published.value), min(a.day_first), max(a.day_last),
    list(a.id ORDER BY a.day_first NULLS LAST, a.id), count(DISTINCT v.voice), min(a.run)
FROM in_story s JOIN articles a ON a.id = s.article LEFT JOIN voices v ON v.article = a.id
LEFT JOIN (SELECT DISTINCT article FROM copies) c ON c.article = a.id
GROUP BY s.node ORDER BY min(a.day_first) NULLS LAST, 1
"""


def connect_stories(store: Store) -> None:
    """Fill `stories`; asks for copies, voices, happenings and the temp table `told`."""
    import pyarrow as pa

    store.execute(_TERMS)
    links = store.arrow(_LINKS)
    ids = store.arrow("SELECT id FROM articles WHERE duplicates_of IS NULL ORDER BY encode(id)")
    names = ids["id"].to_pylist()
    place = {name: number for number, name in enumerate(names)}
    left = np.asarray([place[name] for name in links["l"].to_pylist()], np.int64)
    right = np.asarray([place[name] for name in links["r"].to_pylist()], np.int64)
    label = components(len(names), left, right)
    store.execute("CREATE OR REPLACE TEMP TABLE in_story (article VARCHAR, node BIGINT)")
    store.load("in_story", pa.table({"article": names, "node": label}))
    store.execute("INSERT INTO in_story SELECT d.id, s.node FROM articles d JOIN in_story s "
                  "ON s.article = d.duplicates_of")  # fmt: skip
    store.execute("DELETE FROM stories")
    store.execute(_STORIES)
    store.execute("DROP TABLE in_story")
    store.execute("DROP TABLE terms")
