"""Names of persons that a hyphen runs through are kept whole ("Moon Jae-in", "Abdul-Hamid Karsai").

Tokens end at hyphens, and the network sometimes ends a name there as well.
"""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.parse.names import Span
from lagebild.parse.words import Words

_PERSON = "PER"
_HYPHEN = "-"
_ADJECTIVE = "ADJ"
_LONGEST_SYLLABLE = 5


def with_hyphens(words: Words, upos: Sequence[str], spans: Sequence[Span]) -> list[Span]:
    """The spans, in text order, with persons' names that were cut at a hyphen joined.

    A name of two words takes on a short syllable in small letters behind it that is no adjective
    ("Putin-nah"); a given name that ends at a hyphen joins the name of two words behind it. Two
    surnames with a hyphen between them ("Lawrow-Mnatsakanjan") stay two.
    """
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.first, -span.last)):
        whole = _with_syllable(words, upos, span) if span.label == _PERSON else span
        if found and _continues(words, found[-1], whole):
            before = found.pop()
            score = min(before.score, whole.score)
            whole = Span(before.first, whole.last, _PERSON, score)
        found.append(whole)
    return found


def _with_syllable(words: Words, upos: Sequence[str], span: Span) -> Span:
    last = span.last
    while (
        last - span.first >= 2
        and _is_joined(words, last)
        and _same_sentence(words, span.first, last + 1)
        and words.form[last + 1].islower()
        and upos[last + 1] != _ADJECTIVE
        and len(words.form[last + 1]) <= _LONGEST_SYLLABLE
        and not _goes_on(words, last + 1)
    ):
        last += 2
    return span if last == span.last else Span(span.first, last, span.label, span.score)


def _is_joined(words: Words, hyphen: int) -> bool:
    """Whether the word is a hyphen with words on both sides and no space between."""
    return (
        0 < hyphen < len(words.form) - 1
        and words.form[hyphen] == _HYPHEN
        and words.end[hyphen - 1] == words.start[hyphen]
        and words.end[hyphen] == words.start[hyphen + 1]
    )


def _goes_on(words: Words, word: int) -> bool:
    """Whether a capital follows a further hyphen: then all of it is a compound of another noun."""
    return _is_joined(words, word + 1) and words.form[word + 2][:1].isupper()


def _same_sentence(words: Words, word: int, other: int) -> bool:
    return not any(word < start <= other for start in words.first.tolist())


def _continues(words: Words, before: Span, span: Span) -> bool:
    if before.label != _PERSON or span.label != _PERSON or span.first < before.last:
        return False
    cut = words.form[before.last - 1] == _HYPHEN
    hyphen = before.last - 1 if cut else before.last
    given = hyphen - before.first == 1 and span.last - span.first >= 2
    return given and span.first == hyphen + 1 and _is_joined(words, hyphen)
