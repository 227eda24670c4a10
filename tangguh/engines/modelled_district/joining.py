"""Which villages a road joins: the cheapest tree, and a link where the way round is too long."""

import heapq
from collections.abc import Sequence

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra, minimum_spanning_tree
from scipy.spatial import Delaunay

from tangguh.engines.modelled_district.model import Floats, Village

ROUND_ABOUT = 1.9
LONGEST_KM = 14.0
BUSY = 4  # so many subdistricts' ways to the town make a provincial road

Pair = tuple[int, int]


def neighbours(points: Floats) -> list[Pair]:
    """Pairs of villages beside each other, in order."""
    corners = Delaunay(points).simplices
    sides = np.vstack([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [0, 2]]])
    return sorted({(min(a, b), max(a, b)) for a, b in sides.tolist()})


def joined_pairs(points: Floats) -> list[Pair]:
    """The tree of least length over the neighbours, and every short cut that is worth it."""
    pairs = neighbours(points)
    km = {pair: float(np.hypot(*(points[pair[0]] - points[pair[1]]))) for pair in pairs}
    count = len(points)
    tree = minimum_spanning_tree(matrix(pairs, km, count)).tocoo()
    chosen = {
        (min(a, b), max(a, b)) for a, b in zip(tree.row.tolist(), tree.col.tolist(), strict=True)
    }
    around: dict[int, dict[int, float]] = {number: {} for number in range(count)}
    for pair in chosen:
        join(around, pair, km[pair])
    for pair in sorted(pairs, key=lambda pair: (km[pair], pair)):
        limit = ROUND_ABOUT * km[pair]
        if pair not in chosen and km[pair] < LONGEST_KM and is_farther(around, pair, limit):
            chosen.add(pair)
            join(around, pair, km[pair])
    return sorted(chosen)


def join(around: dict[int, dict[int, float]], pair: Pair, km: float) -> None:
    around[pair[0]][pair[1]] = around[pair[1]][pair[0]] = km


def is_farther(around: dict[int, dict[int, float]], pair: Pair, limit: float) -> bool:
    """Whether the way from one to the other is longer than a limit."""
    start, goal = pair
    best, heap = {start: 0.0}, [(0.0, start)]
    while heap:
        km, here = heapq.heappop(heap)
        if here == goal:
            return False
        for there, step in sorted(around[here].items()):
            further = km + step
            if further <= limit and further < best.get(there, np.inf):
                best[there] = further
                heapq.heappush(heap, (further, there))
    return True


def matrix(pairs: Sequence[Pair], km: dict[Pair, float], count: int) -> coo_matrix:
    ends = np.array(pairs)
    return coo_matrix(([km[pair] for pair in pairs], (ends[:, 0], ends[:, 1])), (count, count))


def classes_of(
    pairs: Sequence[Pair], points: Floats, villages: Sequence[Village], town: int
) -> dict[Pair, str]:
    """A road on the way from a subdistrict's seat to the town is more than a village road."""
    km = {pair: float(np.hypot(*(points[pair[0]] - points[pair[1]]))) for pair in pairs}
    graph = matrix(pairs, km, len(points)).tocsr()
    _far, before = dijkstra(graph, directed=False, indices=town, return_predecessors=True)
    seats: dict[str, int] = {}
    for number, village in enumerate(villages):
        seats.setdefault(village.subdistrict, number)
    used: dict[Pair, int] = {}
    for seat in seats.values():
        here = seat
        while here != town and before[here] >= 0:
            there = int(before[here])
            pair = (min(here, there), max(here, there))
            used[pair] = used.get(pair, 0) + 1
            here = there
    return {
        pair: "provincial"
        if used.get(pair, 0) >= BUSY
        else "district"
        if pair in used
        else "village"
        for pair in pairs
    }
