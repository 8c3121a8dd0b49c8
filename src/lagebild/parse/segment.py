"""Sentences and surface tokens with exact offsets.

Tokens follow the Universal Dependencies treebanks of German and English: hyphenated words are
split at the hyphen ("US", "-", "Außenminister"), ranges of numbers are one token, a full stop
belongs to an abbreviation, an initial or an ordinal number; repeated marks ("!!") are one token in
English and several in German. Sentences are split inside
quotations; a closing quotation mark goes with the sentence it closes. A line break ends a sentence
unless the text is wrapped at a fixed width.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from lagebild.language import load_table
from lagebild.parse.record import Segmentation

_LETTER = r"[^\W\d_]"
_APOSTROPHE = r"['’ʼ]"
_TOKEN = re.compile(
    r"(?P<address>(?:https?://|www\.)[^\s<>\"„“”»«]{1,500}[\w/]"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5})"
    rf"|(?P<number>\d+(?:[.,:]\d+)*(?:[-–]\d+(?:[.,:]\d+)*)?(?:{_LETTER}+)?)"
    rf"|(?P<word>{_LETTER}(?:[^\W_]|\u0301|\u0308)*(?:{_APOSTROPHE}{_LETTER}+)*)"
    rf"|(?P<clitic>(?<!\w){_APOSTROPHE}s(?!\w))"
    r"|(?P<smiley>(?:(?<!\S)[:;]-?|[:;]-)[()](?!\w))"
    r"|(?P<dots>\.{2,}|…|[!?]{2,}|``|''|<<|>>|(?P<rule>[-=*_~+$#])(?P=rule)+)"
    r"|(?P<other>\S)"
)
_CLOSERS = frozenset("\"“”«»‘’‹›')]}＂")
_OPENERS = frozenset("\"„“”»«‚‘›‹('[{–—-•*·")
_FINAL = frozenset(".!?…")
_ROMAN = re.compile(r"[IVXLC]{1,6}$")
_INITIALS = re.compile(r"(?:[A-ZÄÖÜ]|Ch|Sch|St|Th|Yu|Ju)$")
_ALSO_WORDS = frozenset(("art", "min", "mag", "no", "fig", "mar", "gen"))
_LETTERED = frozenset(("plan", "gruppe", "typ", "klasse", "variante", "teil", "group", "type"))
_LETTER_ABBREVIATION = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.")


@dataclass(frozen=True)
class _Knowledge:
    """The word tables of a language that decide about full stops."""

    never_end: frozenset[str]
    may_end: frozenset[str]
    starters: frozenset[str]
    ordinal_nouns: frozenset[str]
    before_ordinals: frozenset[str]
    marks_together: bool


@cache
def _knowledge(language: str) -> _Knowledge:
    languages = (language,) if language in ("de", "en") else ("de", "en")
    rows = [row for lang in languages for row in load_table(lang, "segment_abbreviations")]
    return _Knowledge(
        never_end=frozenset(row["text"] for row in rows if row["ends"] == "no"),
        may_end=frozenset(row["text"] for row in rows if row["ends"] == "may"),
        starters=frozenset(
            word
            for lang in languages
            for word in load_table(lang, "segment_starters").column("text")
        ),
        ordinal_nouns=frozenset(
            load_table("de", "segment_ordinal_nouns").column("text") if "de" in languages else ()
        ),
        before_ordinals=frozenset(load_table("de", "segment_before_ordinals").column("text")),
        marks_together=language == "en",
    )


def sentence_starters(language: str) -> frozenset[str]:
    """Words, in lower case, whose capital shows that a sentence begins (both languages' where the
    language is neither)."""
    return _knowledge(language).starters


def segment(text: str, language: str) -> Segmentation:
    """Split `text` into sentences and tokens. Any text is accepted; an empty one has none."""
    know = _knowledge(language)
    starts: list[int] = []
    ends: list[int] = []
    first: list[int] = [0]
    for low, high in _blocks(text):
        tokens = _tokens(text, low, high, know)
        for cut in _sentence_cuts(text, tokens, know):
            starts += [token[0] for token in tokens[cut[0] : cut[1]]]
            ends += [token[1] for token in tokens[cut[0] : cut[1]]]
            first.append(len(starts))
    bounds = np.array(first, dtype=np.int32)
    start = np.array(starts, dtype=np.int32)
    end = np.array(ends, dtype=np.int32)
    return Segmentation(start, end, bounds, start[bounds[:-1]], end[bounds[1:] - 1])


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that no sentence crosses: lines, or paragraphs where the text is hard-wrapped."""
    pattern = (
        r"\n[^\S\n]*\n+|\r\n\s*\r\n" if _is_wrapped(text) else r"[\n\r\u2028\u2029\x0b\x0c\x85]+"
    )
    low = 0
    for match in re.finditer(pattern, text):
        if match.start() > low:
            yield low, match.start()
        low = match.end()
    if low < len(text):
        yield low, len(text)


def _is_wrapped(text: str) -> bool:
    """Whether lines are broken at a fixed width, as in e-mails and agency wires."""
    lines = [line for line in text[:20_000].split("\n") if line.strip()]
    if len(lines) < 4 or max(map(len, lines)) > 100:
        return False
    long = [line for line in lines if len(line) >= 50]
    open_ended = [line for line in long if line.rstrip()[-1] not in '.!?…:"“”«»)']
    return len(long) >= 0.5 * len(lines) and len(open_ended) >= 0.6 * len(long)


