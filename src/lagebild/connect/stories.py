"""Stories: the articles that tell one affair over days.

Each article is linked to the one earlier article that is likest to it, of the six weeks before; the
longer ago, the liker it must be. A new article changes no link between older ones.
"""

import numpy as np

from lagebild.connect.groups import Ints, components
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
# Compared are articles that share so many of the words that say most about each.
FIRST_TERMS, LEAST_FIRST = 15, 2
MOST_AT_ONCE = 1_000_000  # terms of articles compared in one query
TEMPORARY = ("in_story", "terms", "placed", "few", "norms", "shared")

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

_PLACED = """
CREATE OR REPLACE TEMP TABLE placed AS
SELECT id AS article, day_first AS date,
    coalesce(date_diff('day', DATE '1970-01-01', day_first), -1)::INTEGER AS day,
    (row_number() OVER (ORDER BY day_first NULLS LAST, id))::INTEGER AS place
FROM articles WHERE duplicates_of IS NULL
"""

# Terms by numbers; `first`: among those that say most about their article.
_FEW = f"""
CREATE OR REPLACE TEMP TABLE few AS
WITH recent AS (
    SELECT place, hash(term) AS term, n <= {RARE} AS lasting, weight::FLOAT AS weight, day,
        day // 7 AS week, n <= greatest({FEW}, {FEW_SHARE} * all_articles) AS rare,
        row_number() OVER (PARTITION BY place ORDER BY weight DESC, term) <= {FIRST_TERMS} AS first,
        row_number() OVER (PARTITION BY term, day // 7 ORDER BY place) AS rank
    FROM terms JOIN placed USING (article), (SELECT count(*) AS all_articles FROM placed))
SELECT * EXCLUDE (rank) FROM recent WHERE rank <= {MOST_ARTICLES}
"""

_NORMS = """
CREATE OR REPLACE TEMP TABLE norms AS
SELECT place, sqrt(sum(weight * weight)) AS norm
FROM terms JOIN placed USING (article) GROUP BY place
"""

_SHARED = f"""
CREATE OR REPLACE TEMP TABLE shared AS
WITH happened AS (
    SELECT DISTINCT placed.place, e.happening FROM events e JOIN told t ON t.event = e.id
    JOIN placed ON placed.article = e.article WHERE t.lead AND len(t.keys) > 0)
SELECT x.place AS l, y.place AS r, count(*) AS n FROM happened x
JOIN happened y USING (happening) JOIN happenings h ON h.id = happening
WHERE x.place > y.place AND len(h.articles) <= {MOST_ARTICLES} GROUP BY ALL
"""

# Stretches of weeks that hold about so many terms each.
_WEEKS = """
SELECT min(week) AS first, max(week) AS last FROM (
    SELECT week, sum(count(*)) OVER (ORDER BY week) // $most AS part FROM few
    WHERE day >= 0 GROUP BY week)
GROUP BY part ORDER BY first
"""

# Pairs are looked up by term and week, each article under its own week and those after it, so that
# a word of all years costs no more than one of a few weeks.
_MET = f"""
WITH own AS (SELECT * FROM few WHERE day >= 0 AND week BETWEEN $first AND $last),
later AS (
    SELECT place, term, day, week + step AS week
    FROM few, range(0, {FAR_DAYS // 7 + 2}) r(step)
    WHERE first AND day >= 0 AND (step <= {WINDOW_DAYS // 7} OR lasting)
        AND week + step BETWEEN $first AND $last),
likely AS (
    SELECT x.place AS l, y.place AS r, any_value(x.day - y.day) AS gap
    FROM own x JOIN later y USING (term, week)
    WHERE x.first AND y.place < x.place AND (x.day - y.day <= {WINDOW_DAYS}
        OR (x.day - y.day <= {FAR_DAYS} AND x.lasting))
    GROUP BY ALL HAVING count(*) >= {LEAST_FIRST})
SELECT l, r, gap, x.weight * y.weight AS product, x.rare
FROM likely JOIN own x ON x.place = l JOIN few y ON y.place = r AND y.term = x.term
WHERE gap <= {WINDOW_DAYS} OR x.lasting
"""
_MET_UNDATED = """
SELECT x.place AS l, y.place AS r, NULL::INTEGER AS gap, x.weight * y.weight AS product, x.rare
FROM few x JOIN few y USING (term)
WHERE y.place < x.place AND (x.day = -1 OR y.day = -1) AND x.lasting
"""

_BEST = """
WITH met AS ({met}),
pairs AS (
    SELECT l, r, gap, sum(product) AS dot FROM met
    GROUP BY ALL HAVING count(*) >= {terms} AND count(*) FILTER (rare) >= {rare}),
scored AS (
    SELECT l, r, gap, round(
        dot / (nl.norm * nr.norm) + 0.15 * least(coalesce(s.n, 0), 2), 6) AS likeness
    FROM pairs JOIN norms nl ON nl.place = l JOIN norms nr ON nr.place = r
    LEFT JOIN shared s USING (l, r))
SELECT l, r, likeness FROM scored
WHERE likeness >= coalesce({least} + {more} * gap, {undated})
QUALIFY row_number() OVER (PARTITION BY l ORDER BY likeness DESC, r) = 1
"""

_OF_COPIES = f"""
SELECT x.place AS l, y.place AS r FROM copies c JOIN placed x USING (article)
JOIN placed y ON y.article = original
WHERE kind != 'exact' AND coalesce(x.date - y.date, 0) <= {WINDOW_DAYS}
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

    for sql in (_TERMS, _PLACED, _FEW, _NORMS, _SHARED):
        store.execute(sql)
    left, right = _links(store)
    names = store.arrow("SELECT article FROM placed ORDER BY place")["article"].to_pylist()
    label = components(len(names), left, right)
    store.execute("CREATE OR REPLACE TEMP TABLE in_story (article VARCHAR, node BIGINT)")
    store.load("in_story", pa.table({"article": names, "node": label}))
    store.execute("INSERT INTO in_story SELECT d.id, s.node FROM articles d JOIN in_story s "
                  "ON s.article = d.duplicates_of")  # fmt: skip
    store.execute("DELETE FROM stories")
    store.execute(_STORIES)
    for table in TEMPORARY:
        store.execute(f"DROP TABLE {table}")


def _links(store: Store) -> tuple[Ints, Ints]:
    """Each article and the one that it continues, and each copy and its original, from 0."""
    values = {"terms": LEAST_TERMS, "rare": LEAST_RARE, "least": LEAST_LIKENESS,
              "more": MORE_PER_DAY, "undated": LEAST_UNDATED}  # fmt: skip
    dated, undated = (_BEST.format(met=met, **values) for met in (_MET, _MET_UNDATED))
    stretches = store.rows(_WEEKS, {"most": MOST_AT_ONCE})
    found = [store.arrow(dated, stretch) for stretch in stretches]
    found.append(store.arrow(undated))
    best: dict[int, tuple[float, int]] = {}
    for table in found:
        for left, right, likeness in zip(*(table[n].to_pylist() for n in "lr"),
                                         table["likeness"].to_pylist(), strict=True):  # fmt: skip
            best[left] = min(best.get(left, (0.0, 0)), (-likeness, right))
    copies = store.arrow(_OF_COPIES)
    left_ends = [*best, *copies["l"].to_pylist()]
    right_ends = [*(right for _, right in best.values()), *copies["r"].to_pylist()]
    return np.asarray(left_ends, np.int64) - 1, np.asarray(right_ends, np.int64) - 1
