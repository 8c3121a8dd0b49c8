"""Why two accounts do not fit, in the words of each language."""

import re
from functools import cache

from lagebild.language.tables import load_table

# Stand for the article's own voice, and for one who is not named.
ARTICLE, SOMEBODY = "@article", "@somebody"
_SLOT = re.compile(r"\{(\d)\}")


@cache
def _texts(language: str) -> dict[str, str]:
    return {row["key"]: row["text"] for row in load_table(language, "connect_reasons")}


def reason_text(language: str, key: str, words: tuple[str, ...]) -> str:
    """The reason `key` with its words put in. Raises KeyError for a reason that has no text."""
    texts = _texts(language)

    def filled(slot: re.Match[str]) -> str:
        word = words[int(slot[1])]
        return texts[word[1:]] if word in (ARTICLE, SOMEBODY) else word

    return _SLOT.sub(filled, texts[key])
