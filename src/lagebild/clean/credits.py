"""Credit lines: agencies, original outlets, translators and distributors that a page names."""

import re
from functools import cache

from lagebild.clean.bylines import read_name_line
from lagebild.clean.findings import Facts
from lagebild.clean.media_lists import link_to, media_in, read_media
from lagebild.clean.words import alternatives, keyed_words, telling_words, tokens_of, words
from lagebild.language.media import Medium, find_credit, host_of, medium_of_host
from lagebild.records import ChainLink

_LONGEST = 320
_RANK = {"voice": 0, "agency": 1, "outlet": 2, "translation": 3, "republisher": 4}
_CODE = re.compile(r"\b[a-z]{2,5}[:-]?\d{6}-\d{1,4}-\d{3,}|\bdpa-infocom\b", re.IGNORECASE)
_URL = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|de|org|net|info|at|ch|am|az|ge|ru|eu)\b"
)
_NAMED_URL = re.compile(r"([^\s.(][^.()]{1,50}?)\s*\((?:https?://|www\.)[^)\s]*\)")
_SELF = re.compile(
    r"(?i)^\W*(?:(?:diese[rs]?|this)\s+(?:\w+\s+)?(?:artikel|beitrag|text|bericht|interview|kommentar"
    r"|gastbeitrag|meldung|nachricht|essay|analyse|übersetzung|article|story|piece|report|post"
    r"|analysis|op-ed|commentary|essay|content|material|translation)"
    r"|(?:der|das|die|the)\s+(?:artikel|beitrag|text|original\w*|übersetzung|article|translation))\b"
)
_THIS = re.compile(r"(?i)^\W*(?:diese[rs]?|this)\b")
_OWNER = re.compile(
    r"(?i:\W{0,2}(?:©|\(c\)|copyright)[\s©]*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?)?[\s,]*)"
    r"([A-ZÄÖÜ][\w.&-]*(?:\s+[\w&-]+){0,4}?)(?=\.\s|\.$|\s*[-–|,]|\s*$|\s+(?:19|20)\d\d)"
)
_COMPANY = re.compile(
    r"\b(?:GmbH|AG|KG|SE|Ltd|Inc|LLC|Verlag\w*|Group|Alle|All|Co|Texte|Foto\w*)\b"
)
_SERVICE = re.compile(r"(?i)dienst|agentur|agency|press|news|wire|nachrichten|depesche")
_NAME_END = re.compile(
    r"[.;:()]|,|\s+(?:und|and|on|am|vom|unter|with|mit|under|by|wurde|von|erschienen|veröffentlicht"
    r"|publiziert|übernommen|published|in|at)\b|$"
)
_UNNAMED = "und"  # ISO 639-2: undetermined


def order_chain(links: tuple[ChainLink, ...]) -> tuple[ChainLink, ...]:
    """The links from the original voice to the page read; a name is kept once for each kind."""
    first: dict[tuple[str, str], ChainLink] = {}
    for link in links:
        first.setdefault((link.name, link.kind), link)
    named = {name for name, kind in first if kind == "translation" and name != _UNNAMED}
    kept = [
        link
        for (name, kind), link in first.items()
        if not (kind == "translation" and name == _UNNAMED and named)
    ]
    return tuple(sorted(kept, key=lambda link: _RANK[link.kind]))


def read_credit_line(text: str, edge: bool, foot: bool = False) -> tuple[ChainLink, ...] | None:
    """The links that a line gives which is nothing but a credit; None where it is no credit.

    `edge` tells that the line stands outside the paragraphs of the reporting: there a bare list of
    media ("dpa/AFP") is a credit too, and in the `foot` of the page a source that is no medium
    ("Quelle: Auswärtiges Amt") is the report's voice; above the text it is mostly a picture's.
    """
    if len(text) > _LONGEST:
        return None
    bare = text.strip(" \t()[]*–—-")
    for read in (_voice, _origin, _translation, _source, _unknown_material):
        links = read(bare, text)
        if links and (edge or _THIS.match(text) or text[:1] in "(["):
            return links
    return _list(text, edge) or (_voice_source(bare, text) if foot else None)


def read_third_party(text: str) -> Facts:
    """The distributor or agency that the notice of a third party's text names."""
    links = [link_to(m, text) for m in media_in(text) if m.kind != "outlet"]
    if not links:
        named = _NAMED_URL.search(text)
        if named:
            medium = medium_of_host(named.group().rpartition("(")[2])
            name = medium.name if medium else named[1].strip()
            links = [ChainLink(name=name, kind="republisher", text=text)]
    return Facts(links=tuple(links))