def _tokens(text: str, low: int, high: int, know: _Knowledge) -> list[tuple[int, int]]:
    tokens: list[tuple[int, int]] = []
    position = low
    while match := _TOKEN.search(text, position, high):
        start, end = match.span()
        if match.lastgroup == "word":
            if end < high and text[end] == ".":
                end = _with_stop(text, start, end, high, know, tokens)
        elif match.lastgroup == "number" and text[start:end].isdigit():
            end = _with_ordinal_stop(text, start, end, high, know, tokens)
        elif match.lastgroup == "dots" and text[start] in "!?" and not know.marks_together:
            end = start + 1
        tokens.append((start, end))
        position = end
    return tokens


def _with_stop(
    text: str, start: int, end: int, high: int, know: _Knowledge, before: list[tuple[int, int]]
) -> int:
    """The end of a word with a full stop after it, which it may take as its own."""
    letters = _LETTER_ABBREVIATION.match(text, start, min(high, start + 24))
    if letters and end - start <= 2:
        return letters.end()
    word = text[start:end]
    following = _next_word(text, end + 1, high)
    if following is None:
        return end
    begins = following[0].isupper() and following.lower() in know.starters
    if _INITIALS.match(word):
        return end if begins and _is_lettered(text, before) else end + 1
    lower = word.lower()
    if lower in know.never_end:
        return end if begins and lower in _ALSO_WORDS else end + 1
    return end + 1 if _ROMAN.match(word) or lower in know.may_end else end


def _is_lettered(text: str, before: list[tuple[int, int]]) -> bool:
    """Whether a single capital counts something ("Plan B.") instead of being an initial."""
    return bool(before) and text[before[-1][0] : before[-1][1]].lower() in _LETTERED


def _with_ordinal_stop(
    text: str, start: int, end: int, high: int, know: _Knowledge, before: list[tuple[int, int]]
) -> int:
    """The end of a number that is an ordinal where its full stop does not end the sentence."""
    if end >= high or text[end] != "." or end - start > 3:
        return end
    following = _next_word(text, end + 1, high)
    if following is None:
        return end
    if following.lower() in know.ordinal_nouns or following[0].isdigit() or following[0].islower():
        return end + 1 if know.ordinal_nouns else end
    if following.lower() in know.starters or not know.ordinal_nouns:
        return end
    previous = text[before[-1][0] : before[-1][1]].lower() if before else ""
    return end + 1 if previous in know.before_ordinals else end


def _next_word(text: str, position: int, high: int) -> str | None:
    """The token after `position`, None at the end of the block."""
    match = _TOKEN.search(text, position, min(high, position + 80))
    return match.group() if match else None


def _sentence_cuts(
    text: str, tokens: list[tuple[int, int]], know: _Knowledge
) -> Iterator[tuple[int, int]]:
    """Ranges of token numbers, one a sentence."""
    low = index = 0
    count = len(tokens)
    while index < count:
        last = index
        if _may_end(text, tokens, index, low, know):
            while last + 1 < count and _closes(text, tokens, last + 1):
                last += 1
            if last + 1 < count and _begins(text, tokens, last):
                yield low, last + 1
                low = last + 1
        index = last + 1
    if low < count:
        yield low, count


def _may_end(
    text: str, tokens: list[tuple[int, int]], index: int, low: int, know: _Knowledge
) -> bool:
    start, end = tokens[index]
    if text[end - 1] not in _FINAL:
        return False
    if end - start == 1 or text[start] in _FINAL:
        return index > low or text[start] != "."
    return _stop_may_end(text, tokens, index, know)


def _stop_may_end(text: str, tokens: list[tuple[int, int]], index: int, know: _Knowledge) -> bool:
    """Whether an abbreviation or Roman number with its stop can also end the sentence."""
    start, end = tokens[index]
    word = text[start : end - 1]
    if word.isdigit() or index + 1 >= len(tokens):
        return False
    following = text[tokens[index + 1][0] : tokens[index + 1][1]].lower()
    if word.lower() in know.may_end or (word == "D" and _is_retired(text, tokens, index)):
        return following in know.starters
    if _ROMAN.match(word) and len(word) > 1:
        return following in know.starters
    return "." in word and following in know.starters and following != "der"


def _is_retired(text: str, tokens: list[tuple[int, int]], index: int) -> bool:
    """Whether the token is the end of "a. D." (out of office), which may stand last."""
    start, end = tokens[index - 1]
    return index > 0 and text[start:end] == "a."


def _closes(text: str, tokens: list[tuple[int, int]], index: int) -> bool:
    """Whether the token is a closing mark that stands right after the sentence's end."""
    start, end = tokens[index]
    token = text[start:end]
    if token == "''" or (end - start > 1 and token[0] in ":;"):
        return True
    if end - start != 1 or token not in _CLOSERS:
        return token in ("?", "!", "?!", "...", "…") and tokens[index - 1][1] == start
    if tokens[index - 1][1] == start:
        return True
    return token in "“”" and text[end : end + 1].isspace() and _is_open(text, start)


def _is_open(text: str, position: int) -> bool:
    """Whether a German quotation is still open here; looks back over a bounded stretch."""
    back = text[max(0, position - 2000) : position]
    return back.count("„") > back.count("“") + back.count("”")


def _begins(text: str, tokens: list[tuple[int, int]], last: int) -> bool:
    """Whether a sentence can begin with the token after `last`."""
    end = tokens[last][1]
    start = tokens[last + 1][0]
    if start == end and text[end - 1] not in _CLOSERS:
        return False
    following = text[start]
    if following in _OPENERS:
        following = _first_letter(text, tokens, last + 1)
    if following.isalnum():
        return following.isupper() or following.isdigit() or not following.islower()
    return start > end and following not in ",;:"


def _first_letter(text: str, tokens: list[tuple[int, int]], index: int) -> str:
    for start, _ in tokens[index : index + 4]:
        if text[start] not in _OPENERS:
            return text[start]
    return " "
