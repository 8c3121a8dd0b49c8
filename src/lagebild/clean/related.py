"""Related links: their headings ("Siehe auch"), the links below, and links inside the text."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from lagebild.clean.datelines import Dateline, read_dateline
from lagebild.clean.lines import Line
from lagebild.clean.words import alternatives, words

_MARKS = ' \t+=#~►▶▸➤>»›→*•·|–—-([„“"'
_MOST_LINKS = 12
_NO_DATELINE = Dateline(0)


def is_related_heading(line: Line, edge: bool) -> bool:
    """Whether a line heads a list of links to other articles."""
    text = line.folded.strip(_MARKS).rstrip(" +=#~:.…)]»>→")
    if text in words("related"):
        return True
    if not line.is_short or len(text) > 60:
        return False
    return edge and _open_heading().match(text) is not None


def is_inline_link(line: Line) -> bool:
    """Whether a line is one link with its lead word ("Lesen Sie auch: ...")."""
    text = line.folded.strip(_MARKS)
    match = _inline_pattern().match(text)
    return match is not None and len(text) <= 260


def inline_tail(text: str) -> int | None:
    """Where a link with its lead word begins at the end of a paragraph, or None."""
    match = _tail_pattern().search(text, max(0, len(text) - 300))
    return match.start("link") if match else None


def links_below(lines: Sequence[Line], heading: int, free: Callable[[int], bool]) -> range:
    """The lines below a heading that are links: short, no running text, none that another rule
    has claimed (`free` tells), and not the sub-heading that leads on to the reporting."""
    end = heading + 1
    while end < len(lines) and end - heading <= _MOST_LINKS:
        if not free(end) or not _is_link(lines[end]) or _heads_facts(lines, end):
            break
        end += 1
    if end < len(lines) and _runs_on(lines[end]):
        return range(heading + 1, heading + 1)
    count = end - heading - 1
    if count >= 2 and end < len(lines) and free(end) and _leads_on(lines, heading + 1, end):
        end -= 1
    return range(heading + 1, end)


def _heads_facts(lines: Sequence[Line], index: int) -> bool:
    """Whether a line heads a fact box: its word, a colon, and an entry below."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    listed = below is not None and below.is_bullet and not lines[index].is_bullet
    return listed and _fact_heading().match(lines[index].folded) is not None


def _runs_on(line: Line) -> bool:
    """Whether a line goes on with the sentence of the line above: then those were no links."""
    return line.text[:1].islower()


def _is_link(line: Line) -> bool:
    if _runs_on(line) or (read_dateline(line.text) or _NO_DATELINE).media:
        return False
    if not line.is_short:
        return False
    return len(line.words) >= 3 or line.is_bullet


def _leads_on(lines: Sequence[Line], first: int, end: int) -> bool:
    """Whether the last short line before a paragraph is rather that paragraph's heading."""
    last = lines[end - 1]
    others = [len(line.text) for line in lines[first : end - 1]]
    bulleted = all(line.is_bullet for line in lines[first : end - 1])
    if bulleted and not last.is_bullet:
        return True
    return len(last.text) <= 60 and len(last.text) < 0.6 * sum(others) / len(others)


@cache
def _open_heading() -> re.Pattern[str]:
    return re.compile(
        r"(?:mehr (?:von|aus|über|zu)|weitere \w+ (?:zu|aus|von)|more (?:from|on|about))\s"
    )


@cache
def _inline_pattern() -> re.Pattern[str]:
    lead = alternatives(words("related_inline"))
    return re.compile(rf"(?:{lead})\s*(?:[:|►»>→]|[–—-]\s)\s*\S")


@cache
def _tail_pattern() -> re.Pattern[str]:
    lead = alternatives(words("related_inline"))
    return re.compile(
        rf"[.!?“”\"»)]\s+(?P<link>[►▶>»(\[*→\s]{{0,3}}\b(?:{lead})\s*:\s*\S.{{4,200}})$",
        re.IGNORECASE,
    )


@cache
def _fact_heading() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(words('list_heading'))})\s*:")
