"""Articles that retell another one's content in other words: translated, or rewritten throughout.

Words do not help across languages. What stays is whom a text names, which days and which figures:
two texts that share nearly all of these, weighed by how rare they are, are one report.
"""

from lagebild.store import Store

DAYS_APART = 4
LARGEST_BUCKET = 40
LEAST_RARE, LEAST_SHARED = 3, 8
LEAST_TRANSLATED, LEAST_REWRITTEN, MORE_SHARED = 0.5, 0.7, 12

_TRAITS = """
CREATE OR REPLACE TEMP TABLE traits AS
WITH alone AS (
    SELECT id AS article, "text" FROM articles
    WHERE duplicates_of IS NULL AND id NOT IN (SELECT article FROM copies)),
named AS (
    SELECT DISTINCT article, actor AS trait FROM mentions SEMI JOIN alone USING (article)
    WHERE actor IS NOT NULL AND NOT contains(actor, '?')
    UNION SELECT DISTINCT article, value FROM dates SEMI JOIN alone USING (article)
    WHERE type = 'DATE' AND regexp_full_match(value, '\\d{4}-\\d\\d(-\\d\\d)?')
    UNION SELECT DISTINCT article, unnest(list_transform(
        regexp_extract_all("text"[1:20000], '\\d[\\d.,]*\\d'),
        lambda x: '#' || regexp_replace(x, '[.,]', '', 'g'))) FROM alone),
counted AS (SELECT trait, count(*) AS n FROM named GROUP BY trait),
total AS (SELECT count(*) AS n FROM alone)
SELECT article, trait, ln(1.0 + total.n / counted.n) AS weight
FROM named JOIN counted USING (trait), total
"""

# Candidates share rare traits within a few days; an article without a date fits every day. Sums are
# rounded: in another order of adding they end in other digits, and equals would change places.
_PAIRS = f"""
WITH placed AS (
    SELECT traits.article, trait, language,
        coalesce(date_diff('day', DATE '1970-01-01', day_first), -1) AS day
    FROM traits JOIN articles ON articles.id = traits.article),
keyed AS (
    SELECT article, trait, day // {DAYS_APART} + step AS bucket, step
    FROM placed, range(-1, 2) r(step) WHERE day >= 0
    UNION ALL SELECT article, trait, -9, 0 FROM placed),
small AS (
    SELECT trait, bucket FROM keyed WHERE step = 0 GROUP BY ALL
    HAVING count(*) BETWEEN 1 AND {LARGEST_BUCKET}),
near AS (
    SELECT x.article AS l, y.article AS r FROM keyed x SEMI JOIN small USING (trait, bucket)
    JOIN keyed y USING (trait, bucket)
    WHERE x.article < y.article AND y.step = 0 GROUP BY ALL
    HAVING count(DISTINCT trait) >= {LEAST_RARE}),
sums AS (SELECT article, sum(weight) AS whole FROM traits GROUP BY article),
shared AS (
    SELECT l, r, sum(x.weight) AS common, count(*) AS n FROM near
    JOIN traits x ON x.article = l JOIN traits y ON y.article = r AND y.trait = x.trait
    GROUP BY l, r HAVING count(*) >= {LEAST_SHARED}),
scored AS (
    SELECT l, r, n, round(common / (a.whole + b.whole - common), 9) AS likeness,
        p.language != q.language AS translated
    FROM shared JOIN sums a ON a.article = l JOIN sums b ON b.article = r
    JOIN articles p ON p.id = l JOIN articles q ON q.id = r
    WHERE coalesce(abs(p.day_first - q.day_first), 0) <= {DAYS_APART})
SELECT l, r, likeness, CASE WHEN translated THEN 'translated' ELSE 'rewritten' END AS kind
FROM scored WHERE likeness >= CASE WHEN translated THEN {LEAST_TRANSLATED}
    ELSE {LEAST_REWRITTEN} END AND (translated OR n >= {MORE_SHARED})
ORDER BY likeness DESC, l, r
"""


def retold_pairs(store: Store) -> list[tuple[str, str, str, float]]:
    """Pairs of articles (in no order) that tell one report, with kind and likeness, likest first.

    Asks for `copies` to hold the near copies, which are left out.
    """
    store.execute(_TRAITS)
    found = [(row["l"], row["r"], row["kind"], row["likeness"]) for row in store.rows(_PAIRS)]
    store.execute("DROP TABLE traits")
    return found
