"""Figures that do not fit: accounts of one thing and one day that count the same differently."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from lagebild.connect.disputes.dispute import Dispute, Row, Side, side_of
from lagebild.connect.disputes.numbers import (
    LANGUAGES,
    NUMBER,
    SMALL_WORDS,
    number_of,
    pattern,
)
from lagebild.connect.disputes.passages import place_key
from lagebild.language.states import split, state_of_adjective, state_of_people
from lagebild.language.tables import load_table
from lagebild.store import Store

LEAST = 2
MORE, ABOUT = 1.2, 0.1
LARGEST_GROUP = 200
MANY, NEXT = 1000, 3

_TEXTS = """
SELECT a.id, a.title, a."text", a.day_first AS pub, v.voice, s.id AS story FROM articles a
LEFT JOIN voices v ON v.article = a.id
LEFT JOIN (SELECT id, unnest(articles) AS article FROM stories WHERE len(articles) > 1) s
    ON s.article = a.id
WHERE a.duplicates_of IS NULL AND a.id NOT IN (SELECT article FROM copies)
    AND regexp_matches(a."text", $wording) ORDER BY a.id
"""

# What a figure is about beside its noun: a happening that several articles tell, or a region.
_ABOUT = """
SELECT p.number, h.id AS happening, NULL AS place FROM figure_places p
JOIN events e ON e.article = p.article AND e.trigger."start" BETWEEN p."start" AND p."end"
JOIN happenings h ON h.id = e.happening AND len(h.articles) > 1
UNION SELECT p.number, NULL, m."text" FROM figure_places p JOIN mentions m ON m.article = p.article
    AND m."start" >= p."start" AND m."end" <= p."end"
