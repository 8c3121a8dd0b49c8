"""From a record with keys (JSON object, table row) to a raw article."""

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from lagebild.language.tables import load_table
from lagebild.read.dates import iso_date
from lagebild.read.markup import fragment_text, page_article
from lagebild.records import RawArticle

LOOKS_LIKE_MARKUP = re.compile(r"\s*<(?:!doctype|html|body|article|div|section|p|h[1-6])\b", re.I)
LOOKS_LIKE_PAGE = re.compile(r"\s*<(?:!doctype|html|\?xml)\b", re.I)
LONGEST_LABEL = 2000


class NoTextError(ValueError):
    """A record has nothing to read; the message says why."""


@cache
def field_names() -> Mapping[str, str]:
    """Which field each known name stands for, in the order of preference."""
    return {
        alias: row["field"]
        for row in load_table("world", "read_fields")
        for alias in row["aliases"].split("|")
    }


def field_of(key: str) -> str | None:
    """The field that a key or column name stands for, None where it is not known."""
    return field_names().get(_normal(key))


def _normal(key: str) -> str:
    return re.sub(r"[\s-]+", "_", key.strip().casefold())


def has_text_field(keys: list[str]) -> bool:
    """True where one of the keys is a text or a page."""
    return any(field_of(key) in ("text", "html") for key in keys)


def article_from(record: Mapping[str, Any], origin: str) -> RawArticle:
    """Turn a record with keys into an article; keys that are no field are kept in `extra`.

    Values that cannot be what their key says (a date that is none) go into `extra` too. Raises
    NoTextError where there is no text.
    """
    found, extra = _sort_fields(record)
    text, from_page = _text(found)
    article = RawArticle(
        text=text,
        origin=origin,
        id=_label(found.get("id")),
        title=_label(found.get("title")),
        published=_or_extra("published", iso_date(found.get("published")), found, extra),
        url=_label(found.get("url")),
        outlet=_label(found.get("outlet")),
        language=_or_extra("language", _language(found.get("language")), found, extra),
        authors=_names(found.get("authors")),
        extra=extra,
    )
    return _completed(article, from_page) if from_page else article


def _sort_fields(record: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    order = {alias: rank for rank, alias in enumerate(field_names())}
    given = {key: value for key, value in record.items() if not _is_empty(value)}
    found: dict[str, Any] = {}
    used: set[str] = set()
    for key in sorted(given, key=lambda key: order.get(_normal(key), len(order))):
        field = field_of(key)
        if field and field not in found:
            found[field] = given[key]
            used.add(key)
    extra = {clean_text(key): jsonable(value) for key, value in given.items() if key not in used}
    return found, extra


def _text(found: Mapping[str, Any]) -> tuple[str, RawArticle | None]:
    value = found.get("text")
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if value is not None and not isinstance(value, str):
        raise NoTextError(f"the text is no string but {type(value).__name__}")
    if value and not LOOKS_LIKE_MARKUP.match(value):
        return clean_text(value), None
    markup = value or found.get("html")
    if not isinstance(markup, str):
        raise NoTextError("has no text (known names: text, body, content, html ...)")
    if LOOKS_LIKE_PAGE.match(markup):
        page = page_article(markup, "")
        if page is None:
            raise NoTextError("the HTML holds no readable text")
        return page.text, page
    text = fragment_text(markup)
    if not text:
        raise NoTextError("the HTML holds no readable text")
    return text, None


def _completed(article: RawArticle, page: RawArticle) -> RawArticle:
    """What the record itself does not say, the page's own metadata may."""
    return RawArticle(
        text=article.text,
        origin=article.origin,
        id=article.id,
        title=article.title or page.title,
        published=article.published or page.published,
        url=article.url or page.url,
        outlet=article.outlet or page.outlet,
        language=article.language or page.language,
        authors=article.authors or page.authors,
        extra=article.extra,
    )


def _or_extra(
    field: str, value: str | None, found: Mapping[str, Any], extra: dict[str, Any]
) -> str | None:
    if value is None and field in found:
        extra[field] = jsonable(found[field])
    return value


def _is_empty(value: Any) -> bool:
    if isinstance(value, float):
        return math.isnan(value)
    return (
        value is None
        or value == []
        or value == {}
        or (isinstance(value, str) and not value.strip())
    )


def _label(value: Any) -> str | None:
    """A short text: also a number, or the name in an object ({"name": "Tagblatt"})."""
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title") or value.get("id")
    if isinstance(value, list) and len(value) == 1:
        return _label(value[0])
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    text = " ".join(clean_text(str(value)).split())
    return text if text and len(text) <= LONGEST_LABEL else None


def _names(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        parts: list[Any] = re.split(r"\s*[;|]\s*", value)
    else:
        parts = value if isinstance(value, list) else [value]
    names = (_label(part) for part in parts)
    return tuple(dict.fromkeys(name for name in names if name))


@cache
def _alpha_2(code: str) -> str | None:
    import pycountry

    languages = pycountry.languages
    if len(code) == 2:
        return code if languages.get(alpha_2=code) else None
    if len(code) == 3:
        entry = languages.get(alpha_3=code) or languages.get(bibliographic=code)
    else:
        entry = languages.get(name=code.title())
    return (getattr(entry, "alpha_2", None) or entry.alpha_3) if entry else None


def _language(value: Any) -> str | None:
    """An ISO 639 code ("de") from a code or English name ("de-DE", "deu", "German")."""
    label = _label(value)
    if label is None or len(label) > 40:
        return None
    head = re.split(r"[-_]", label.strip(), maxsplit=1)[0].casefold()
    return _alpha_2(head) if head else None


def clean_text(text: str) -> str:
    """The text as storable Unicode: lone surrogates become U+FFFD."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def jsonable(value: Any) -> Any:
    """A value of a foreign record as plain JSON data."""
    if isinstance(value, str):
        return clean_text(value)
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {clean_text(str(key)): jsonable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [jsonable(item) for item in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return clean_text(str(value))
