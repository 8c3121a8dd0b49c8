"""Damage as crawled text has it, applied to a share of the training sentences.

Every change keeps the words one by one, so that all labels stay valid; only a final mark may go.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from lagebild.train.sentences import Sentence

_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)
_BARE = str.maketrans("äöüÄÖÜß", "aouAOUs")
_OPENING = {'"', "„", "“", "``", "»", "«", "”", "''", "‚‚"}
_STYLES = (
    ("„", "“"), ("„", "”"), ("“", "”"), ("»", "«"), ("«", "»"), ('"', '"'), ("„", '"'),
    ("›", "‹"), ("‚", "‘"), ("''", "''"),
)  # fmt: skip
_FINAL = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class NoiseRates:
    """Shares of sentences that get each kind of damage."""

    lower: float = 0.05
    upper: float = 0.03
    umlauts: float = 0.04
    bare: float = 0.01
    no_stop: float = 0.08
    quotes: float = 0.7


def damage(sentence: Sentence, rates: NoiseRates, chance: random.Random) -> Sentence:
    """The sentence with some damage, drawn with `chance`."""
    forms = sentence.forms
    if chance.random() < rates.quotes:
        forms = _quotes(forms, chance)
    draw = chance.random()
    if draw < rates.lower:
        forms = tuple(form.lower() for form in forms)
    elif draw < rates.lower + rates.upper:
        forms = tuple(form.upper() for form in forms)
    draw = chance.random()
    if draw < rates.umlauts:
        forms = tuple(form.translate(_UMLAUTS) for form in forms)
    elif draw < rates.umlauts + rates.bare:
        forms = tuple(form.translate(_BARE) for form in forms)
    changed = sentence if forms == sentence.forms else replace(sentence, forms=forms)
    return without_stop(changed) if chance.random() < rates.no_stop else changed


def _quotes(forms: tuple[str, ...], chance: random.Random) -> tuple[str, ...]:
    if not any(form in _OPENING for form in forms):
        return forms
    style = chance.choice(_STYLES)
    out = []
    inside = False
    for form in forms:
        if form in _OPENING:
            out.append(style[inside])
            inside = not inside
        else:
            out.append(form)
    return tuple(out)


def without_stop(sentence: Sentence) -> Sentence:
    """The sentence without its final mark, where it has one that nothing hangs on."""
    last = len(sentence.forms) - 1
    if last < 3 or sentence.forms[last] not in _FINAL:
        return sentence
    if sentence.heads is not None and last in sentence.heads:
        return sentence
    soft = sentence.soft.without_last() if sentence.soft is not None else None
    if soft is None and sentence.soft is not None:
        return sentence
    return replace(
        sentence,
        soft=soft,
        forms=sentence.forms[:last],
        tags={name: labels[:last] for name, labels in sentence.tags.items()},
        heads=None if sentence.heads is None else sentence.heads[:last],
        relations=sentence.relations[:last],
    )
