"""Why two accounts do not fit, in the words of each language."""

import re
from functools import cache

from lagebild.language.tables import load_table

ARTICLE = "@article"  # stands for the article's own voice
_SLOT = re.compile(r"\{(\d)\}")


@cache
def _texts(language: str) -> dict[str, str]:
    return {row["key"]: row["text"] for row in load_table(language, "connect_reasons")}


def reason_text(language: str, key: str, words: tuple[str, ...]) -> str:
    """The reason `key` with its words put in. Raises KeyError for a reason that has no text."""
    texts = _texts(language)

    def filled(slot: re.Match[str]) -> str:
        word = words[int(slot[1])]
        return texts["article"] if word == ARTICLE else word

    return _SLOT.sub(filled, texts[key])
