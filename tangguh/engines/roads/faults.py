"""What is wrong with a network, named and located. Nothing is mended here, and nothing is dropped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from shapely.geometry.base import BaseGeometry

from tangguh.engines.roads.cutting import METRES_A_DEGREE
from tangguh.engines.roads.model import BOAT, Index, Mask, Network

DANGLING_M = 15.0
SHORTEST_M = 0.5
SAME_LENGTH = 0.01


class Kind(Enum):
    """The kinds of fault; the first three stand in the way of a plan."""

    CONTRADICTING = "contradicting"
    NO_CAPACITY = "no_capacity"
    NO_LENGTH = "no_length"
    UNBRIDGED = "unbridged"
    ISLAND = "island"
    DANGLING = "dangling"
    TRAP = "trap"
    DOUBLED = "doubled"
    PARALLEL = "parallel"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the pieces that it concerns, where it is, and a figure (metres, or 0)."""

    kind: Kind
    pieces: tuple[int, ...]
    longitude: float
    latitude: float
    metres: float = 0.0


def faults(network: Network, rivers: Sequence[BaseGeometry] = ()) -> list[Fault]:
    """Every fault, by kind. `rivers` are lines or areas in degrees; without them no crossing is seen."""
    if not network.ways:
        return []
    return [
        *useless(network),
        *unbridged(network, rivers),
        *islands(network),
        *dangling(network),
        *traps(network),
        *side_by_side(network),
    ]


