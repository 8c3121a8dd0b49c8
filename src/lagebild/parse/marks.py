"""Where punctuation marks hang in the tree.

A mark hangs where the guidelines of Universal Dependencies want it
(https://universaldependencies.org/u/dep/punct.html): on the highest word of the unit that it opens,
closes or sets apart, and never across another edge. The rest of the tree decides that better than
scores of single pairs do.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lagebild.parse.record import IntArray

_MARK = "PUNCT"
_FINAL = frozenset(".?!")
_JOINING = frozenset("-/")
_CLOSED_BY = {
    "(": ")",
    "[": "]",
    "{": "}",
    "„": "“",
    "“": "”",
    "‚": "‘",
    "»": "«",
    "«": "»",
    '"': '"',
    "'": "'",
}
# The opening mark of treebanks that were typed in ASCII; the model knows its ways.
_LEFT_ALONE = frozenset({"``"})


def hang_marks(
    forms: Sequence[str], upos: Sequence[str], head: IntArray, first: IntArray
) -> IntArray:
    """The heads (word numbers, -1 for a root) with all marks hung anew, sentence by sentence.

    `first` holds each sentence's first word and the count of all words. Words that hang on a mark
    go to the mark's own head. A sentence whose root is a mark is left as it is.
    """
    hung = head.copy()
    marks = [tag == _MARK for tag in upos]
    for low, high in zip(first[:-1].tolist(), first[1:].tolist(), strict=True):
        own = marks[low:high]
        if True in own:
            local = [above - low if above >= 0 else -1 for above in head[low:high].tolist()]
            if not own[local.index(-1)]:
                moved = np.array(_hung(forms[low:high], own, local), np.int32)
                hung[low:high] = np.where(moved >= 0, moved + low, -1)
    return hung


def _hung(forms: Sequence[str], marks: Sequence[bool], head: Sequence[int]) -> list[int]:
    words = list(head)
    for word, above in enumerate(head):
        while above >= 0 and marks[above]:
            above = head[above]
        words[word] = above
    hung = list(words)
    done = set()
    for opening, closing in _pairs(forms, marks):
        tops = [
            word
            for word in range(opening + 1, closing)
            if not marks[word] and not opening < words[word] < closing
        ]
        if len(tops) == 1:
            hung[opening] = hung[closing] = tops[0]
            done |= {opening, closing}
    for place, mark in enumerate(marks):
        if mark and place not in done and forms[place] not in _LEFT_ALONE:
            hung[place] = _place(place, forms[place], marks, words)
    return hung


def _pairs(forms: Sequence[str], marks: Sequence[bool]) -> list[tuple[int, int]]:
    """Opening and closing marks that belong together, inner pairs first."""
    waiting: list[int] = []
    pairs = []
    for place, form in enumerate(forms):
        if not marks[place]:
            continue
        match = [at for at, opener in enumerate(waiting) if _CLOSED_BY[forms[opener]] == form]
        if match:
            pairs.append((waiting[match[-1]], place))
            del waiting[match[-1] :]
        elif form in _CLOSED_BY:
            waiting.append(place)
    return pairs


def _place(place: int, form: str, marks: Sequence[bool], head: Sequence[int]) -> int:
    """The head of a mark that is no part of a pair."""
    before = _way_up(place, -1, marks, head)
    after = [] if form in _FINAL and before else _way_up(place, 1, marks, head)
    if not before or not after:
        return (before or after or [head[place]])[-1]
    left, right = before[-1], after[-1]
    if form in _JOINING and head[left] in after:
        return left
    if head[right] in before:
        return right
    # A unit put behind its clause hangs on a word further left: the mark announces it.
    return right if 0 <= head[right] < place and head[left] not in after else left


def _way_up(place: int, step: int, marks: Sequence[bool], head: Sequence[int]) -> list[int]:
    """The word next to a mark on one side and what is above it, as long as it is on that side."""
    word = place + step
    while 0 <= word < len(head) and marks[word]:
        word += step
    if not 0 <= word < len(head):
        return []
    path = [word]
    while head[word] >= 0 and (head[word] - place) * step > 0:
        word = head[word]
        path.append(word)
    return path
