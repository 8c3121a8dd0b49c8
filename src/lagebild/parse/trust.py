"""Whether a text is one that the model knows: German or English prose in Latin letters."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from lagebild.language.tables import load_table

LANGUAGES = ("de", "en")
_SAMPLE = 20_000
_LEAST_LATIN = 0.7
_ENOUGH_WORDS = 12
_LEAST_FUNCTION_WORDS = 0.12
_LONGEST_WORD = 200
_MOST_CONTROLS = 0.02


def trusted(text: str, language: str, forms: Sequence[str]) -> bool:
    """False for another language, another script, no words at all, or rubbish.

    Judged on the first 20,000 characters; a text of a few words is judged by its letters alone,
    since a headline may do without any frequent word.
    """
    if language not in LANGUAGES:
        return False
    sample = Counter(text[:_SAMPLE])
    letters = {char: count for char, count in sample.items() if char.isalpha()}
    if not letters or not _is_latin(letters):
        return False
    controls = sum(
        count
        for char, count in sample.items()
        if unicodedata.category(char) in ("Cc", "Co", "Cn") and char not in "\n\r\t"
    )
    if controls > _MOST_CONTROLS * sample.total():
        return False
    words = [form.lower() for form in forms[:_SAMPLE] if form[:1].isalpha()]
    if max(map(len, words), default=0) > _LONGEST_WORD:
        return False
    if len(words) < _ENOUGH_WORDS:
        return True
    known = function_words(language)
    return sum(map(known.__contains__, words)) >= _LEAST_FUNCTION_WORDS * len(words)


def _is_latin(letters: Mapping[str, int]) -> bool:
    latin = sum(
        count
        for char, count in letters.items()
        if ord(char) < 0x250 or 0x1E00 <= ord(char) < 0x1F00
    )
    return latin >= _LEAST_LATIN * sum(letters.values())


@cache
def function_words(language: str) -> frozenset[str]:
    """The very frequent words of a language."""
    return frozenset(load_table(language, "function_words").column("form"))
