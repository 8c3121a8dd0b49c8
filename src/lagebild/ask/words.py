"""The words that questions are made of, from the tables language/<code>/ask_words.tsv."""

import re
from dataclasses import dataclass
from functools import cache

from lagebild.language.tables import load_table

LANGUAGES = ("de", "en")
PREFIXES = (
    "an",
    "ab",
    "auf",
    "aus",
    "ein",
    "fest",
    "frei",
    "vor",
    "zu",
    "zurück",
    "zusammen",
    "mit",
)
_WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")


@dataclass(frozen=True)
class Meaning:
    """What a word asks for; see the head of the tables."""

    meaning: str
    types: tuple[str, ...] = ()
    stance: str | None = None
    both: bool = False


@dataclass(frozen=True)
class Token:
    """A word of the question: as written, in lower case, and where it stands."""

    text: str
    lower: str
    start: int
    end: int


def tokens_of(question: str) -> list[Token]:
    """The words of a question; marks between them are left out."""
    return [Token(m[0], m[0].lower(), m.start(), m.end()) for m in _WORD.finditer(question)]


@cache
def table(language: str) -> dict[str, Meaning]:
    """Every word of the language's table with its meaning; the first row counts."""
    found: dict[str, Meaning] = {}
    for row in load_table(language, "ask_words"):
        meaning = Meaning(
            row["meaning"],
            tuple(t for t in row["types"].split("|") if t),
            row["stance"] or None,
            row["side"] == "both",
        )
        for word in row["words"].split("|"):
            found.setdefault(word, meaning)
    return found


def meaning_of(word: str, language: str) -> Meaning | None:
    """What a word in any of its forms asks for, None where the tables do not know it."""
    known = table(language)
    return next((known[form] for form in forms(word, language) if form in known), None)


def forms(word: str, language: str) -> list[str]:
    """The word itself and the base forms it can belong to, in lower case."""
    from simplemma import lemmatize

    lower = word.lower()
    spellings = (lower, lower[:1].upper() + lower[1:])
    listed = (str(lemmatize(s, lang=language, low_memory=True)).lower() for s in spellings)
    found = [lower, *listed]
    if language == "de":
        found += [lower[: -len(e)] for e in ("es", "en", "er", "e", "n", "s") if lower.endswith(e)]
    elif lower.endswith(("s", "ed", "ing")):
        found += [lower.removesuffix("s"), lower.removesuffix("ed"), lower.removesuffix("ing")]
    return list(dict.fromkeys(found))


def language_of(tokens: list[Token]) -> str:
    """German or English, by the words that only one of the two has."""
    counts = {code: sum(t.lower in table(code) for t in tokens) for code in LANGUAGES}
    return "en" if counts["en"] > counts["de"] else "de"
