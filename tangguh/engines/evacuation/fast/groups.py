"""Neighbours on the road: households in the order of the shortest-path forest, cut into groups."""

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.compiled_loops import compiler

compiled = compiler("tangguh.engines.evacuation.fast")

Index = NDArray[np.int32]
Floats = NDArray[np.float64]


@compiled
def preorder(parent: Index) -> Index:
    """The place of each node when every branch is walked to its end before the next; parent -1: root."""
    n = len(parent)
    child, following = np.full(n, -1, np.int32), np.full(n, -1, np.int32)
    for v in range(n - 1, -1, -1):
        if parent[v] >= 0:
            following[v] = child[parent[v]]
            child[parent[v]] = v
    place = np.full(n, -1, np.int32)
    count = 0
    for root in range(n):
        if parent[root] >= 0:
            continue
        v = root
        while v >= 0:
            place[v] = count
            count += 1
            v = after(v, root, parent, child, following)
    return place


@compiled
def after(v: int, root: int, parent: Index, child: Index, following: Index) -> int:
    if child[v] >= 0:
        return int(child[v])
    while v != root and following[v] < 0:
        v = parent[v]
    return -1 if v == root else int(following[v])


@compiled
def cut_into_groups(node: Index, root: Index, away: Floats, size: int, spread: float) -> Index:
    """A number for each household in forest order: a new one when full, at a new root, or far away."""
    group = np.zeros(len(node), np.int32)
    number, count, nearest, farthest = -1, 0, 0.0, 0.0
    for i in range(len(node)):
        d = away[i]
        far = max(farthest, d) - min(nearest, d) > spread
        if i == 0 or root[i] != root[i - 1] or far or (count >= size and node[i] != node[i - 1]):
            number, count, nearest, farthest = number + 1, 0, d, d
        nearest, farthest = min(nearest, d), max(farthest, d)
        count += 1
        group[i] = number
    return group