def located(network: Network, kind: Kind, pieces: Sequence[int], metres: float = 0.0) -> Fault:
    """A fault that stands in the middle of its first piece."""
    line = network.lines[pieces[0]]
    longitude, latitude = line[len(line) // 2].tolist()
    return Fault(kind, tuple(pieces), longitude, latitude, metres)


def useless(network: Network) -> Iterator[Fault]:
    for number, way in enumerate(network.ways):
        if way.capacity is not None and not way.capacity > 0:
            yield located(network, Kind.NO_CAPACITY, [number])
    for number in np.flatnonzero(network.length_m < SHORTEST_M).tolist():
        yield located(network, Kind.NO_LENGTH, [number], float(network.length_m[number]))


def unbridged(network: Network, rivers: Sequence[BaseGeometry]) -> Iterator[Fault]:
    """Where a road crosses a river, and is neither a bridge nor a ford nor goes by boat."""
    if not rivers:
        return
    pieces, waters = shapely.STRtree(list(rivers)).query(network.shapes, predicate="intersects")
    seen: set[int] = set()
    for piece, water in zip(pieces.tolist(), waters.tolist(), strict=True):
        way = network.ways[piece]
        if piece in seen or way.is_bridge or way.is_ford or way.road_class == BOAT:
            continue
        seen.add(piece)
        where = shapely.intersection(network.shapes[piece], rivers[water])
        point = where.representative_point()
        yield Fault(Kind.UNBRIDGED, (piece,), float(point.x), float(point.y))


def parts(network: Network, pieces: Mask, *, connection: str = "weak") -> Index:
    """The number of the connected part of every junction, over some of the pieces."""
    both = pieces & ~network.one_way
    tail = np.concatenate([network.tail[pieces], network.head[both]])
    head = np.concatenate([network.head[pieces], network.tail[both]])
    count = len(network.points)
    graph = coo_matrix((np.ones(len(tail)), (tail, head)), shape=(count, count))
    _number, label = connected_components(graph, directed=True, connection=connection)
    return np.asarray(label, np.int32)


def islands(network: Network) -> Iterator[Fault]:
    """Pieces that no road joins to the largest part; their length tells how grave it is."""
    label = parts(network, np.ones(len(network.ways), bool))[network.tail]
    metres = np.bincount(label, weights=network.length_m)
    order = np.argsort(label, kind="stable")
    for part in np.split(order, np.flatnonzero(np.diff(label[order])) + 1):
        if label[part[0]] != metres.argmax():
            yield located(network, Kind.ISLAND, part.tolist(), float(metres[label[part[0]]]))


def dangling(network: Network) -> Iterator[Fault]:
    """Ends that stop just short of another road: somebody forgot to join them."""
    ends = np.concatenate([network.tail, network.head])
    lonely = np.flatnonzero(np.bincount(ends, minlength=len(network.points)) == 1)
    if not len(lonely):
        return
    scale = np.array([np.cos(np.radians(network.points[:, 1].mean())), 1.0]) * METRES_A_DEGREE
    lines = shapely.transform(network.shapes, lambda points: points * scale)
    spots = np.asarray(shapely.points(network.points[lonely] * scale))
    near, pieces = shapely.STRtree(lines).query(spots, predicate="dwithin", distance=DANGLING_M)
    gaps: list[float] = np.asarray(shapely.distance(spots[near], lines[pieces])).tolist()
    best: dict[int, tuple[float, int]] = {}
    for at, piece, gap in zip(near.tolist(), pieces.tolist(), gaps, strict=True):
        node = int(lonely[at])
        if node not in {network.tail[piece], network.head[piece]}:
            best[node] = min(best.get(node, (gap, piece)), (gap, piece))
    for node, (gap, piece) in sorted(best.items()):
        if not is_neighbour(network, node, piece):
            longitude, latitude = network.points[node].tolist()
            yield Fault(Kind.DANGLING, (piece,), longitude, latitude, gap)


def is_neighbour(network: Network, node: int, piece: int) -> bool:
    """Whether the short road to a lonely end begins at this very piece: then nothing is missing."""
    own = np.flatnonzero((network.tail == node) | (network.head == node))
    ends = {int(network.tail[piece]), int(network.head[piece])}
    return bool(ends & {*network.tail[own].tolist(), *network.head[own].tolist()})


def traps(network: Network) -> Iterator[Fault]:
    """Where one-ways let people in and not out, or out and not in."""
    whole = np.ones(len(network.ways), bool)
    weak, strong = parts(network, whole), parts(network, whole, connection="strong")
    sizes = np.bincount(strong)
    largest: dict[int, int] = {}
    for outer, inner in zip(weak.tolist(), strong.tolist(), strict=True):
        if outer not in largest or sizes[inner] > sizes[largest[outer]]:
            largest[outer] = inner
    caught = strong != np.array([largest[outer] for outer in weak.tolist()])
    inside = caught[network.tail] | caught[network.head]
    label = parts(network, inside)[network.tail]
    for part in np.unique(label[inside]).tolist():
        pieces = np.flatnonzero(inside & (label == part)).tolist()
        yield located(network, Kind.TRAP, pieces, float(network.length_m[pieces].sum()))


def side_by_side(network: Network) -> Iterator[Fault]:
    """Pieces that join the same two junctions: the same stretch drawn twice, or truly two roads."""
    low, high = np.minimum(network.tail, network.head), np.maximum(network.tail, network.head)
    order = np.lexsort((high, low))
    breaks = np.flatnonzero((np.diff(low[order]) != 0) | (np.diff(high[order]) != 0)) + 1
    for group in np.split(order, breaks):
        if len(group) > 1 and low[group[0]] != high[group[0]]:
            yield from told_apart(network, sorted(group.tolist()))


def told_apart(network: Network, pieces: list[int]) -> Iterator[Fault]:
    """Each stretch that is drawn more than once, and whether there are two roads or more."""
    stretches: list[list[int]] = []
    for piece in pieces:
        same = next((one for one in stretches if is_same(network, one[0], piece)), None)
        if same is None:
            stretches.append([piece])
        else:
            same.append(piece)
    for stretch in stretches:
        if len(stretch) > 1:
            yield located(network, kind_of_double(network, stretch), stretch)
    if len(stretches) > 1:
        yield located(network, Kind.PARALLEL, [stretch[0] for stretch in stretches])


def kind_of_double(network: Network, pieces: list[int]) -> Kind:
    """The same stretch drawn twice: with two directions, each says that the other is wrong."""
    directions = {(int(network.tail[p]), bool(network.one_way[p])) for p in pieces}
    one_ways = any(network.one_way[piece] for piece in pieces)
    return Kind.CONTRADICTING if one_ways and len(directions) > 1 else Kind.DOUBLED


def is_same(network: Network, one: int, other: int) -> bool:
    """The same length within a hundredth and the same line is the same stretch."""
    gap = abs(network.length_m[one] - network.length_m[other])
    return bool(gap <= SAME_LENGTH * network.length_m[one]) and on_each_other(network, one, other)


def on_each_other(network: Network, one: int, other: int) -> bool:
    gap = shapely.hausdorff_distance(network.shapes[one], network.shapes[other])
    return bool(gap * METRES_A_DEGREE < SHORTEST_M * 4)
