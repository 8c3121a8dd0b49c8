"""Pairing quotation marks: German, French, English and typewriter ones, nested or never closed.

One pass over the marks of the text with a stack. A mark's role follows from its shape (a low
mark only opens), from its surroundings (space before and a letter after: opens) and from what is
open. No passage grows beyond `LONGEST` characters.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 10_000
UNCLOSED = 400
_LOOK_AHEAD = 40
_LINES = 12

_MARK = re.compile(r"``|''|,,(?=\w)|[„“”‟«»\"＂‚‘’‛‹›']")
_SINGLE = frozenset("‚‘’‛‹›'")
_ANGLED = frozenset("«»‹›")
_ONLY_OPENS = frozenset(("„", "‚", "``", ",,"))
_BRACKETS = frozenset("([{<")
_JOINTS = frozenset("–—-/:;,=|•*„“”»«\"‚‘›‹'>")
_CLOSING_PUNCTUATION = frozenset(".,;:!?)]}")
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")


@dataclass(frozen=True)
class Quoted:
    """A quoted passage: [start, end) with its marks, [inner, inner_end) without them.

    `level` is 0 outside all other passages; `closed` is false where the closing mark is missing
    and the end was set at the end of a sentence or paragraph; `single` tells single marks.
    """

    start: int
    end: int
    inner: int
    inner_end: int
    level: int
    closed: bool
    single: bool


@dataclass(frozen=True)
class _Mark:
    text: str
    start: int
    end: int
    opens: bool
    closes: bool

    @property
    def single(self) -> bool:
        return self.text in _SINGLE


def find_quoted(text: str) -> list[Quoted]:
    """All quoted passages, in the order of their starts (an outer one before its inner ones)."""
    found: list[Quoted] = []
    stack: list[_Mark] = []
    marks = list(_marks(text))
    paragraph_end = -1
    for index, mark in enumerate(marks):
        if stack and 0 <= paragraph_end < mark.start and not _goes_on(text, stack, mark):
            found += _give_up(text, stack, 0, paragraph_end)
        _step(text, marks, index, stack, found)
        paragraph_end = text.find("\n", mark.end)
    if stack:
        found += _give_up(text, stack, 0, paragraph_end if paragraph_end >= 0 else len(text))
    return sorted(found, key=lambda q: (q.start, -q.end))


def _marks(text: str) -> Iterator[_Mark]:
    for match in _MARK.finditer(text):
        mark, start, end = match.group(), match.start(), match.end()
        before, after = text[start - 1 : start], text[end : end + 1]
        if mark in _SINGLE and before.isalnum() and after.isalnum():
            continue
        free = not before or before.isspace() or before in _BRACKETS
        left = free or before in _JOINTS
        right = bool(after) and not after.isspace() and after not in _CLOSING_PUNCTUATION
        if mark in _ONLY_OPENS:
            opens, closes = True, False
        else:
            opens, closes = left and (right or mark in _ANGLED), not (free and right)
        yield _Mark(mark, start, end, opens, closes)


def _step(
    text: str, marks: list[_Mark], index: int, stack: list[_Mark], found: list[Quoted]
) -> None:
    """Let one mark close what is open, or open a passage of its own."""
    mark = marks[index]
    partner = _partner(mark, stack) if mark.closes else None
    if partner is not None and _is_inch(text, marks, index):
        return
    if partner is not None:
        opening = stack[partner]
        del stack[partner:]
        if text[opening.end : mark.start].strip():
            found.append(_quoted(opening, mark, len(stack)))
        return
    if not mark.opens or (mark.single and not _closed_soon(text, marks, index)):
        return
    same = next((i for i, m in enumerate(stack) if m.text == mark.text), None)
    twice = _closers_after(text, marks, index) >= 2
    if same is not None and mark.text not in _ONLY_OPENS and not twice:
        found += _give_up(text, stack, same, mark.start)
    stack.append(mark)


def _is_inch(text: str, marks: list[_Mark], index: int) -> bool:
    """A typewriter mark after a digit means inches where another one closes the passage."""
    mark = marks[index]
    inch = mark.text == '"' and text[mark.start - 1 : mark.start].isdigit()
    return (
        inch
        and text[mark.end : mark.end + 2].strip()[:1].islower()
        and (_closers_after(text, marks, index) >= 1)
    )


def _closers_after(text: str, marks: list[_Mark], index: int) -> int:
    """How many marks of the same form close before the next one opens, in the paragraph."""
    mark = marks[index]
    limit = text.find("\n", mark.end)
    count = 0
    for other in marks[index + 1 : index + _LOOK_AHEAD]:
        if (0 <= limit < other.start) or (other.opens and not other.closes):
            break
        count += other.closes and other.text == mark.text
    return count


def _partner(mark: _Mark, stack: list[_Mark]) -> int | None:
    """The innermost open mark that this one may close."""
    for index in range(len(stack) - 1, -1, -1):
        opening = stack[index]
        if mark.start - opening.start > LONGEST:
            return None
        if opening.single == mark.single and _fit(opening.text, mark.text):
            return index
        if mark.single:
            return None
    return None


def _fit(opening: str, closing: str) -> bool:
    if opening in _ANGLED or closing in _ANGLED:
        return opening in _ANGLED and closing in _ANGLED and opening != closing
    return True


def _quoted(opening: _Mark, closing: _Mark, level: int) -> Quoted:
    return Quoted(
        opening.start, closing.end, opening.end, closing.start, level, True, opening.single
    )


def _closed_soon(text: str, marks: list[_Mark], index: int) -> bool:
    """Single marks are apostrophes too: they open only where one closes in the same paragraph."""
    mark = marks[index]
    limit = text.find("\n", mark.end)
    for other in marks[index + 1 : index + _LOOK_AHEAD]:
        if 0 <= limit < other.start:
            return False
        if other.single and other.closes and _fit(mark.text, other.text):
            return True
    return False


def _goes_on(text: str, stack: list[_Mark], mark: _Mark) -> bool:
    """Whether an open passage runs across the paragraph's end: the next mark only closes it."""
    return (
        mark.closes
        and not mark.opens
        and _partner(mark, stack) is not None
        and text.count("\n", stack[-1].start, mark.start) <= _LINES
    )


def _give_up(text: str, stack: list[_Mark], first: int, limit: int) -> list[Quoted]:
    """Close what is open from `first` on: at the limit, or at a sentence's end if that is far."""
    found = []
    for level, mark in enumerate(stack[first:], first):
        end = limit
        if end - mark.end > UNCLOSED:
            stop = _SENTENCE_END.search(text, mark.end, min(end, mark.end + 2 * UNCLOSED))
            end = stop.end() if stop else mark.end + UNCLOSED
        end = mark.end + len(text[mark.end : end].rstrip())
        if end > mark.end and not mark.single:
            found.append(Quoted(mark.start, end, mark.end, end, level, False, False))
    del stack[first:]
    return found
