"""The title: which line it is, and the credit that pages hang at its end ("... Von Reuters")."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lagebild.clean.datelines import read_dateline
from lagebild.clean.findings import Facts
from lagebild.clean.lines import Line
from lagebild.clean.media_lists import link_to, read_media
from lagebild.clean.stamps import read_stamp_line
from lagebild.clean.words import words
from lagebild.language.media import find_credit
from lagebild.records import ChainLink

_LONGEST = 220
_BY = re.compile(r"\s+(?:[-–—|]\s*)?(?:Von|By|von|by)\s+(?P<who>[^\s].{1,40})$")
_BRACKET = re.compile(r"\s*[(\[](?P<who>[^()\[\]]{2,40})[)\]]$")
_SUFFIX = re.compile(
    r"\s+(?P<mark>[-–—|»·:•]{1,2})\s+(?P<who>(?:[^-–—|»·•]|(?<=\w)-(?=\w)){2,40})$"
)


@dataclass(frozen=True)
class TitleEnd:
    """Where a title proper ends, the kind of what follows, and what that tells."""

    end: int
    kind: str
    rule: str
    facts: Facts


def title_end(text: str, named: tuple[ChainLink, ...] = ()) -> TitleEnd | None:
    """The credit or site name at the end of a title, or None. `named` are links of the page whose
    names count as media here though no table has them."""
    for pattern in (_BY, _BRACKET):
        match = pattern.search(text, max(0, len(text) - 60))
        if match:
            listed = read_media(match["who"])
            if listed.media and listed.clean:
                links = tuple(link_to(m, match.group().strip()) for m in listed.media)
                return TitleEnd(match.start(), "byline", "title-credit", Facts(links=links))
            if match["who"].strip() in {link.name for link in named}:
                return TitleEnd(match.start(), "byline", "title-credit", Facts())
    match = _SUFFIX.search(text, max(0, len(text) - 60))
    if match is None:
        return None
    who = match["who"].strip()
    medium = find_credit(who)
    if medium is not None:
        evidence = match.group().strip()
        if medium.kind == "outlet":
            facts = Facts(outlets=((medium.name, evidence),))
        else:
            facts = Facts(links=(link_to(medium, evidence),))
        return TitleEnd(match.start(), "source_tag", "title-site", facts)
    stamps = read_stamp_line(who) if len(who) >= 8 else None
    if stamps:
        return TitleEnd(match.start(), "date_line", "title-date", Facts(stamps=stamps))
    if match["mark"] == "|" and who.casefold() in words("section"):
        return TitleEnd(match.start(), "section_label", "title-section", Facts())
    return None


def plain_title(text: str) -> tuple[str, Facts]:
    """A title without the credits and site names at its end, and what these tell."""
    facts = Facts()
    text = text.strip()
    for _ in range(3):
        end = title_end(text)
        if end is None or end.end < 3:
            break
        facts += end.facts
        text = text[: end.end].rstrip()
    return text, facts


def is_title(line: Line, following: Sequence[Line]) -> bool:
    """Whether a page's first line of content is its title: one line's worth of words with text
    below it. A whole sentence is a title only above a longer paragraph."""
    if not following or len(line.text) > _LONGEST or line.is_bullet or not line.words:
        return False
    if read_dateline(line.text) is not None:
        return False
    if not line.is_paragraph:
        return True
    below = following[0]
    one = line.sentences <= 1 and len(line.text) <= 150
    return one and below.is_paragraph and len(below.text) > 1.2 * len(line.text)


def same_title(text: str, title: str) -> bool:
    """Whether a line is the title, whatever its white space, quotation marks and credits."""
    whole, plain = _keys(title)
    return _key(text) == whole or _key(plain_title(text)[0]) == plain


def repeats_title(text: str, title: str) -> bool:
    """Whether a line says again what the title says: all of it, or its first or second half."""
    line, whole = _key(text), _keys(title)[1]
    if len(line.split()) < 3:
        return False
    return whole.startswith(line) or whole.endswith(line)


@lru_cache(maxsize=16)
def _keys(title: str) -> tuple[str, str]:
    """The keys of a title, with and without its credits: all lines of a page are compared to it."""
    return _key(title), _key(plain_title(title)[0])


def _key(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"\w+", folded))
