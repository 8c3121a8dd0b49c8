"""Datelines: place, date and agency before the first sentence ("BAKU (Reuters) –", "(dpa)")."""

import re
from dataclasses import dataclass
from functools import cache

from lagebild.clean.media_lists import known_places, link_to, read_media
from lagebild.clean.stamps import find_dates
from lagebild.clean.words import alternatives, words
from lagebild.language.media import Medium, find_credit, find_medium
from lagebild.language.tables import load_table
from lagebild.records import ChainLink

_REACH = 140
_SEPARATOR = re.compile(r"[\s,.;:|/()\[\]–—-]*")
_CAPITALS = re.compile(
    r"[A-ZÄÖÜİŞÇĞ][A-ZÄÖÜİŞÇĞ.’'-]{2,}(?:[ -][A-ZÄÖÜİŞÇĞ][A-ZÄÖÜİŞÇĞ.’'-]+){0,3}\b"
)
_REGION = re.compile(r"[A-ZÄÖÜ][\w.]*(?: [A-ZÄÖÜ][\w.]*){0,2}(?=\s*(?:\(|[–—]|-{1,2}\s|,\s))")
_TOWN = re.compile(r"[A-ZÄÖÜ][\w-]+(?:[ /][A-ZÄÖÜ][\w-]+){0,2}(?=\s*\()")
_BRACKET = re.compile(r"[(\[]\s*([^()\[\]]{2,60}?)\s*[)\]]|/\s?([^/()]{2,30}?)\s?/(?=[\s.,:–—-])")
_BRAND = re.compile(r"[A-ZÄÖÜ][\w.-]*(?: [A-ZÄÖÜ][\w.-]*){0,3}")
_OPENING = re.compile(r"[\"„“»«‚']?[^\W\da-zäöüß_]|[\"„“»«‚']?\d")
_WIRE = re.compile(r"(?i)wire|press|news|agen(?:cy|tur)|media")


@dataclass(frozen=True)
class Dateline:
    """What stands before the first sentence: `end` is where the sentence begins.

    `places` as written; `media` known ones; `unknown` the words of an agency that the table of
    media does not have; `date` the ISO value where a year is given.
    """

    end: int
    places: tuple[str, ...] = ()
    media: tuple[Medium, ...] = ()
    unknown: str | None = None
    date: str | None = None

    def links(self, text: str) -> tuple[ChainLink, ...]:
        """The links of the chain, with `text` as their evidence."""
        known = tuple(link_to(m, text) for m in self.media)
        if self.unknown is None:
            return known
        kind = "republisher" if "wire" in self.unknown.casefold() else "agency"
        return (*known, ChainLink(name=self.unknown, kind=kind, text=text))


@dataclass
class _Scan:
    """The items read so far, from the left."""

    places: list[str]
    media: list[Medium]
    at: int = 0
    marked: bool = False  # a medium stood in brackets or slashes
    other: str | None = None
    dated: bool = False
    date: str | None = None


def read_dateline(text: str) -> Dateline | None:
    """The dateline at the start of a paragraph, or None.

    Taken only with evidence: a known medium in brackets or slashes, or between a place and a
    dash; without a medium, a place that is known to stand in datelines, before a dash.
    """
    head = text[:_REACH]
    scan = _Scan([], [])
    while _item(head, scan):
        pass
    if scan.at == 0:
        return None
    match = _SEPARATOR.match(head, scan.at)
    gap = match.group() if match else ""
    end = scan.at + len(gap)
    if end >= len(head) or not _accepted(scan, gap, head[end:]):
        return None
    if head[end - 1] in "([":  # the bracket belongs to the sentence
        end -= 1
    media = tuple(_namesake(m, scan.places) for m in scan.media)
    return Dateline(end, tuple(scan.places), media, scan.other, scan.date)


def _namesake(medium: Medium, places: list[str]) -> Medium:
    """ "APA" is an Austrian agency in Vienna and an Azerbaijani one in Baku."""
    if medium.name != "Austria Presse Agentur" or not places:
        return medium
    if not all(p in _caucasus() for p in places):
        return medium
    return find_medium("APA (Aserbaidschan)") or medium


def _item(head: str, scan: _Scan) -> bool:
    """Read one item more; false where none stands there."""
    gap = _SEPARATOR.match(head, scan.at)
    start = gap.end() if gap else scan.at
    gap_text = head[scan.at : start]
    if (scan.media or scan.marked) and re.search(r"[–—|:]|--| -", gap_text):
        return False
    opening = scan.at + max(gap_text.rfind("("), gap_text.rfind("["), gap_text.rfind("/"))
    if opening >= scan.at:
        return _bracket(head, opening, scan)
    return (
        _date(head, start, scan)
        or _place(head, start, scan, gap_text)
        or _medium(head, start, scan)
    )


def _bracket(head: str, opening: int, scan: _Scan) -> bool:
    match = _BRACKET.match(head, opening)
    if match is None:
        # a slash may stand between two places ("Berlin/Baku (dpa)")
        return head[opening] == "/" and _place(head, opening + 1, scan, "/")
    inside = match[1] or match[2]
    listed = read_media(inside)
    if listed.media and listed.clean:
        scan.media += [m for m in listed.media if m not in scan.media]
        scan.marked = True
    elif match[2] is None and _unknown_medium(inside, scan, head[match.end() :]):
        scan.other = None if inside.casefold() in words("credit_word") else inside
        scan.marked = True
    else:
        return head[opening] == "/" and _place(head, opening + 1, scan, "/")
    scan.at = match.end()
    return True


