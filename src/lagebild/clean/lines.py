"""The lines of a text as found, with their shapes: what the cleaning rules look at."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…][\"“”»«’')\]]*(?=\s+\(|\s+[\"„“»«‚]?[^\W\d_a-zäöüß]|\s*$)")
_CREDIT_END = re.compile(r"\s*\([^()\n]{2,60}\)$")
_BULLET = re.compile(r"\s*[•·▪▫◦‣●○■□◆►▶➤✓*–—-]\s+\S")
_HARD_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_WRAP_WIDTH = 100
_NEAR = 4
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

    Lines that were wrapped at a fixed width are joined again: each paragraph is one Line.
    """
    groups: list[list[_Row]] = []
    for block in _blocks(_physical(text)):
        groups += _unwrap(text, block)
    return tuple(_join(text, group) for group in groups)


_Row = tuple[int, int, int]  # number, start, end


def _physical(text: str) -> list[_Row]:
    rows = []
    at = 0
    for number, raw in enumerate(text.splitlines(keepends=True), 1):
        body = raw.strip()
        start = at + (len(raw) - len(raw.lstrip())) if body else at
        rows.append((number, start, start + len(body)))
        at += len(raw)
    return rows


def _join(text: str, group: list[_Row]) -> Line:
    start, end = group[0][1], group[-1][2]
    piece = text[start:end]
    return Line(group[0][0], start, end, _HARD_BREAK.sub(" ", piece) if len(group) > 1 else piece)


def _blocks(rows: list[_Row]) -> list[list[_Row]]:
    """The rows between blank ones; a row too long to be one of a wrapped text stands alone."""
    blocks: list[list[_Row]] = [[]]
    for row in rows:
        width = row[2] - row[1]
        if not 0 < width <= _WRAP_WIDTH:
            blocks += [[row], []] if width else [[]]
        else:
            blocks[-1].append(row)
    return [b for b in blocks if b]


def _unwrap(text: str, block: list[_Row]) -> list[list[_Row]]:
    """The rows of a block in paragraphs. A row was wrapped if the next row's first word would not
    have fitted on it, nearly all the rows around it were wrapped too, and most of them break off
    inside a sentence (a list of sentences of one length is none)."""
    widths = [end - start for _, start, end in block]
    full = [
        _is_full(text, row, after, _widest(widths, index))
        for index, (row, after) in enumerate(pairwise(block))
    ]
    stops = [_ends_sentence(text[row[1] : row[2]]) for row in block]
    groups = [[block[0]]]
    for index, row in enumerate(block[1:]):
        around = slice(max(0, index - _NEAR), index + _NEAR + 1)
        near, ended = full[around], sum(stops[around])
        wrapped = sum(near) >= 3 and sum(near) >= 0.6 * len(near) and ended <= 0.5 * len(near)
        if full[index] and wrapped:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _widest(widths: list[int], index: int) -> int:
    """The width at which the rows around were wrapped: that of the widest, 50 at least."""
    return max(50, *widths[max(0, index - _NEAR) : index + _NEAR + 2])


def _is_full(text: str, row: _Row, after: _Row, width: int) -> bool:
    first = text[after[1] : after[2]].split(maxsplit=1)[0]
    if _BULLET.match(text[after[1] : after[1] + 4]):
        return False
    return row[2] - row[1] + 1 + len(first) > width
