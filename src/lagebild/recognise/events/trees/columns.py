"""The columns of an English parse while it is repaired."""

from dataclasses import dataclass

NOMINAL = ("NOUN", "PROPN", "PRON")
SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
FINITE = ("VBD", "VBZ", "VBP")


@dataclass
class Columns:
    """The columns of a parse that repairs change."""

    head: list[int]
    deprel: list[str]
    lemma: list[str]
    upos: list[str]
    xpos: list[str]
    below: list[list[int]]

    def hang(self, word: int, head: int, deprel: str) -> None:
        if self.head[word] >= 0:
            self.below[self.head[word]].remove(word)
        self.below[head] = sorted([*self.below[head], word])
        self.head[word], self.deprel[word] = head, deprel

    def has(self, word: int, *relations: str) -> bool:
        return any(self.deprel[child] in relations for child in self.below[word])

    def subtree(self, word: int) -> list[int]:
        """A word and all that hangs below it."""
        found = [word]
        for at in found:
            found.extend(self.below[at])
        return found
