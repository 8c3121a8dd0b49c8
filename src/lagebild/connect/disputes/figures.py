"""Figures that do not fit: articles of one story and one day that count the same differently."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lagebild.connect.disputes.dispute import Dispute, Row, Side, side_of
from lagebild.connect.disputes.numbers import LANGUAGES, NUMBER, number_of, pattern
from lagebild.language.states import split, state_of_adjective, state_of_people
from lagebild.language.tables import load_table
from lagebild.store import Store

LEAST = 2
MORE, ABOUT = 1.2, 0.1
LARGEST_STORY = 200

_TEXTS = f"""
WITH member AS (
    SELECT id AS story, unnest(articles) AS article FROM stories
    WHERE len(articles) BETWEEN 2 AND {LARGEST_STORY})
SELECT story, a.id, a."text", a.day_first AS pub, v.voice FROM member
JOIN articles a ON a.id = member.article LEFT JOIN voices v ON v.article = a.id
WHERE a.duplicates_of IS NULL AND a.id NOT IN (SELECT article FROM copies) ORDER BY story, a.id
"""


@dataclass(frozen=True)
class _Figure:
    """How many of a kind an article tells of: at least `low`, at most `high`."""

    kind: str
    low: float
    high: float
    side: Side
    day: int | None
    voice: str


@cache
def _nouns() -> dict[str, list[tuple[str, re.Pattern[str] | None]]]:
    """For each noun the classes it can count, with the words that the sentence must hold."""
    found: dict[str, list[tuple[str, re.Pattern[str] | None]]] = {}
    for language in LANGUAGES:
        for row in load_table(language, "connect_figures"):
            verbs = split(row["verbs"])
            needed = re.compile("|".join(map(re.escape, verbs)), re.I) if verbs else None
            for noun in split(row["nouns"]):
                found.setdefault(noun, []).append((row["class"], needed))
    return found


@cache
def _counted() -> re.Pattern[str]:
    nouns = "|".join(sorted(_nouns(), key=len, reverse=True))
    return re.compile(
        rf"(?<![\d.,])({NUMBER})\s+((?:[^\W\d_]{{3,30}}\s+){{0,2}}?)({nouns})\b", re.IGNORECASE
    )


def find_figure_disputes(store: Store) -> list[Dispute]:
    """One dispute a story and kind: the lowest and the highest figure that exclude one another."""
    groups: dict[tuple[str, str], list[_Figure]] = {}
    for row in store.rows(_TEXTS):
        for figure in _figures(row):
            groups.setdefault((row["story"], figure.kind), []).append(figure)
    return [d for key in sorted(groups) if (d := _differ(groups[key]))]


def _figures(row: Row) -> Iterator[_Figure]:
    text: str = row["text"]
    seen = set()
    for hit in _counted().finditer(text):
        number = number_of(hit[1])
        if number is None or number < LEAST or 1900 <= number <= 2100:
            continue
        side = side_of(text, row["id"], hit.start(), hit.end(), hit[0])
        for kind, needed in _nouns()[hit[3].lower()]:
            if needed is not None and not needed.search(side.text):
                continue
            named = f"{kind} {_people(hit[2], hit[3])}".strip()
            if named in seen:  # the first figure of a kind is what the article stands for
                continue
            seen.add(named)
            low, high = _range(number, text[max(0, hit.start() - 24) : hit.start()])
            day = row["pub"].toordinal() if row["pub"] else None
            yield _Figure(named, low, high, side, day, row["voice"] or row["id"])


def _people(adjectives: str, noun: str) -> str:
    for word in adjectives.split():
        if state := state_of_adjective(word):
            return state
    return state_of_people(noun) or ""


def _range(number: int, before: str) -> tuple[float, float]:
    words = before.rstrip()
    if _ends_with(words, "approx_more"):
        return number, number * MORE - 1e-9
    if _ends_with(words, "approx_less"):
        return 0, number
    if _ends_with(words, "approx_about"):
        return number * (1 - ABOUT), number * (1 + ABOUT)
    return number, number


def _ends_with(words: str, name: str) -> bool:
    return any(hit.end() == len(words) for hit in pattern(name).finditer(words))


def _differ(figures: list[_Figure]) -> Dispute | None:
    ordered = sorted(figures, key=lambda f: (f.high, f.side.place))
    for low in ordered:
        for high in reversed(ordered):
            same_day = low.day is not None and high.day is not None and abs(low.day - high.day) <= 1
            if low.voice == high.voice or not same_day or low.high >= high.low:
                continue
            why = f"{low.side.value!r} and {high.side.value!r} do not fit"
            sides = tuple(sorted((low.side, high.side), key=lambda side: side.place))
            return Dispute("figures", low.kind, sides, why)
    return None
