"""How words end: most words are no compounds of a table's words, which their last letters tell."""

from collections.abc import Iterable

LETTERS = 4


class Tails:
    """The last letters of some words."""

    def __init__(self, words: Iterable[str]) -> None:
        known = set(words)
        self._size = min(LETTERS, min(map(len, known), default=0))
        self._tails = frozenset(word[len(word) - self._size :] for word in known)

    def may_end(self, word: str) -> bool:
        """Whether a word may be one of the words or end in one; quick, and true where in doubt."""
        return word[max(0, len(word) - self._size) :] in self._tails
