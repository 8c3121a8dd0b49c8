"""The phrases around a cue that may play a part in it, and the features of each."""

from dataclasses import dataclass

from lagebild.recognise.quotes.speech.facts import NONE, Facts

_FAR = 6
_UP = 3
_NEAR_DEPTH = 3
_FAR_DEPTH = 2
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")


@dataclass(frozen=True)
class Candidate:
    """A node of the tree near a cue: steps `up` from the cue, then `down`, and the words it spans.

    Where the node stands above the cue, the branch that holds the cue is not part of its words.
    """

    node: int
    up: int
    down: int
    words: frozenset[int]
    route: str


def candidates(facts: Facts, cue: int) -> list[Candidate]:
    """The nodes below, beside and above a cue, and the root of the next sentence; nearest first."""
    found: list[Candidate] = []
    branch, top, route = -1, cue, ""
    whole: frozenset[int] = frozenset()
    for up in range(_UP + 1):
        if up:
            above = facts.heads[top]
            if above < 0:
                break
            route += f"<{facts.relations[top]}"
            branch, top = top, above
            below = frozenset(facts.parse.subtree(branch))
            whole = frozenset(facts.parse.subtree(top))
            found.append(Candidate(top, up, 0, whole - below, route))
        depth = _NEAR_DEPTH if up == 0 else _FAR_DEPTH
        found += _below(facts, top, branch, up, depth, route)
    follower = _next_root(facts, cue)
    if follower is not None:
        words = frozenset(facts.parse.subtree(follower))
        found.append(Candidate(follower, 9, 0, words, "next"))
    return found


def _below(facts: Facts, top: int, branch: int, up: int, depth: int, route: str) -> list[Candidate]:
    found = []
    layer = [(child, route) for child in facts.parse.children[top] if child != branch]
    for down in range(1, depth + 1):
        deeper: list[tuple[int, str]] = []
        for node, way in layer:
            relation = facts.relations[node]
            if relation == "punct":
                continue
            way = f"{way}>{relation}"
            found.append(Candidate(node, up, down, frozenset(facts.parse.subtree(node)), way))
            deeper += [(child, way) for child in facts.parse.children[node]]
        layer = deeper
    return found


def _next_root(facts: Facts, cue: int) -> int | None:
    sentence = facts.sentences[cue] + 1
    if sentence >= facts.parse.sentence_count:
        return None
    return next((w for w in facts.parse.words_of(sentence) if facts.heads[w] < 0), None)


def role_features(facts: Facts, cue: int, candidate: Candidate) -> list[str]:
    """The features of a candidate as strings."""
    parse, node = facts.parse, candidate.node
    lemma, upos = facts.lemmas[cue], parse.upos[cue]
    passive = "p" if facts.has(cue, "nsubj:pass") else facts.form(cue)
    kind, case = facts.kind(node), facts.case(node)
    clause = facts.mark(node) if facts.is_clause(node) else NONE
    side = "l" if node < cue else "r"
    way = candidate.route
    between, present = _between(facts, cue, node), _present(facts, cue)
    alone = [
        f"way={way}",
        f"way={way}&side={side}",
        f"case={case}",
        f"kind={kind}",
        f"clause={clause}",
        f"way={way}&case={case}",
        f"way={way}&kind={kind}",
        f"way={way}&clause={clause}&form={facts.form(node)}",
        f"way={way}&lemma={facts.lemmas[node]}",
        f"way={way}&has={present}",
        f"way={way}&rivals={_rivals(facts, node)}",
    ]
    return [
        "bias",
        *alone,
        *(f"l={lemma}&{item}" for item in alone),
        *(f"u={upos}{passive}&{item}" for item in alone),
        f"lemma={facts.lemmas[node]}",
        f"word={facts.lowers[node]}&l={lemma}",
        f"up={candidate.up}&down={candidate.down}",
        f"way={way}&between={between}",
        f"clause={clause}&between={between}",
        f"clause={clause}&between={between}&l={lemma}",
        f"way={way}&size={min(4, len(candidate.words))}",
        f"first={facts.lowers[min(candidate.words)]}&way={way}" if candidate.words else "empty",
        f"way={way}&above={facts.lemmas[facts.heads[node]] if facts.heads[node] >= 0 else NONE}",
        f"way={way}&case={case}&kind={kind}",
        f"way={way}&case={case}&kind={kind}&has={present}",
        f"way={way}&end={facts.sentence_end(cue)}",
        f"quoted={facts.quoted[cue]}{facts.quoted[node]}&up={candidate.up}&down={candidate.down}",
    ]


def _present(facts: Facts, cue: int) -> str:
    """Which parts the cue has in the tree: they decide what the others can be."""
    parts = []
    for name, relations in (
        ("s", _SUBJECTS),
        ("o", ("obj",)),
        ("c", ("ccomp", "xcomp", "csubj")),
        ("p", ("parataxis",)),
        ("a", ("advcl", "acl")),
    ):
        if facts.has(cue, *relations):
            parts.append(name)
    return "".join(parts)


def _rivals(facts: Facts, node: int) -> int:
    """How many words hang in the same place by the same relation."""
    head = facts.heads[node]
    if head < 0:
        return 0
    same = [c for c in facts.parse.children[head] if facts.relations[c] == facts.relations[node]]
    return min(3, len(same))


def _between(facts: Facts, cue: int, node: int) -> str:
    """The marks between cue and node."""
    low, high = min(cue, node), max(cue, node)
    marks = {facts.parse.form[w] for w in range(low, min(high, low + 60))} & {
        ",",
        ":",
        ";",
        "-",
        "–",
        "„",
    }
    return "".join(sorted(marks)) + str(min(_FAR, high - low) // 2)
