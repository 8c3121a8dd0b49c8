"""The rules of a language: regular expressions over word classes, compiled from dates_rules.tsv."""

import re
from dataclasses import dataclass
from functools import cache

from lagebild.language.tables import load_table
from lagebild.recognise.dates.tokens import OTHER, class_char

_NAME = re.compile(r"(?<![<\w])[A-Z][A-Z0-9]+(?![\w>])")


@dataclass(frozen=True)
class Rule:
    """A compiled rule; `order` is its place in the table, `kind` names what computes its value."""

    name: str
    kind: str
    order: int
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Hit:
    """A place where a rule fits: token indices, half open, and the token of each named group."""

    rule: Rule
    start: int
    end: int
    groups: dict[str, int]


@cache
def rules(language: str) -> tuple[Rule, ...]:
    """The rules of a language in their order. Raises KeyError where a pattern names no class."""
    macros: dict[str, str] = {}
    found: list[Rule] = []
    for row in load_table(language, "dates_rules"):
        source = _expand(row["pattern"], macros)
        if row["kind"] == "macro":
            macros[row["name"]] = source
        else:
            found.append(Rule(row["name"], row["kind"], len(found), re.compile(source)))
    return tuple(found)


def _expand(pattern: str, macros: dict[str, str]) -> str:
    def replace(match: re.Match[str]) -> str:
        name = match[0]
        return f"(?:{macros[name]})" if name in macros else class_char(name)

    return _NAME.sub(replace, pattern).replace(" ", "")


def find_hits(codes: str, language: str) -> list[Hit]:
    """All hits of all rules, from left to right; at one place the longest and first rule first."""
    if not codes.strip(OTHER):
        return []
    hits = []
    for rule in rules(language):
        for match in rule.pattern.finditer(codes):
            groups = {name: match.start(name) for name in match.re.groupindex if match[name]}
            hits.append(Hit(rule, match.start(), match.end(), groups))
    hits.sort(key=lambda h: (h.start, -h.end, h.rule.order))
    return hits
