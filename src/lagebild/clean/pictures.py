"""Photo credits and captions ("Foto: dpa", "© Reuters. Der Präsident ...", "... (Archivbild)")."""

import re
from functools import cache

from lagebild.clean.bylines import is_name, read_byline, read_name_line
from lagebild.clean.findings import Cut, Finding, whole
from lagebild.clean.lines import Line
from lagebild.clean.media_lists import known_places
from lagebild.clean.stamps import find_dates
from lagebild.clean.words import alternatives, words
from lagebild.language.media import find_credit

_LONGEST_CAPTION = 700
_LONGEST_CREDIT = 110
_SIGN = re.compile(
    r"(?:©|\([cC]\))\s*(?P<who>[^.:;!?]{2,60}?)(?:\.(?:com|de|org))?\s*(?P<end>[.:;]\s+|$)"
)
_NAME = re.compile(
    r"[A-ZÄÖÜ][\w.’'-]*(?:\s+(?:(?:von|van|de|der|den|al|el|da|di|la|le)\s+)?[A-ZÄÖÜ][\w.’'-]*){0,4}"
)
_PICTURE_LABEL = re.compile(r"(?i)\b(?:bild(?:er)?|grafik|image|picture)\s*:\s*$")
_APART = re.compile(r"(?:[.!?|(\[/»“”\"]|[–—-]\s)\s*$")
_PHOTO_TAIL = re.compile(
    r"[(\[]?\b(?:(?i:photo by|ap photo|afp photo|picture by|foto von|photograph by)\b|REUTERS\s*/)"
    r"[^()\[\].]{0,100}[)\]]?\.?$"
)

_PHOTO_WORDS = ("photo", "cture by", "foto von", "reuters")  # one is in all that the pattern finds


def find_picture(line: Line, head: bool) -> Finding | None:
    """The photo credit and the caption that a line holds, or None.

    `head` tells that the line stands before the reporting: there "© Reuters" alone is a photo's.
    """
    text = line.text
    if len(text) > _LONGEST_CAPTION:
        return None
    return _labelled(text) or _signed(text, head) or _credited_at_end(text) or _slashed(text)


def _labelled(text: str) -> Finding | None:
    label, colon, _ = text.partition(":")
    if colon and label.strip(" ([").casefold() in words("caption_label"):
        return whole("caption", "caption-label", text)
    match = _label_pattern().match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    pictured = _PICTURE_LABEL.search(match.group()) is not None and _names_source(rest)
    if match["weak"] and not (pictured or _is_credit(rest)):
        return None
    if len(rest) <= _LONGEST_CREDIT and not _is_sentence(rest):
        return whole("photo_credit", "photo-label", text)
    return whole("caption", "photo-label", text)


def _signed(text: str, head: bool) -> Finding | None:
    match = _SIGN.match(text)
    if match is None or len(match["who"].split()) > 8:
        return None
    rest = text[match.end() :]
    if not rest:
        known = _is_photo_credit(match["who"])
        return whole("photo_credit", "photo-sign", text) if head or known else None
    if (
        find_credit(match["who"].strip()) is None
        and not _is_photo_credit(match["who"])
        and not head
    ):
        return None
    if any(character.isdigit() for character in match["who"]):
        return None  # "© 2023 ..." is a copyright line
    end = match.end("who") + len(match["end"].rstrip())
    return Finding(
        (
            Cut("photo_credit", "photo-sign", 0, end),
            Cut("caption", "caption-after-credit", match.end(), len(text)),
        )
    )


def _slashed(text: str) -> Finding | None:
    """ "picture alliance/dpa | Max Muster", "Sergei Bobyljow/TASS via REUTERS"."""
    if len(text) > _LONGEST_CREDIT or not re.search(r"[/|]|\bvia\b", text):
        return None
    return whole("photo_credit", "photo-names", text) if _is_photo_credit(text) else None


def _credited_at_end(text: str) -> Finding | None:
    near = max(0, len(text) - 180)
    match = _credit_in(text, near)
    if match is None or match.start() == 0:
        bracket = ")" in text[-3:] or "]" in text[-3:]
        note = _note_pattern().search(text, near) if bracket else None
        return whole("caption", "caption-note", text) if note and len(text) <= 400 else None
    groups = match.groupdict()
    who = groups.get("strong") or groups.get("weak") or groups.get("sign")
    apart = _APART.search(text[: match.start()]) is not None
    if groups.get("strong") and not (apart or _names_source(who or "") or is_name(who or "")):
        return None
    # Behind a full stop "(Quelle: dpa)" signs a paragraph of the reporting.
    barred = re.search(r"[^\s(\[.!?…“”»]\s*[|(\[/]\s*$", text[: match.start()]) is not None
    if groups.get("weak") and not (_is_credit(who or "") or (barred and _names_source(who or ""))):
        short = len((who or "").split()) <= 4 and (who or "a")[0].isupper()
        if not (apart and short and _PICTURE_LABEL.search(text[: match.start("weak")])):
            return None
    if groups.get("sign") and find_credit(who or "") is None and not _is_photo_credit(who or ""):
        return None
    if who is not None and _is_sentence(who):
        return None
    before = text[: match.start()].rstrip(" |/-–—([")
    if read_byline(before) is not None:
        return None
    credit = Cut("photo_credit", "photo-at-end", len(before), len(text))
    if len(before) > 450 or len(re.findall(r"[.!?]\s", before)) > 2:
        return Finding((credit,))
    return Finding((Cut("caption", "caption-before-credit", 0, len(before)), credit))


