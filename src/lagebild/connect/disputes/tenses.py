"""Held against still to come: one happening told as past and as future where time cannot decide."""

from lagebild.connect.disputes.dispute import Dispute, event_side
from lagebild.store import Store

# Inside an article; headlines are left out: they tell in the present what is to come or past.
_INSIDE = """
WITH told_of AS (
    SELECT e.*, t.grp, t.lead, t.c, t.p FROM events e JOIN told t ON t.event = e.id
    JOIN articles a ON a.id = e.article
    WHERE t.class = 'open' AND e.trigger."start" >= coalesce(len(a.title), 0))
SELECT p.happening, p.article, p.sentence AS planned, h.sentence AS held,
    p.trigger."text" AS about
FROM told_of p JOIN told_of h USING (happening, article)
WHERE p.status = 'planned' AND h.status = 'actual' AND p.sentence."start" != h.sentence."start"
    AND (len(p.p) > 0 OR len(p.c) > 1)
ORDER BY p.happening, p.sentence."start", h.sentence."start"
"""

_LATER = """
WITH told_of AS (
    SELECT e.*, a.day_first AS pub, t.c, t.p FROM events e JOIN told t ON t.event = e.id
    JOIN articles a ON a.id = e.article WHERE t.class = 'open' AND e.said_by IS NULL)
SELECT p.happening, p.article, p.sentence AS planned, h.article AS held_article,
    h.sentence AS held, p.trigger."text" AS about
FROM told_of p JOIN told_of h USING (happening)
WHERE p.status = 'planned' AND h.status = 'actual' AND p.article != h.article
    AND h.day_last = h.day_first AND p.pub > h.day_last + 2 AND len(p.p) > 0
ORDER BY p.happening, p.article, h.article
"""


def find_tense_disputes(store: Store) -> list[Dispute]:
    """One dispute a happening."""
    found: dict[str, Dispute] = {}
    for sql, why in (
        (_INSIDE, "the same article tells it as still to come and as held"),
        (_LATER, "told as still to come after another article tells it as held"),
    ):
        for row in store.rows(sql):
            if row["happening"] in found:
                continue
            planned = event_side(
                {"article": row["article"], "sentence": row["planned"], "said_by": None}, "planned"
            )
            article = row.get("held_article", row["article"])
            held = event_side(
                {"article": article, "sentence": row["held"], "said_by": None}, "actual"
            )
            found[row["happening"]] = Dispute("tense", row["about"], (planned, held), why)
    return list(found.values())
