"""Held against still to come: one happening told as past and as future where time cannot decide."""

from lagebild.connect.disputes.dispute import Dispute, Row, Side, event_side, names_of
from lagebild.connect.disputes.numbers import pattern
from lagebild.connect.disputes.passages import Passage, passages
from lagebild.store import Store

# Inside an article; headlines are left out: they tell in the present what is to come or past.
_INSIDE = """
WITH told_of AS (
    SELECT e.*, t.grp, t.lead, t.c, t.p FROM events e JOIN told t ON t.event = e.id
    JOIN articles a ON a.id = e.article
    WHERE t.class = 'open' AND e.trigger."start" >= coalesce(len(a.title), 0))
SELECT p.happening, p.article, p.sentence AS planned, h.sentence AS held,
    p.trigger."text" AS about, p.p AS persons
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
    h.sentence AS held, p.trigger."text" AS about, p.p AS persons
FROM told_of p JOIN told_of h USING (happening)
WHERE p.status = 'planned' AND h.status = 'actual' AND p.article != h.article
    AND h.day_last = h.day_first AND p.pub > h.day_last + 2 AND len(p.p) > 0
ORDER BY p.happening, p.article, h.article
"""


# What the words tell as still to come, whether or not an event was found in them.
_HELD = """
SELECT t.article, e.happening, e.sentence, e.trigger."text" AS about, t.d1, t.d2,
    list_transform(t.p, lambda x: split_part(x, '|', 2)) AS persons
FROM told t JOIN events e ON e.id = t.event JOIN articles a ON a.id = t.article
WHERE t.grp IN ('talks', 'sign', 'summit') AND t.status = 'actual' AND len(t.p) > 1
    AND t.article IN (SELECT unnest($articles::VARCHAR[]))
    AND e.trigger."start" >= coalesce(len(a.title), 0)
ORDER BY t.article, e.sentence."start"
"""
# Who is told to have come to a country.
_ARRIVED = """
SELECT e.article, e.sentence, e.trigger."text" AS about, t.d1, t.d2,
    split_part(t.p[1], '|', 2) AS person, coalesce(e.place.country, t.rc[1]) AS land
FROM told t JOIN events e ON e.id = t.event JOIN articles a ON a.id = e.article
WHERE t.grp = 'visit' AND t.status = 'actual' AND len(t.p) = 1 AND land IS NOT NULL
    AND t.article IN (SELECT unnest($articles::VARCHAR[])) AND e.said_by IS NULL
    AND e.trigger."start" >= coalesce(len(a.title), 0)
ORDER BY e.article, e.sentence."start", e.id
"""
_DAYS = """
SELECT count(*) FROM dates WHERE article = $article AND "start" >= $start AND "end" <= $end
    AND type = 'DATE' AND value NOT LIKE 'P%' AND value != $day
"""


def find_tense_disputes(store: Store) -> list[Dispute]:
    """One dispute a happening."""
    found = _in_words(store)
    for sql, reason in ((_INSIDE, "tense_inside"), (_LATER, "tense_later")):
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
            about = _about(store, row["about"], row["persons"])
            found[row["happening"]] = Dispute("tense", about, (planned, held), reason)
    return [*found.values(), *_presence(store)]


def _in_words(store: Store) -> dict[str, Dispute]:
    """Talks of two persons told as held, and in another sentence of the article as to come."""
    found: dict[str, Dispute] = {}
    coming = [p for p in passages(store, pattern("to_come")) if not p.title]
    coming = [p for p in coming if not pattern("once_more").search(p.side.text)]
    plans: dict[str, list[Passage]] = {}
    for passage in coming:
        plans.setdefault(passage.side.article, []).append(passage)
    for held in store.rows(_HELD, {"articles": sorted(plans)}) if plans else []:
        for plan in plans[held["article"]]:
            side = plan.side
            if side.start == held["sentence"]["start"]:
                continue
            if not set(held["persons"]) <= plan.actors or _another_day(store, side, held):
                continue
            past = event_side({"article": side.article, "sentence": held["sentence"],
                               "said_by": None}, "actual")  # fmt: skip
            about = _about(store, held["about"], held["persons"])
            dispute = Dispute("tense", about, (side, past), "tense_inside")
            found.setdefault(held["happening"], dispute)
    return found


def _presence(store: Store) -> list[Dispute]:
    """A person told to be in a place some time, and in the same article as arrived there."""
    coming = [p for p in passages(store, pattern("to_be_there")) if not p.title]
    coming = [p for p in coming if not pattern("once_more").search(p.side.text)]
    found: dict[tuple[str, str], Dispute] = {}
    for row in store.rows(_ARRIVED, {"articles": sorted({p.side.article for p in coming})}):
        for plan in coming:
            side = plan.side
            same = side.article == row["article"] and side.start != row["sentence"]["start"]
            who = {actor for start, actor, _ in plan.order if start < plan.hit.end()}
            if not same or row["person"] not in who or row["land"] not in plan.lands:
                continue
            if _another_day(store, side, row):
                continue
            past = event_side({"article": side.article, "sentence": row["sentence"],
                               "said_by": None}, "actual")  # fmt: skip
            about = _about(store, row["about"], [row["person"]])
            dispute = Dispute("tense", about, (side, past), "tense_inside")
            found.setdefault((side.article, row["person"]), dispute)
    return list(found.values())


def _about(store: Store, word: str, persons: list[str]) -> str:
    """What is told with its persons: "Gespräche: Ilham Alijew, Wladimir Putin"."""
    names = names_of(store, (person.rpartition("|")[2] for person in persons))
    return f"{word}: {names}" if names else word


def _another_day(store: Store, side: Side, held: Row) -> bool:
    """Whether the sentence names a time that is not the one of what was held."""
    day = held["d1"].isoformat() if held["d1"] and held["d1"] == held["d2"] else ""
    span = {"article": side.article, "start": side.start, "end": side.end, "day": day}
    return bool(store.value(_DAYS, span))
