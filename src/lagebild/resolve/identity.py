"""Whether two names of persons are one: keys that bring spellings together, and a decision rule.

A key folds the habits of German and English transliteration into one form (table `folding`); the
decision compares given and family names part by part. Everything works on one pair or one name: who
compares many names blocks by `family_key` first.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from lagebild.ids import digest
from lagebild.language.states import split
from lagebild.language.tables import load_table

PARTICLES = frozenset({
    "von", "van", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "zu", "zur",
    "ter", "ten", "bin", "ibn", "ben", "al", "el", "ul", "la", "le", "und", "af", "av", "e",
    "y", "as", "asch", "ash", "an", "ar", "at", "ad",
})  # fmt: skip
ROMAN = re.compile(r"[IVX]+\.?$")
DOUBLED = re.compile(r"([^\W\d_])\1+")
PATRONYMIC = re.compile(r".{3,}(?:vic|vna|icna)$")
FOREIGN = re.compile(r"[^\u0000-\u024f\u0259\u02b9-\u02bf\u1e00-\u1eff\u2010-\u2019]")
SUFFIXES = {"jr": "junior", "jr.": "junior", "junior": "junior", "sen.": "senior", "jun.": "junior",
            "sr.": "senior", "sr": "senior", "senior": "senior"}  # fmt: skip
LONGEST_NAME = 200
FUZZY_LENGTH = 5
LEAST_LETTERS = 5


@dataclass(frozen=True)
class PersonName:
    """The parts of a name, folded: given names, family name, number or suffix ("II", "junior").

    A name of one word has no given names. Particles and patronymics are left out.
    """

    given: tuple[str, ...]
    family: str
    suffix: str = ""

    @property
    def key(self) -> str:
        """All parts as one string; the same for all spellings that the folding brings together."""
        return "-".join(part for part in (*self.given, self.family, self.suffix) if part)


@dataclass(frozen=True)
class Decision:
    """Whether two names mean one person, and why."""

    same: bool
    reason: str


@cache
def _rules() -> tuple[tuple[str | re.Pattern[str], str], ...]:
    """Letters, or a pattern where they are no plain ones, and what they become."""
    return tuple(
        (source if source == re.escape(source) else re.compile(source), row["to"])
        for row in load_table("world", "folding")
        for source in (row["pattern"],)
    )


@cache
def _given_names() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in load_table("world", "given_names"):
        names = split(row["names"])
        for name in names:
            found.setdefault(_letters(name), _letters(names[0]))
    return found


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """One word of a name without the marks of its spelling ("Paschinjan", "Pashinyan" -> one form).

    Letters that no rule knows (other scripts, digits) are kept: they never meet by accident.
    """
    return _letters(word[:LONGEST_NAME])


def _letters(word: str) -> str:
    text = "".join(c for c in word.lower() if c.isalnum() or c in "'’‘`")
    for mark, plain in (
        ("dž", "dz"),
        ("ş", "sh"),
        ("š", "sh"),
        ("ž", "zh"),
        ("č", "ch"),
        ("ç", "ch"),
        ("ć", "ch"),
    ):
        text = text.replace(mark, plain)
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c))
    for source, plain in _rules():
        if not isinstance(source, str):
            text = source.sub(plain, text)
        elif source in text:
            text = text.replace(source, plain)
    return DOUBLED.sub(r"\1", text)


@lru_cache(maxsize=100_000)
def person_name(name: str) -> PersonName:
    """The folded parts of a name in usual order (given names, family name)."""
    words = [w for w in re.split(r"[\s\-‐‑]+", name[:LONGEST_NAME].strip()) if w]
    suffix = ""
    while len(words) > 1 and (words[-1].lower() in SUFFIXES or ROMAN.fullmatch(words[-1])):
        suffix = SUFFIXES.get(words[-1].lower(), words[-1].strip(".").lower())
        words.pop()
    if len(words) > 1:
        words = [w for w in words if w.lower() not in PARTICLES or (w[:1].isupper() and len(w) > 3)]
    parts = [fold(word) for word in words]
    parts = [part for part in parts if part]
    if not parts:
        return PersonName((), fold(name) or name, suffix)
    given = [p for i, p in enumerate(parts[:-1]) if i == 0 or not PATRONYMIC.fullmatch(p)]
    return PersonName(tuple(given), parts[-1], suffix)


def name_key(name: str) -> str:
    """The key of a name: equal keys mean equal names, whatever the spelling or order of letters."""
    parts = person_name(name)
    given = tuple(_given_names().get(part, part) for part in parts.given)
    return PersonName(given, parts.family, parts.suffix).key


def family_key(name: str) -> str:
    """The folded family name, to find the names worth comparing."""
    return person_name(name).family


def actor_id(name: str) -> str:
    """The id of a person with a full name: made of the name alone, so the same in every article."""
    return f"per:{name_key(name)}{disguise(name)}"


ATTRIBUTE = re.compile(r"(.{2,}(?:ch|ig|lich|al|ell|nt|rg|in|eu|ei|ot|ün|är))(?:e[rnsm]?)")


def name_id(name: str) -> str:
    """The id of an organisation that no table knows: its name without the endings that German
    gives to it ("Deutschen Judobundes", "Deutsche Judobund" are one)."""
    words = name.lower().split()
    bare = [m[1] if (m := ATTRIBUTE.fullmatch(word)) else word for word in words[:-1]]
    inflected = bare != words[:-1]
    last = words[-1]
    for ending in ("es", "s") if inflected and len(last) > LEAST_LETTERS else ():
        if last.endswith(ending) and not last.endswith(("ss", "us", "is")):
            last = last.removesuffix(ending)
            break
    return f"name:{' '.join((*bare, last))}"


def disguise(name: str) -> str:
    """What tells a name with signs that folding drops (emoji, marks that turn the direction) from
    the same name without them: a few digits of its exact letters, else ""."""
    if not any(FOREIGN.match(sign) and not sign.isalnum() for sign in name):
        return ""
    return f"#{digest(unicodedata.normalize('NFC', name))[:8]}"


def same_person(a: str, b: str) -> Decision:
    """Whether two names in basic form (no genitive) can only mean the same person, and why.

    A family name alone never decides; that takes the country and office that go with it.
    """
    if FOREIGN.search(a) or FOREIGN.search(b):
        same = unicodedata.normalize("NFC", a) == unicodedata.normalize("NFC", b)
        return Decision(same, "same letters" if same else "other scripts are not compared")
    one, two = person_name(a), person_name(b)
    if one.suffix != two.suffix:
        return Decision(False, "number or suffix differs")
    if one == two and one.suffix:
        return Decision(True, "same name and number")
    if not one.given or not two.given:
        if one == two:
            return Decision(True, "same single name")
        return Decision(False, "a single name does not decide")
    if not _close(one.family, two.family):
        return Decision(False, "family names differ")
    if not _first_names_agree(one.given[0], two.given[0]):
        return Decision(False, "given names differ")
    middle = _middle_names_agree(one.given[1:], two.given[1:])
    if not middle:
        return Decision(False, "middle names differ")
    exact = one.family == two.family
    return Decision(True, "same name" if exact else "family names differ by one sound")


def _first_names_agree(a: str, b: str) -> bool:
    if _given_names().get(a, a) == _given_names().get(b, b):
        return True
    if len(a) == 1 or len(b) == 1:
        return a[:1] == b[:1]
    return _close(a, b)


def _middle_names_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Middle names may be missing on one side; where both have them, each must fit the other's."""
    return all(
        x == y or (1 in (len(x), len(y)) and x[0] == y[0]) or _close(x, y)
        for x, y in zip(a, b, strict=False)
    ) and (not (a and b) or len(a) == len(b))


def _close(a: str, b: str) -> bool:
    """Equal, or long and different in one vowel or one letter inside."""
    if a == b:
        return True
    if len(a) >= FUZZY_LENGTH and a.replace("c", "h") == b.replace("c", "h"):
        return True
    if min(len(a), len(b)) < FUZZY_LENGTH or a[0] != b[0] or a[-1] != b[-1]:
        return False
    if Levenshtein.distance(a, b, score_cutoff=1) > 1:
        return False
    return _consonants(a) == _consonants(b)


def _consonants(text: str) -> str:
    return re.sub(r"[aeiouh]", "", text)
