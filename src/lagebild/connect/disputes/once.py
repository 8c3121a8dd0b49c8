"""What happens once (a birth, a death, a founding) told with two dates."""

import re
from functools import cache

from lagebild.connect.disputes.dispute import Dispute, names_of
from lagebild.connect.disputes.numbers import LANGUAGES
from lagebild.connect.disputes.passages import Passage, passages
from lagebild.language.tables import load_table
from lagebild.store import Store

_FAR = 60  # characters between the words and their date

_DATES = """
SELECT d.article, d."start", d."end", d.value, d."text" AS words FROM dates d
WHERE d.article IN (SELECT unnest($articles::VARCHAR[])) AND d.type = 'DATE'
    AND regexp_full_match(d.value, '\\d{4}(-\\d\\d(-\\d\\d)?)?') AND d.basis = 'stated'
ORDER BY d.article, d."start"
"""


@cache
def _wordings() -> dict[str, re.Pattern[str]]:
    rows = [row for language in LANGUAGES for row in load_table(language, "connect_once")]
    names = dict.fromkeys(row["kind"] for row in rows)
    return {
        name: re.compile("|".join(r["wording"] for r in rows if r["kind"] == name), re.IGNORECASE)
        for name in names
    }


def find_once_disputes(store: Store) -> list[Dispute]:
    """For each kind and subject the first two dates that exclude one another."""
    found = []
    for wording in _wordings().values():
        told = passages(store, wording)
        articles = sorted({p.side.article for p in told})
        dates: dict[str, list[tuple[int, int, str]]] = {}
        for row in store.rows(_DATES, {"articles": articles}) if articles else []:
            dates.setdefault(row["article"], []).append((row["start"], row["end"], row["value"]))
        known: dict[str, tuple[str, Passage]] = {}
        disputed = set()
        for passage in told:
            subject = _subject(passage)
            value = _date(passage, dates.get(passage.side.article, []))
            if subject is None or value is None:
                continue
            other, before = known.setdefault(subject, (value, passage))
            if subject in disputed or value.startswith(other) or other.startswith(value):
                continue
            disputed.add(subject)
            about, sides = names_of(store, [subject]), (before.side, passage.side)
            found.append(Dispute("dates", about, sides, "differ", (other, value)))
    return found


def _subject(passage: Passage) -> str | None:
    """The one person or organisation that the sentence is about."""
    named = {actor for actor in passage.actors if actor.startswith(("per:", "org:"))}
    return named.pop() if len(named) == 1 else None


def _date(passage: Passage, dates: list[tuple[int, int, str]]) -> str | None:
    """The one stated date beside the words."""
    start, end = passage.hit.start() - _FAR, passage.hit.end() + _FAR
    low, high = max(start, passage.side.start), min(end, passage.side.end)
    near = {value for first, last, value in dates if first >= low and last <= high}
    return near.pop() if len(near) == 1 else None
