"""The rules of a language: regular expressions over word classes, compiled from dates_rules.tsv."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from lagebild.language.tables import load_table
from lagebild.recognise.dates.tokens import OTHER, class_char

_NAME = re.compile(r"(?<![<\w])[A-Z][A-Z0-9]+(?![\w>])")
_GROUP = re.compile(r"\(\?P<\w+>")
_ANYTHING = re.compile(rf"[{OTHER}.^$\\]")  # signs of a rule that other words matter to
_ISLAND = re.compile(f"[^{OTHER}]+")
_REMEMBERED = 20_000


@dataclass(frozen=True)
class Rule:
    """A compiled rule; `order` is its place in the table, `kind` names what computes its value.

    `near`: it looks at nothing but neighbouring words that have a class.
    """

    name: str
    kind: str
    order: int
    pattern: re.Pattern[str]
    near: bool


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
            near = not _ANYTHING.search(_GROUP.sub("", source))
            found.append(Rule(row["name"], row["kind"], len(found), re.compile(source), near))
    return tuple(found)


@cache
def _near(language: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules(language) if rule.near)


def _expand(pattern: str, macros: dict[str, str]) -> str:
    def replace(match: re.Match[str]) -> str:
        name = match[0]
        return f"(?:{macros[name]})" if name in macros else class_char(name)

    return _NAME.sub(replace, pattern).replace(" ", "")


def find_hits(codes: str, language: str) -> list[Hit]:
    """All hits of all rules, from left to right; at one place the longest and first rule first."""
    hits = [hit for rule in rules(language) if not rule.near for hit in _hits(rule, codes)]
    # Most words have no class, and the few that stand between two of them come again and again.
    for island in _ISLAND.finditer(codes):
        hits += [_moved(hit, island.start()) for hit in _hits_inside(island[0], language)]
    hits.sort(key=lambda h: (h.start, -h.end, h.rule.order))
    return hits


@lru_cache(maxsize=_REMEMBERED)
def _hits_inside(codes: str, language: str) -> tuple[Hit, ...]:
    # Most rules fit nowhere: to search once is quicker than to begin to list hits.
    fitting = [rule for rule in _near(language) if rule.pattern.search(codes)]
    return tuple(hit for rule in fitting for hit in _hits(rule, codes))


def _hits(rule: Rule, codes: str) -> Iterator[Hit]:
    for match in rule.pattern.finditer(codes):
        groups = {name: match.start(name) for name in match.re.groupindex if match[name]}
        yield Hit(rule, match.start(), match.end(), groups)


def _moved(hit: Hit, by: int) -> Hit:
    groups = {name: at + by for name, at in hit.groups.items()}
    return Hit(hit.rule, hit.start + by, hit.end + by, groups)
