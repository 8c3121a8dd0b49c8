"""What the templates need to put records into words."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from lagebild.show.dates import date_words
from lagebild.show.labels import labels, notes
from lagebild.show.tables import CONFLICT
from lagebild.store.days import day_range

Row = Mapping[str, Any]

# Control characters, and the marks that make a line read as something else.
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def day_words(value: str | date | None, language: str) -> str:
    """An ISO value in words; "–" where there is none."""
    if value is None or value == "":
        return "–"
    text = value.isoformat() if isinstance(value, date) else value
    days = day_range(text)
    return date_words(text, days[0], days[1], language) if days else text


def short_day(value: str | date | None) -> str:
    """An ISO value as it is, without a time of day."""
    if value is None or value == "":
        return "–"
    text = value.isoformat() if isinstance(value, date) else value
    return text[:10] if len(text) > 10 and text[10] == "T" else text


def tone(kind: str) -> str:
    """Whether a type of event is conflict or cooperation."""
    return "bad" if kind in CONFLICT else "good"


def type_note(kind: str, language: str) -> str:
    return notes(language, "type").get(kind, "")


def types(language: str) -> Mapping[str, str]:
    return labels(language, "type")


def statuses(language: str) -> Mapping[str, str]:
    return labels(language, "status")


def name_of(party: Row | None) -> str:
    """A party's name, or the words that the text has for it."""
    return str(party.get("name") or party.get("text") or party.get("actor") or "") if party else ""


def web_address(url: str | None) -> str:
    """The address where it leads to the web, else nothing: no script hides in a link."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def marked(sentence: Row, trigger: Row | None) -> Markup:
    """A sentence with one stretch of it marked."""
    text = str(sentence["text"])
    if trigger is not None:
        start, end = trigger["start"] - sentence["start"], trigger["end"] - sentence["start"]
        if 0 <= start < end <= len(text):
            return (
                escape(visible(text[:start]))
                + Markup("<mark>") + escape(visible(text[start:end])) + Markup("</mark>")
                + escape(visible(text[end:]))
            )  # fmt: skip
    return escape(visible(text))


def visible(text: str) -> str:
    """A text without characters that hide something or turn the direction of writing round."""
    return _HIDDEN.sub("", text)


def decimal(value: float | None, language: str, sign: bool = False) -> str:
    if value is None:
        return "–"
    text = f"{value:+.1f}" if sign else f"{value:.2f}"
    return text.replace(".", ",") if language == "de" else text


def number(value: int, language: str) -> str:
    """A count with its thousands set apart."""
    return f"{value:,}".replace(",", "." if language == "de" else ",")


def first_words(text: str, length: int = 160) -> str:
    """The beginning of a text, cut between words."""
    if len(text) <= length:
        return text
    return text[:length].rpartition(" ")[0].rstrip(" ,;:") + " …"


GLOBALS: Mapping[str, Callable[..., Any] | Sequence[str]] = {
    "day_words": day_words, "short_day": short_day, "tone": tone, "type_note": type_note,
    "types": types, "statuses": statuses, "name_of": name_of, "web_address": web_address,
    "marked": marked, "decimal": decimal, "number": number, "first_words": first_words,
}  # fmt: skip
