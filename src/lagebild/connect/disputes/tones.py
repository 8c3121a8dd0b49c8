"""Words and what stands beside them: a loud verb before mild words, a vow before an agreement."""

from lagebild.connect.disputes.dispute import Dispute, Side
from lagebild.connect.disputes.numbers import pattern
from lagebild.connect.disputes.passages import Passage, passages
from lagebild.store import Store

_NEXT = 3  # characters between a sentence and the quotation that it introduces

_QUOTES = """
SELECT q.article, q."start", q."end", q."text", coalesce(q.speaker.name, q.speaker."text") AS name
FROM quotes q WHERE q.kind = 'direct' AND q.article IN (SELECT unnest($articles::VARCHAR[]))
ORDER BY q.article, q."start"
"""


def find_tone_disputes(store: Store) -> list[Dispute]:
    """A sentence that begs or threatens, and the quotation behind it that hopes or regrets."""
    mild = passages(store, pattern("mild"))
    loud = [p for p in passages(store, pattern("loud")) if not p.title] if mild else []
    articles = sorted({p.side.article for p in loud} & {p.side.article for p in mild})
    quotes = store.rows(_QUOTES, {"articles": articles}) if articles else []
    found = []
    for passage in loud:
        side = passage.side
        quote = next((q for q in quotes if q["article"] == side.article
                      and 0 <= q["start"] - side.end <= _NEXT), None)  # fmt: skip
        if quote is None or pattern("loud").search(quote["text"]):
            continue
        said = pattern("mild").search(quote["text"])
        if said is None or not _same_lands(passage, mild, quote["start"]):
            continue
        words = Side(
            side.article, quote["start"], quote["end"], quote["text"], said[0], quote["name"]
        )
        reason = (passage.hit[0], said[0])
        found.append(Dispute("tone", passage.hit[0], (side, words), "tone", reason))
    return found


def _same_lands(passage: Passage, others: list[Passage], start: int) -> bool:
    """Whether the sentence of the quotation names a state that the other one names, too."""
    return any(
        p.side.article == passage.side.article and p.side.start <= start + 1 < p.side.end
        and bool(p.lands & passage.lands) for p in others
    )  # fmt: skip


def find_stance_disputes(store: Store) -> list[Dispute]:
    """No more as before, says one of two states, and in the same article the two agree."""
    vows = passages(store, pattern("no_more"))
    agreed = [p for p in passages(store, pattern("agreed")) if not p.title] if vows else []
    found: dict[str, Dispute] = {}
    for vow in vows:
        for deal in agreed:
            same = deal.side.article == vow.side.article and deal.side.start != vow.side.start
            persons = {a for a in vow.actors & deal.actors if a.startswith("per:")}
            if not same or not persons or not vow.lands & deal.lands:
                continue
            if pattern("before_that").search(deal.side.text):
                continue
            words = (vow.hit[0], deal.hit[0])
            dispute = Dispute("stance", vow.hit[0], (vow.side, deal.side), "stance", words)
            found.setdefault(vow.side.article, dispute)
    return list(found.values())