WHERE m.label IN ('GPE', 'LOC') AND (m.actor IS NULL OR len(m.actor) != 3) ORDER BY ALL
"""


@dataclass(frozen=True)
class _Figure:
    """How many of a kind an article tells of: at least `low`, at most `high`."""

    kind: str
    number: int
    low: float
    high: float
    side: Side
    day: int | None
    voice: str
    story: str | None
    above: bool

    @property
    def words(self) -> str:
        """The figure with what it counts, as told."""
        return str(self.side.value)

    @property
    def noun(self) -> str:
        return self.words.split()[-1]


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
        rf"(?<![\d.,])\b({NUMBER}|{SMALL_WORDS})\s+((?:[^\W\d_]{{3,30}}\s+){{0,2}}?)({nouns})\b",
        re.IGNORECASE,
    )


def find_figure_disputes(store: Store) -> list[Dispute]:
    """One dispute a kind and thing counted: the lowest and the highest figure that exclude one
    another; and headlines whose figure the article does not have."""
    told: list[_Figure] = []
    again: list[tuple[int, _Figure]] = []
    found = []
    wording = rf"(?i)\b({'|'.join(sorted(_nouns()))})\b"
    for row in store.rows(_TEXTS, {"wording": wording}):
        figures = list(_figures(row))
        found += [*_above(figures), *_by_two_voices(row["text"], figures)]
        seen: dict[str, int] = {}
        for figure in figures:  # the first figure of a kind is what the article stands for
            if figure.kind not in seen:
                seen[figure.kind] = len(told)
                told.append(figure)
            first = seen[figure.kind]
            if told[first].number == figure.number:
                again.append((first, figure))
    pairs = set()
    for group in _groups(store, told, again):
        dispute = _differ(group)
        if dispute is None:
            continue
        pair = (group[0].kind, *(side.article for side in dispute.sides))
        if pair not in pairs:
            pairs.add(pair)
            found.append(dispute)
    return found


def _groups(
    store: Store, told: list[_Figure], again: list[tuple[int, _Figure]]
) -> list[list[_Figure]]:
    """Figures of one kind in one story, on one happening, or on very many people of one region.

    `again`: every place where a figure stands, with its number in `told`.
    """
    store.execute(
        "CREATE OR REPLACE TEMP TABLE figure_places "
        '(number INTEGER, article VARCHAR, "start" INTEGER, "end" INTEGER)'
    )
    places = [
        {"number": n, "article": f.side.article, "start": f.side.start, "end": f.side.end}
        for n, f in again
    ]
    store.insert("figure_places", places)
    groups: dict[tuple[str, str], set[int]] = {}
    for number, figure in enumerate(told):
        if figure.story is not None:
            groups.setdefault((figure.kind, figure.story), set()).add(number)
    for row in store.rows(_ABOUT):
        figure = told[row["number"]]
        about = row["happening"]
        if about is None and figure.number >= MANY:
            about = f"in {place_key(row['place'])}"
        if about is not None:
            groups.setdefault((figure.kind, about), set()).add(row["number"])
    store.execute("DROP TABLE figure_places")
    chosen = [groups[key] for key in sorted(groups) if len(groups[key]) > 1]
    return [[told[n] for n in sorted(group)[:LARGEST_GROUP]] for group in chosen]


def _figures(row: Row) -> Iterator[_Figure]:
    text: str = row["text"]
    title = row["title"] or ""
    head = len(title) if text.startswith(title) else 0
    for hit in _counted().finditer(text):
        number = number_of(hit[1])
        if number is None or number < LEAST or 1900 <= number <= 2100:
            continue
        before = text[max(0, hit.start() - 24) : hit.start()].rsplit("\n", 1)[-1]
        if _ends_with(before, "part_of"):
            continue
        side = side_of(text, row["id"], hit.start(), hit.end(), hit[0])
        for kind, needed in _nouns()[hit[3].lower()]:
            if needed is not None and not needed.search(side.text):
                continue
            named = f"{kind} {_people(hit[2], hit[3])}".strip()
            low, high = _range(number, before)
            day = row["pub"].toordinal() if row["pub"] else None
            yield _Figure(named, number, low, high, side, day, row["voice"] or row["id"],
                          row["story"], hit.start() < head)  # fmt: skip


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
    words = words.rstrip()
    return any(hit.end() == len(words) for hit in pattern(name).finditer(words))


def _above(figures: list[_Figure]) -> list[Dispute]:
    """The figures of a headline, where the article has others of the kind and not these."""
    found = []
    for head in figures:
        below = [f for f in figures if f.kind == head.kind and not f.above]
        if not head.above or not below:
            continue
        # A headline may add up what the article tells apart, or round.
        total = sum(f.number for f in below)
        if any(_near(head, f) for f in below) or head.number <= total * (1 + ABOUT):
            continue
        words = (head.words, below[0].words)
        sides = (head.side, below[0].side)
        found.append(Dispute("headline", head.noun, sides, "figure_headline", words))
    return found


def _by_two_voices(text: str, figures: list[_Figure]) -> list[Dispute]:
    """Two figures side by side, each with who gives it: "laut Polizei 5, laut Augenzeugen 50"."""
    found = []
    for first, second in pairwise(f for f in figures if not f.above):
        start, end = first.side.start, second.side.end
        if first.kind != second.kind or _near(first, second):
            continue
        if second.side.start - first.side.end > NEXT:
            continue
        words = text[start:end]
        sourced = len(pattern("source").findall(words)) > 1 or pattern("contrast").search(words)
        if not sourced or pattern("growth").search(words):
            continue
        sides = (first.side, second.side) if first.side != second.side else (first.side,)
        given = (first.words, second.words)
        found.append(Dispute("figures", first.noun, sides, "figure_sources", given))
    return found


def _near(first: _Figure, second: _Figure) -> bool:
    return first.low <= second.high * (1 + ABOUT) and second.low <= first.high * (1 + ABOUT)


def _differ(figures: list[_Figure]) -> Dispute | None:
    ordered = sorted(figures, key=lambda f: (f.high, f.side.place))
    for low in ordered:
        for high in reversed(ordered):
            same_day = low.day is not None and high.day is not None and abs(low.day - high.day) <= 1
            if low.voice == high.voice or not same_day or low.high >= high.low:
                continue
            sides = tuple(sorted((low.side, high.side), key=lambda side: side.place))
            words = (low.words, high.words)
            return Dispute("figures", low.noun, sides, "figure_two", words)
    return None
