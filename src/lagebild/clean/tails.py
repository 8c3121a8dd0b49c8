"""Credits at a paragraph's end ("... sagte er. (dpa/AFP)", "... Mit Material von Reuters.")."""

import re

from lagebild.clean.credits import read_credit_line
from lagebild.clean.media_lists import link_to, read_media
from lagebild.records import ChainLink

_REACH = 220
_BRACKET = re.compile(r"(?<=[.!?“”\"»«…])\s*(?P<all>[(\[](?P<who>[^()\[\]]{2,90})[)\]]\.?)$")
_BARE = re.compile(r"[.!?“”\"»«…]\s+(?P<all>[\w./,; -]{2,40})$")
_DASH = re.compile(r"[.!?“”\"»«…]\s*(?P<all>[–—]\s*(?P<who>[^–—.]{2,60})\.?)$")
_LAST = re.compile(r"[.!?“”\"»«…]\s+(?=[^.!?]{3,200}[.)]?$)")


def credit_tail(text: str, last: bool) -> tuple[int, tuple[ChainLink, ...]] | None:
    """Where a credit begins at the end of a paragraph, and its links; None where there is none.

    Credits in brackets are found behind every paragraph, others only behind the `last` one.
    """
    text = text.rstrip()
    near = max(0, len(text) - _REACH)
    match = _BRACKET.search(text, near)
    if match:
        listed = read_media(match["who"])
        if listed.media and listed.clean:
            return match.start("all"), tuple(link_to(m, match["all"]) for m in listed.media)
        links = read_credit_line(match["all"], edge=True)
        if links:
            return match.start("all"), links
    if not last:
        return None
    return _listed(text, near) or _sentence(text, near)


def _listed(text: str, near: int) -> tuple[int, tuple[ChainLink, ...]] | None:
    for pattern in (_BARE, _DASH):
        match = pattern.search(text, near)
        if match:
            listed = read_media(match["all"])
            if listed.media and listed.clean:
                return match.start("all"), tuple(link_to(m, match["all"]) for m in listed.media)
    return None


def _sentence(text: str, near: int) -> tuple[int, tuple[ChainLink, ...]] | None:
    match = _LAST.search(text, near)
    if match is None:
        return None
    links = read_credit_line(text[match.end() :], edge=True)
    return (match.end(), links) if links else None
