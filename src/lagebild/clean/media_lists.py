"""Lists of media as credits write them ("dpa/AFP", "AFP, dpa und Agenturen", "kle/wa (dpa)")."""

import re
from dataclasses import dataclass
from functools import cache

from lagebild.clean.stamps import find_dates
from lagebild.clean.words import alternatives, cased_words, words
from lagebild.language.media import Medium, find_credit, find_medium
from lagebild.language.tables import load_table
from lagebild.records import ChainLink

_INITIALS = re.compile(r"[a-zäöüß]{1,5}|[A-Z]{2}")
_CODE = re.compile(r"[a-z]+:\d{6}-\d{1,4}-\d{3,}(?:-\d+)?/\d+|\d{6}-\d{1,4}-\d{3,}/\d+")
_SPLIT = re.compile(r"\s*[/,;|()+&\[\]]\s*|\s+[-–—]\s+")


@dataclass(frozen=True)
class MediaList:
    """The media of a credit in their order; `clean` where nothing else stands in it but initials,
    places, dates and words such as "Agenturen"."""

    media: tuple[Medium, ...]
    clean: bool


def read_media(text: str) -> MediaList:
    """Take a credit apart. Never raises; a text that is no credit gives `clean` False."""
    if len(text) > 160:
        return MediaList((), False)
    found: list[Medium] = []
    clean = True
    for item in _items(_CODE.sub(" ", text)):
        medium = find_credit(item)
        if medium is not None:
            found.append(medium)
        elif not _is_filler(item):
            clean = False
    return MediaList(tuple(dict.fromkeys(found)), clean)


def media_in(text: str) -> tuple[Medium, ...]:
    """The media that running text names by a form that is no ordinary word, in order."""
    tokens = [(m.group(), m.start(), m.end()) for m in re.finditer(r"[\w.’'-]+", text[:2000])]
    found: dict[Medium, None] = {}
    index = 0
    while index < len(tokens):
        size = 1
        for width in (5, 4, 3, 2, 1):
            if index + width > len(tokens):
                continue
            form = text[tokens[index][1] : tokens[index + width - 1][2]].strip(".-")
            medium = find_medium(form)
            if medium is not None:
                found[medium] = None
                size = width
                break
        index += size
    return tuple(found)


def link_to(medium: Medium, text: str) -> ChainLink:
    """The chain's link for a medium: a distributor of press releases is a republisher."""
    kind = "republisher" if medium.kind == "distributor" else medium.kind
    return ChainLink(name=medium.name, kind=kind, text=text)


@cache
def known_places() -> frozenset[str]:
    """The places that stand in datelines."""
    cells = load_table("world", "clean_places").column("names")
    return frozenset(name for cell in cells for name in cell.split("|"))


def strip_article(text: str) -> str:
    """The credit without leading articles and words such as "Nachrichtenagentur"."""
    return _article_pattern().sub("", text)


def _items(text: str) -> list[str]:
    whole = strip_article(text.strip(" .:-–—©"))
    if find_credit(whole) is not None:
        return [whole]
    parts: list[str] = []
    for piece in _SPLIT.split(whole):
        parts += [piece] if find_credit(piece) else _join_pattern().split(piece)
    stripped = (strip_article(p.strip(" .:-–—©\"“”„»«'")) for p in parts)
    return [p for p in stripped if p]


def _is_filler(item: str) -> bool:
    if _INITIALS.fullmatch(item) or item.casefold() in words("credit_word"):
        return True
    if item in known_places() or re.fullmatch(r"(?:19|20)\d\d", item):
        return True
    dates = list(find_dates(item))
    return len(dates) == 1 and dates[0].end - dates[0].start >= len(item) - 1


@cache
def _join_pattern() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{alternatives(words('byline_join'))})\s+")


@cache
def _article_pattern() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{alternatives(cased_words('credit_article'))})\s+)+", re.IGNORECASE)
