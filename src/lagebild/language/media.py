"""Looking up news agencies, outlets and press release distributors."""

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from lagebild.language.tables import Row, load_table

_HOST_PREFIXES = ("www.", "m.", "amp.", "mobil.", "mobile.", "beta.")


@dataclass(frozen=True)
class Medium:
    """One medium. `kind`: agency, outlet or distributor; `country`: ISO 3166 alpha-3 of its seat.

    `forms` name it wherever they stand; `weak` forms ("Welt", "AP") only in a credit, in a
    dateline or beside a word such as "laut" or "Zeitung".
    """

    name: str
    kind: str
    country: str
    forms: tuple[str, ...]
    weak: tuple[str, ...]
    hosts: tuple[str, ...]


@cache
def all_media() -> tuple[Medium, ...]:
    """Every medium of the table, in its order."""
    return tuple(_medium(row) for row in load_table("world", "media"))


def find_medium(form: str, weak: bool = False) -> Medium | None:
    """The medium that a form names, upper and lower case as written; with `weak`, weak forms too.

    White space in the form is folded. Returns None for anything unknown.
    """
    key = " ".join(form.split())
    return _by_form().get(key) or (_by_weak_form().get(key) if weak else None)


def find_credit(form: str) -> Medium | None:
    """The medium that a word of a credit names: weak forms count, and for the agencies that German
    and English pages credit in lower case ("afp", "rtr") case does not."""
    key = " ".join(form.split()).strip(" .")
    found = find_medium(key, weak=True) or _by_credit_form().get(key.casefold())
    return found or (_by_upper_form().get(key) if len(key) > 3 else None)


def medium_of_host(url_or_host: str) -> Medium | None:
    """The medium whose site an address belongs to ("https://de.euronews.com/x", "dw.com")."""
    host = host_of(url_or_host)
    table = _by_host()
    while "." in host:
        if host in table:
            return table[host]
        host = host.partition(".")[2]
    return None


def host_of(url_or_host: str) -> str:
    """The host of an address, in lower case and without "www."; empty where there is none."""
    value = url_or_host.strip()
    if "//" not in value:
        value = "//" + value
    try:
        host = urlsplit(value).hostname or ""
    except ValueError:
        return ""
    for prefix in _HOST_PREFIXES:
        host = host.removeprefix(prefix)
    return host


@cache
def strong_forms() -> frozenset[str]:
    """Every form that names a medium wherever it stands."""
    return frozenset(_by_form())


@cache
def weak_forms() -> frozenset[str]:
    """Every form that names a medium only in a credit or beside a word such as "laut"."""
    return frozenset(_by_weak_form())


def _medium(row: Row) -> Medium:
    weak = _list(row["weak"])
    forms = tuple(form for form in (row["name"], *_list(row["aliases"])) if form not in weak)
    return Medium(row["name"], row["kind"], row["country"], forms, weak, _list(row["hosts"]))


def _list(cell: str) -> tuple[str, ...]:
    return tuple(item for item in cell.split("|") if item)


@cache
def _by_form() -> dict[str, Medium]:
    return {form: medium for medium in all_media() for form in medium.forms}


@cache
def _by_weak_form() -> dict[str, Medium]:
    return {form: medium for medium in all_media() for form in medium.weak}


@cache
def _by_credit_form() -> dict[str, Medium]:
    """Agencies (and the taz, which signs so) by their lower-case forms; initials that are not
    unmistakable are left to the exact spelling."""
    seats = {"DEU", "AUT", "CHE", "FRA", "GBR", "USA"}
    named = [m for m in all_media() if m.kind == "agency" and m.country in seats]
    forms = {f.casefold(): m for m in named for f in (*m.forms, *m.weak)}
    taz = find_medium("taz")
    return forms | ({"taz": taz} if taz else {})


@cache
def _by_upper_form() -> dict[str, Medium]:
    """Agencies by their forms in capitals, as datelines have them ("ARTSAKHPRESS")."""
    agencies = [medium for medium in all_media() if medium.kind == "agency"]
    return {form.upper(): medium for medium in agencies for form in medium.forms}


@cache
def _by_host() -> dict[str, Medium]:
    return {host: medium for medium in all_media() for host in medium.hosts}
