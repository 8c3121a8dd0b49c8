"""From surface tokens to syntactic words: contractions are taken apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from lagebild.language.tables import load_table
from lagebild.parse.record import IntArray, Segmentation

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})
_LONGEST = 24
_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Words:
    """Syntactic words of a text, as in `Parse`: `first` indexes each sentence's first word."""

    form: tuple[str, ...]
    start: IntArray
    end: IntArray
    first: IntArray


def syntactic_words(text: str, cut: Segmentation, language: str) -> Words:
    """The words of all sentences; a contraction's first word has the span of the whole token."""
    spans = zip(cut.start.tolist(), cut.end.tolist(), strict=True)
    tokens = [split_contraction(text[start:end], language) for start, end in spans]
    sizes = np.fromiter(map(len, tokens), np.int32, len(tokens))
    before = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    end = np.repeat(cut.end, sizes)
    start = end.copy()
    start[before[:-1]] = cut.start
    first = before[cut.first] if len(cut.first) else np.zeros(1, np.int32)
    return Words(tuple(form for parts in tokens for form in parts), start, end, first)


@cache
def _tables(language: str) -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    whole: dict[str, tuple[str, str]] = {}
    endings: dict[str, str] = {}
    for row in load_table(language, "contractions"):
        if row["form"].startswith("-"):
            endings[row["form"][1:]] = row["second"]
        else:
            whole[row["form"]] = (row["first"], row["second"])
    return whole, endings


@lru_cache(maxsize=_REMEMBERED)
def split_contraction(form: str, language: str) -> tuple[str, ...]:
    """The syntactic words of a surface token: ("in", "dem") for "im", else the token alone.

    A capital stays on the first part ("Im" gives "In", "dem"; "IM" is left whole, as it is rather
    an abbreviation). Endings such as "n't" keep the letters of the text.
    """
    if language not in ("de", "en") or len(form) > _LONGEST:
        return (form,)
    whole, endings = _tables(language)
    lower = form.lower()
    parts = whole.get(lower)
    if parts is not None and (form == lower or form[1:] == lower[1:]):
        if language == "en":
            cut = len(parts[0])
            return (form[:cut], form[cut:])
        first, second = parts
        return (first.capitalize() if form[:1].isupper() else first, second)
    if endings:
        return _cut_ending(form, lower, endings)
    return (form,)


def _cut_ending(form: str, lower: str, endings: dict[str, str]) -> tuple[str, ...]:
    plain = lower.translate(_APOSTROPHES)
    for ending in endings:
        size = len(ending)
        if len(plain) > size and plain.endswith(ending):
            return (form[:-size], form[-size:])
    if len(plain) > 2 and plain.endswith("s'"):
        return (form[:-1], form[-1:])
    return (form,)
