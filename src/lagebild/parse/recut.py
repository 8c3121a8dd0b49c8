"""Cutting sentences again where the model sees the start of another one."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from lagebild.parse.record import IntArray
from lagebild.parse.words import Words

# Log odds that a cut needs, on news as on web text: rarely does a sentence begin below them. What
# follows a colon or a semicolon and begins with a capital is a sentence more often than the
# network believes.
_LEAST_ODDS = -0.5
# Behind a word without a mark the network begins sentences at nouns, names and numbers ("an die
# Adresse | Thaksins"), and is mistaken unless it is very sure.
_LEAST_ODDS_AFTER_WORD = 4.0
LEAST_ODDS_AFTER_COLON = -2.5
_COLONS = frozenset(":;")
_FEWEST_WORDS = 2
_NO_START = frozenset(".,;:!?)]}…%")


def good_cuts(
    words: Words, found: Iterable[tuple[int, float]], starters: frozenset[str]
) -> list[int]:
    """The word indices, ascending, at which a sentence is cut.

    A cut needs clear odds, a word that may begin a sentence, and words enough on both sides.
    `starters`: words in lower case whose capital shows the start of a sentence in German, where
    nouns have one everywhere; empty for a language in which any word may begin a sentence so.
    """
    cuts: list[int] = []
    for word, odds in sorted(found):
        place = int(np.searchsorted(words.first, word, side="right")) - 1
        low = max(int(words.first[place]), cuts[-1] if cuts else 0)
        high = int(words.first[place + 1])
        zero_width = words.start[word] == words.end[word]
        if odds < _odds_needed(words, word, starters) or zero_width:
            continue
        if words.form[word][:1] in _NO_START:
            continue
        if word - low >= _FEWEST_WORDS and high - word >= _FEWEST_WORDS:
            cuts.append(word)
    return cuts


def _odds_needed(words: Words, word: int, starters: frozenset[str]) -> float:
    before, form = words.form[word - 1] if word > 0 else "", words.form[word]
    if before in _COLONS and form[0].isupper():
        return LEAST_ODDS_AFTER_COLON
    begins = not starters or (form[0].isupper() and form.lower() in starters)
    if (before[-1:].isalnum() or before == ",") and not begins:
        return _LEAST_ODDS_AFTER_WORD
    return _LEAST_ODDS


def cut_again(
    words: Words, sent: tuple[IntArray, IntArray], cuts: list[int]
) -> tuple[Words, tuple[IntArray, IntArray], set[int]]:
    """Words and sentence spans with the cuts, and the first words of all sentences that changed."""
    first = np.union1d(words.first, np.array(cuts, np.int32)).astype(np.int32)
    starts = np.array([words.start[word] for word in cuts], np.int32)
    ends = np.array([words.end[word - 1] for word in cuts], np.int32)
    sent_start = np.sort(np.concatenate([sent[0], starts])).astype(np.int32)
    sent_end = np.sort(np.concatenate([sent[1], ends])).astype(np.int32)
    again = set(cuts)
    for word in cuts:
        again.add(int(words.first[np.searchsorted(words.first, word, side="right") - 1]))
    fresh = Words(words.form, words.start, words.end, first)
    return fresh, (sent_start, sent_end), again
