"""One person in two offices at one time that nobody holds together."""

from lagebild.connect.disputes.dispute import Dispute, Row, Side
from lagebild.connect.disputes.numbers import LANGUAGES, pattern
from lagebild.language.tables import load_table
from lagebild.store import Store

APART = 30  # days between two articles

_ROLES = """
SELECT x.id, x.name, x.country, x.article, a.day_first AS pub, a."text" AS whole, r.role,
    r.evidence[1]."start" AS "start", r.evidence[1]."end" AS "end", r.evidence[1]."text" AS "text"
FROM (SELECT *, unnest(roles) AS r FROM article_actors WHERE kind = 'person') x
JOIN articles a ON a.id = x.article
WHERE len(r.evidence) > 0 AND a.day_first = a.day_last AND x.country IS NOT NULL
    AND coalesce(r.country, x.country) = x.country
    AND a.id NOT IN (SELECT article FROM copies)
ORDER BY x.id, a.day_first, x.article, r.evidence[1]."start"
"""


def find_role_disputes(store: Store) -> list[Dispute]:
    """For each person the first two articles of one month that give other offices."""
    found: dict[str, Dispute] = {}
    last: dict[str, list[tuple[frozenset[str], Row]]] = {}
    for (person, _), rows in _by_article(store.rows(_ROLES)).items():
        told = {office for row in rows if (office := _office(row))}
        if len(told) != 1 or person in found:
            continue
        row = next(row for row in rows if _office(row))
        before = last.setdefault(person, [])
        for offices, other in before[-3:]:
            near = (row["pub"] - other["pub"]).days <= APART
            if near and not offices & told:
                sides = tuple(_side(r) for r in (other, row))
                words = (other["role"], row["role"])
                found[person] = Dispute("role", row["name"], sides, "role", words)
                break
        before.append((frozenset(told), row))
    return list(found.values())


def _by_article(rows: list[Row]) -> dict[tuple[str, str], list[Row]]:
    grouped: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        grouped.setdefault((row["id"], row["article"]), []).append(row)
    return grouped


def _office(row: Row) -> str | None:
    """Which of the offices that exclude one another the words name; None for all others."""
    words = row["role"]
    before = row["whole"][max(0, row["start"] - 24) : row["start"]]
    if pattern("role_former").search(words) or pattern("role_former").search(before):
        return None
    if pattern("role_deputy").search(words):
        return None
    last = words.split()[-1].lower() if words.split() else ""
    for language in LANGUAGES:
        for entry in load_table(language, "connect_offices"):
            if last in entry["words"].split("|") or words.lower() in entry["words"].split("|"):
                return entry["office"]
    return None


def _side(row: Row) -> Side:
    return Side(row["article"], row["start"], row["end"], row["text"], row["role"])
