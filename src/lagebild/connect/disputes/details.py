"""One occurrence at two places or on two days, and a deed that one account denies."""

from lagebild.connect.disputes.dispute import Dispute, Row, Side, event_side, names_of
from lagebild.store import Store

LARGEST_BUCKET = 40
APART = 3  # days between two dates of one occurrence

# Meetings of the same two persons, told by two articles: on one day they meet once.
_SAME_PAIR = f"""
WITH told_of AS (
    SELECT t.event, t.article, t.grp, t.p, t.place, t.place_is_country, t.lat, t.lon, t.d1,
        e.sentence, e.said_by, a.day_first AS pub, array_to_string(list_sort(t.p), ' ') AS who,
        e.date.basis AS basis, coalesce(e.place.name, e.place."text") AS place_name
    FROM told t JOIN events e ON e.id = t.event JOIN articles a ON a.id = t.article
    WHERE t.grp IN ('talks', 'sign', 'phone', 'summit') AND t.status = 'actual' AND len(t.p) > 1
        AND t.d1 = t.d2 AND a.id NOT IN (SELECT article FROM copies)
    QUALIFY count(*) OVER (PARTITION BY t.grp, who) <= {LARGEST_BUCKET}),
pairs AS (
    SELECT a, b FROM told_of a JOIN told_of b ON a.grp = b.grp AND a.who = b.who
        AND a.article < b.article AND abs(a.d1 - b.d1) <= {APART} AND abs(a.pub - b.pub) <= 10)
"""
_PLACES = f"""{_SAME_PAIR}
SELECT a, b FROM pairs WHERE a.d1 = b.d1 AND a.place != b.place AND a.grp != 'phone'
    AND NOT a.place_is_country AND NOT b.place_is_country
    AND (abs(a.lat - b.lat) > 0.9 OR abs(a.lon - b.lon) > 1.2
        OR a.lat IS NULL OR b.lat IS NULL)
ORDER BY a.event, b.event
"""
_DAYS = f"""{_SAME_PAIR}
SELECT a, b FROM pairs WHERE a.d1 != b.d1 AND (a.place = b.place OR a.grp = 'phone')
    AND a.basis != 'context' AND b.basis != 'context'
    AND least(a.pub, b.pub) >= greatest(a.d1, b.d1)
    AND NOT EXISTS (SELECT 1 FROM told_of x WHERE x.grp = a.grp AND x.who = a.who
        AND ((x.article = a.article AND x.d1 = b.d1) OR (x.article = b.article AND x.d1 = a.d1)))
ORDER BY a.event, b.event
"""

# A deed of one day that one account tells, and whose doer denies it in another.
_DENIED = f"""
WITH told_of AS (
    SELECT t.event, t.article, t.grp, t.status, t.ac, t.rc, t.p, t.d1, t.keys, t.type, e.sentence,
        e.said_by, e.said_by IS NOT NULL AS claimed, coalesce(e.actors[1].name, '') AS name,
        t.place, t.place_is_country, t.lat, t.lon, t.c, t.o, t.mutual
    FROM told t JOIN events e ON e.id = t.event
    WHERE t.status IN ('actual', 'negated') AND t.d1 = t.d2 AND len(t.ac) > 0
        AND t.type IN ('ASSAULT', 'COERCE', 'MOBILIZE', 'SANCTION', 'RETREAT') AND len(t.keys) > 0),
keyed AS (
    SELECT grp, d1, status, array_to_string(ac, ' ') AS who, array_to_string(rc, ' ') AS whom,
        event FROM told_of
    QUALIFY count(*) OVER (PARTITION BY grp, d1, who) <= {LARGEST_BUCKET})
SELECT a, b FROM keyed x JOIN keyed y USING (grp, d1, who) JOIN told_of a ON a.event = x.event
JOIN told_of b ON b.event = y.event
WHERE x.status = 'actual' AND y.status = 'negated' AND b.claimed AND fits(a, b)
    AND (len(b.rc) > 0 OR b.place IS NOT NULL OR len(list_filter(b.o, lambda w:
        contains(plain(a.sentence."text"), split_part(w, ':', 2)))) > 0)
    AND a.sentence != b.sentence
ORDER BY a.event, b.event
"""


def find_detail_disputes(store: Store) -> list[Dispute]:
    """One dispute a pair of articles and kind."""
    found: dict[tuple[str, str, str], Dispute] = {}
    for kind, sql, value in (("place", _PLACES, "place_name"), ("dates", _DAYS, "d1")):
        for row in store.rows(sql):
            first, second = row["a"], row["b"]
            values = str(first[value]), str(second[value])
            about = names_of(store, (person.split("|")[-1] for person in first["p"]))
            _add(found, Dispute(kind, about, _sides(row, values), "differ", values))
    for row in store.rows(_DENIED):
        about, sides = row["a"]["name"], _sides(row, ("actual", "negated"))
        words = (about, row["b"]["said_by"])
        _add(found, Dispute("denial", about, sides, "deed_denied", words))
    return list(found.values())


def _sides(row: Row, values: tuple[str, str]) -> tuple[Side, ...]:
    return event_side(row["a"], values[0]), event_side(row["b"], values[1])


def _add(found: dict[tuple[str, str, str], Dispute], dispute: Dispute) -> None:
    found.setdefault((dispute.kind, dispute.sides[0].article, dispute.sides[1].article), dispute)
