"""The words of dossiers, by language."""

from functools import cache

from lagebild.errors import UsageError
from lagebild.language.tables import load_table

LANGUAGES = ("de", "en")


@cache
def _table(language: str) -> dict[str, str]:
    return {row["key"]: row["text"] for row in load_table(language, "dossier_words")}


class Words:
    """Looks words up and fills their slots. Raises UsageError for other languages than de, en."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise UsageError(f"--language: {language!r} is none of {' '.join(LANGUAGES)}")
        self.language = language

    def __call__(self, key: str, **slots: object) -> str:
        text = _table(self.language)[key]
        for name, value in slots.items():
            text = text.replace("{" + name + "}", str(value))
        return text
