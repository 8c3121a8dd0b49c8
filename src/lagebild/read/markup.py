"""HTML: the reporting of a page with what its head says about it, and the text of a fragment."""

import re
from collections.abc import Mapping
from typing import Any

import lxml.html
from lxml import etree

from lagebild.read.dates import iso_date
from lagebild.records import RawArticle

BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "table",
        "tr",
        "blockquote",
        "section",
        "article",
        "header",
        "footer",
        "figure",
        "figcaption",
        "pre",
        "hr",
    ]
)
LINES = frozenset(("br", "li", "dt", "dd"))
UNREAD = frozenset(["script", "style", "noscript", "template", "svg", "iframe", "object", "head"])
# Only what the page's markup states: a date guessed from the running text may belong to an event.
DATE_OPTIONS: Mapping[str, Any] = {"original_date": True, "extensive_search": False}


def page_article(markup: str, origin: str, url: str | None = None) -> RawArticle | None:
    """The main text of an HTML page and its metadata; None where it holds no readable text.

    Main text, title, author and site name by trafilatura, the date by htmldate from metadata and
    URL only, the language from the page's own declaration.
    """
    from trafilatura import bare_extraction  # half a second that reading JSON need not spend

    tree = _parsed(markup)
    if tree is None:
        return None
    language = _declared_language(tree)
    published = _published(tree, url)
    page = bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params=dict(DATE_OPTIONS),
    )
    text = (page.text or "").strip() if page is not None else ""
    if page is None or not text:
        return None
    title = _one_line(page.title)
    return RawArticle(
        text=_without_title(text, title),
        origin=origin,
        title=title,
        published=published,
        url=url or _one_line(page.url),
        outlet=_one_line(page.sitename) or _one_line(page.hostname),
        language=language,
        authors=tuple(dict.fromkeys(a for a in re.split(r"\s*;\s*", page.author or "") if a)),
    )


def fragment_text(markup: str) -> str:
    """The text of a piece of HTML, paragraphs parted by empty lines, without scripts and styles."""
    try:
        tree = lxml.html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        _append(pieces, event, element)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _append(pieces: list[str], event: str, element: Any) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    if event == "start":
        pieces.append(_break(tag))
        if not _is_unread(element):
            pieces.append(_flat(element.text))
        return
    if event == "end":
        pieces.append(_break(tag) if tag in BLOCKS else "")
    parent = element.getparent()
    if parent is not None and not _is_unread(parent):
        pieces.append(_flat(element.tail))


def _is_unread(element: Any) -> bool:
    return any(
        isinstance(node.tag, str) and node.tag in UNREAD
        for node in (element, *element.iterancestors())
    )


def _break(tag: str) -> str:
    return "\n\n" if tag in BLOCKS else "\n" if tag in LINES else ""


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _parsed(markup: str) -> Any:
    """The tree of a page, None where there is none. The page's own encoding line is ignored."""
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8")
        return lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _declared_language(tree: Any) -> str | None:
    declared = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    match = re.match(r"([A-Za-z]{2,3})(?:[-_]|$)", declared.strip())
    return match[1].lower() if match else None


def _published(tree: Any, url: str | None) -> str | None:
    from htmldate import find_date

    return iso_date(find_date(tree, url=url, **DATE_OPTIONS))


def _one_line(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _without_title(text: str, title: str | None) -> str:
    """The heading that repeats the title is not part of the body."""
    first, _, rest = text.partition("\n")
    return rest.lstrip() if title and rest.strip() and first.strip() == title else text
