"""A failure told as a fact, where those who are blamed say that it was not theirs to act."""

import re

from lagebild.connect.disputes.dispute import Dispute, names_of
from lagebild.connect.disputes.numbers import pattern
from lagebild.connect.disputes.passages import Passage, passages
from lagebild.store import Store

MOST = 200  # failures of one deed that are looked at

# "einzugreifen", "zu helfen", "to step in": what was left undone.
_DEEDS = re.compile(r"\b([a-zäöüß]{2,8}zu[a-zäöüß]{3,}n)\b|\b(?:zu|to) ([a-zäöüß]{4,})\b")


def find_duty_disputes(store: Store) -> list[Dispute]:
    """One dispute for each sentence that denies the duty."""
    excuses = passages(store, pattern("no_duty"))
    failures = passages(store, pattern("failed")) if excuses else []
    by_deed: dict[str, list[Passage]] = {}
    for failure in failures:
        for deed in _deeds(failure):
            by_deed.setdefault(deed, []).append(failure)
    found = []
    for excuse in excuses:
        same = [f for deed in sorted(_deeds(excuse)) for f in by_deed.get(deed, [])[:MOST]]
        blamed = next((f for f in same if _same_state(f, excuse)), None)
        if blamed is not None:
            about = names_of(store, blamed.lands & excuse.lands)
            sides = (blamed.side, excuse.side)
            found.append(Dispute("denial", about, sides, "duty", (blamed.hit[0],)))
    return found


def _same_state(failure: Passage, excuse: Passage) -> bool:
    return failure.side.place != excuse.side.place and bool(failure.lands & excuse.lands)


def _deeds(passage: Passage) -> set[str]:
    return {first or second for first, second in _DEEDS.findall(passage.side.text)}
