"""A failure told as a fact, where those who are blamed say that it was not theirs to act."""

import re

from lagebild.connect.disputes.dispute import Dispute
from lagebild.connect.disputes.numbers import pattern
from lagebild.connect.disputes.passages import Passage, passages
from lagebild.store import Store

# "einzugreifen", "zu helfen", "to step in": what was left undone.
_DEEDS = re.compile(r"\b([a-zäöüß]{2,8}zu[a-zäöüß]{3,}n)\b|\b(?:zu|to) ([a-zäöüß]{4,})\b")


def find_duty_disputes(store: Store) -> list[Dispute]:
    """One dispute for each sentence that denies the duty."""
    excuses = passages(store, pattern("no_duty"))
    failures = passages(store, pattern("failed")) if excuses else []
    found = []
    for excuse in excuses:
        failure = next((f for f in failures if _same_deed(f, excuse)), None)
        if failure is not None:
            why = f"told here as a failure ({failure.hit[0]}), there as not theirs to do"
            about = ", ".join(sorted(failure.lands & excuse.lands))
            found.append(Dispute("denial", about, (failure.side, excuse.side), why))
    return found


def _same_deed(failure: Passage, excuse: Passage) -> bool:
    """Whether two sentences name one state and one deed."""
    apart = failure.side.place != excuse.side.place
    return apart and bool(failure.lands & excuse.lands) and bool(_deeds(failure) & _deeds(excuse))


def _deeds(passage: Passage) -> set[str]:
    return {first or second for first, second in _DEEDS.findall(passage.side.text)}
