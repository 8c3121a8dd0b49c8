"""When, where and by whom an article appeared, and in which language, with what each rests on."""

import re
from datetime import date
from email.utils import parsedate_to_datetime
from functools import cache
from urllib.parse import unquote, urlsplit

from lagebild.clean.findings import Facts, Stamp
from lagebild.clean.stamps import read_date
from lagebild.language.media import find_credit, host_of, medium_of_host
from lagebild.language.tables import load_table
from lagebild.records import ChainLink, Published, RawArticle

_ISO = re.compile(r"\s*(\d{4})-(\d{2})(?:-(\d{2}))?(?=$|[T\s])")
_URL_DATES = (
    re.compile(r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d{1,2})[/-](?P<d>\d{1,2}(?=/|$)|\d\d(?=[_.-]))"),
    re.compile(r"(?<![\d])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
    re.compile(r"(?<![\da-f])(?<!dpa-com-)(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?![\da-f])"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>\d{1,2})(?=/|$)"),
)
_SAMPLE = 4000
_CLEAR_SHARE = 0.14
_MONTH_FIRST = frozenset({"USA", "PHL"})
_LANGUAGE_CODE = re.compile(r"^\s*([A-Za-z]{2,3})(?:[-_].*)?$")


def published(raw: RawArticle, stamps: tuple[Stamp, ...]) -> Published | None:
    """When the article appeared, to the day where that is known: metadata, else a line of the page,
    else the address. A line about the last change counts only where no other tells the day."""
    if raw.published:
        value = _metadata_date(raw.published)
        if value is not None:
            return Published(value=value, basis="metadata", text=raw.published)
    first = next((s for s in stamps if not s.updated), None) or next(iter(stamps), None)
    if first is not None:
        return Published(value=first.value, basis="stated", text=first.text)
    return _url_date(raw.url) if raw.url else None


def outlet(raw: RawArticle, facts: Facts) -> tuple[str, str] | None:
    """The page's own outlet and the words (or address) that tell it."""
    if raw.outlet and raw.outlet.strip():
        medium = find_credit(raw.outlet) or medium_of_host(raw.outlet)
        return (medium.name if medium else raw.outlet.strip()), raw.outlet.strip()
    if raw.url:
        medium = medium_of_host(raw.url)
        if medium is not None and medium.kind != "distributor":
            return medium.name, raw.url
    if facts.outlets:
        return facts.outlets[0]
    if raw.url and host_of(raw.url):
        return host_of(raw.url), raw.url
    return None


def authors(raw: RawArticle, facts: Facts) -> tuple[tuple[str, ...], tuple[ChainLink, ...]]:
    """The writers (metadata first, else the bylines), and the media that stand among them."""
    people: list[str] = []
    links: list[ChainLink] = []
    for name in (n.strip() for n in raw.authors):
        bare = re.sub(r"^(?:von|by)\s+", "", name, flags=re.IGNORECASE)
        medium = find_credit(bare)
        if medium is not None and medium.kind != "outlet":
            kind = "republisher" if medium.kind == "distributor" else medium.kind
            links.append(ChainLink(name=medium.name, kind=kind, text=name))
        elif medium is None and bare:
            people.append(bare)
    people = people or list(facts.authors)
    return tuple(dict.fromkeys(people)), tuple(links)


def day_first(raw: RawArticle, language: str) -> bool | None:
    """How the page writes 04/05/2023: day first in all languages but English, where it depends on
    the outlet's country and stays open if that is not known."""
    if language != "en":
        return True
    medium = medium_of_host(raw.url) if raw.url else None
    medium = medium or (find_credit(raw.outlet) if raw.outlet else None)
    return None if medium is None else medium.country not in _MONTH_FIRST


def language_of(text: str, stated: str | None) -> str:
    """The ISO 639-1 code of a text's language: as stated, else by its frequent words, else by
    py3langid over its first 4,000 characters; "und" where there is nothing to go by."""
    if stated:
        match = _LANGUAGE_CODE.match(stated)
        if match:
            return _SHORT_CODES.get(match[1].lower(), match[1].lower())
    sample = text[:_SAMPLE]
    tokens = re.findall(r"[^\W\d_]+", sample.casefold())
    if not tokens:
        return "und"
    shares = {
        lang: sum(t in _frequent(lang) for t in tokens) / len(tokens) for lang in ("de", "en")
    }
    best, other = sorted(shares, key=lambda lang: -shares[lang])
    if len(tokens) >= 4 and shares[best] >= _CLEAR_SHARE and shares[best] >= 2 * shares[other]:
        return best
    return _identified(sample, shares)


_SHORT_CODES = {
    "deu": "de",
    "ger": "de",
    "eng": "en",
    "fra": "fr",
    "fre": "fr",
    "rus": "ru",
    "hye": "hy",
}


_WITH_UMLAUTS = frozenset({"sv", "fi", "tr", "et", "hu", "az", "is", "sk", "tk", "lb"})


def _identified(sample: str, shares: dict[str, float]) -> str:
    """py3langid's answer. On a few words it is a guess: then German or English are taken if the
    text has any of their frequent words or special letters."""
    from py3langid import classify  # its model takes half a second to load; most texts need it not

    code, _ = classify(sample)
    if len(sample) < 120 and code not in ("de", "en"):
        umlauts = re.search(r"[äöü]", sample) and code not in _WITH_UMLAUTS
        if "ß" in sample or umlauts or shares["de"] > max(shares["en"], 0.1):
            return "de"
        if shares["en"] > (0.05 if sample.isascii() else 0.1):
            return "en"
    return str(code)


@cache
def _frequent(language: str) -> frozenset[str]:
    """The frequent words of a language that the other one does not have."""
    own = set(load_table(language, "function_words").column("form"))
    other = set(load_table("en" if language == "de" else "de", "function_words").column("form"))
    return frozenset(own - other)


def _metadata_date(value: str) -> str | None:
    match = _ISO.match(value)
    if match:
        return _valid(match[1], match[2], match[3])
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError):
        pass
    if re.fullmatch(r"\s*(?:19|20)\d\d\s*", value):
        return value.strip()
    return read_date(value[:100])


def _url_date(url: str) -> Published | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    path = unquote(parts.path)
    for pattern in _URL_DATES:
        match = pattern.search(path)
        if match:
            value = _valid(match["y"], match["m"], match.groupdict().get("d"))
            if value is not None:
                return Published(value=value, basis="url", text=url)
    return None


def _valid(year: str, month: str, day: str | None) -> str | None:
    try:
        found = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return found.isoformat() if day else f"{found.year:04d}-{found.month:02d}"
