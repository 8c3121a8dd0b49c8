"""Cleaning: from the text as found to the reporting, with every cut kept as a part."""

import hashlib
import unicodedata

from lagebild.clean.assemble import Cleaned, assemble
from lagebild.clean.credits import order_chain
from lagebild.clean.damage import find_damage, foreign_words
from lagebild.clean.datelines import Dateline, read_dateline
from lagebild.clean.findings import Facts
from lagebild.clean.page import read_page
from lagebild.clean.provenance import authors, day_first, language_of, outlet, published
from lagebild.clean.titles import plain_title
from lagebild.records import Article, ChainLink, Part, Quality, RawArticle

__all__ = ["Dateline", "clean", "read_dateline"]


def clean(raw: RawArticle, as_is: bool = False) -> Article:
    """Turn one article as found into reporting and debris.

    The result's `text` is what is left, one paragraph a line; its `parts` cover every character of
    `raw.text` that is no white space, once each, and every kept part stands in `text` at its `at`.
    Captions, bylines, datelines and all debris are cut; agencies and outlets that they name are
    kept in `chain`. Damage is flagged in `quality`, never repaired.

    With `as_is`, `text` is `raw.text` to the character and the only part; all else is found out
    as before. Never raises on any text.
    """
    language = language_of(raw.text or raw.title or "", raw.language)
    title, title_facts = plain_title(raw.title) if raw.title else (None, Facts())
    page = read_page(raw.text, title, raw.plain and not title, day_first(raw, language))
    cleaned = assemble(page, title)
    if as_is:
        cleaned = Cleaned(raw.text, _single(raw.text), title)
    facts = title_facts + page.facts()
    quality = find_damage(cleaned.text, language)
    writers, credited = authors(raw, facts)
    own = outlet(raw, facts)
    return Article(
        id=raw.id or text_id(cleaned.text),
        title=cleaned.title,
        outlet=own[0] if own else None,
        authors=writers,
        published=published(raw, facts.stamps),
        language=language,
        url=raw.url,
        text=cleaned.text,
        parts=cleaned.parts,
        chain=_chain(facts.links + credited, quality, own),
        quality=quality,
        origin=raw.origin,
        extra=raw.extra,
    )


def text_id(text: str) -> str:
    """The id of an article that brings none: from its words, whatever the white space."""
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    return "a" + hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _single(text: str) -> tuple[Part, ...]:
    part = Part(
        kind="body", text=text, line=1, start=0, end=len(text), rule="as-is", kept=True, at=0
    )
    return (part,) if text else ()


def _chain(
    links: tuple[ChainLink, ...], quality: tuple[Quality, ...], own: tuple[str, str] | None
) -> tuple[ChainLink, ...]:
    """The chain in order: credits, the translation that the text betrays, the page's own outlet."""
    foreign = foreign_words(quality)
    if foreign and not any(link.kind == "translation" for link in links):
        evidence = ", ".join(dict.fromkeys(foreign[:5]))
        links = (*links, ChainLink(name="en", kind="translation", text=evidence))
    ordered = order_chain(links)
    if own is None or any(link.name == own[0] for link in ordered):
        return ordered
    return (*ordered, ChainLink(name=own[0], kind="outlet", text=own[1]))
