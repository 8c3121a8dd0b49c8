"""From probabilities to quotations: cues first, then the phrases around each."""

from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.parse.record import Parse
from lagebild.recognise.quotes.draft import Draft
from lagebild.recognise.quotes.spans import Chars, inside, overlap
from lagebild.recognise.quotes.speech.cue_features import cue_features, may_be_cue
from lagebild.recognise.quotes.speech.facts import Facts
from lagebild.recognise.quotes.speech.role_features import Candidate, candidates, role_features
from lagebild.recognise.quotes.speech.weights import ROLES, FloatArray, Weights, weights
from lagebild.recognise.quotes.view import View

RULE = "quotes.speech"
_ONCE = frozenset(("source", "addressee"))


@dataclass(frozen=True)
class Said:
    """A cue and what was found around it: words by role, and how sure the cue is."""

    cue: int
    sure: float
    roles: dict[str, frozenset[int]]


def find_said(facts: Facts, learnt: Weights) -> list[Said]:
    """All cues of a text with their roles, in text order."""
    words = [w for w in range(len(facts)) if may_be_cue(facts, w)]
    if not words:
        return []
    sure = learnt.cues.probabilities([cue_features(facts, w) for w in words])[:, 1]
    cues = [(w, float(p)) for w, p in zip(words, sure, strict=True) if p >= learnt.least_cue]
    near = [candidates(facts, cue) for cue, _ in cues]
    examples = [
        role_features(facts, cue, c)
        for (cue, _), group in zip(cues, near, strict=True)
        for c in group
    ]
    scores = learnt.roles.probabilities(examples)
    found, at = [], 0
    for (cue, p), group in zip(cues, near, strict=True):
        roles = _assign(cue, group, scores[at : at + len(group)], learnt.least_role)
        found.append(Said(cue, p, roles))
        at += len(group)
    return found


def _assign(
    cue: int, group: Sequence[Candidate], scores: FloatArray, least: float
) -> dict[str, frozenset[int]]:
    """The larger phrases first; what lies inside a phrase that has a role gets none."""
    best = scores[:, 1:].argmax(axis=1) + 1 if len(group) else []
    taken: dict[str, set[int]] = {}
    sureness: dict[str, float] = {}
    used: set[int] = set()
    for i in sorted(range(len(group)), key=lambda i: -len(group[i].words)):
        role, sure = ROLES[int(best[i])], float(scores[i, best[i]])
        if 1 - float(scores[i, 0]) < least:
            continue
        words = {group[i].node} if role in ("cue", "particle") else set(group[i].words) - {cue}
        if not words or words & used:
            continue
        used |= words
        if role in _ONCE and role in taken:
            if sure > sureness[role]:
                taken[role], sureness[role] = words, sure
            continue
        taken.setdefault(role, set()).update(words)
        sureness[role] = sure
    return {role: frozenset(words) for role, words in taken.items()}


def spans(parse: Parse, words: frozenset[int]) -> tuple[Chars, ...]:
    """The words as stretches of characters: marks between two of them belong to the stretch."""
    runs: list[list[int]] = []
    last = -2
    for word in sorted(w for w in words if _real(parse, w)):
        if runs and all(not _real(parse, gap) for gap in range(last + 1, word)):
            runs[-1].append(word)
        else:
            runs.append([word])
        last = word
    return tuple((parse.starts[run[0]], parse.ends[run[-1]]) for run in runs)


def _real(parse: Parse, word: int) -> bool:
    return parse.upos[word] != "PUNCT" and bool(parse.ends[word] > parse.starts[word])


def find_in_speech(view: View, rules: Sequence[Draft]) -> list[Draft]:
    """The quotations of a speech: what the weights find, and words in marks that only rules know.

    An act counts where its content is there, or both its speaker and its topic. Raises ModelError
    where the weights are missing or damaged.
    """
    facts = Facts(view.parse, view.lexicon)
    found = [_draft(view, facts, said) for said in find_said(facts, weights())]
    drafts = [d for d in found if d is not None]
    anchors = {d.anchor for d in drafts}
    spoken = [span for d in drafts for span in d.spans]
    return drafts + [
        rule
        for rule in rules
        if rule.kind == "direct"
        and rule.anchor not in anchors
        and not any(overlap(own, other) for own in rule.spans for other in spoken)
    ]


def _draft(view: View, facts: Facts, said: Said) -> Draft | None:
    parse, roles = facts.parse, said.roles
    message = spans(parse, roles.get("message", frozenset()))
    topic = spans(parse, roles.get("topic", frozenset()))
    source = spans(parse, roles.get("source", frozenset()))
    content = message or (topic if source else ())
    if not content:
        return None
    addressee = spans(parse, roles.get("addressee", frozenset()))
    cue = frozenset((said.cue,)) | roles.get("cue", frozenset())
    return Draft(
        kind=_kind(view, message),
        spans=content,
        rule=RULE,
        anchor=said.cue,
        cue=spans(parse, cue),
        speaker=max(source, key=_length) if source else None,
        addressee=max(addressee, key=_length) if addressee else None,
        stance=_stance(facts, said.cue),
    )


def _kind(view: View, message: Sequence[Chars]) -> str:
    """Direct where all of the message stands in quotation marks; reported without a message."""
    marked = [(q.start, q.end) for q in view.outer]
    if message and all(inside(span, marked) for span in message):
        return "direct"
    return "indirect" if message else "reported"


def _length(span: Chars) -> int:
    return span[1] - span[0]


def _stance(facts: Facts, word: int) -> str:
    """The stance that the tables know of the cue, else a claim."""
    entries = facts.lexicon.verbs.get(facts.lemmas[word], ())
    plain = [entry for entry in entries if not entry.companions]
    if plain:
        return plain[0].stance
    noun = facts.lexicon.noun(facts.lemmas[word], facts.lowers[word])
    return noun.stance if noun and facts.parse.upos[word] == "NOUN" else "claim"
