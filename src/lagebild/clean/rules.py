"""The cascade: the rules that say what a line is, in the order in which they are asked.

A rule looks at one line and at where it stands, and answers with what it cuts. The first answer
holds. What no rule claims is reporting.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from lagebild.clean import related, stamps
from lagebild.clean.bylines import is_name, read_byline, read_names
from lagebild.clean.credits import read_copyright, read_credit_line, read_third_party
from lagebild.clean.findings import Facts, Finding, whole
from lagebild.clean.lines import Line
from lagebild.clean.media_lists import media_in
from lagebild.clean.phrases import find_phrase, is_button
from lagebild.clean.pictures import find_picture
from lagebild.clean.words import alternatives, words
from lagebild.language.media import medium_of_host


class Zone(Enum):
    """Where a line stands: before the reporting, among it, or after it."""

    HEAD = "head"
    BODY = "body"
    FOOT = "foot"


@dataclass(frozen=True)
class Place:
    """What a rule may know besides the line. `day_first`: how 04/05/2023 is read on this page."""

    zone: Zone
    day_first: bool | None = True
    chronology: bool = False

    @property
    def edge(self) -> bool:
        return self.zone is not Zone.BODY


@dataclass(frozen=True)
class Rule:
    """A rule of the cascade and the zones in which it is asked."""

    name: str
    zones: frozenset[Zone]
    find: Callable[[Line, Place], Finding | None]


_SOURCE_TAG = re.compile(r"(?:[Ss]ource|[Qq]uelle|[Ff]eed|src)[\s:_-]+[a-z]{2,12}[-_ .]?\d{1,5}\W*")
_INITIALS = re.compile(r"[a-zäöü]{2,5}(?:/[a-zäöü]{2,5}){1,5}")
_TRUNCATED = re.compile(r"\W*\[?\+?\s?\d+\s+(?:chars|characters|zeichen|words|more)\]?\W*")
_GALLERY = re.compile(r"(?i)(?:bild|foto|image|photo|slide)?\s*\d{1,3}\s*(?:von|of|/)\s*\d{1,3}")
_MORE = re.compile(
    r"(?i)(?:\.\.\.|…)\s*\(?\[?(?:mehr|weiterlesen|weiter|read more|more)\]?\)?\s*[»›>→]*$"
)
_CRUMBS = re.compile(
    r"[^>›»/|]{2,40}(?:\s*[>›»]\s*[^>›»]{2,60}){1,6}|[^/|]{2,30}(?:\s+/\s+[^/|]{2,30}){1,5}"
)
_SPLIT = re.compile(r"\s*[|·•]\s*|\s+[-–—/]\s+|\s{3,}|\s*;\s+")
_SPLIT_FINER = re.compile(_SPLIT.pattern + r"|,\s+")
_OUTLET_WORD = re.compile(
    r"(?i)(?:blatt|zeitung|anzeiger|kurier|rundschau|tagespost|morgenpost|abendpost|nachrichten|magazin"
    r"|rundfunk|radio|portal|\btv|\b(?:post|times|news|herald|gazette|tribune|observer|daily|journal))\b"
)
_RECRUITS = re.compile(r"[\"„“»]?([A-ZÄÖÜ][\w.-]*(?:\s+[\w.-]+){0,4}?)[\"“”«]?\s+sucht\b")
_EMAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_CONTACT = re.compile(
    r"(?i)(?:tel\.?|telefon|phone|fax|e-?mail|mobil|web|internet|twitter)\s*:\s*\S.{0,80}"
)
_BARE_LINK = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w{2,}|[\w-]+(?:\.[\w-]+)+/\S+")
_MARKUP = re.compile(r"\W*(?:\[/?[a-z_]{2,20}[^\]]{0,200}\]|\{\{[^}]{0,200}\}\}|<[^>]{1,300}>)\W*")
_COPYRIGHT = re.compile(r"(?i)\W{0,2}(?:©|\(c\)|copyright)\s*(?:©|\(c\))?.{0,120}")
_QUOTED_NAME = re.compile(r"[\"„“»«]([^\"“”„»«]{3,40})[\"“”«»]")


def _separator(line: Line, _: Place) -> Finding | None:
    if any(c.isalnum() for c in line.text):
        return None
    return whole("section_label", "separator", line.text)


def _markup(line: Line, _: Place) -> Finding | None:
    return whole("source_tag", "markup", line.text) if _MARKUP.fullmatch(line.text[:400]) else None


def _source_tag(line: Line, _: Place) -> Finding | None:
    return (
        whole("source_tag", "source-tag", line.text)
        if _SOURCE_TAG.fullmatch(line.text[:80])
        else None
    )


def _age_note(line: Line, _: Place) -> Finding | None:
    return whole("age_note", "age-note", line.text) if stamps.is_age_note(line.text) else None


def _date_line(line: Line, place: Place) -> Finding | None:
    found = stamps.read_stamp_line(line.text, place.day_first)
    if found is None:
        label = line.text.endswith(":") and line.folded.rstrip(" :") in _date_labels()
        return whole("date_line", "date-label", line.text) if label else None
    if place.edge and place.chronology and stamps.is_date_only(line.text):
        return None
    if not place.edge and not _dated_label(line.text):
        return None
    return whole("date_line", "date-line", line.text, Facts(stamps=found))


def _dated_label(text: str) -> bool:
    return re.match(rf"\W*(?:{alternatives(_date_labels())})\b", text, re.IGNORECASE) is not None


def _date_labels() -> frozenset[str]:
    return words("published") | words("updated")


def _section_word(line: Line, place: Place) -> Finding | None:
    text = line.folded.strip(" :|#>»›")
    return whole("section_label", "section-word", line.text) if text in words("section") else None


def _section_list(line: Line, place: Place) -> Finding | None:
    label, colon, rest = line.folded.partition(":")
    if not colon or label.strip(" #") not in words("section_label") or line.sentences:
        return None
    return whole("section_label", "section-list", line.text) if len(rest) <= 200 else None


def _breadcrumbs(line: Line, _: Place) -> Finding | None:
    if len(line.text) > 120 or not _CRUMBS.fullmatch(line.text):
        return None
    items = [i.strip().casefold() for i in re.split(r"[>›»/]", line.text)]
    known = sum(1 for i in items if i in words("section"))
    return (
        whole("section_label", "breadcrumbs", line.text)
        if known >= 1 and known >= len(items) - 1
        else None
    )


def _byline(line: Line, place: Place) -> Finding | None:
    parts = [p for p in re.split(r"\s*;\s*", _unbracketed(line.text)) if p] or [line.text]
    facts = Facts()
    for part in parts:
        read = read_byline(part)
        if read is None:
            return None
        facts += Facts(authors=() if _is_editing(part) else read[0], links=read[1])
    return whole("byline", "byline", line.text, facts)


def _unbracketed(text: str) -> str:
    return text[1:-1] if text[:1] + text[-1:] in ("()", "[]") else text


def _is_editing(part: str) -> bool:
    return re.match(r"(?i)edit|redigiert|redaktion|redigatur|bearbeit", part) is not None


def _mixed(line: Line, place: Place) -> Finding | None:
    """A line of several stamps ("Anna Schmidt | 25.11.2023, 14:30 Uhr | Welt")."""
    if len(line.text) > 200:
        return None
    return _read_mixed(line, place, _SPLIT) or _read_mixed(line, place, _SPLIT_FINER)


def _read_mixed(line: Line, place: Place, split: re.Pattern[str]) -> Finding | None:
    items = [i for i in split.split(line.text) if i.strip()]
    if not 2 <= len(items) <= 8:
        return None
    facts, kinds, names = Facts(), [], []
    for item in items:
        read = _fragment(Line(line.number, 0, len(item), item), place)
        if read is None:
            return None
        kinds.append(read[0])
        names += [item.strip()] if read[0] == "name" else []
        facts += read[1]
    strong = [k for k in kinds if k not in ("name", "section_label")]
    if not strong:
        return None
    kind = "date_line" if "date_line" in strong else strong[0]
    return whole(kind, "mixed-head", line.text, facts + Facts(authors=tuple(names)))


def _fragment(item: Line, place: Place) -> tuple[str, Facts] | None:
    for find in (_age_note, _stamp_fragment, _section_word, _byline, _phrase, _picture, _credit):
        finding = find(item, place)
        if finding is not None:
            return finding.cuts[0].kind, finding.facts
    named = place.zone is Zone.HEAD and _OUTLET_WORD.search(item.text)
    if named and len(item.words) <= 5 and item.text.strip()[:1].isupper():
        return "section_label", Facts(outlets=((item.text.strip(), item.text.strip()),))
    if is_name(item.text.strip()):
        return "name", Facts()
    names = read_names(item.text)
    return ("byline", Facts(authors=names[0], links=names[1])) if names and names[1] else None


def _stamp_fragment(line: Line, place: Place) -> Finding | None:
    found = stamps.read_stamp_line(line.text, place.day_first)
    return (
        None if found is None else whole("date_line", "date-line", line.text, Facts(stamps=found))
    )


def _picture(line: Line, place: Place) -> Finding | None:
    return find_picture(line, place.zone is Zone.HEAD)


def _phrase(line: Line, place: Place) -> Finding | None:
    rule = find_phrase(line, place.edge)
    if rule is None:
        return None
    links = read_credit_line(line.text, edge=True) if rule.kind != "self_promotion" else None
    facts = Facts(links=links or ())
    if rule.kind == "distribution_notice":
        facts += (
            read_copyright(line.text) if rule.rule == "copyright" else read_third_party(line.text)
        )
    elif rule.kind == "self_promotion":
        facts += _promoted(line.text)
    return whole(rule.kind, rule.rule, line.text, facts)


def _promoted(text: str) -> Facts:
    """The outlet that promotes itself: named in quotation marks at the start, or by its address."""
    hosts = (medium_of_host(m[1]) for m in _EMAIL.finditer(text[:600]))
    by_host = [m.name for m in hosts if m is not None and m.kind == "outlet"]
    quoted = _QUOTED_NAME.match(text)
    by_name = [m.name for m in media_in(quoted[1]) if m.kind == "outlet"] if quoted else []
    recruits = _RECRUITS.match(text)
    by_name += [recruits[1]] if recruits and not (by_name or by_host) else []
    names = dict.fromkeys(by_name + by_host)
    return Facts(outlets=tuple((name, text) for name in names))


def _credit(line: Line, place: Place) -> Finding | None:
    links = read_credit_line(line.text, place.edge, foot=place.zone is Zone.FOOT)
    if not links:
        return None
    return whole("source_tag", "credit", line.text, Facts(links=links))


def _inline_link(line: Line, _: Place) -> Finding | None:
    return (
        whole("related_links", "related-link", line.text) if related.is_inline_link(line) else None
    )


def _copyright(line: Line, _: Place) -> Finding | None:
    if not _COPYRIGHT.fullmatch(line.text) or line.sentences > 1:
        return None
    return whole("distribution_notice", "copyright-line", line.text, read_copyright(line.text))


def _initials(line: Line, _: Place) -> Finding | None:
    """The writers' and editors' initials ("skd/ma/tb")."""
    return whole("byline", "initials", line.text) if _INITIALS.fullmatch(line.text) else None


def _buttons(line: Line, place: Place) -> Finding | None:
    """A row of buttons ("Facebook Twitter WhatsApp E-Mail")."""
    parts = line.text.split()
    if not 2 <= len(parts) <= 12 or len(line.text) > 100:
        return None
    if not all(is_button(part) for part in parts):
        return None
    return whole("self_promotion", "buttons", line.text)


def _navigation(line: Line, place: Place) -> Finding | None:
    """A bar of links ("Login | Registrierung | Newsletter")."""
    items = [i for i in re.split(r"\s*[|·•]\s*", line.text) if i.strip()]
    if len(items) < 3 or len(line.text) > 400 or any(len(i.split()) > 6 for i in items):
        return None
    known = sum(1 for i in items if is_button(i) or i.strip().casefold() in words("section"))
    return whole("section_label", "navigation", line.text) if 2 * known >= len(items) else None


def _gallery(line: Line, _: Place) -> Finding | None:
    return whole("section_label", "gallery", line.text) if _GALLERY.fullmatch(line.text) else None


def _more(line: Line, _: Place) -> Finding | None:
    return whole("teaser", "teaser-more", line.text) if _MORE.search(line.text[-40:]) else None


def _truncated(line: Line, _: Place) -> Finding | None:
    return (
        whole("teaser", "truncated", line.text) if _TRUNCATED.fullmatch(line.folded[:60]) else None
    )


def _contact(line: Line, _: Place) -> Finding | None:
    if _CONTACT.fullmatch(line.text) or _BARE_LINK.fullmatch(line.text):
        return whole("self_promotion", "contact-data", line.text)
    return None


def _bare_link(line: Line, _: Place) -> Finding | None:
    return (
        whole("related_links", "bare-link", line.text) if _BARE_LINK.fullmatch(line.text) else None
    )


_ALL = frozenset(Zone)
_EDGE = frozenset({Zone.HEAD, Zone.FOOT})
_HEAD = frozenset({Zone.HEAD})
_FOOT = frozenset({Zone.FOOT})

RULES = (
    Rule("separator", _ALL, _separator),
    Rule("markup", _ALL, _markup),
    Rule("source-tag", _ALL, _source_tag),
    Rule("age-note", _ALL, _age_note),
    Rule("date-line", _ALL, _date_line),
    Rule("section-word", _EDGE, _section_word),
    Rule("section-list", _EDGE, _section_list),
    Rule("breadcrumbs", _EDGE, _breadcrumbs),
    Rule("buttons", _ALL, _buttons),
    Rule("phrase", _ALL, _phrase),
    Rule("byline", _EDGE, _byline),
    Rule("mixed-head", _EDGE, _mixed),
    Rule("navigation", _HEAD, _navigation),
    Rule("picture", _ALL, _picture),
    Rule("credit", _ALL, _credit),
    Rule("initials", _FOOT, _initials),
    Rule("related-link", _ALL, _inline_link),
    Rule("copyright-line", _FOOT, _copyright),
    Rule("gallery", _ALL, _gallery),
    Rule("teaser-more", _ALL, _more),
    Rule("truncated", _ALL, _truncated),
    Rule("contact-data", _FOOT, _contact),
    Rule("bare-link", _ALL, _bare_link),
)


_IN_ZONE = {zone: tuple(rule for rule in RULES if zone in rule.zones) for zone in Zone}


def ask(line: Line, place: Place) -> Finding | None:
    """The answer of the first rule that claims the line."""
    for rule in _IN_ZONE[place.zone]:
        finding = rule.find(line, place)
        if finding is not None:
            return finding
    return None
