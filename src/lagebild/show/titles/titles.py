"""Titles of happenings: a noun for what happened, who took part, when and where.

"Talks: Armenia – Russia (25 November 2023, Brussels)". States are named by CLDR, persons and
organisations as the articles name them. No word depends on another, so nothing is inflected.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from lagebild.show.plain import harmless
from lagebild.show.titles.dates import country_name, when
from lagebild.show.titles.phrases import LANGUAGES, RIGHT_TO_LEFT, noun, sign, word

__all__ = ["LANGUAGES", "happening_summary", "happening_title"]

Row = Mapping[str, Any]

MOST_NAMES = 3
UNKNOWN = "…"
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
VERBAL = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_ONE_WAY = frozenset({"visit", "third-party"})
_RIGHT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def happening_title(row: Row, language: str) -> str:
    """The title of a happening (type, mode, status, actors, recipients, date, place).

    What nobody but a speaker tells (`claimed_by`, see `lagebild.picture.claims`) is marked so.
    Raises KeyError for a language that the table has not.
    """
    what, says_status = noun(language, row["type"], row.get("mode"), row["status"])
    status = "" if says_status else word(language, "status", row["status"])
    marks = [mark for mark in (status, _claim(row, language)) if mark]
    if marks:
        what += sign(language, "open") + sign(language, "comma").join(marks)
        what += sign(language, "close")
    who = _who(row, language)
    title = f"{what}{sign(language, 'colon')}{who}" if who else what
    date = when(row["date"], row["day_first"], row["day_last"], language)
    place = _isolated(harmless(row["place"] or ""), language)
    rest = sign(language, "comma").join(part for part in (date, place) if part)
    return f"{title}{sign(language, 'open')}{rest}{sign(language, 'close')}" if rest else title


def happening_summary(row: Row, language: str) -> str:
    """How well a happening is attested: independent sources and articles."""
    colon = sign(language, "colon")
    parts = (
        f"{word(language, 'word', 'voices')}{colon}{row['voices']}",
        f"{word(language, 'word', 'articles')}{colon}{len(row['articles'])}",
    )
    return "; ".join(parts) + "."


def _claim(row: Row, language: str) -> str:
    claimed = row.get("claimed_by") or ()
    if row["type"] in VERBAL:
        # Who demands or accuses in his own words claims nothing: he does it.
        own = {party["name"] for party in row["actors"]}
        claimed = [name for name in claimed if name not in own]
    speakers = [_isolated(harmless(name), language) for name in claimed]
    if not speakers:
        return ""
    return word(language, "word", "claim") + sign(language, "colon") + _list(speakers, language)


def _who(row: Row, language: str) -> str:
    actors, recipients = _names(row["actors"], language), _names(row["recipients"], language)
    mutual = row["type"] in MUTUAL and row.get("mode") not in _ONE_WAY
    if not recipients:
        pair = len(actors) == 2 and row["type"] in MUTUAL
        return sign(language, "between").join(actors) if pair else _list(actors, language)
    if not actors:
        actors = [UNKNOWN]
    joint = sign(language, "between" if mutual else "to")
    return f"{_list(actors, language)}{joint}{_list(recipients, language)}"


def _names(parties: Sequence[Row] | None, language: str) -> list[str]:
    named = (party_name(party, language) for party in parties or ())
    return list(dict.fromkeys(name for name in named if name))


def party_name(party: Row, language: str) -> str:
    """The name of a party: a state's in the language, all others' as in the articles."""
    code = party["actor"]
    found = country_name(code, language) if code and len(code) == 3 and code.isupper() else None
    return _isolated(found or harmless(party["name"] or ""), language)


def _list(names: Sequence[str], language: str) -> str:
    shown = sign(language, "list").join(names[:MOST_NAMES])
    return f"{shown} +{len(names) - MOST_NAMES}" if len(names) > MOST_NAMES else shown


def _isolated(name: str, language: str) -> str:
    """A name that runs against the direction of the title, kept from turning what stands around."""
    if name and (language in RIGHT_TO_LEFT) != bool(_RIGHT.search(name)):
        return f"\u2068{name}\u2069"
    return name
