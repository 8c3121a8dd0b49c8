"""Damage flags on the cleaned text: what translation and extraction have broken, never repaired.

Kinds: untranslated (a foreign word left in a German sentence), broken_join (two words glued, or a
missing space after a mark), odd_space (a space where none belongs), mixed_quotes (an opening and a
closing mark that do not belong together, or a second style), unclosed_quote.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from lagebild.language.media import find_medium
from lagebild.language.tables import load_table
from lagebild.records import Quality

_TOKEN = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_CAMEL = re.compile(r"(?<![\w@#/.-])([^\W\d_]*[a-zäöüß])([A-ZÄÖÜ][a-zäöüß]+)(?![\w@/.-])")
_POINT = re.compile(r"(?<![\w@/.:-])([^\W\d_]*[a-zäöüß]{2})([.!?,;])([^\W\d_]{2,})(?![\w@/-]|\.\w)")
_INNER_CAPITAL = re.compile(r"[a-zäöüß][A-ZÄÖÜ]")
# It begins with the space and not with what stands before: only that is searched for quickly.
_SPACES = re.compile(
    r"[ \u00a0](?:(?<=\w.)[ \u00a0]*(?=[,;.!?](?:\s|$)|\))|(?<=\(.)[ \u00a0]*(?=\w)"
    r"|(?<=\S.)[ \u00a0]+(?=\S))"
)
_INVISIBLE = re.compile(r"[\u200b\ufeff\u00ad\ufffd]+")
_MARKS = re.compile(r"[„“”\"«»]")
_STYLES = {
    ("„", "“"): "german", ("“", "”"): "english", ('"', '"'): "straight",
    ("«", "»"): "guillemets", ("»", "«"): "guillemets inward",
}  # fmt: skip
_FIRST_HALVES = frozenset(
    {"und", "der", "die", "das", "den", "dem", "des", "für", "von", "dass", "ist"}
)
_SECOND_HALVES = _FIRST_HALVES | {"ein", "eine", "einen", "einer", "einem", "mit", "nicht", "sich"}
_GLUED_TO_ENGLISH = _SECOND_HALVES | {
    "auch",
    "bei",
    "nach",
    "wird",
    "sind",
    "über",
    "durch",
    "wurde",
}
_REAL_WORDS = frozenset({"dasein", "dereiner", "einsame", "undine"})
_MOST = 200
_LONGEST = 1_000_000


def find_damage(text: str, language: str) -> tuple[Quality, ...]:
    """The damage of a text, in the order of the text; at most 200 flags, and none beyond the first
    million characters."""
    text = text[:_LONGEST]
    found = [*_joins(text), *_spaces(text), *_quotes(text)]
    if language == "de":
        words = set(_TOKEN.findall(text))
        if not words.isdisjoint(_english()[0]):
            found += _foreign(text)
        found += _glued(text, {word for word in words if _is_glued(word)})
    ordered = sorted(set(found), key=lambda item: (item[1], item[2], item[0]))[:_MOST]
    return tuple(Quality(kind=k, text=text[s:e], start=s, end=e) for k, s, e in ordered)


def foreign_words(quality: tuple[Quality, ...]) -> tuple[str, ...]:
    """The words of the flags that betray a translation from English."""
    return tuple(q.text for q in quality if q.kind == "untranslated") + tuple(
        q.text for q in quality if q.kind == "broken_join" and _english_half(q.text.casefold())
    )


Flag = tuple[str, int, int]
Token = tuple[str, int, int]


def _joins(text: str) -> Iterator[Flag]:
    """Capitals inside a word ("wurdeDer") and marks without a space ("Land.Der")."""
    starts = _function_words()
    for match in _CAMEL.finditer(text) if _INNER_CAPITAL.search(text) else ():
        left, right = match.groups()
        known = find_medium(match.group()) is not None
        if not known and (
            (left.islower() and left in starts and len(left) > 2)
            or (right.casefold() in starts and len(right) > 2 and len(left) > 3)
        ):
            yield "broken_join", match.start(), match.end()
    for match in _POINT.finditer(text):
        left, mark, right = match.groups()
        if mark in ".!?" and (not right[0].isupper() or right.casefold() not in starts):
            continue
        if mark in ",;" and not (len(left) > 2 and (right.islower() or right.casefold() in starts)):
            continue
        yield "broken_join", match.start(), match.end()


def _spaces(text: str) -> Iterator[Flag]:
    for pattern in (_SPACES, _INVISIBLE):
        for match in pattern.finditer(text):
            yield "odd_space", match.start(), match.end()


def _quotes(text: str) -> Iterator[Flag]:
    pairs, open_marks = _pairs(text)
    styles = Counter(_STYLES.get((text[s], text[e - 1])) for s, e in pairs)
    known = [(style, n) for style, n in styles.most_common() if style]
    main = known[0][0] if known else None
    seen: set[str] = set()
    for start, end in pairs:
        style = _STYLES.get((text[start], text[end - 1]))
        if style is None:
            yield "mixed_quotes", end - 1, end
        elif style != main and style not in seen:
            seen.add(style)
            yield "mixed_quotes", start, end
    for at in open_marks:
        yield "unclosed_quote", at, at + 1


def _pairs(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """The quotations (from opening to closing mark) and the marks that were never closed."""
    pairs: list[tuple[int, int]] = []
    unclosed: list[int] = []
    opened: int | None = None
    for match in _MARKS.finditer(text):
        at = match.start()
        if opened is not None and text.count("\n", opened, at) > 2:
            unclosed.append(opened)
            opened = None
        if _opens(text, at, opened is not None):
            if opened is not None:
                unclosed.append(opened)
            opened = at
        elif opened is not None:
            pairs.append((opened, at + 1))
            opened = None
    if opened is not None:
        unclosed.append(opened)
    return pairs, unclosed


def _opens(text: str, at: int, inside: bool) -> bool:
    """Whether a quotation mark opens: by its shape, else by the space around it."""
    mark = text[at]
    if mark == "„":
        return True
    if mark == "”":
        return False
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if before.isdigit() and mark == '"' and not inside:
        return False  # inches and seconds
    outside_left = before.isspace() or before in "([{–—-/"
    outside_right = after.isspace() or after in ")]}.,;:!?–—-/"
    if inside:
        return outside_left and not outside_right and mark != '"'
    return outside_left or not outside_right


def _foreign(text: str) -> Iterator[Flag]:
    """English words in lower case between German ones. Inside quotation marks and in a run of
    several English words (a title, a phrase) none is flagged: those stand there on purpose."""
    words, linking = _english()
    tokens = [(m.group(), *m.span()) for m in _TOKEN.finditer(text)]
    quoted = _quoted_spans(text)
    for index, (word, start, end) in enumerate(tokens):
        if word not in words or _inside(start, quoted):
            continue
        before = tokens[index - 1] if index else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if before is None or after is None or not _close(text, before, start, end, after):
            continue
        around = (before[0], after[0])
        if any(w.casefold() in words for w in around) and word in linking:
            continue
        if _english_run(tokens, index, words) >= 3:
            continue
        needed = 2 if word in linking else 1
        if sum(1 for w in around if w in _function_words()) >= needed:
            yield "untranslated", start, end


def _close(text: str, before: Token, start: int, end: int, after: Token) -> bool:
    """Whether the neighbours stand in the same clause, with nothing but spaces between."""
    return (
        text[before[2] : start].strip(" \u00a0,") == ""
        and text[end : after[1]].strip(" \u00a0,") == ""
    )


def _english_run(tokens: list[Token], index: int, words: frozenset[str]) -> int:
    low = high = index
    while low and tokens[low - 1][0].casefold() in words:
        low -= 1
    while high + 1 < len(tokens) and tokens[high + 1][0].casefold() in words and high - low < 5:
        high += 1
    return high - low + 1


def _glued(text: str, words: set[str]) -> Iterator[Flag]:
    """A German function word glued to an English or another German one ("diemostly", "undder")."""
    for match in _TOKEN.finditer(text) if words else ():
        if match.group() in words:
            yield "broken_join", match.start(), match.end()


@lru_cache(maxsize=50_000)
def _is_glued(word: str) -> bool:
    if not word.islower() or not 5 <= len(word) <= 24 or word in _REAL_WORDS:
        return False
    halves = ((word[:at], word[at:]) for at in range(3, 6))
    return _english_half(word) or any(
        first in _FIRST_HALVES and second in _SECOND_HALVES for first, second in halves
    )


def _english_half(word: str) -> bool:
    words, _ = _english()
    if word in words:
        return False
    halves = ((word[:at], word[at:]) for at in range(3, min(6, len(word) - 4) + 1))
    return any(first in _GLUED_TO_ENGLISH and second in words for first, second in halves)


def _quoted_spans(text: str) -> list[tuple[int, int]]:
    return [(s, e) for s, e in _pairs(text)[0] if e - s < 400]


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle][1] <= at:
            low = middle + 1
        else:
            high = middle
    return low < len(spans) and spans[low][0] <= at


@cache
def _english() -> tuple[frozenset[str], frozenset[str]]:
    """All English words of the table, and those of them that also stand inside names."""
    rows = load_table("de", "clean_english")
    cells = {row["kind"]: frozenset(row["words"].split("|")) for row in rows}
    return frozenset().union(*cells.values()), cells["linking"]


@cache
def _function_words() -> frozenset[str]:
    return frozenset(load_table("de", "function_words").column("form"))
