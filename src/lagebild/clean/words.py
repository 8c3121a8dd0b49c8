"""The word lists of the cleaning rules, from the tables `clean_words` of all languages together.

A page in one language carries debris in another (share buttons, agency credits), so the lists of
all languages are always used at once.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from lagebild.language.tables import load_table

LANGUAGES = ("de", "en")
_TOKEN = re.compile(r"\w+")


@cache
def words(name: str) -> frozenset[str]:
    """The words of a list, in lower case, of every language."""
    return frozenset(w.casefold() for w in cased_words(name))


@cache
def cased_words(name: str) -> tuple[str, ...]:
    """The words of a list as they are written, the longest first."""
    found = {w: None for _, cell in _rows(name) for w in cell}
    return tuple(sorted(found, key=lambda w: (-len(w), w)))


@cache
def keyed_words(name: str) -> dict[str, str]:
    """From each word of a list, in lower case, to the key of its row ("märz" to "3")."""
    return {w.casefold(): key for key, cell in _rows(name) for w in cell}


def alternatives(items: Iterable[str]) -> str:
    """A regular expression that matches any of the words, the longest first, spaces flexible."""
    ordered = sorted(items, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered)


@cache
def telling_words(name: str) -> frozenset[str]:
    """The longest word of each phrase of a list: a text without any of them has no such phrase."""
    return frozenset(longest_word(phrase) for phrase in words(name))


def longest_word(phrase: str) -> str:
    """The longest word of a phrase, the whole phrase where it has no word."""
    return max(tokens_of(phrase), key=lambda w: (len(w), w), default=phrase)


@lru_cache(maxsize=64)  # rules ask of one line in turn
def tokens_of(text: str) -> frozenset[str]:
    """The words of a text, in lower case."""
    return frozenset(_TOKEN.findall(text.casefold()))


def _rows(name: str) -> list[tuple[str, tuple[str, ...]]]:
    rows = [row for lang in LANGUAGES for row in load_table(lang, "clean_words")]
    found = [(row["key"], tuple(row["words"].split("|"))) for row in rows if row["list"] == name]
    if not found:
        raise KeyError(f"no word list {name} in the tables clean_words")
    return found
