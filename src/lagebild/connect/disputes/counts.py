"""A number word against the names that follow it: "drei Staaten: A, B, C und D"."""

import re
from functools import cache

from lagebild.connect.disputes.dispute import Dispute, side_of
from lagebild.connect.disputes.numbers import SMALL, number_of, pattern
from lagebild.language.states import state_named
from lagebild.store import Store

_LEAST, _MOST = 2, 15
_LONGEST_LIST = 300
_END = re.compile(r"[.;:!?()\n–—]| - ")
_SPLIT = re.compile(r",\s*(?:und|sowie|and)\s+|,\s*|\s+(?:und|sowie|and)\s+")
_NAME = re.compile(r"(?:(?:die|der|das|den|dem|the)\s+)?(?:[A-ZÄÖÜ][\w’'-]*)(?:\s+[\w’'-]+){0,3}$")

_TEXTS = """
SELECT id, "text" FROM articles WHERE duplicates_of IS NULL
    AND id NOT IN (SELECT article FROM copies) AND regexp_matches("text", $wording) ORDER BY id
"""


@cache
def _counted() -> re.Pattern[str]:
    """A number, a noun of what is counted, and the sign that a list of all follows."""
    nouns = f"(?:{pattern('counted_noun').pattern})"
    return re.compile(
        rf"\b({SMALL})\s+((?:[^\W\d_]+\s+){{0,2}}?)({nouns})\b"
        r"(?:(?:\s+[^\W\d_]+){0,6}:|\s+[–—-]|,?\s+(?:nämlich|und zwar|namely))\s+",
        re.IGNORECASE,
    )


def find_count_disputes(store: Store) -> list[Dispute]:
    """Each number with a list behind it that has more or fewer names."""
    found = []
    wording = f"(?i){pattern('counted_noun').pattern}"
    for row in store.rows(_TEXTS, {"wording": wording}):
        text = row["text"]
        for hit in _counted().finditer(text):
            number, names = number_of(hit[1]), _names(text, hit.end())
            if number is None or not names or not _LEAST <= number <= _MOST:
                continue
            if len(names) == number or pattern("only_some").search(hit[0]):
                continue
            side = side_of(text, row["id"], hit.start(), hit.end(), hit[1])
            words = (hit[1], hit[3], str(len(names)))
            found.append(Dispute("figures", f"{hit[1]} {hit[3]}", (side,), "counted", words))
    return found


def _names(text: str, start: int) -> list[str]:
    """The names of a list that starts here; empty where it is no plain list of names."""
    end = _END.search(text, start, start + _LONGEST_LIST)
    if end is None:
        return []
    listed = text[start : end.start()].strip()
    if pattern("only_some").search(listed) or not re.search(r"\b(?:und|sowie|and)\b", listed):
        return []
    names = _joined([piece.strip() for piece in _SPLIT.split(listed)])
    return names if len(names) > 1 and all(map(_NAME.match, names)) else []


def _joined(names: list[str]) -> list[str]:
    """States with "und" in their name are one ("Bosnien und Herzegowina")."""
    found: list[str] = []
    for name in names:
        if found and state_named(f"{found[-1]} und {name}"):
            found[-1] = f"{found[-1]} und {name}"
        else:
            found.append(name)
    return found
