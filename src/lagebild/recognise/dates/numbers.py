"""Number words of a language, composed from the base words in its table dates_numbers.tsv."""

from collections.abc import Callable, Iterator
from functools import cache

from lagebild.language.tables import Row, load_table

GERMAN_ENDINGS = ("e", "en", "er", "es", "em")


@cache
def cardinals(language: str) -> dict[str, int]:
    """Lower-case cardinal words from 1 to 999 (100 for English) with their values."""
    rows = load_table(language, "dates_numbers").rows
    return dict(_CARDINALS[language](rows))


@cache
def ordinals(language: str) -> dict[str, int]:
    """Lower-case ordinal words (German: with all endings) from 1 to 99 with their values."""
    rows = load_table(language, "dates_numbers").rows
    return dict(_ORDINALS[language](rows))


def _kinds(rows: tuple[Row, ...], kind: str) -> list[tuple[str, int, str]]:
    return [(r["word"], int(r["value"]), r["stem"] or r["word"]) for r in rows if r["kind"] == kind]


def _german_cardinals(rows: tuple[Row, ...]) -> Iterator[tuple[str, int]]:
    below = list(_german_below_hundred(rows))
    yield from below
    for word, value, stem in [("", 1, ""), *_kinds(rows, "unit")]:
        hundred = f"{stem}hundert"
        yield hundred, value * 100
        yield from ((f"{hundred}{w}", value * 100 + v) for w, v in below if word != "zwo")
    yield "tausend", 1000
    yield "eintausend", 1000


def _german_below_hundred(rows: tuple[Row, ...]) -> Iterator[tuple[str, int]]:
    for kind in ("unit", "teen", "ten"):
        yield from ((word, value) for word, value, _ in _kinds(rows, kind))
    for ten, tens, _ in _kinds(rows, "ten"):
        yield from ((f"{stem}und{ten}", tens + unit) for _, unit, stem in _kinds(rows, "unit"))


def _german_ordinals(rows: tuple[Row, ...]) -> Iterator[tuple[str, int]]:
    irregular = {r["value"]: r["ordinal"].split("|") for r in rows if r["ordinal"]}
    for word, value in _german_below_hundred(rows):
        stems = irregular.get(str(value)) or [f"{word}{'t' if value < 20 else 'st'}"]
        yield from ((stem + ending, value) for stem in stems for ending in GERMAN_ENDINGS)


def _english_cardinals(rows: tuple[Row, ...]) -> Iterator[tuple[str, int]]:
    for kind in ("unit", "teen", "ten"):
        yield from ((word, value) for word, value, _ in _kinds(rows, kind))
    yield "hundred", 100


def _english_ordinals(rows: tuple[Row, ...]) -> Iterator[tuple[str, int]]:
    yield from ((r["ordinal"], int(r["value"])) for r in rows if r["ordinal"])


_CARDINALS: dict[str, Callable[[tuple[Row, ...]], Iterator[tuple[str, int]]]] = {
    "de": _german_cardinals,
    "en": _english_cardinals,
}
_ORDINALS: dict[str, Callable[[tuple[Row, ...]], Iterator[tuple[str, int]]]] = {
    "de": _german_ordinals,
    "en": _english_ordinals,
}
