"""A state told as lasting that another account shows as ended."""

import re
from functools import cache
from itertools import product
from typing import NamedTuple

from lagebild.connect.disputes.dispute import Dispute, names_of
from lagebild.connect.disputes.numbers import LANGUAGES, pattern
from lagebild.connect.disputes.passages import Passage, passages
from lagebild.language.tables import load_table
from lagebild.store import Store

MOST = 100  # accounts of one state that are compared
_WHOLE = ("bevölkerung", "population")
FAR = 3700  # days: who looks back ten years tells history


class _Kind(NamedTuple):
    lasting: re.Pattern[str]
    ended: re.Pattern[str]
    shared: tuple[str, ...]


@cache
def _kinds() -> dict[str, _Kind]:
    """For each kind of state both wordings in all languages, and what both must name alike."""
    rows = [row for language in LANGUAGES for row in load_table(language, "connect_states")]
    found = {}
    for name in dict.fromkeys(row["state"] for row in rows):
        same = [row for row in rows if row["state"] == name]
        found[name] = _Kind(
            _any([row["lasting"] for row in same]), _any([row["ended"] for row in same]),
            tuple(same[0]["shared"].split("|")),
        )  # fmt: skip
    return found


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns if p), re.IGNORECASE)


def ends_of_membership(store: Store) -> list[Passage]:
    """Sentences that tell a membership as suspended or ended."""
    return passages(store, _kinds()["membership"].ended, pattern("group_word"))


def find_state_disputes(store: Store) -> list[Dispute]:
    """For each kind and subject the first pair that time does not explain."""
    found = []
    for kind in _kinds().values():
        lasting = [p for p in passages(store, kind.lasting) if p.low is not None]
        if not lasting:
            continue
        states, ends = (
            _by_subject(lasting, kind),
            _by_subject(passages(store, kind.ended, pattern("group_word")), kind),
        )
        for about in sorted(states.keys() & ends.keys()):
            pair = next(
                ((s, e) for e in ends[about] for s in states[about] if _outlived(s, e)), None
            )
            if pair is None:
                continue
            state, end = pair
            unknown = state.high is None or end.high is None
            reason = "state_open" if unknown else "state_later"
            sides = (state.side, end.side)
            found.append(Dispute("state", names_of(store, about), sides, reason))
    return found


def _by_subject(found: list[Passage], kind: _Kind) -> dict[tuple[str, ...], list[Passage]]:
    """Passages by what they are about (a place and its people, a state and its alliance)."""
    groups: dict[tuple[str, ...], list[Passage]] = {}
    for passage in found:
        for about in product(*(sorted(_named(passage, field)) for field in kind.shared)):
            group = groups.setdefault(about, [])
            if len(group) < MOST:
                group.append(passage)
    return groups


def _named(passage: Passage, field: str) -> frozenset[str]:
    """What a sentence names of one sort: places, lands, peoples, organisations."""
    if field == "peoples":
        groups = (actor.split(":") for actor in passage.actors)
        return frozenset(
            g[1] for g in groups if g[0] == "people" or (g[0] == "group" and g[-1] in _WHOLE)
        )
    if field == "organisations":
        return frozenset(actor for actor in passage.actors if actor[:4] == "org:")
    named: frozenset[str] = getattr(passage, field)
    return named


def _outlived(state: Passage, end: Passage) -> bool:
    """Whether the state is told after its end, as far as known."""
    if state.side.article == end.side.article or state.low is None:
        return False
    reached = end.high or end.low
    if reached is None:
        return False
    if state.high is not None and end.high is not None and state.low <= end.high:
        return False
    return state.low >= (end.low or reached) and (state.low - reached).days < FAR
