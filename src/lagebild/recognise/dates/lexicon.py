"""The words of a language that build expressions of time, by class, from its tables."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from lagebild.language.tables import load_table
from lagebild.recognise.dates.calendar import valid
from lagebild.recognise.dates.numbers import GERMAN_ENDINGS, cardinals, ordinals

LANGUAGES = ("de", "en")
Entry = tuple[str, str]
SIGNS = {
    ".": "DOT", ",": "COMMA", "/": "SLASH", "-": "HY", "–": "HY", "—": "HY", "(": "LPAR",
    ")": "RPAR", ":": "COLON", "§": "SIGN", "&": "AND", "'": "APOS", "’": "APOS", "?": "HY",
}  # fmt: skip
_SPLIT_CLASSES = ("UNIT",)
_FULL = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})|(\d{4})[.](\d{1,2})[.](\d{1,2})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})\.(\d{4})|(\d{4})\.(\d{1,2})")
_DECIMAL = re.compile(r"(\d{1,3}),(\d{1,2})")
_SMALL = ((0, "N0"), (12, "N12"), (24, "N24"), (31, "N31"), (59, "N59"), (99, "N99"))


@dataclass(frozen=True)
class Lexicon:
    """`exact` and `lower` give class and value of a word; `phrases` those of fixed phrases.

    `phrases` is keyed by the lower-case first word and lists (further words, class, value),
    longest first. `compounds` are regular expressions over lower-case words that are not listed.
    """

    language: str
    exact: dict[str, Entry]
    lower: dict[str, Entry]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]
    compounds: tuple[tuple[re.Pattern[str], str], ...]
    guards: dict[str, frozenset[str]]


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language ("de", "en")."""
    exact: dict[str, Entry] = {}
    lower: dict[str, Entry] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for form, cls, value in _entries(language):
        words = re.findall(r"\d+|[^\W\d_]+|[^\w\s]", form)
        if len(words) > 1:
            rest = tuple(w.lower() for w in words[1:])
            phrases.setdefault(words[0].lower(), []).append((rest, cls, value))
        elif form[0].isupper():
            exact.setdefault(form, (cls, value))
        else:
            lower.setdefault(form, (cls, value))
    ordered = {k: tuple(sorted(v, key=lambda p: -len(p[0]))) for k, v in phrases.items()}
    guards = {
        row["kind"]: frozenset(row["words"].split("|"))
        for row in load_table(language, "dates_guards")
    }
    return Lexicon(language, exact, lower, ordered, _compounds(language), guards)


def _entries(language: str) -> list[tuple[str, str, str]]:
    found = [(word, "CARD", str(value)) for word, value in cardinals(language).items()]
    found += [(word, "ORD", str(value)) for word, value in ordinals(language).items()]
    for row in load_table(language, "dates_words"):
        cls = row["class"] + (row["value"] if row["class"] in _SPLIT_CLASSES else "")
        found += [
            (f, cls, row["value"]) for form in row["forms"].split("|") for f in _inflect(form)
        ]
    for row in load_table(language, "dates_holidays"):
        found += [(form, "HOLIDAY", row["rule"]) for form in row["names"].split("|")]
    return found


def _inflect(form: str) -> list[str]:
    if not form.endswith("~"):
        return [form]
    return [form[:-1] + ending for ending in GERMAN_ENDINGS]


