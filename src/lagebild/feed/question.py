"""A saved question: the filters of the lists as one line of text."""

import re
import shlex
from dataclasses import dataclass
from urllib.parse import parse_qsl

from lagebild.errors import UsageError
from lagebild.ids import digest
from lagebild.picture.question import Filters, choose, days_of
from lagebild.records import PLOVER_TYPES, STATUSES
from lagebild.show.export.wish import Wish

KEYS = ("actor", "with", "type", "status", "since", "until", "article", "sure")


@dataclass(frozen=True)
class Question:
    """What is asked for: `words` as the user wrote it, in one fixed form, and the wish."""

    words: str
    wish: Wish

    @property
    def key(self) -> str:
        """What tells questions apart, whatever the order in which they were written."""
        return digest("question", self.words)[:16]


def parse_question(text: str, language: str = "en") -> Question:
    """The question in "actor=ARM type=CONSULT,AGREE since=2023" or "actor=ARM&type=CONSULT".

    A word alone is an actor; words with spaces stand in quotation marks. Raises UsageError for a
    filter that does not exist, is given twice, or has a value that makes no sense.
    """
    found: dict[str, str] = {}
    for key, value in _pairs(text):
        if key not in KEYS:
            raise UsageError(f"question {text!r}: {key!r} is none of {' '.join(KEYS)}")
        if key in found:
            raise UsageError(f"question {text!r}: {key!r} is given twice")
        found[key] = value
    filters = Filters(
        actor=found.get("actor"), partner=found.get("with"), type=_several(found, "type"),
        status=_several(found, "status"), since=found.get("since"), until=found.get("until"),
        article=found.get("article"),
    )  # fmt: skip
    for key in ("type", "status"):
        if key in found:
            found[key] = ",".join(_several(found, key))
    choose(filters.type, PLOVER_TYPES, "type")
    choose(filters.status, STATUSES, "status")
    days_of(filters.since, "since")
    days_of(filters.until, "until")
    words = " ".join(f"{key}={_quoted(found[key])}" for key in KEYS if key in found)
    return Question(words, Wish(filters, sure=_sure(found.get("sure")), language=language))


def _pairs(text: str) -> list[tuple[str, str]]:
    if re.fullmatch(r"\??\w+=[^\s\"']*(&\w+=[^\s\"']*)+", text.strip()):
        return parse_qsl(text.strip().removeprefix("?"), keep_blank_values=False)
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise UsageError(f"question {text!r}: {error}") from None
    pairs = []
    for word in words:
        key, equals, value = word.partition("=")
        pairs.append((key, value) if equals else ("actor", key))
    return [(key, value) for key, value in pairs if value]


def _several(found: dict[str, str], key: str) -> tuple[str, ...]:
    return tuple(sorted(found[key].split(","))) if key in found else ()


def _quoted(value: str) -> str:
    return f'"{value}"' if re.search(r"\s", value) else value


def _sure(value: str | None) -> float | None:
    if value is None:
        return None
    try:
        return float(value)
    except ValueError:
        raise UsageError(f"sure: {value!r} is no number from 0 to 1") from None