def _unknown_medium(inside: str, scan: _Scan, after: str) -> bool:
    """Whether brackets hold a medium that the table does not know: after a place and before a
    dash, or named as agencies are."""
    capitals = any(place.isupper() for place in scan.places)
    dash = r"\s*(?:[–—]|-{1,2}\s|\.\s)" if capitals else r"\s*(?:[–—]|-{1,2}\s)"
    if scan.marked or not re.match(dash, after) or len(inside) > 30:
        return False
    if re.search(r"\d", inside):
        return False
    named = _WIRE.search(inside) is not None or inside.casefold() in words("credit_word")
    if not scan.places:
        return named
    short = re.fullmatch(r"[a-zäöü]{2,4}|[A-Z]{2,6}", inside) is not None
    known = capitals or any(place in known_places() for place in scan.places)
    return named or (short and known) or (capitals and bool(_BRAND.fullmatch(inside)))


def _date(head: str, start: int, scan: _Scan) -> bool:
    weekday = _weekday().match(head, start)
    if weekday and (scan.places or scan.dated):
        scan.at = weekday.end()
        return True
    found = next(find_dates(head[start : start + 40]), None)
    if found is None or found.start != 0 or scan.dated:
        return False
    scan.dated, scan.date = True, found.value
    scan.at = start + found.end
    return True


def _place(head: str, start: int, scan: _Scan, gap: str) -> bool:
    end = _known_place_end(head, start)
    if end is None and not scan.places:
        match = _CAPITALS.match(head, start) or _TOWN.match(head, start)
        if match and find_credit(match.group()) is None:
            end = match.end()
    if end is None and scan.places and "/" in gap:
        match = _CAPITALS.match(head, start) or _TOWN.match(head, start)
        end = match.end() if match else None
    if end is None and scan.places and "," in gap and not scan.media:
        match = _REGION.match(head, start)
        if match and find_credit(match.group()) is None:
            scan.at = match.end()
            return True
    if end is None:
        return False
    scan.places.append(head[start:end])
    scan.at = end
    return True


def _known_place_end(head: str, start: int) -> int | None:
    """Where the longest known place ends that begins here: whole words first ("Frankfurt/Main"),
    then what stands before a slash ("New York/Genf")."""
    words_at = list(re.finditer(r"\S+", head[start : start + 40]))[:4]
    ends = [start + word.end() for word in reversed(words_at)]
    pieces = [head[start:end].rstrip(",:–—-|") for end in ends]
    forms = [form for piece in pieces for form in (piece, piece.rstrip("."))]
    forms += [re.split(r"[/(,–—]", piece)[0].rstrip() for piece in pieces]
    for form in forms:
        if form in known_places() or form in _upper_places():
            return start + len(form)
    return None


def _medium(head: str, start: int, scan: _Scan) -> bool:
    """A medium without brackets: needs a place or a date before it, or a place right after it."""
    if scan.marked:
        return False
    words_at = list(re.finditer(r"[\w.’'/-]+", head[start : start + 60]))[:4]
    if not words_at or words_at[0].start() != 0:
        return False
    led = scan.places or scan.dated
    if not led and find_credit(re.split(r"[/-]", words_at[0].group())[0]) is None:
        return False
    for count in range(len(words_at), 0, -1):
        form = head[start : start + words_at[count - 1].end()].rstrip(".")
        listed = read_media(form)
        if listed.media and listed.clean and find_credit(form.split("/")[0]):
            if not (scan.places or scan.dated) and not _place_follows(head, start + len(form)):
                return False
            scan.media += [m for m in listed.media if m not in scan.media]
            scan.at = start + len(form)
            return True
    return False


def _place_follows(head: str, at: int) -> bool:
    return head[at : at + 1] == " " and _known_place_end(head, at + 1) is not None


def _accepted(scan: _Scan, gap: str, rest: str) -> bool:
    dash = re.search(r"[–—|]|--|\s-\s|-\s", gap) is not None
    if not _OPENING.match(rest) and not (scan.marked and dash and rest[:1].islower()):
        return False
    if scan.marked:
        return dash or ":" in gap or "." in gap or bool(scan.media and gap.strip(" )/") == "")
    if scan.media:
        full = scan.dated and bool(scan.places) and gap.isspace()
        return dash or ":" in gap or "." in gap or full
    known = [p for p in scan.places if p in known_places() or p in _upper_places()]
    if not known or len(known) != len(scan.places):
        return False
    stopped = gap.strip() in {".", ":"}
    return dash or (stopped and (scan.places[0].isupper() or scan.date is not None))


@cache
def _caucasus() -> frozenset[str]:
    rows = [r for r in load_table("world", "clean_places") if r["region"] == "caucasus"]
    names = {name for row in rows for name in row["names"].split("|")}
    return frozenset(names | {name.upper() for name in names})


@cache
def _upper_places() -> frozenset[str]:
    return frozenset(p.upper() for p in known_places())


@cache
def _weekday() -> re.Pattern[str]:
    names = alternatives(w for w in words("weekday") if len(w) > 3)
    return re.compile(rf"(?:{names})\b\.?", re.IGNORECASE)
