"""Houses and shelters beside the road: each joins it where it is nearest, at a junction of its own."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from shapely.ops import substring

from tangguh.engines.roads.model import Floats, Index, Mask, Network

METRES_A_DEGREE = 111_195.0
AT_THE_END_M = 1.0  # nearer to an end of a piece, a point joins that end
NOWHERE = -1


@dataclass(frozen=True, eq=False)
class Part:
    """What becomes of a piece, or of a stretch of it."""

    piece: int
    tail: int
    head: int
    length_m: float
    line: Floats


@dataclass(frozen=True, eq=False)
class Reached:
    """A network cut where points join it.

    piece    of the network before, of which each piece is a part
    node     the junction of each point; NOWHERE where no road is near enough
    metres   from each point to its junction, as the crow flies
    """

    network: Network
    piece: Index
    node: Index
    metres: Floats


def reach(network: Network, points: Floats, within_m: float, may_join: Mask) -> Reached:
    """Let every point (n, 2 degrees) join the nearest piece that may be joined."""
    node = np.full(len(points), NOWHERE, np.int32)
    metres = np.full(len(points), np.inf)
    joined = np.flatnonzero(may_join)
    if not len(points) or not len(joined):
        return Reached(network, np.arange(len(network.ways), dtype=np.int32), node, metres)
    scale = scale_at(points)
    flat = [shapely.LineString(line * scale) for line in network.lines]
    spots = np.array([shapely.Point(point) for point in points * scale], dtype=object)
    lines = np.array([flat[piece] for piece in joined.tolist()], dtype=object)
    nearest = shapely.STRtree(lines).nearest(spots)
    far = shapely.distance(lines[nearest], spots)
    near = far <= within_m
    metres[near] = far[near]
    along = shapely.line_locate_point(lines[nearest], spots)
    stops: dict[int, dict[float, list[int]]] = {}
    for point in np.flatnonzero(near).tolist():
        piece = int(joined[nearest[point]])
        stops.setdefault(piece, {}).setdefault(stop(flat[piece], along[point]), []).append(point)
    return cut_at(network, flat, stops, (node, metres), scale)


def scale_at(points: Floats) -> Floats:
    """Metres in a degree of longitude and of latitude, around some points."""
    east = float(np.cos(np.radians(points[:, 1].mean())))
    return np.array([METRES_A_DEGREE * east, METRES_A_DEGREE])


def stop(line: shapely.LineString, along: float) -> float:
    """Where a point joins, in whole metres along a line; at an end where that is as good as there."""
    if along <= AT_THE_END_M:
        return 0.0
    return line.length if along >= line.length - AT_THE_END_M else float(round(along))


def cut_at(
    network: Network,
    flat: list[shapely.LineString],
    stops: dict[int, dict[float, list[int]]],
    found: tuple[Index, Floats],
    scale: Floats,
) -> Reached:
    """The pieces once more, each cut where something joins it; new junctions come last."""
    node, metres = found
    points = [tuple(point) for point in network.points.tolist()]
    parts: list[Part] = []
    for piece, line in enumerate(flat):
        ends = {0.0: int(network.tail[piece]), line.length: int(network.head[piece])}
        for along, those in sorted(stops.get(piece, {}).items()):
            if along not in ends:
                ends[along] = len(points)
                points.append(tuple((line.interpolate(along).coords[0] / scale).tolist()))
            node[those] = ends[along]
        parts += parts_of(network, piece, line, ends, scale)
    keys = (*network.keys, *(("joined", n) for n in range(len(points) - len(network.keys))))
    cut = Network(
        keys=keys,
        points=np.array(points, np.float64).reshape(-1, 2),
        ways=tuple(network.ways[part.piece] for part in parts),
        tail=np.array([part.tail for part in parts], np.int32),
        head=np.array([part.head for part in parts], np.int32),
        length_m=np.array([part.length_m for part in parts], np.float64),
        lines=tuple(part.line for part in parts),
    )
    return Reached(cut, np.array([part.piece for part in parts], np.int32), node, metres)


def parts_of(
    network: Network,
    piece: int,
    line: shapely.LineString,
    ends: dict[float, int],
    scale: Floats,
) -> list[Part]:
    """A piece between each mark along it and the next; the piece itself where there are none."""
    length = float(network.length_m[piece])
    whole = (int(network.tail[piece]), int(network.head[piece]))
    if len(ends) <= len({0.0, line.length}):
        return [Part(piece, *whole, length, network.lines[piece])]
    return [
        Part(
            piece,
            ends[begin],
            ends[end],
            length * (end - begin) / line.length,
            np.array(substring(line, begin, end).coords) / scale,
        )
        for begin, end in pairwise(sorted(ends))
    ]
