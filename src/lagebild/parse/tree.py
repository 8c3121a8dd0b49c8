"""From scores of all pairs of words to one tree a sentence."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
_NEVER = np.float32(-1e9)
_ROOTS_TRIED = 3
_ROUNDING = 0.01  # more than sums of single precision are off


def best_heads(scores: FloatArray) -> list[int]:
    """Heads of the words of one sentence, as columns (0 is the root, word i is column i + 1).

    `scores` [words + 1, words + 1]: dependent, head; row 0 is not used. The result is always a
    tree with exactly one word below the root: the greedy choice where it is one, else the best
    tree after Chu-Liu and Edmonds for the most promising root words.
    """
    size = scores.shape[0]
    if size <= 1:
        return []
    if size == 2:
        return [0]
    scores = scores.copy()
    np.fill_diagonal(scores, _NEVER)
    greedy = scores[1:].argmax(axis=1).tolist()
    if greedy.count(0) == 1 and not find_cycle([0, *greedy]):
        return [int(head) for head in greedy]
    logs = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    return _with_one_root(logs)


def find_cycle(heads: list[int]) -> list[int]:
    """The members of some cycle, or an empty list. Entry 0 is the root and is left out."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path: list[int] = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for visited in path:
            state[visited] = 2
    return []


def _with_one_root(logs: FloatArray) -> list[int]:
    candidates = np.argsort(-logs[1:, 0], kind="stable")[:_ROOTS_TRIED] + 1
    best: tuple[float, list[int]] | None = None
    # No tree is better than the best head of every word, the root's own left out.
    highest = logs[1:, 1:].max(axis=1)
    reach = float(highest.sum(dtype=np.float64)) - highest + logs[1:, 0]
    for root in candidates.tolist():
        if best is not None and reach[root - 1] < best[0] - _ROUNDING:
            continue
        fixed = logs.copy()
        fixed[:, 0] = _NEVER
        fixed[root, :] = _NEVER
        fixed[root, 0] = logs[root, 0]
        heads = _spanning_tree(fixed)
        total = float(sum(logs[word, heads[word]] for word in range(1, len(heads))))
        if best is None or total > best[0]:
            best = (total, heads[1:])
    assert best is not None
    return best[1]


def _spanning_tree(scores: FloatArray) -> list[int]:
    """Best tree from node 0 (Chu-Liu/Edmonds, contracting one cycle at a time)."""
    heads = [0, *scores[1:].argmax(axis=1).tolist()]
    cycle = find_cycle(heads)
    if not cycle:
        return heads
    inside = set(cycle)
    outside = [node for node in range(len(heads)) if node not in inside]
    rows, others = np.array(cycle)[:, None], np.array(outside)[:, None]
    into = scores[rows, outside] - np.array(
        [[scores[node, heads[node]]] for node in cycle], dtype=scores.dtype
    )
    out = scores[others, cycle]
    size = len(outside) + 1
    smaller = np.full((size, size), _NEVER, scores.dtype)
    smaller[:-1, :-1] = scores[others, outside]
    smaller[-1, :-1] = into.max(axis=0)
    smaller[:-1, -1] = out.max(axis=1)
    np.fill_diagonal(smaller, _NEVER)
    merged = _spanning_tree(smaller)
    for place, node in enumerate(outside[1:], 1):
        head = merged[place]
        heads[node] = cycle[int(out[place].argmax())] if head == size - 1 else outside[head]
    entry = merged[-1]
    entered = cycle[int(into[:, entry].argmax())]
    heads[entered] = outside[entry]
    return heads


def repair(heads: list[int], root: int) -> list[int]:
    """Break cycles and extra roots in stitched heads (word indices, -1 for the root).

    Every word that is a root besides `root`, and one word of every cycle, is hung below `root`.
    """
    fixed = [root if head < 0 else head for head in heads]
    fixed[root] = -1
    state = [0] * len(fixed)
    state[root] = 2
    for start in range(len(fixed)):
        path: list[int] = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = fixed[node]
        if state[node] == 1:
            fixed[node] = root
        for visited in path:
            state[visited] = 2
    return fixed
