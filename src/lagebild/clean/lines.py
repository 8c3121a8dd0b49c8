"""The lines of a text as found, with their shapes: what the cleaning rules look at."""

import re
from dataclasses import dataclass
from functools import cached_property

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…][\"“”»«’')\]]*(?=\s+\(|\s+[\"„“»«‚]?[^\W\d_a-zäöüß]|\s*$)")
_CREDIT_END = re.compile(r"\s*\([^()\n]{2,60}\)$")
_BULLET = re.compile(r"\s*[•·▪▫◦‣●○■□◆►▶➤✓*–—-]\s+\S")
_HARD_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
LONG = 1500  # a line beyond this is a paragraph whatever it holds; rules look at its two ends only


@dataclass(frozen=True)
class Line:
    """One line (or one paragraph of a hard-wrapped text), white space at its ends left out.

    `number` counts from 1; `start` and `end` are offsets in the original text; `text` has the
    same length as that stretch, with the line breaks inside it (if any) turned into spaces.
    """

    number: int
    start: int
    end: int
    text: str

    @cached_property
    def folded(self) -> str:
        """The text in lower case with single spaces, cut off after LONG characters."""
        return " ".join(self.text[:LONG].casefold().split())

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(_WORD.findall(self.text[:LONG]))

    @cached_property
    def sentences(self) -> int:
        """How many sentence ends the line has (of its first LONG characters)."""
        return len(_SENTENCE_END.findall(self.text[:LONG]))

    @cached_property
    def is_bullet(self) -> bool:
        return _BULLET.match(self.text) is not None

    @cached_property
    def is_paragraph(self) -> bool:
        """Running text: long, or a sentence of some length that ends as sentences do."""
        if len(self.text) > 240:
            return True
        return self.sentences >= 1 and len(self.words) >= 8 and _ends_sentence(self.text)

    @cached_property
    def is_short(self) -> bool:
        """What may be a heading or a link: one line's worth of words."""
        return len(self.text) <= 160 and not self.is_paragraph


def _ends_sentence(text: str) -> bool:
    """Whether the text ends as sentences do, a credit in brackets behind it left out."""
    text = _CREDIT_END.sub("", text)
    return text.rstrip("\"“”»«’')] ")[-1:] in set(".!?…")


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text that hold anything but white space, in order.

    A text that somebody has wrapped by hand at a fixed width gives one Line a paragraph.
    """
    physical = _physical(text)
    if _is_wrapped(physical):
        return tuple(_join(text, block) for block in _blocks(physical))
    return tuple(_line(text, n, s, e) for n, s, e in physical if e > s)


def _physical(text: str) -> list[tuple[int, int, int]]:
    rows = []
    at = 0
    for number, raw in enumerate(text.splitlines(keepends=True), 1):
        body = raw.strip()
        start = at + (len(raw) - len(raw.lstrip())) if body else at
        rows.append((number, start, start + len(body)))
        at += len(raw)
    return rows


def _line(text: str, number: int, start: int, end: int) -> Line:
    return Line(number, start, end, text[start:end])


def _join(text: str, block: list[tuple[int, int, int]]) -> Line:
    start, end = block[0][1], block[-1][2]
    return Line(block[0][0], start, end, _HARD_BREAK.sub(" ", text[start:end]))


def _blocks(rows: list[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    blocks: list[list[tuple[int, int, int]]] = [[]]
    for row in rows:
        if row[2] > row[1]:
            blocks[-1].append(row)
        elif blocks[-1]:
            blocks.append([])
    return [b for b in blocks if b]


def _is_wrapped(rows: list[tuple[int, int, int]]) -> bool:
    """Whether the lines are wrapped at a fixed width: blocks of many lines, nearly all full."""
    widths = [e - s for _, s, e in rows if e > s]
    width = max(widths, default=0)
    if not 50 <= width <= 110:
        return False
    inner = [e - s for block in _blocks(rows) for _, s, e in block[:-1]]
    full = sum(1 for n in inner if n >= 0.75 * width)
    return len(inner) >= 4 and full >= 0.85 * len(inner) and len(inner) >= 0.4 * len(widths)
