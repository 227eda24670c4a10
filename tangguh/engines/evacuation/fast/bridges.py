"""Roads without which people are cut off from a root (Tarjan 1974), with how many they are."""

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.compiled_loops import compiler

compiled = compiler("tangguh.engines.evacuation.fast")

Index = NDArray[np.int32]
Whole = NDArray[np.int64]


def cut_off(one: Index, other: Index, root: int, persons: Whole) -> Whole:
    """For each road between two nodes: the persons who lose the root with it; 0 where none do."""
    ends = np.concatenate((one, other))
    order = np.argsort(ends, kind="stable").astype(np.int32)
    first = np.append(0, np.cumsum(np.bincount(ends, minlength=root + 1))).astype(np.int32)
    head = np.concatenate((other, one))[order]
    road = (order % max(len(one), 1)).astype(np.int32)
    return behind(first, head, road, root, np.append(persons, 0))


@compiled
def behind(first: Index, head: Index, road: Index, root: int, persons: Whole) -> Whole:
    """Depth first: a road is a bridge where nothing below it reaches above it another way."""
    n = len(first) - 1
    lost = np.zeros(len(head) // 2, np.int64)
    seen, low = np.full(n, -1, np.int32), np.full(n, -1, np.int32)
    by, at = np.full(n, -1, np.int32), first[:-1].copy()
    stack = np.empty(n, np.int32)
    total = persons.copy()
    seen[root] = low[root] = 0
    stack[0], size, count = root, 1, 1
    while size > 0:
        v = stack[size - 1]
        if at[v] < first[v + 1]:
            i = at[v]
            at[v] += 1
            u = head[i]
            if seen[u] < 0:
                seen[u] = low[u] = count
                by[u], count = road[i], count + 1
                stack[size], size = u, size + 1
            elif road[i] != by[v]:
                low[v] = min(low[v], seen[u])
            continue
        size -= 1
        if size == 0:
            break
        parent = stack[size - 1]
        low[parent] = min(low[parent], low[v])
        total[parent] += total[v]
        if low[v] > seen[parent]:
            lost[by[v]] = total[v]
    return lost