@cache
def _compounds(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    table = load_table(language, "dates_compounds")
    number = r"[^\W\d_]{2,}?"
    return tuple(
        (re.compile(row["pattern"].replace("NUMBER", number)), row["class"]) for row in table
    )


@lru_cache(maxsize=65536)
def classify(language: str, word: str) -> Entry | None:
    """Class and value of a surface token, or None where it says nothing about time."""
    if word[0].isdecimal():
        return _number(word)
    sign = SIGNS.get(word)
    if sign:
        return sign, word
    words = lexicon(language)
    low = word.lower()
    return words.exact.get(word) or words.lower.get(low) or _compound(words, low)


def _compound(words: Lexicon, low: str) -> Entry | None:
    for pattern, cls in words.compounds:
        match = pattern.fullmatch(low)
        if match:
            value = _compound_value(words, cls, match)
            return (cls, value) if value else None
    return None


def _compound_value(words: Lexicon, cls: str, match: re.Match[str]) -> str:
    """WDAYP: "3EV"; NUMADJ and DURWORD: the TIMEX3 duration ("P2Y")."""
    groups = match.groupdict()
    if cls == "WDAYP":
        day = words.lower[groups["day"]][1]
        part = words.exact.get(groups["part"].capitalize()) or words.lower[groups["part"]]
        return day + part[1]
    if cls == "DIGADJ":
        return _unit(words, groups["unit"])
    number = cardinals(words.language).get(groups["number"]) or (groups["number"] == "ein")
    return duration(str(int(number)), _unit(words, groups["unit"])) if number else ""


def _unit(words: Lexicon, stem: str) -> str:
    """The unit of time that a stem ("jähr", "tage") means."""
    for form in (stem, stem.capitalize()):
        entry = words.lower.get(form) or words.exact.get(form)
        if entry and (entry[0] == "STEM" or entry[0].startswith("UNIT")):
            return entry[1]
    raise KeyError(f"no unit of time for the stem {stem!r}")


def duration(number: str, unit: str) -> str:
    """A TIMEX3 duration: ("3", "TH") -> "PT3H"."""
    return f"PT{number}{unit[1]}" if unit.startswith("T") else f"P{number}{unit}"


def _number(word: str) -> Entry:
    if word.isdigit():
        return _plain_number(word)
    match = _FULL.fullmatch(word)
    if match:
        return _full_date(match)
    match = _MONTH_YEAR.fullmatch(word)
    if match:
        month, year = (match[1], match[2]) if match[1] else (match[4], match[3])
        good = valid(int(year), int(month)) and int(month) and int(year) >= 1000
        return ("MYEAR", f"{int(year):04d}-{int(month):02d}") if good else ("DECI", word)
    match = _CLOCK.fullmatch(word)
    if match:
        good = int(match[1]) <= 24 and int(match[2]) < 60
        return (
            ("CLOCK", f"{int(match[1]):02d}:{word[match.start(2) :]}") if good else ("RATIO", word)
        )
    match = _DOTTED.fullmatch(word)
    if match:
        return _dotted(match)
    if _DECIMAL.fullmatch(word):
        return "DEC", word.replace(",", ".")
    digits = re.sub(r"[.,:]", "", word)
    return ("BIG", digits) if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", word) else ("RATIO", word)


def _plain_number(word: str) -> Entry:
    if len(word) > 9:
        return "RATIO", word
    value = int(word)
    if len(word) <= 2:
        return next((cls, str(value)) for top, cls in _SMALL if value <= top)
    if len(word) == 3:
        return "N3", str(value)
    if len(word) == 4 and 1000 <= value <= 2199:
        return "YEAR", str(value)
    return "BIG", str(value)


def _full_date(match: re.Match[str]) -> Entry:
    day, month, year = (
        (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    )
    full = expand_year(year)
    good = valid(full, int(month), int(day)) and int(month) and int(day)
    return ("FULL", f"{full:04d}-{int(month):02d}-{int(day):02d}") if good else ("RATIO", match[0])


def expand_year(digits: str) -> int:
    """A year of two digits lies between 1936 and 2035."""
    if len(digits) > 2:
        return int(digits)
    value = int(digits)
    return value + (2000 if value < 36 else 1900)


def _dotted(match: re.Match[str]) -> Entry:
    first, second = int(match[1]), int(match[2])
    day = bool(second and first and valid(2000, second, first)) if second <= 12 else False
    clock = first <= 24 and second < 60 and len(match[2]) == 2
    value = f"{first:02d}.{second:02d}"
    if day and clock:
        return "DMHM", value
    if day:
        return "DMON", value
    return ("HM", value) if clock else ("RATIO", match[0])
