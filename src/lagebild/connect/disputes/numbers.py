"""Numbers in running text, in figures and in words."""

import re
from functools import cache

from lagebild.language.tables import load_table

LANGUAGES = ("de", "en")

_WORDS = {
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
    "zehn": 10, "elf": 11, "zwölf": 12, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
NUMBER = r"(?:\d{1,3}(?:[.,\u00a0 ]\d{3})+|\d+)(?![\d.,]*\d)(?:\s+(?:tausend|thousand))?"
SMALL_WORDS = "|".join(_WORDS)
SMALL = "|".join([*_WORDS, r"\d{1,3}(?![\d.,]*\d)"])


def number_of(words: str) -> int | None:
    """The value of "120.000", "sieben", "30 tausend"; None for other words."""
    plain = words.strip().lower()
    if plain in _WORDS:
        return _WORDS[plain]
    digits, thousand = re.sub(r"\s*(tausend|thousand)$", "", plain), plain[-7:]
    cleaned = re.sub(r"[.,\u00a0 ]", "", digits)
    if not cleaned.isdecimal() or len(cleaned) > 12:
        return None
    return int(cleaned) * (1000 if thousand in ("tausend", "housand") else 1)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The wordings of a name in all languages as one expression."""
    found = [
        row["pattern"].replace("{n}", SMALL)
        for language in LANGUAGES
        for row in load_table(language, "connect_patterns")
        if row["name"] == name
    ]
    return re.compile("|".join(found), re.IGNORECASE)
