"""Ways are cut where they meet; lines that name no junctions get them where their points coincide."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from tangguh.engines.roads.lengths import lengths_m
from tangguh.engines.roads.model import Floats, Index, Network, Way

SAME_POINT_M = 2.5
METRES_A_DEGREE = 111_195.0


def cut(ways: Sequence[Way]) -> Network:
    """The network of ways: a junction is a point of two ways, an end, or where a way meets itself."""
    uses = Counter(key for way in ways for key in way.keys)
    uses.update(key for way in ways for key in {way.keys[0], way.keys[-1]})
    numbers: dict[Hashable, int] = {}
    places, pieces = [], []
    for way in ways:
        stops = [at for at, key in enumerate(way.keys) if uses[key] > 1]
        for at in stops:
            if way.keys[at] not in numbers:
                numbers[way.keys[at]] = len(numbers)
                places.append(way.points[at])
        pieces.extend(pieces_of(way, stops))
    tail = [numbers[piece.keys[0]] for piece in pieces]
    head = [numbers[piece.keys[-1]] for piece in pieces]
    lines = tuple(piece.points for piece in pieces)
    return Network(
        keys=tuple(numbers),
        points=np.array(places, np.float64).reshape(-1, 2),
        ways=tuple(pieces),
        tail=np.array(tail, np.int32),
        head=np.array(head, np.int32),
        length_m=lengths_m(lines),
        lines=lines,
    )


def pieces_of(way: Way, stops: list[int]) -> list[Way]:
    """A way between each stop and the next, drawn in the direction in which it may be driven."""
    pieces = []
    for first, last in pairwise(stops):
        part = slice(first, last + 1)
        keys, points = way.keys[part], way.points[part]
        if way.one_way < 0:
            keys, points = keys[::-1], points[::-1]
        pieces.append(replace(way, keys=keys, points=points, one_way=abs(way.one_way)))
    return pieces


def joined(ways: Sequence[Way]) -> list[Way]:
    """The same ways with keys by place: equal points are one, and ends within 2.5 m become one."""
    if not ways:
        return []
    stacked = np.vstack([way.points for way in ways])
    _unique, same = np.unique(stacked.round(7), axis=0, return_inverse=True)
    sizes = np.array([len(way.points) for way in ways])
    last = np.cumsum(sizes) - 1
    ends = np.unique(np.concatenate([last - sizes + 1, last]))
    keys = merged(same.reshape(-1).astype(np.int32), stacked, ends.astype(np.int32))
    first = last - sizes + 1
    return [
        replace(way, keys=tuple(keys[a : b + 1].tolist()))
        for way, a, b in zip(ways, first, last, strict=True)
    ]


def merged(same: Index, points: Floats, ends: Index) -> Index:
    """Numbers of points in which ends that nearly touch share one; a way never shrinks to a point."""
    east = np.cos(np.radians(points[:, 1].mean()))
    metres = points[ends] * [METRES_A_DEGREE * east, METRES_A_DEGREE]
    pairs = cKDTree(metres).query_pairs(SAME_POINT_M, output_type="ndarray")
    one, other = same[ends[pairs[:, 0]]], same[ends[pairs[:, 1]]]
    count = int(same.max()) + 1
    graph = coo_matrix((np.ones(len(one)), (one, other)), shape=(count, count))
    _parts, label = connected_components(graph, directed=False)
    return np.asarray(label[same])
