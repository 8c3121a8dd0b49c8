"""The rules that live in tables: lines known by a phrase (`clean_phrases` of every language)."""

import re
from dataclasses import dataclass
from functools import cache

from lagebild.clean.lines import LONG, Line
from lagebild.clean.words import LANGUAGES
from lagebild.language.tables import Row, load_table

_QUOTED = re.compile(r"[„“\"»«][^„“”\"»«]{20,600}[“”\"»«]")
_EDGES = " \t:.!?…›»>→▸►|-–—*•"


@dataclass(frozen=True)
class PhraseRule:
    """One row: the kind and name it gives, where it holds, and its alternatives, each the pieces
    that must all stand in the line."""

    kind: str
    rule: str
    anywhere: bool
    how: str
    alternatives: tuple[tuple[str, ...], ...]
    longest: int


def find_phrase(line: Line, edge: bool) -> PhraseRule | None:
    """The first rule whose phrase marks the line as debris; quoted speech never does."""
    whole = line.folded.strip(_EDGES)
    lines = _line_phrases()
    rule = lines.get(whole) or lines.get(re.sub(r"\s*\(?\d+\)?$", "", whole))
    if rule is not None and (edge or rule.anywhere):
        return rule
    if len(line.text) > LONG:
        return None
    text = _QUOTED.sub(" ", line.folded)
    for rule in _other_rules():
        if (edge or rule.anywhere) and len(line.text) <= rule.longest and _holds(rule, text):
            return rule
    return None


def _holds(rule: PhraseRule, text: str) -> bool:
    start = text.lstrip(_EDGES)
    for pieces in rule.alternatives:
        if rule.how == "start" and not start.startswith(pieces[0]):
            continue
        if all(_stands(piece, text) for piece in pieces):
            return True
    return False


def _stands(piece: str, text: str) -> bool:
    """Whether the piece stands in the text at the beginning of a word."""
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
def _other_rules() -> tuple[PhraseRule, ...]:
    return tuple(rule for rule in _rules() if rule.how != "line")


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
