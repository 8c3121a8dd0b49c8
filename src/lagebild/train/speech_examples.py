"""Examples for the weights that read speeches: words and phrases of annotated speeches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lagebild.evaluate.quote_data import Speech, read_speeches
from lagebild.parse import parse_many
from lagebild.parse.record import Parse
from lagebild.recognise.quotes.lexicon import lexicon
from lagebild.recognise.quotes.speech.cue_features import cue_features, may_be_cue
from lagebild.recognise.quotes.speech.facts import Facts
from lagebild.recognise.quotes.speech.role_features import Candidate, candidates, role_features
from lagebild.recognise.quotes.speech.weights import ROLES, hashed

_LANGUAGE = "de"
_BATCH = 8
_PURE = 0.75
_NAMES = {
    "Source": "source",
    "Message": "message",
    "Addr": "addressee",
    "Topic": "topic",
    "Medium": "medium",
    "Evidence": "evidence",
    "PTC": "particle",
    "Cue": "cue",
}


@dataclass(frozen=True)
class Example:
    """One decision: the text it comes from, its features' hashes, the right class."""

    text: int
    features: tuple[int, ...]
    label: int


@dataclass(frozen=True)
class Examples:
    """All decisions on words (cue or not) and on the phrases around annotated cues (roles)."""

    cues: list[Example]
    roles: list[Example]


def read_examples(archive: Path, threads: int) -> Examples:
    """Parse the speeches of an archive and turn their annotations into examples."""
    speeches = read_speeches(archive)
    examples = Examples([], [])
    for at in range(0, len(speeches), _BATCH):
        group = speeches[at : at + _BATCH]
        parses = parse_many([s.text for s in group], [_LANGUAGE] * len(group), threads)
        for number, (speech, parse) in enumerate(zip(group, parses, strict=True), at):
            _add(examples, number, speech, parse)
    return examples


def _add(examples: Examples, number: int, speech: Speech, parse: Parse) -> None:
    facts = Facts(parse, lexicon(_LANGUAGE))
    tokens = [speech.token_at(int(end) - 1) for end in parse.end]
    anchors = _anchors(facts, speech, tokens)
    for word in range(len(parse)):
        if may_be_cue(facts, word):
            features = _hashes(cue_features(facts, word))
            examples.cues.append(Example(number, features, int(word in anchors)))
    for cue, annotation in anchors.items():
        near = candidates(facts, cue)
        for candidate, label in zip(near, _labels(facts, near, annotation, tokens), strict=True):
            if label is not None:
                features = _hashes(role_features(facts, cue, candidate))
                examples.roles.append(Example(number, features, label))


def _hashes(features: Sequence[str]) -> tuple[int, ...]:
    return tuple(sorted({hashed(feature) for feature in features}))


def _anchors(
    facts: Facts, speech: Speech, tokens: Sequence[int]
) -> dict[int, Mapping[str, frozenset[int]]]:
    """The highest word of each annotated cue in the tree, with the annotation."""
    words: dict[int, list[int]] = {}
    for word, token in enumerate(tokens):
        words.setdefault(token, []).append(word)
    found = {}
    for annotation in speech.annotations:
        cue = [word for token in annotation["Cue"] for word in words.get(token, [])]
        if cue:
            found[min(cue, key=lambda w: (_depth(facts, w), w))] = annotation
    return found


def _depth(facts: Facts, word: int) -> int:
    depth = 0
    while facts.heads[word] >= 0 and depth < len(facts):
        word = facts.heads[word]
        depth += 1
    return depth


def _labels(
    facts: Facts,
    near: Sequence[Candidate],
    annotation: Mapping[str, frozenset[int]],
    tokens: Sequence[int],
) -> list[int | None]:
    """The role of each candidate; None inside a phrase that has one already."""
    roles = {token: _NAMES[name] for name, found in annotation.items() for token in found}
    roles.update(dict.fromkeys(annotation["Cue"], "cue"))
    labels: list[int | None] = [0] * len(near)
    taken: list[frozenset[int]] = []
    for i in sorted(range(len(near)), key=lambda i: -len(near[i].words)):
        candidate = near[i]
        if any(candidate.node in words for words in taken):
            labels[i] = None
            continue
        if tokens[candidate.node] in annotation["Cue"]:
            labels[i] = ROLES.index("cue")
            continue
        held = [tokens[w] for w in candidate.words if facts.parse.upos[w] != "PUNCT"]
        counts = Counter(roles.get(t, "none") for t in held if t not in annotation["Cue"])
        if counts:
            role, count = counts.most_common(1)[0]
            if role != "none" and count >= _PURE * counts.total():
                labels[i] = ROLES.index(role)
                taken.append(candidate.words)
    return labels
