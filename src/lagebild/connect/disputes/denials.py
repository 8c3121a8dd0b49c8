"""A claim and its denial: what one side accuses another of, and the other rejects."""

from lagebild.connect.disputes.dispute import Dispute, Row, Side, event_side
from lagebild.connect.disputes.numbers import pattern
from lagebild.connect.disputes.passages import passages
from lagebild.connect.disputes.reasons import SOMEBODY
from lagebild.language.states import states
from lagebild.store import Store

REACH = 600

# Only what stands close together: the denial within a few sentences behind the claim.
_PAIRS = f"""
WITH parties AS (
    SELECT id, list_distinct(list_transform(actors, lambda x: coalesce(x.country, x.actor)))
            AS acting,
        list_distinct(list_transform(recipients, lambda x: coalesce(x.country, x.actor)))
            AS meant,
        list_transform(actors, lambda x: coalesce(x.name, x."text")) AS names
    FROM events)
SELECT d.id AS denial, c.article, c.sentence AS claim_sentence, d.sentence AS denial_sentence,
    lower(d.trigger."text") AS verb, cp.names AS claimants, dp.names AS deniers
FROM events d JOIN events c ON c.article = d.article AND c.id != d.id
JOIN parties dp ON dp.id = d.id JOIN parties cp ON cp.id = c.id
WHERE d.type IN ('REJECT', 'ACCUSE') AND d.status = 'actual' AND c.type = 'ACCUSE'
    AND c.status = 'actual' AND c.trigger."start" < d.trigger."start"
    AND c.trigger."start" >= d.trigger."start" - {REACH}
    AND len(list_filter(cp.acting, lambda x: x IS NOT NULL)) > 0
    AND list_has_any(dp.acting, cp.meant) AND NOT list_has_any(dp.acting, cp.acting)
ORDER BY d.id, c.trigger."start" DESC, c.id
"""

# "Das Ministerium wies das zurück": what is denied stands in the sentence before.
_BEFORE = """
WITH deniers AS (
    SELECT id, article, sentence, lower(trigger."text") AS verb,
        list_transform(actors, lambda x: coalesce(x.country, x.actor)) AS acting,
        list_transform(actors, lambda x: coalesce(x.name, x."text")) AS names
    FROM events WHERE type = 'REJECT' AND status = 'actual' AND len(actors) > 0),
claims AS (
    SELECT article, sentence, coalesce(speaker.country, speaker.actor) AS who,
        coalesce(speaker.name, speaker."text") AS name, false AS accuses
    FROM quotes WHERE speaker IS NOT NULL AND kind IN ('direct', 'indirect')
    UNION ALL
    SELECT article, sentence, coalesce(actors[1].country, actors[1].actor),
        coalesce(actors[1].name, actors[1]."text"), true
    FROM events WHERE type = 'ACCUSE' AND status = 'actual' AND len(actors) > 0)
SELECT d.id AS denial, d.article, c.sentence AS claim_sentence, d.sentence AS denial_sentence,
    d.verb, [c.name] AS claimants, d.names AS deniers, c.accuses
FROM deniers d JOIN claims c USING (article)
WHERE c.sentence."end" <= d.sentence."start" AND c.sentence."end" >= d.sentence."start" - 3
    AND c.who IS NOT NULL AND NOT list_contains(d.acting, c.who)
ORDER BY d.id, c.sentence."start" DESC, c.accuses DESC, c.name
"""


def find_denials(store: Store) -> list[Dispute]:
    """Each denial with the accusation before it, or with the claim that it points back to."""
    found: dict[str, Dispute] = {}
    for row in store.rows(_PAIRS):
        if is_denial(row["verb"], row["denial_sentence"]["text"]):
            found.setdefault(row["denial"], _dispute(row))
    for row in store.rows(_BEFORE):
        words = row["denial_sentence"]["text"]
        # "Die Vorwürfe" may be older ones, "der Vorwurf" is the one just told.
        if pattern("many_charges").search(words) and not row["accuses"]:
            continue
        if is_denial(row["verb"], words, points_back=True) and pattern("points_back").search(words):
            found.setdefault(row["denial"], _dispute(row))
    known = {dispute.sides[1].place for dispute in found.values()}
    return [*found.values(), *(d for d in _in_words(store) if d.sides[1].place not in known)]


# Accusations between two states; the words of the denial are looked for behind them.
_CHARGES = """
SELECT article, sentence, trigger."start" AS "at",
    coalesce(actors[1].name, actors[1]."text") AS who,
    list_transform(actors, lambda x: x.country) AS accusing,
    list_transform(recipients, lambda x: x.country) AS meant
FROM events WHERE type = 'ACCUSE' AND status = 'actual' AND len(actors) > 0 AND len(recipients) > 0
    AND article IN (SELECT unnest($articles::VARCHAR[])) ORDER BY article, "at" DESC
"""


def _in_words(store: Store) -> list[Dispute]:
    """Sentences that reject a charge in plain words, whether or not an event was found in them."""
    denials = passages(store, pattern("denied"))
    articles = sorted({p.side.article for p in denials})
    charges: dict[str, list[Row]] = {}
    for row in store.rows(_CHARGES, {"articles": articles}) if articles else []:
        charges.setdefault(row["article"], []).append(row)
    found = []
    for denial in denials:
        side = denial.side
        first = next(
            (land for start, _, land in denial.order if land and start >= side.start), None
        )
        for row in charges.get(side.article, ()):
            near = 0 < side.start - row["at"] <= REACH
            if near and first in row["meant"] and first not in row["accusing"]:
                claim = event_side(
                    {"article": side.article, "sentence": row["sentence"], "said_by": row["who"]}
                )
                name = states()[first].name("de") if first in states() else first
                found.append(_told((claim, side), row["who"], str(name)))
                break
    return found


def _dispute(row: Row) -> Dispute:
    claimant, denier = _names(row["claimants"]), _names(row["deniers"])
    sides = tuple(
        event_side({"article": row["article"], "sentence": row[part], "said_by": who})
        for part, who in (("claim_sentence", claimant), ("denial_sentence", denier))
    )
    return _told(sides, claimant, denier)


def _told(sides: tuple[Side, ...], *names: str) -> Dispute:
    """A claim and its denial; a pronoun names nobody."""
    known = [name for name in names if not pattern("nobody").search(name)]
    words = tuple(name if name in known else SOMEBODY for name in names)
    return Dispute("denial", " – ".join(known), sides, "denied", words)


def is_denial(verb: str, sentence: str, points_back: bool = False) -> bool:
    """Whether a verb denies: by itself ("bestreitet"), or with what it rejects in the sentence.

    With `points_back` a word that stands for the sentence before ("das") is enough.
    """
    if pattern("denial_verb").search(verb):
        return True
    if points_back and pattern("reject_verb").search(verb):
        return True
    return bool(pattern("reject_verb").search(verb) and pattern("denial_noun").search(sentence))


def _names(names: list[str]) -> str:
    return ", ".join(sorted(set(names))) or "?"
