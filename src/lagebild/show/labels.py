"""The words of the pages, by language."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from lagebild.language.tables import load_table


@cache
def labels(language: str, kind: str) -> dict[str, str]:
    """What the values of a kind (type, status, basis, part) are called."""
    return {
        row["key"]: row["label"]
        for row in load_table(language, "show_labels")
        if row["kind"] == kind
    }


@cache
def notes(language: str, kind: str) -> dict[str, str]:
    """Longer explanations of the values of a kind; missing where there is none."""
    rows = load_table(language, "show_labels")
    return {row["key"]: row["note"] for row in rows if row["kind"] == kind and row["note"]}


def reason(row: Mapping[str, Any], language: str) -> str:
    """Why the accounts of a dispute do not fit, in a language: German, else English."""
    return str(row["why_de" if language == "de" else "why"] or "")
