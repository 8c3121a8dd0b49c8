"""A headline that says more than the article, or another: what was done, by whom, whether."""

import re
from functools import cache

from lagebild.connect.disputes.dispute import Dispute, Side, event_side, side_of
from lagebild.connect.disputes.numbers import LANGUAGES, pattern
from lagebild.language.tables import load_table
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

# Words that the headline gives to a person, and the article only to those who speak for him.
_SPEAKERS = """
WITH heads AS (
    SELECT e.article, e.sentence, e.trigger, e.actors[1].actor AS who, e.actors[1].country AS land,
        e.actors[1].name AS name, len(a.title) AS title
    FROM events e JOIN articles a ON a.id = e.article
    WHERE e.trigger."start" < len(a.title) AND starts_with(a."text", a.title)
        AND e.status = 'actual' AND e.type IN ('REQUEST', 'ACCUSE', 'REJECT', 'THREATEN')
        AND e.actors[1].actor LIKE 'per:%'),
acting AS (
    SELECT article, unnest(actors).actor AS actor, trigger."start" AS "at" FROM events
    UNION ALL SELECT article, speaker.actor, "start" FROM quotes WHERE speaker IS NOT NULL),
speaking AS (
    SELECT DISTINCT q.article, q.sentence, q."start" AS "at", q.speaker.actor AS actor,
        q.speaker.name AS name, x.country AS land
    FROM quotes q JOIN article_actors x ON x.article = q.article AND x.id = q.speaker.actor
    WHERE len(list_filter(x.roles, lambda r: regexp_matches(r.role, $speaks_for))) > 0)
SELECT h.article, h.sentence AS headline, s.sentence AS body, h.name, s.name AS other,
    h.trigger."text" AS about
FROM heads h JOIN speaking s ON s.article = h.article AND s.actor != h.who AND s.land = h.land
    AND s."at" >= h.title
WHERE NOT EXISTS (SELECT 1 FROM acting x WHERE x.article = h.article AND x.actor = h.who
    AND x."at" >= h.title)
ORDER BY h.article, h.trigger."start", s."at"
"""

_TITLED = """
SELECT id, title, "text" FROM articles WHERE title IS NOT NULL AND starts_with("text", title)
    AND duplicates_of IS NULL AND regexp_matches(title, $wording) ORDER BY id
"""


@cache
def _reversals() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What a headline says and the wording of an article that takes it back."""
    rows = [row for language in LANGUAGES for row in load_table(language, "connect_headlines")]
    return tuple(
        (re.compile(row["headline"], re.IGNORECASE), re.compile(row["body"], re.IGNORECASE))
        for row in rows
    )


def find_headline_disputes(store: Store) -> list[Dispute]:
    """At most one an article."""
    found: dict[str, Dispute] = {}
    for row in store.rows(_PAIRS):
        article = row["article"]
        sides = tuple(
            event_side({"article": article, "sentence": row[part], "said_by": None}, value)
            for part, value in (("headline", "actual"), ("body", row["status"]))
        )
        found.setdefault(article, Dispute("headline", row["about"], sides, "headline_done"))
    for dispute in _reversed(store):
        found.setdefault(dispute.sides[0].article, dispute)
    for row in store.rows(_SPEAKERS, {"speaks_for": f"(?i){pattern('speaks_for').pattern}"}):
        sides = tuple(
            event_side({"article": row["article"], "sentence": row[part], "said_by": who})
            for part, who in (("headline", row["name"]), ("body", row["other"]))
        )
        words = (row["name"], row["other"])
        about = f"{row['about']}: {row['name']}"
        dispute = Dispute("headline", about, sides, "headline_speaker", words)
        found.setdefault(row["article"], dispute)
    return list(found.values())


def _reversed(store: Store) -> list[Dispute]:
    found = []
    for headline, body in _reversals():
        for row in store.rows(_TITLED, {"wording": f"(?i){headline.pattern}"}):
            text, end = row["text"], len(row["title"])
            said = headline.search(row["title"])
            if said is None or pattern("open_headline").search(row["title"]):
                continue
            for hit in body.finditer(text, end):
                side = side_of(text, row["id"], hit.start(), hit.end(), hit[0])
                if _same_party(store, row["id"], end, side):
                    head = Side(row["id"], 0, end, text[:end], said[0])
                    found.append(Dispute("headline", said[0], (head, side), "headline_done"))
                    break
    return found


def _same_party(store: Store, article: str, title_end: int, side: Side) -> bool:
    """Whether the first actor of the headline is named in the sentence."""
    return bool(
        store.value(
            "SELECT count(*) FROM mentions m JOIN (SELECT actor FROM mentions WHERE article = "
            '$article AND "end" <= $title AND actor IS NOT NULL ORDER BY "start" LIMIT 1) h '
            'ON h.actor = m.actor WHERE m.article = $article AND m."start" >= $start '
            'AND m."end" <= $end',
            {"article": article, "title": title_end, "start": side.start, "end": side.end},
        )
    )
