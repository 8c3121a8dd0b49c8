"""Parsing: sentences, tokens, tags, trees and names."""

from collections.abc import Sequence

from lagebild.parse.record import IntArray, Name, Parse, Segmentation
from lagebild.parse.segment import segment

__all__ = ["IntArray", "Name", "Parse", "Segmentation", "parse", "parse_many", "segment"]


def parse(text: str, language: str) -> Parse:
    """The parse of one text with the packaged model; `language` is an ISO 639-1 code.

    Any text gives an answer; `Parse.trusted` is false where it is none that the model knows.
    Raises ModelError where the model's files are missing or damaged.
    """
    return parse_many([text], [language])[0]


def parse_many(texts: Sequence[str], languages: Sequence[str], threads: int = 1) -> list[Parse]:
    """The parses of many texts, in order; every answer is the same as that of `parse` alone."""
    from lagebild.parse.model import default_model
    from lagebild.parse.pipeline import parse_texts

    return parse_texts(default_model(), texts, languages, threads)
