"""Sentences that a wording is found in, with whom and what place they name and when they hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lagebild.connect.disputes.dispute import Side, sentence_at, side_of
from lagebild.store import Store

_TEXTS = """
SELECT id, title, "text", day_first, day_last FROM articles
WHERE duplicates_of IS NULL AND id NOT IN (SELECT article FROM copies)
    AND regexp_matches("text", $wording)
ORDER BY id
"""

# An article without a date of publication is not older than the latest happening it tells as held.
_HELD = """
SELECT e.article, max(h.day_first) AS day FROM events e JOIN happenings h ON h.id = e.happening
WHERE e.status = 'actual' AND h.day_last - h.day_first <= 31
    AND e.article IN (SELECT unnest($undated::VARCHAR[]))
GROUP BY e.article
"""

_NAMED = """
SELECT p.number, m."text" AS words, m.label, m.actor, m."start", k.country, k.kind
FROM passage_places p JOIN mentions m ON m.article = p.article
    AND m."start" >= p."start" AND m."end" <= p."end"
LEFT JOIN article_actors k ON k.article = m.article AND k.id = m.actor
ORDER BY p.number, m."start"
"""


@dataclass(frozen=True)
class Passage:
    """A sentence with a hit.

    `low`: the first day on which its article can have been written, `high` the last, where known;
    `lands`, `actors`, `places`: named in the sentence (a state is no place); `inside`: the actors
    named in the hit itself; `order`: offset, actor and country of all names.
    """

    side: Side
    hit: re.Match[str]
    title: bool
    low: date | None
    high: date | None
    actors: frozenset[str] = frozenset()
    lands: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    order: tuple[tuple[int, str | None, str | None], ...] = ()


def passages(
    store: Store, wording: re.Pattern[str], points_back: re.Pattern[str] | None = None
) -> list[Passage]:
    """Every sentence with a hit of a wording, in a fixed order. No look-behind can be used.

    Where the sentence has a word that `points_back` ("der Gruppierung"), the names of the sentence
    before count, too.
    """
    return _with_names(store, list(_hits(store, wording)), points_back)


def _coarse(wording: re.Pattern[str]) -> str:
    """The wording as the store's expressions can read it: at least all texts with a hit."""
    return "(?i)" + re.sub(r"\(\?![^()]*\)", "", wording.pattern)


def _hits(store: Store, wording: re.Pattern[str]) -> Iterator[Passage]:
    rows = store.rows(_TEXTS, {"wording": _coarse(wording)})
    held = _held(store, [row["id"] for row in rows if row["day_first"] is None])
    for row in rows:
        text, seen = row["text"], set()
        for hit in wording.finditer(text):
            side = side_of(text, row["id"], hit.start(), hit.end(), hit[0])
            if side.start in seen:
                continue
            seen.add(side.start)
            above = hit.start() < len(row["title"] or "") and text.startswith(row["title"] or "\0")
            low = row["day_first"] or held.get(row["id"])
            yield Passage(side, hit, above, low, row["day_last"])


def _held(store: Store, undated: list[str]) -> dict[str, date]:
    """The day of the latest happening that each of these articles tells as held."""
    rows = store.rows(_HELD, {"undated": undated}) if undated else []
    return {row["article"]: row["day"] for row in rows if row["day"] is not None}


def _with_names(
    store: Store, found: list[Passage], points_back: re.Pattern[str] | None
) -> list[Passage]:
    if not found:
        return []
    store.execute(
        "CREATE OR REPLACE TEMP TABLE passage_places "
        '(number INTEGER, article VARCHAR, "start" INTEGER, "end" INTEGER)'
    )
    store.insert(
        "passage_places",
        [
            {"number": n, "article": p.side.article, "start": _from(p, points_back),
             "end": p.side.end}
            for n, p in enumerate(found)
        ],
    )  # fmt: skip
    actors: list[set[str]] = [set() for _ in found]
    lands: list[set[str]] = [set() for _ in found]
    places: list[set[str]] = [set() for _ in found]
    inside: list[set[str]] = [set() for _ in found]
    order: list[list[tuple[int, str | None, str | None]]] = [[] for _ in found]
    for row in store.rows(_NAMED):
        number = row["number"]
        land = row["country"] or _state(row["actor"])
        order[number].append((row["start"], row["actor"], land))
        if row["actor"]:
            actors[number].add(row["actor"])
            hit = found[number].hit
            if hit.start() <= row["start"] < hit.end():
                inside[number].add(row["actor"])
        if land:
            lands[number].add(land)
        if row["label"] in ("GPE", "LOC") and not _state(row["actor"]):
            places[number].add(place_key(row["words"]))
    store.execute("DROP TABLE passage_places")
    return [
        Passage(p.side, p.hit, p.title, p.low, p.high, frozenset(actors[n]), frozenset(lands[n]),
                frozenset(places[n]), frozenset(inside[n]), tuple(order[n]))
        for n, p in enumerate(found)
    ]  # fmt: skip


def _from(passage: Passage, points_back: re.Pattern[str] | None) -> int:
    """Where the names of a passage are looked for."""
    start = passage.side.start
    if points_back is None or not points_back.search(passage.side.text) or not start:
        return start
    text = passage.hit.string
    before = len(text[:start].rstrip())
    return sentence_at(text, max(0, before - 1), before)[0]


def _state(actor: str | None) -> str | None:
    return actor if actor and len(actor) == 3 and actor.isupper() else None


def place_key(words: str) -> str:
    """One name for the spellings of a place."""
    from lagebild.language.gazetteer import place_named

    known = place_named(words)
    return known.name if known else words.removesuffix("s").lower()
