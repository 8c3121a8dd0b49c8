"""The rules that live in tables: lines known by a phrase (`clean_phrases` of every language)."""

import re
from dataclasses import dataclass
from functools import cache

from lagebild.clean.lines import LONG, Line
from lagebild.clean.words import LANGUAGES, longest_word, tokens_of
from lagebild.language.tables import Row, load_table

_QUOTED = re.compile(r"[„“\"»«][^„“”\"»«]{20,600}[“”\"»«]")
_COUNT = re.compile(r"\s*\(?\d+\)?$")
_EDGES = " \t:.!?…›»>→▸►|-–—*•"


@dataclass(frozen=True)
class PhraseRule:
    """One row: the kind and name it gives, where and how it holds, and the longest line."""

    kind: str
    rule: str
    anywhere: bool
    how: str
    alternatives: tuple[tuple[str, ...], ...]
    longest: int


@dataclass(frozen=True)
class _Alternative:
    """The pieces that must all stand in a line, with the rule and its place in the table."""

    order: int
    rule: PhraseRule
    pieces: tuple[str, ...]


def find_phrase(line: Line, edge: bool) -> PhraseRule | None:
    """The first rule whose phrase marks the line as debris; quoted speech never does."""
    whole = line.folded.strip(_EDGES)
    lines = _line_phrases()
    rule = lines.get(whole) or lines.get(_COUNT.sub("", whole) or whole)
    if rule is not None and (edge or rule.anywhere):
        return rule
    if len(line.text) > LONG:
        return None
    candidates = _candidates(line, edge)
    if not candidates:
        return None
    text = _QUOTED.sub(" ", line.folded)
    return next((c.rule for c in candidates if _holds(c, text)), None)


def is_button(text: str) -> bool:
    """Whether the words are those of a button or a link of the page ("Teilen", "Impressum")."""
    return text.casefold().strip(_EDGES) in _line_phrases()


def _candidates(line: Line, edge: bool) -> list[_Alternative]:
    """The alternatives whose longest word the line has, in the order of the tables."""
    index = _by_word()
    found = [
        alternative
        for word in tokens_of(line.folded) & index.keys()
        for alternative in index[word]
        if (edge or alternative.rule.anywhere) and len(line.text) <= alternative.rule.longest
    ]
    return sorted(found, key=lambda alternative: alternative.order)


def _holds(alternative: _Alternative, text: str) -> bool:
    first, start = alternative.pieces[0], text.lstrip(_EDGES)
    if alternative.rule.how == "start" and not (start.startswith(first) and _stands(first, start)):
        return False
    return all(_stands(piece, text) for piece in alternative.pieces)


def _stands(piece: str, text: str) -> bool:
    """Whether the piece stands in the text as whole words."""
    at = text.find(piece)
    while at >= 0:
        after = text[at + len(piece) : at + len(piece) + 1]
        if not (at and text[at - 1].isalnum()) and not (piece[-1].isalnum() and after.isalnum()):
            return True
        at = text.find(piece, at + 1)
    return False


@cache
def _rules() -> tuple[PhraseRule, ...]:
    return tuple(_rule(row) for lang in LANGUAGES for row in load_table(lang, "clean_phrases"))


@cache
def _by_word() -> dict[str, tuple[_Alternative, ...]]:
    found: dict[str, tuple[_Alternative, ...]] = {}
    for order, rule in enumerate(_rules()):
        for pieces in rule.alternatives if rule.how != "line" else ():
            word = longest_word(" ".join(pieces))
            found[word] = (*found.get(word, ()), _Alternative(order, rule, pieces))
    return found


@cache
def _line_phrases() -> dict[str, PhraseRule]:
    lines = [rule for rule in _rules() if rule.how == "line"]
    return {
        pieces[0].strip(_EDGES): rule for rule in reversed(lines) for pieces in rule.alternatives
    }


def _rule(row: Row) -> PhraseRule:
    cells = row["phrases"].casefold().split("|")
    return PhraseRule(
        row["kind"],
        row["rule"],
        row["where"] == "any",
        row["how"],
        tuple(tuple(p for p in cell.split("&") if p) for cell in cells if cell),
        int(row["max"]),
    )
