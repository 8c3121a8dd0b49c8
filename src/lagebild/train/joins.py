"""Pairs of sentences run together, so that the network learns where a new sentence begins.

Rules find most sentence ends; what they miss are headlines and lists without a final mark. A pair
keeps both trees: the loss asks for each word's head alone, so two roots do no harm.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace

from lagebild.train.noise import without_stop
from lagebild.train.sentences import Labels, Sentence

START = "start"
_INSIDE = "0"
_BEGIN = "1"
_SHARE = 0.12
_NO_STOP = 0.7
_LONGEST = 60
# Sources whose sentences are whole sentences, cut by hand.
_RELIABLE = frozenset(
    {"de_gsd", "de_pud", "en_ewt", "en_pud", "de_tagged", "silver_de_tagged", "soft_de_tagged"}
)


def mark_and_join(sentences: Iterable[Sentence], chance: random.Random) -> list[Sentence]:
    """The sentences with start labels; a share of those from one source in pairs."""
    waiting: dict[str, Sentence] = {}
    result: list[Sentence] = []
    for sentence in sentences:
        if sentence.source not in _RELIABLE:
            result.append(sentence)
            continue
        marked = _marked(sentence)
        before = waiting.pop(sentence.source, None)
        if before is not None:
            result.append(_joined(before, marked, chance))
        elif chance.random() < _SHARE and len(sentence.forms) < _LONGEST:
            waiting[sentence.source] = marked
        else:
            result.append(marked)
    result.extend(waiting.values())
    return result


def _marked(sentence: Sentence) -> Sentence:
    labels: Labels = (None, *[_INSIDE] * (len(sentence.forms) - 1))
    return replace(sentence, tags={**sentence.tags, START: labels})


def _joined(first: Sentence, second: Sentence, chance: random.Random) -> Sentence:
    if chance.random() < _NO_STOP:
        first = without_stop(first)
    size = len(first.forms)
    tags: dict[str, Labels] = {}
    for name in {**first.tags, **second.tags}:
        left = first.tags.get(name, (None,) * size)
        right = second.tags.get(name, (None,) * len(second.forms))
        tags[name] = (*left, *right)
    tags[START] = (*first.tags[START], _BEGIN, *second.tags[START][1:])
    heads = None
    if first.heads is not None and second.heads is not None:
        heads = (*first.heads, *(head + size if head >= 0 else -1 for head in second.heads))
    soft = None
    if first.soft is not None and second.soft is not None:
        soft = first.soft.followed_by(second.soft)
    return Sentence(
        (*first.forms, *second.forms),
        first.source,
        first.language,
        tags,
        heads,
        (*first.relations, *second.relations) if heads is not None else (),
        first.convention,
        soft,
    )
