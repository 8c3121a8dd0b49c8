"""Pairing two lists one-to-one so that the sum of the weights is greatest."""

from collections.abc import Sequence
from math import inf


def best_pairs(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs (row, column) of the assignment with the greatest sum, pairs of no weight left out.

    Source: the Hungarian method with potentials (Kuhn 1955, Munkres 1957), O(n^2 m).
    """
    if not weights or not weights[0]:
        return []
    if len(weights) > len(weights[0]):
        turned = [list(column) for column in zip(*weights, strict=True)]
        return sorted((row, column) for column, row in best_pairs(turned))
    rows, columns = len(weights), len(weights[0])
    row_price = [0.0] * (rows + 1)
    column_price = [0.0] * (columns + 1)
    owner = [0] * (columns + 1)
    for row in range(1, rows + 1):
        _augment(row, weights, row_price, column_price, owner)
    pairs = [(owner[c] - 1, c - 1) for c in range(1, columns + 1) if owner[c]]
    return sorted((r, c) for r, c in pairs if weights[r][c] > 0)


def _augment(
    row: int,
    weights: Sequence[Sequence[float]],
    row_price: list[float],
    column_price: list[float],
    owner: list[int],
) -> None:
    """Give `row` a column along the cheapest augmenting path; column 0 stands for "none yet"."""
    columns = len(column_price) - 1
    slack = [inf] * (columns + 1)
    previous = [0] * (columns + 1)
    used = [False] * (columns + 1)
    owner[0] = row
    column = 0
    while owner[column]:
        used[column] = True
        current = owner[column]
        delta, following = inf, 0
        for c in range(1, columns + 1):
            if used[c]:
                continue
            cost = -weights[current - 1][c - 1] - row_price[current] - column_price[c]
            if cost < slack[c]:
                slack[c], previous[c] = cost, column
            if slack[c] < delta:
                delta, following = slack[c], c
        for c in range(columns + 1):
            if used[c]:
                row_price[owner[c]] += delta
                column_price[c] -= delta
            else:
                slack[c] -= delta
        column = following
    while column:
        owner[column] = owner[previous[column]]
        column = previous[column]
