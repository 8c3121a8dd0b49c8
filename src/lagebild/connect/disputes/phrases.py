"""A phrase in quotation marks that stands in one article twice, with one word changed."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lagebild.connect.disputes.dispute import Dispute, Side
from lagebild.store import Store

_STEM = 6
_SHORTEST, _LONGEST = 3, 12
_MARKED = re.compile(r"[„“”\"«»]([^„“”\"«»\n]{12,160})[„“”\"«»]")
_WORD = re.compile(r"[^\W_]+")

_TEXTS = """
SELECT id, "text" FROM articles WHERE duplicates_of IS NULL
    AND id NOT IN (SELECT article FROM copies)
    AND len(regexp_extract_all("text", '[„“”"«»]')) > 3 ORDER BY id
"""


class _Phrase(NamedTuple):
    start: int
    end: int
    words: tuple[str, ...]


def find_changed_phrases(store: Store) -> list[Dispute]:
    """At most one an article."""
    return [
        dispute
        for row in store.rows(_TEXTS)
        if (dispute := _changed(row["id"], row["text"])) is not None
    ]


def _changed(article: str, text: str) -> Dispute | None:
    # Two phrases that differ in one word are alike with that word left out.
    seen: dict[tuple[int, tuple[str, ...]], _Phrase] = {}
    for phrase in _phrases(text):
        for place in range(len(phrase.words)):
            key = (place, phrase.words[:place] + phrase.words[place + 1 :])
            other = seen.setdefault(key, phrase)
            if _differ(phrase.words[place], other.words[place]):
                sides = tuple(
                    Side(article, p.start, p.end, text[p.start : p.end], text[p.start : p.end])
                    for p in (other, phrase)
                )
                return Dispute("wording", text[other.start : other.end], sides, "phrase")
    return None


def _phrases(text: str) -> Iterator[_Phrase]:
    for hit in _MARKED.finditer(text):
        if not re.search(r"\b[a-zäöü]{3,}", hit[1]):  # a name or a title
            continue
        words = tuple(word[:_STEM].casefold() for word in _WORD.findall(hit[1]))
        if _SHORTEST <= len(words) <= _LONGEST and sum(len(w) > 4 for w in words) >= _SHORTEST:
            yield _Phrase(hit.start(1), hit.end(1), words)


def _differ(first: str, second: str) -> bool:
    """Two other words, not two forms of one, nor two numbers of a series."""
    if first[:4] == second[:4] or min(len(first), len(second)) < 4:
        return False
    return first.isalpha() and second.isalpha()