def _credit_in(text: str, near: int) -> re.Match[str] | None:
    """A credit at the end; patterns are tried only where the signs that they ask for stand."""
    tail = text[near:].lower()
    if any(sign in tail for sign in (":", "©", "(c)")):
        match = _tail_pattern().search(text, near)
        if match is not None:
            return match
    if any(word in tail for word in _PHOTO_WORDS):
        return _PHOTO_TAIL.search(text, near)
    return None


def _names_source(text: str) -> bool:
    items = _items(text)
    return any(find_credit(i) is not None or _is_photo_agency(i) for i in items)


def _is_sentence(text: str) -> bool:
    """Whether a credit's words run on as a sentence: several, with lower-case ones among them."""
    found = re.findall(r"[^\W\d_]+", text)
    lower = [w for w in found if w.islower() and w not in words("photo_word")]
    return len(found) >= 7 and len(lower) >= 3


def _is_credit(text: str) -> bool:
    """Whether weak labels ("Bild: ...", "Quelle: ...") are followed by a photo's source: a photo
    agency, or a name beside a medium or alone. Agencies alone ("Quelle: dpa/AFP") sign a text."""
    items = _items(text)
    if len(text) > _LONGEST_CREDIT or not items:
        return False
    if any(_is_photo_agency(i) for i in items) or read_name_line(text) is not None:
        return True
    return any(find_credit(i) for i in items) and not all(find_credit(i) for i in items)


def _is_photo_credit(text: str) -> bool:
    """Whether a list holds a photo agency or a medium beside names, and nothing else."""
    items = _items(text)
    agency = any(_is_photo_agency(i) for i in items)
    medium = any(find_credit(i) is not None for i in items)
    named = any(_is_person(i) for i in items)
    if not (agency or (medium and named)):
        return False
    return all(_is_known(i) for i in items)


def _is_known(item: str) -> bool:
    if _is_photo_agency(item) or find_credit(item) or item.casefold() in words("photo_word"):
        return True
    if item in known_places() or next(iter(find_dates(item)), None) is not None:
        return True
    return _NAME.fullmatch(item) is not None or re.fullmatch(r"[A-Z]{2,5}|\d{4}", item) is not None


def _is_person(item: str) -> bool:
    if re.match(r"(?i)(?:von|by)\s", item) or find_credit(item) is not None:
        return False
    return len(item.split()) >= 2 and bool(_NAME.fullmatch(item))


def _is_photo_agency(item: str) -> bool:
    return item.casefold() in words("photo_agency")


def _items(text: str) -> list[str]:
    parts = re.split(r"\s*[/|,;()\[\]©]\s*|\s+(?:via|und|and|-|–)\s+", text[:_LONGEST_CREDIT])
    return [p.strip(" .:") for p in parts if p.strip(" .:")]


@cache
def _label_pattern() -> re.Pattern[str]:
    strong, weak = alternatives(words("photo")), alternatives(words("photo_weak"))
    return re.compile(rf"[\W_]{{0,3}}(?:(?:{strong})|(?P<weak>{weak}))\s*[:©]\s*", re.IGNORECASE)


@cache
def _tail_pattern() -> re.Pattern[str]:
    strong, weak = alternatives(words("photo")), alternatives(words("photo_weak"))
    return re.compile(
        rf"(?:\b(?i:{strong})\s*:\s*(?P<strong>[^:]{{2,100}})|\b(?i:{weak})\s*:\s*(?P<weak>[^:]{{2,100}})"
        rf"|(?:©|\([cC]\))\s*(?P<sign>[^.:;!?©]{{2,80}}))[)\]]?\.?$"
    )


@cache
def _note_pattern() -> re.Pattern[str]:
    note = alternatives(words("photo_note"))
    return re.compile(rf"[(\[]\s*(?:{note})[^()\[\]]{{0,40}}[)\]]\.?$", re.IGNORECASE)
