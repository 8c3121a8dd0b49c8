"""Bylines: who wrote it ("Von Anna Schmidt", "By Ani Petrosyan in Yerevan", a name alone)."""

import re
from functools import cache

from lagebild.clean.words import alternatives, words
from lagebild.language.media import find_credit
from lagebild.language.tables import load_table
from lagebild.records import ChainLink

_NAME_WORD = re.compile(r"[^\W\d_a-zäöüß][^\W\d_]*(?:[-’'.][^\W\d_]*)*\.?")
_TITLES = frozenset({"dr.", "prof.", "dr", "prof", "phd"})
_NOUN_ENDINGS = (
    "ung", "heit", "keit", "tion", "schaft", "politik", "nachrichten", "redaktion", "konflikt",
    "krise", "krieg", "treffen", "news", "gipfel", "minister", "präsident", "union", "press",
)  # fmt: skip
_ADJECTIVE_ENDINGS = ("ische", "ischer", "isches", "ischen", "liche", "licher", "nale", "naler")
_ROLE = re.compile(r"\s*\((?P<in>[^()]{1,60})\)\s*$")
_EMAIL = re.compile(r"\s*\S+@\S+\.\w+\s*$|\s*@\w+\s*$")


def read_byline(text: str) -> tuple[tuple[str, ...], tuple[ChainLink, ...]] | None:
    """Authors and media that a line with a byline's lead word names; None where it is none.

    "Von Reuters" gives an agency and no author.
    """
    match = _lead_pattern().match(text[:200])
    if match is None and text.startswith("von ") and read_name_line(_titled(text[4:])):
        return read_names(text[4:], text)
    if match is None or len(text) > 200 or text.rstrip()[-1:] in "!?":
        return None
    rest = text[match.end() :].strip(" :.")
    return read_names(rest, text)


def read_name_line(text: str) -> tuple[str, ...] | None:
    """The authors where a line holds names of persons only; the first word must be a known given
    name. A caller that has other evidence that the line stands among bylines uses `is_name`."""
    names = _split_names(text.strip(" .,"))
    if len(text) > 80 or not names or len(names) > 4:
        return None
    known = all(is_name(n) and n.split()[0].split("-")[0] in _given_names() for n in names)
    return tuple(names) if known else None


def is_name(text: str) -> bool:
    """Whether the words have the shape of a person's name: two to five, capitalised, no noun or
    adjective ending that names do not have."""
    parts = [p for p in text.split() if p.casefold() not in _TITLES]
    if not 2 <= len(parts) <= 5 or len(text) > 50:
        return False
    particles, stops = words("name_particle"), words("no_name")
    plain = [p for p in parts if p.casefold() not in particles]
    if len(plain) < 2 or not _capitalised(plain) or parts[-1].casefold() in particles:
        return False
    lowered = [p.casefold() for p in plain]
    if any(w in stops for w in lowered) or lowered[0].endswith(_ADJECTIVE_ENDINGS):
        return False
    return not any(w.endswith(_NOUN_ENDINGS) for w in lowered)


def _titled(text: str) -> str:
    """Names in capitals as names are written ("PETER MEIER" to "Peter Meier")."""
    return text.title() if text.isupper() else text


def _capitalised(parts: list[str]) -> bool:
    return all(_NAME_WORD.fullmatch(p) for p in parts)


def read_names(
    rest: str, text: str | None = None
) -> tuple[tuple[str, ...], tuple[ChainLink, ...]] | None:
    """The persons and media in a list of names; None where anything else stands in it. `text` is
    the evidence for the chain, the list itself by default."""
    text = text or rest.strip()
    rest = _EMAIL.sub("", rest)
    links: list[ChainLink] = []
    role = _ROLE.search(rest)
    if role is not None:
        links += _media(role["in"], text)
        rest = rest[: role.start()]
    authors: list[str] = []
    for item in _split_names(rest):
        employer, item = _employed(item, text)
        links += employer
        medium = _media(item, text)
        links += medium
        if medium:
            continue
        name = _without_place(item)
        if is_name(name):
            authors.append(name)
        elif not _is_place_or_role(item) or not (authors or links):
            return None
    return (tuple(authors), tuple(links)) if authors or links else None


def _employed(item: str, text: str) -> tuple[list[ChainLink], str]:
    """The medium before a writer's role ("dpa-Korrespondentin Anna Schmidt"), and the name."""
    role, _, name = item.partition(" ")
    employer, _, what = role.rpartition("-")
    if not (employer and name and _role_word().match(what) and is_name(_without_place(name))):
        return [], item
    return _media(employer, text), name


def _without_place(item: str) -> str:
    """The name without the place the writer was in ("Anna Schmidt in Baku")."""
    return re.sub(r"\s+(?:in|aus|from)\s+\S.*$", "", item)


def _is_place_or_role(item: str) -> bool:
    known = {
        n for cell in load_table("world", "clean_places").column("names") for n in cell.split("|")
    }
    return (
        item in known or item.casefold() in words("credit_word") or bool(_role_word().search(item))
    )


def _media(item: str, text: str) -> list[ChainLink]:
    medium = find_credit(item)
    if medium is None:
        return []
    kind = "republisher" if medium.kind == "distributor" else medium.kind
    return [ChainLink(name=medium.name, kind=kind, text=text)]


def _split_names(text: str) -> list[str]:
    joins = alternatives(words("byline_join") | {"for", "für"})
    parts = re.split(rf"\s*[,;/&]\s*|\s+(?:{joins})\s+", text[:200])
    return [p.strip() for p in parts if p.strip()]


@cache
def _role_word() -> re.Pattern[str]:
    return re.compile(
        r"(?i)korrespondent|redakteur|journalist|reporter|correspondent|editor|writer|analyst|autor"
        r"|author|büro|bureau|staff"
    )


@cache
def _lead_pattern() -> re.Pattern[str]:
    """A byline's lead word; "von" must be written "Von", so that a sentence's tail is none."""
    lead = alternatives(words("byline") - {"von", "by"})
    return re.compile(
        rf"(?:(?:Von|VON|By|BY)(?::|\s)|(?i:(?:{lead})(?:\s*:|(?<=von)|(?<=by))\s))\s*"
    )


@cache
def _given_names() -> frozenset[str]:
    cells = load_table("world", "clean_given_names").column("names")
    return frozenset(name for cell in cells for name in cell.split("|"))
