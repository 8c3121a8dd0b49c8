"""The words and signs of titles, by language."""

from functools import cache

from lagebild.language.tables import load_table

LANGUAGES = (
    "en", "ko", "ja", "ar", "zh-Hans", "zh-Hant", "vi", "th", "id", "ms", "de", "ru", "fr", "es",
    "pt",
)  # fmt: skip
RIGHT_TO_LEFT = frozenset({"ar"})


@cache
def _table(language: str) -> dict[tuple[str, str], str]:
    return {(row["kind"], row["key"]): row[language] for row in load_table("world", "titles")}


def sign(language: str, key: str) -> str:
    """A sign of the layout with its spaces."""
    return _table(language)["sign", key].replace("_", " ").replace("~", "\u202f")


def word(language: str, kind: str, key: str) -> str:
    """A word of the table; empty where it has none."""
    return _table(language).get((kind, key), "")


def noun(language: str, kind: str, mode: str | None, status: str) -> tuple[str, bool]:
    """The noun for a type, as exact as the table knows it, and whether it says the status."""
    table = _table(language)
    if mode and (found := table.get(("type", f"{kind}:{mode}"))):
        return found, False
    if found := table.get(("type", f"{kind} {status}")):
        return found, True
    return table.get(("type", kind), kind), False
