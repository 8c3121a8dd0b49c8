"""Stretches of characters, half open: whether one lies in another, and what two share."""

from collections.abc import Sequence

Chars = tuple[int, int]


def inside(span: Chars, others: Sequence[Chars]) -> bool:
    """Whether a span lies within one of the others."""
    return any(s <= span[0] and span[1] <= e for s, e in others)


def overlap(a: Chars, b: Chars) -> int:
    """The number of characters that two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))
