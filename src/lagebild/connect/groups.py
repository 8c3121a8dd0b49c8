"""Connected components of large graphs, vectorised."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def components(size: int, left: Ints, right: Ints) -> Ints:
    """For each of `size` nodes the smallest node that it is connected with.

    `left` and `right` (m,) are the ends of the edges. Labels are passed along the edges and
    shortened by pointer jumping (Shiloach and Vishkin 1982) until nothing changes.
    """
    label = np.arange(size, dtype=np.int64)
    if not len(left):
        return label
    while True:
        low = np.minimum(label[left], label[right])
        fresh = label.copy()
        # Roots are hooked as well as nodes, so that whole trees join in one step.
        np.minimum.at(fresh, label[left], low)
        np.minimum.at(fresh, label[right], low)
        while True:
            jumped = fresh[fresh]
            if np.array_equal(jumped, fresh):
                break
            fresh = jumped
        if np.array_equal(fresh, label):
            return label
        label = fresh
