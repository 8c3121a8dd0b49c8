"""What a rule's handler gives back, and what it may look at."""

from dataclasses import dataclass

from lagebild.recognise.dates.grammar import Hit
from lagebild.recognise.dates.lexicon import Lexicon
from lagebild.recognise.dates.meaning import Meaning
from lagebild.recognise.dates.tokens import Tokens

TENSE = "tense"
SKIP = "skip"


@dataclass(frozen=True)
class Found:
    """One expression: token indices (half open), TIMEX3 type and meaning.

    A meaning whose direction is `TENSE` looks forward or back by the verb it hangs on. `year` is
    true where the text itself names the year. `vague` expressions are no date told.
    """

    start: int
    end: int
    type: str
    meaning: Meaning
    rule: str
    year: bool = False
    vague: bool = False


@dataclass(frozen=True)
class Scene:
    """A hit in its text: the tokens and the words of the language."""

    tokens: Tokens
    words: Lexicon
    hit: Hit

    def value(self, group: str) -> str:
        """The value of the token that a named group begins with; empty where it is not there."""
        at = self.hit.groups.get(group)
        return self.tokens.values[at] if at is not None else ""

    def has(self, group: str) -> bool:
        """Whether a named group took part in the match."""
        return group in self.hit.groups

    def word(self, offset: int) -> str:
        """The surface word so many tokens before (negative) the hit or behind its end (from 0)."""
        return self.tokens.word((self.hit.start if offset < 0 else self.hit.end) + offset)

    def is_before(self, *names: str) -> bool:
        """Whether the token before the hit is of one of the classes."""
        return any(self.tokens.is_class(self.hit.start - 1, n) for n in names)

    def is_behind(self, *names: str) -> bool:
        """Whether the token behind the hit is of one of the classes."""
        return any(self.tokens.is_class(self.hit.end, n) for n in names)

    def listed(self, word: str, *kinds: str) -> bool:
        """Whether the word stands in one of the guard lists (dates_guards.tsv)."""
        return any(word in self.words.guards.get(kind, ()) for kind in kinds)

    def at_sentence_start(self) -> bool:
        """Whether the hit begins a sentence or a line, as far as the signs before it tell."""
        before = self.word(-1)
        return not before or before in '.!?:;„"»«“”' or before[0] == "\n"

    def date(self, meaning: Meaning, *, year: bool = False, vague: bool = False) -> Found:
        """A DATE over the whole hit (a TIME where the meaning has a part of the day)."""
        kind = "TIME" if meaning.part.startswith("T") else "DATE"
        return self.span(kind, meaning, year=year, vague=vague)

    def span(
        self, kind: str, meaning: Meaning, *, year: bool = False, vague: bool = False
    ) -> Found:
        """An expression of a type over the whole hit."""
        hit = self.hit
        return Found(hit.start, hit.end, kind, meaning, hit.rule.name, year, vague)

    def fixed(self, kind: str, value: str, *, vague: bool = True) -> Found:
        """An expression over the whole hit whose value is known."""
        return self.span(kind, Meaning("fixed", value), vague=vague)

    def rule_is(self, name: str) -> bool:
        """Whether the hit is of the rule with this name."""
        return self.hit.rule.name == name

    def group_word(self, group: str) -> str:
        """The surface word that a named group begins with."""
        at = self.hit.groups.get(group)
        return self.tokens.word(at) if at is not None else ""


Result = Found | str | None
