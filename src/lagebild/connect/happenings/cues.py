"""What kind of occurrence a trigger word points to."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from lagebild.language.states import split
from lagebild.language.tables import load_table

LANGUAGES = ("de", "en")
STEM = 7


@dataclass(frozen=True)
class Cue:
    """A kind of occurrence.

    `sequence`: it may be told as planned, held and cancelled; `great`: rare enough to be matched
    without a date. `listed`: the tables know the word.
    """

    group: str
    sequence: bool = False
    great: bool = False
    listed: bool = False


@cache
def _cues() -> tuple[tuple[str, bool, Cue], ...]:
    found = []
    for language in LANGUAGES:
        for row in load_table(language, "connect_cues"):
            cue = Cue(row["group"], row["sequence"] == "yes", row["great"] == "yes", True)
            for stem in split(row["stems"]):
                found.append((stem.removeprefix("*"), stem.startswith("*"), cue))
    return tuple(found)


@lru_cache(maxsize=65_536)
def cue_of(kind: str, mode: str | None, trigger: str) -> Cue:
    """The kind of occurrence: from the tables, else PLOVER type, mode and the word's stem."""
    word = trigger.lower()
    for stem, inside, cue in _cues():
        if word.startswith(stem) or (inside and stem in word):
            return Cue(f"{_side(kind)} {cue.group}", cue.sequence, cue.great, True)
    # "US-Unterstützung" is told by its last part.
    return Cue(f"{kind} {mode or ''} {word.rpartition('-')[2][:STEM]}")


def _side(kind: str) -> str:
    """Types that tell one occurrence at different times share a name; others stand apart."""
    return "" if kind in SEQUENCE_TYPES or kind == "ASSAULT" else kind


# A meeting is announced (AGREE) and held (CONSULT); what is asked for (REQUEST) is only words.
SEQUENCE_TYPES = frozenset({"AGREE", "CONSULT", "RETREAT", "COOPERATE", "SUPPORT", "CONCEDE"})


def cue_rows(triggers: Iterable[tuple[str, str | None, str]]) -> list[dict[str, object]]:
    """The cue of every (type, mode, trigger) as rows for a table."""
    rows: list[dict[str, object]] = []
    for kind, mode, trigger in triggers:
        cue = cue_of(kind, mode, trigger)
        rows.append(
            {"type": kind, "mode0": mode or "", "trig": trigger, "grp": cue.group.strip(),
             "sequence": cue.sequence, "great": cue.great, "listed": cue.listed}
        )  # fmt: skip
    return rows