def read_copyright(text: str) -> Facts:
    """Whose text it is: an agency goes into the chain, an outlet is the page's own."""
    media = read_media(re.sub(r"(?i)©|\(c\)|copyright|(?:19|20)\d\d|[-–]", " ", text)[:160]).media
    media = media or media_in(text)
    owner = _OWNER.match(text)
    if not media and owner and not _COMPANY.search(owner[1]):
        return Facts(outlets=((owner[1].strip(), text),))
    links = tuple(link_to(m, text) for m in media if m.kind != "outlet")
    outlets = tuple((m.name, text) for m in media if m.kind == "outlet")
    return Facts(links=links, outlets=outlets)


def _list(text: str, edge: bool) -> tuple[ChainLink, ...] | None:
    marked = text[:1] in "([—–" or text.startswith(("--", "/"))
    if len(text) > 100 or not (edge or marked):
        return None
    listed = read_media(text)
    if not listed.media or not (listed.clean or _CODE.search(text)):
        return None
    bare = text[:1] not in "([" and not re.search(r"[/,]", text)
    if bare and all(medium.kind == "outlet" for medium in listed.media):
        return None  # a heading of a press review, or a menu
    return _links(listed.media, text)


def _source(bare: str, text: str) -> tuple[ChainLink, ...] | None:
    """ "Mit Material von AFP", "Quelle: dpa", "AFP contributed to this report"."""
    match = _source_pattern().match(bare)
    if match:
        rest = _without_end(bare[match.end() :])
        listed = read_media(rest)
        if listed.media and listed.clean:
            return _links(listed.media, text)
        media = _hosts(rest)
        if media and len(rest) < 120:
            return _links(media, text)
        if _URL.fullmatch(rest.strip(" .")) and host_of(rest):
            return (ChainLink(name=host_of(rest), kind="outlet", text=text),)
    match = _contributed_pattern().match(bare)
    if match:
        media = tuple(m for m in read_media(match[1]).media) or media_in(match[1])
        return _links(media, text) if media else None
    return None


def _origin(bare: str, text: str) -> tuple[ChainLink, ...] | None:
    """ "Dieser Artikel erschien zuerst bei X", "Originally published by X"."""
    if not tokens_of(bare) & telling_words("origin"):
        return None
    match = _origin_pattern().search(bare)
    if match is None or not (match.start() <= 12 or _SELF.match(text)):
        return None
    if re.search(r"[.!?]\s", bare[: match.start()]):
        return None
    rest = bare[match.end() :].strip(" .")
    language = keyed_words("language_name").get(rest.split(" ")[0].strip(".,").casefold())
    if language and match.group().casefold().endswith(" in"):
        return (ChainLink(name=language, kind="translation", text=text),)
    name = _origin_name(rest)
    if name is None:
        return None
    links = (ChainLink(name=name[0], kind=name[1], text=text),)
    return links + (_translation(bare, text, anywhere=True) or ())


def _origin_name(rest: str) -> tuple[str, str] | None:
    rest = rest.strip(" :„“\"”»«'")
    listed = media_in(rest)
    direct = _first_credit(rest)
    medium = direct or (_hosts(rest) or listed or (None,))[0]
    if medium is not None:
        return medium.name, "republisher" if medium.kind == "distributor" else medium.kind
    end = _NAME_END.search(rest)
    name = rest[: end.start()] if end else rest
    name = re.sub(r"^(?:der|die|das|dem|den|the)\s+", "", name, flags=re.IGNORECASE).strip(
        " „“\"”»«'"
    )
    if 2 <= len(name) <= 60 and name[:1].isupper():
        return name, "outlet"
    return None


def _first_credit(rest: str) -> Medium | None:
    """The medium at the start, weak forms included ("bei Die Zeit", "in der Welt")."""
    rest = re.sub(
        r"^(?:(?:der|die|das|dem|den|the|tageszeitung|zeitung|website)\s+)+(?=\S)", "", rest
    )
    parts = rest.split()[:5]
    for count in range(len(parts), 0, -1):
        medium = find_credit(" ".join(parts[:count]).strip(" .,;:()„“\"”»«'"))
        if medium is not None:
            return medium
    return None


def _translation(bare: str, text: str, anywhere: bool = False) -> tuple[ChainLink, ...] | None:
    """ "Aus dem Englischen von X", "Übersetzung: X", "Translated from Russian"."""
    if not tokens_of(bare) & (telling_words("language_name") | telling_words("translation_plain")):
        return None
    match = _translation_pattern().search(bare)
    if match is None:
        return None
    at_start = match.start() <= 3 or _SELF.match(text) is not None
    language = match["language"]
    if not (at_start or anywhere) or (
        match.start() and re.search(r"[.!?]\s", bare[: match.start()])
    ):
        return None
    if language is not None:
        after = bare[match.end() :].strip().casefold()
        cued = any(cue in bare.casefold() for cue in words("translation_cue"))
        if not cued and not re.match(r"(?:von|by)\b|$", after):
            return None
        name = keyed_words("language_name")[language.casefold()]
    else:
        led = re.search(r"(?i)\b(?:von|by)$", match.group()) is not None
        if len(bare) > 140 or not (led or _plain_translation(bare, match.end())):
            return None
        name = _UNNAMED
    return (ChainLink(name=name, kind="translation", text=text),)


