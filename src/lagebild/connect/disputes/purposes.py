"""What a visit or talks were about, as different voices tell it."""

import re

from lagebild.connect.disputes.dispute import Dispute, names_of
from lagebild.connect.disputes.numbers import pattern
from lagebild.connect.disputes.passages import Passage, passages
from lagebild.connect.disputes.reasons import ARTICLE
from lagebild.store import Store

_STEM = 7
_SPEAKERS = """
SELECT article, sentence."start" AS "start", "start" AS said_from, "end" AS said_to,
    coalesce(speaker.name, speaker."text") AS name FROM quotes WHERE speaker IS NOT NULL
    AND article IN (SELECT unnest($articles::VARCHAR[])) ORDER BY ALL
"""


def find_purpose_disputes(store: Store) -> list[Dispute]:
    """For each article and person the first two accounts by different speakers."""
    told = [p for p in passages(store, pattern("purpose")) if _persons(p)]
    articles = sorted({p.side.article for p in told})
    speakers = store.rows(_SPEAKERS, {"articles": articles}) if articles else []

    def speaker(passage: Passage) -> str | None:
        at = passage.hit.start()
        return next(
            (row["name"] for row in speakers if row["article"] == passage.side.article
             and row["said_from"] <= at < row["said_to"]), None,
        )  # fmt: skip

    found: dict[tuple[str, str], Dispute] = {}
    for number, first in enumerate(told):
        for second in told[number + 1 :]:
            if first.side.article != second.side.article:
                break
            both = sorted(_persons(first) & _persons(second))
            voices = speaker(first), speaker(second)
            if not both or voices[0] == voices[1] or _content(first) & _content(second):
                continue
            words = (voices[0] or ARTICLE, voices[1] or ARTICLE)
            about, sides = names_of(store, both[:1]), (first.side, second.side)
            dispute = Dispute("purpose", about, sides, "purpose", words)
            found.setdefault((first.side.article, both[0]), dispute)
    return list(found.values())


def _persons(passage: Passage) -> set[str]:
    """Those named in the phrase itself."""
    return {actor for actor in passage.inside if actor.startswith("per:")}


def _content(passage: Passage) -> set[str]:
    """Stems of the words behind the phrase: what the purpose was."""
    rest = passage.side.text[passage.hit.end() - passage.side.start :]
    return {w[:_STEM].lower() for w in re.findall(r"[^\W\d_]{5,}", rest)}
