"""A claim and its denial: what one side accuses another of, and the other rejects."""

from lagebild.connect.disputes.dispute import Dispute, event_side
from lagebild.connect.disputes.numbers import pattern
from lagebild.store import Store

REACH = 600

# Only what stands close together: the denial within a few sentences behind the claim.
_PAIRS = f"""
WITH parties AS (
    SELECT id, list_distinct(list_concat(
            list_transform(actors, lambda x: coalesce(x.country, x.actor)), [])) AS acting,
        list_distinct(list_transform(recipients, lambda x: coalesce(x.country, x.actor)))
            AS meant
    FROM events)
SELECT d.id AS denial, c.article, c.sentence AS claim_sentence, c.said_by AS claim_by,
    d.sentence AS denial_sentence, d.said_by AS denial_by, lower(d.trigger."text") AS verb,
    list_transform(c.actors, lambda x: coalesce(x.name, x."text")) AS claimants,
    list_transform(d.actors, lambda x: coalesce(x.name, x."text")) AS deniers,
    d.trigger."start" - c.trigger."start" AS distance
FROM events d JOIN events c ON c.article = d.article AND c.id != d.id
JOIN parties dp ON dp.id = d.id JOIN parties cp ON cp.id = c.id
WHERE d.type IN ('REJECT', 'ACCUSE') AND d.status = 'actual' AND c.type = 'ACCUSE'
    AND c.status = 'actual'
    AND c.trigger."start" < d.trigger."start"
    AND c.trigger."start" >= d.trigger."start" - {REACH}
    AND list_has_any(dp.acting, cp.meant)
    AND NOT list_has_any(dp.acting, cp.acting)
ORDER BY d.id, distance, c.id
"""


def find_denials(store: Store) -> list[Dispute]:
    """Each denial with the nearest accusation before it that meets the denier."""
    found: dict[str, Dispute] = {}
    for row in store.rows(_PAIRS):
        if row["denial"] in found or not is_denial(row["verb"], row["denial_sentence"]["text"]):
            continue
        claimant, denier = _names(row["claimants"]), _names(row["deniers"])
        claim = event_side(
            {"article": row["article"], "sentence": row["claim_sentence"], "said_by": claimant}
        )
        denial = event_side(
            {"article": row["article"], "sentence": row["denial_sentence"], "said_by": denier}
        )
        why = f"{claimant} accuses, {denier} rejects it"
        found[row["denial"]] = Dispute("denial", f"{claimant} – {denier}", (claim, denial), why)
    return list(found.values())


def is_denial(verb: str, sentence: str) -> bool:
    """Whether a verb denies: by itself ("bestreitet"), or with what it rejects in the sentence."""
    if pattern("denial_verb").search(verb):
        return True
    return bool(pattern("reject_verb").search(verb) and pattern("denial_noun").search(sentence))


def _names(names: list[str]) -> str:
    return ", ".join(sorted(set(names))) or "somebody"
