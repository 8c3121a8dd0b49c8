"""What is told of words, worked out once a word."""

from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")
MOST = 50_000  # words that are kept


class Remembered(dict[str, Answer]):
    """The answers of a pure function of a word, by word.

    For what is asked of every word of a text: a word seen before is one look-up and no call.
    """

    def __init__(self, ask: Callable[[str], Answer], most: int = MOST) -> None:
        self._ask = ask
        self._most = most

    def __missing__(self, word: str) -> Answer:
        if len(self) >= self._most:
            self.clear()
        answer = self[word] = self._ask(word)
        return answer
