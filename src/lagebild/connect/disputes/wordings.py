"""One quotation in two wordings."""

from lagebild.connect.disputes.dispute import Dispute, Row, Side
from lagebild.connect.disputes.numbers import LANGUAGES
from lagebild.language.tables import load_table
from lagebild.store import Store

MOST_QUOTES = 40

# Content words are compared by their first seven letters; words that a speaker uses all the time
# tell nothing apart.
_PAIRS = f"""
WITH said AS (
    SELECT q.id, q.article, q."start", q."end", q."text", q.kind, q.speaker.actor AS who,
        coalesce(q.speaker.name, q.speaker."text") AS name, a.day_first AS pub,
        list_distinct(list_transform(
            list_filter(regexp_extract_all(q."text", '\\p{{L}}+'),
                lambda w: (len(w) > 4 AND NOT list_contains($stop, lower(w)))
                    OR (len(w) BETWEEN 2 AND 4 AND upper(w) = w)),
            lambda w: plain(w)[1:7])) AS words
    FROM quotes q JOIN articles a ON a.id = q.article
    WHERE q.speaker.actor IS NOT NULL AND q.kind IN ('direct', 'indirect')
        AND len(q."text") BETWEEN 30 AND 1500),
spread AS (SELECT id, who, unnest(words) AS w FROM said WHERE len(words) >= 5),
telling AS (SELECT who, w FROM spread GROUP BY who, w HAVING count(*) BETWEEN 2 AND {MOST_QUOTES}),
pairs AS (
    SELECT x.id AS l, y.id AS r, count(*) AS shared FROM telling
    JOIN spread x USING (who, w) JOIN spread y USING (who, w) WHERE x.id < y.id
    GROUP BY ALL HAVING count(*) >= 4),
scored AS (
    SELECT l, r, shared, shared / (len(a.words) + len(b.words) - shared) AS likeness,
        len(a.words) - shared AS left_own, len(b.words) - shared AS right_own,
        a.article = b.article AS inside, a, b
    FROM pairs JOIN said a ON a.id = l JOIN said b ON b.id = r
    WHERE (a.kind = 'direct' OR b.kind = 'direct')
        AND NOT contains(plain(a."text"), plain(b."text"))
        AND NOT contains(plain(b."text"), plain(a."text")))
SELECT a, b, likeness, inside FROM scored
WHERE (inside AND (a."end" <= b."start" OR b."end" <= a."start") AND likeness >= 0.3
        AND left_own >= 2 AND right_own >= 2)
    OR (NOT inside AND a.kind = b.kind AND likeness BETWEEN 0.5 AND 0.93 AND shared >= 5
        AND left_own >= 1 AND right_own >= 1 AND abs(a.pub - b.pub) <= 7
        AND a.article NOT IN (SELECT article FROM copies))
ORDER BY likeness DESC, l, r
"""


def _stop_words() -> list[str]:
    rows = [row for language in LANGUAGES for row in load_table(language, "function_words")]
    return sorted({value for row in rows for value in row.values() if len(value) > 4})


def find_two_wordings(store: Store) -> list[Dispute]:
    """For each speaker in each article the likest pair of quotations that are not the same."""
    found: dict[tuple[str, str], Dispute] = {}
    for row in store.rows(_PAIRS, {"stop": _stop_words()}):
        key = (row["a"]["who"], row["a"]["article"])
        if key in found:
            continue
        sides = sorted((_side(row["a"]), _side(row["b"])), key=lambda side: side.place)
        reason, name = "wording_one" if row["inside"] else "wording_two", row["a"]["name"]
        found[key] = Dispute("wording", name, tuple(sides), reason, (name,))
    return list(found.values())


def _side(quote: Row) -> Side:
    return Side(
        quote["article"], quote["start"], quote["end"], quote["text"], quote["kind"], quote["name"]
    )
