"""A headline that says more than the article: told as done above, as not done or open below."""

from lagebild.connect.disputes.dispute import Dispute, event_side
from lagebild.store import Store

_PAIRS = """
WITH told_of AS (
    SELECT e.id, e.article, e.sentence, e.said_by, e.status, e.type, e.trigger, t.grp, t.c, t.p,
        e.trigger."start" < len(a.title) AS above
    FROM events e JOIN told t ON t.event = e.id JOIN articles a ON a.id = e.article
    WHERE a.title IS NOT NULL AND starts_with(a."text", a.title) AND len(t.c) > 0)
SELECT h.article, h.sentence AS headline, b.sentence AS body, b.status, h.trigger."text" AS about
FROM told_of h JOIN told_of b ON b.article = h.article AND b.grp = h.grp AND NOT b.above
WHERE h.above AND h.status = 'actual' AND b.status = 'negated'
    AND sets_fit(h.c, b.c) AND persons_fit(h.p, b.p)
    AND NOT EXISTS (SELECT 1 FROM told_of o WHERE o.article = h.article AND NOT o.above
        AND o.grp = h.grp AND o.status IN ('actual', 'planned') AND sets_fit(o.c, h.c))
ORDER BY h.article, h.id, b.id
"""


def find_headline_disputes(store: Store) -> list[Dispute]:
    """At most one an article."""
    found: dict[str, Dispute] = {}
    for row in store.rows(_PAIRS):
        article = row["article"]
        sides = tuple(
            event_side({"article": article, "sentence": row[part], "said_by": None}, value)
            for part, value in (("headline", "actual"), ("body", row["status"]))
        )
        why = "the headline tells as done what the article says was not"
        found.setdefault(article, Dispute("headline", row["about"], sides, why))
    return list(found.values())