def _plain_translation(bare: str, end: int) -> bool:
    after = bare[end:]
    return (
        re.match(r"\s*(?::|von\b|by\b|$|\.|durch\b|mit\b|with\b|aus\b|und\b|\()", after) is not None
    )


def _voice(bare: str, text: str) -> tuple[ChainLink, ...] | None:
    """ "Original-Content von: X, übermittelt durch news aktuell"."""
    match = _voice_pattern().match(bare)
    if match is None:
        return None
    rest = bare[match.end() :].strip(" :")
    breaks = re.split(
        rf"\s*,?\s*\b(?:{alternatives(words('voice_break'))})\b\s*:?\s*", rest, maxsplit=1
    )
    name = breaks[0].strip(" ,.")
    if not 2 <= len(name) <= 80 or not name[:1].isupper() or re.search(r"[.!?]\s", name):
        return None
    links = [ChainLink(name=name, kind="voice", text=text)]
    for medium in media_in(" ".join(breaks[1:])):
        links.append(link_to(medium, text))
    return tuple(links)


def _voice_source(bare: str, text: str) -> tuple[ChainLink, ...] | None:
    match = re.match(r"(?i)(?:quelle|source)\s*:\s*", bare)
    name = _without_date(bare[match.end() :].strip(" .")) if match else ""
    if not name or not _is_title_case(name) or read_name_line(name) is not None:
        return None
    kind = "agency" if _SERVICE.search(name) else "voice"
    return (ChainLink(name=name, kind=kind, text=text),)


def _without_date(name: str) -> str:
    """A source's name without an abbreviation in brackets and a date behind it."""
    match = re.match(r"([^,()]{2,60}?)\s*(?:\([A-Z]{2,6}\)\s*)?(?:,\s*\d[^a-z]*(?:Uhr)?)?$", name)
    return match[1] if match else name


def _unknown_material(bare: str, text: str) -> tuple[ChainLink, ...] | None:
    """ "Mit Material des Beispieldienstes": a service that the table of media does not have."""
    match = _material_pattern().match(bare)
    if match is None:
        return None
    name = bare[match.end() :].strip(" .")
    if not _SERVICE.search(name) or not _is_title_case(name):
        return None
    if match.group().casefold().rstrip().endswith(" des"):
        name = re.sub(r"(?<=[tds])es$|s$", "", name)
    return (ChainLink(name=name, kind="agency", text=text),)


def _is_title_case(name: str) -> bool:
    """Whether the words look like the name of a body: short, capitalised at both ends."""
    parts = name.strip(" .").split()
    if not 1 <= len(parts) <= 7 or len(name) > 70 or ":" in name or "," in name:
        return False
    return parts[0][:1].isupper() and parts[-1][:1].isupper()


def _links(media: tuple[Medium, ...], text: str) -> tuple[ChainLink, ...]:
    return tuple(link_to(m, text) for m in media)


def _hosts(text: str) -> tuple[Medium, ...]:
    found = (medium_of_host(m.group().rstrip(".,;)")) for m in _URL.finditer(text[:400]))
    return tuple(m for m in found if m is not None)


def _without_end(text: str) -> str:
    return re.sub(rf"\s+(?:{alternatives(words('source_end'))})\W*$", "", text, flags=re.IGNORECASE)


@cache
def _source_pattern() -> re.Pattern[str]:
    lead = alternatives(words("source"))
    return re.compile(rf"(?:{lead})(?:\s*:|\s)\s*", re.IGNORECASE)


@cache
def _material_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?:mit|unter\s+verwendung\s+von)\s+(?:agentur)?(?:material|informationen|meldungen)"
        r"\s+(?:des|der|von)\s+",
        re.IGNORECASE,
    )


@cache
def _contributed_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(.{2,100}?)\s+(?:(?:has|have|also|auch)\s+)?(?:contributed|hat\s+zu\s+diesem\s+\w+\s+beigetragen"
        r"|haben\s+zu\s+diesem\s+\w+\s+beigetragen|trug(?:en)?\s+zu\s+diesem\s+\w+\s+bei)\b",
        re.IGNORECASE,
    )


@cache
def _origin_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(words('origin'))})\b", re.IGNORECASE)


@cache
def _translation_pattern() -> re.Pattern[str]:
    lead, language = alternatives(words("translation")), alternatives(keyed_words("language_name"))
    plain = alternatives(words("translation_plain"))
    return re.compile(
        rf"\b(?:(?:{lead})\s+(?:\w+\s+)?(?P<language>{language})\b|(?:{plain})\b)", re.IGNORECASE
    )


@cache
def _voice_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(words('voice'))})\b\s*:?\s*", re.IGNORECASE)
