"""A text as a string of one character a token, over which the rules run as regular expressions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from lagebild.language.remembered import Remembered
from lagebild.recognise.dates.lexicon import classify, lexicon

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+|\n+|[^\w\s]")
OTHER, NEWLINE = "_", "\n"
_FIRST_CHAR = 0xE000
_REMEMBERED = 65_536


@dataclass(frozen=True)
class Tokens:
    """`codes[i]` is the class of token i (`OTHER` for most), `values[i]` its value.

    `starts` and `ends` are character offsets into `text`, half open.
    """

    text: str
    language: str
    codes: str
    values: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def word(self, index: int) -> str:
        """The surface form of a token; empty before the first and after the last one."""
        if not 0 <= index < len(self.starts):
            return ""
        return self.text[self.starts[index] : self.ends[index]]

    def glued(self, index: int) -> bool:
        """Whether no white space stands between the token and the one before it."""
        return 0 < index < len(self.starts) and self.ends[index - 1] == self.starts[index]

    def is_class(self, index: int, name: str) -> bool:
        """Whether the token is of the class."""
        return 0 <= index < len(self.codes) and self.codes[index] == class_char(name)


_CLASS_NAMES = (
    "N0 N12 N24 N31 N59 N99 N3 BIG DEC DECI YEAR RATIO FULL CLOCK DMON DMHM HM MYEAR CARD ORD "
    "MONTH MABBR WDAY WDABBR WDAYS WDAYP PART PARTADV MIDNIGHT DEICTIC TODAYS YEARWORD BEFORE "
    "AFTER SEASON UNITTS UNITTM UNITTH UNITD UNITW UNITM UNITQ UNITH UNITY UNITDE UNITCE UNITML "
    "UNITNI WEEKEND HALFYEAR HALFWORD EDGE YEAREDGE MONTHEDGE WEEKEDGE COURSE WHOLE REL THIS "
    "FOLLOW SAME ONE VAGUE BOTH HALF MIXED FIXED SETWORD EACH TIMES LATER REFWORD FUTUREWORD "
    "APPROX AM PREP VON BIS AUF PREP2 DET AND STATT PER UHR VCHR NCHR CHR DECER DECWORD "
    "SPORTYEAR REST EARLY HOLIDAY NUMADJ DURWORD DIGADJ DOT COMMA SLASH HY LPAR RPAR COLON SIGN "
    "APOS AGO OF ORDSFX MERIDIEM MORROW STEM EACHPER NOON "
    "TONIGHT NODATE"
)
_CHARS = {name: chr(_FIRST_CHAR + n) for n, name in enumerate(_CLASS_NAMES.split())}


def class_char(name: str) -> str:
    """The character that stands for a word class. Raises KeyError for an unknown class."""
    return OTHER if name == "OTHER" else _CHARS[name]


def tokenise(text: str, language: str) -> Tokens:
    """The tokens of a text with their classes."""
    coded = _coded(language)
    codes: list[str] = []
    values: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    phrases = lexicon(language).phrases
    skip = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start < skip:
            continue
        word = match[0]
        code, value, begins_phrase = coded[word]
        if begins_phrase:
            phrase = _phrase(phrases[word.lower()], text, end)
            if phrase:
                cls, value, end = phrase
                skip = end
                code = _CHARS[cls]
        codes.append(code)
        values.append(value)
        starts.append(start)
        ends.append(end)
    return Tokens(text, language, "".join(codes), tuple(values), tuple(starts), tuple(ends))


@cache
def _coded(language: str) -> Remembered[tuple[str, str, bool]]:
    """The character of a word's class, its value, and whether a fixed phrase may begin with it."""
    phrases = lexicon(language).phrases

    def code(word: str) -> tuple[str, str, bool]:
        if word[0] == "\n":
            return NEWLINE, "", False
        entry = classify(language, word)
        begins_phrase = word.lower() in phrases
        return (_CHARS[entry[0]], entry[1], begins_phrase) if entry else (OTHER, "", begins_phrase)

    return Remembered(code, _REMEMBERED)


def _phrase(
    options: Sequence[tuple[tuple[str, ...], str, str]], text: str, end: int
) -> tuple[str, str, int] | None:
    """Class, value and end of the fixed phrase that goes on behind its first word, or None."""
    for rest, cls, value in options:
        at = end
        for want in rest:
            match = _TOKEN.search(text, at, at + 40)
            if not match or match[0].lower() != want or text[at : match.start()].strip(" \u00a0"):
                break
            at = match.end()
        else:
            if at >= len(text) or not text[at].isalnum():
                return cls, value, at
    return None
