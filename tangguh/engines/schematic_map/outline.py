"""Outlines for a district of which only points and areas are known."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree
from scipy.spatial.distance import cdist
from shapely.geometry.base import BaseGeometry

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

WIDEST_STRAIT = 0.8
APART = 0.15
LINK_WIDTH = 1.0
CLOSING = 2.2
OPENING = 0.8
AREA_TOLERANCE = 1e-3
ROUND = 8
FINEST = 0.01
MOST_HALVINGS = 40


@dataclass(frozen=True)
class Island:
    """Land apart from other land: the places of its `members` in the list, and its outline."""

    members: Indices
    outline: shapely.Polygon


def islands_around(points: Floats, areas: Floats) -> list[Island]:
    """One island for a district whose villages lie close, several where they lie far apart.

    Villages are neighbours when the gap between their discs is small beside the smaller disc. Islands whose
    outlines come too near each other are made one. `points` is (n, 2) km, `areas` (n,) km².
    """
    discs = np.sqrt(areas / np.pi)
    smaller = np.minimum(discs[:, None], discs[None, :])
    gap = cdist(points, points) - discs[:, None] - discs[None, :]
    near = gap <= WIDEST_STRAIT * smaller
    _, group = connected_components(near, directed=False)
    while True:
        groups = [np.flatnonzero(group == number) for number in np.unique(group)]
        islands = [Island(who, outline_around(points[who], areas[who])) for who in groups]
        close = _close_pair(islands, APART * float(np.median(discs)))
        if close is None:
            return islands
        group[islands[close[1]].members] = group[islands[close[0]].members[0]]


def _close_pair(islands: list[Island], distance: float) -> tuple[int, int] | None:
    outlines = [island.outline for island in islands]
    pairs = shapely.STRtree(outlines).query(outlines, "dwithin", distance).T.tolist()
    return next(((first, second) for first, second in pairs if first < second), None)


def outline_around(points: Floats, areas: Floats) -> shapely.Polygon:
    """One polygon without holes around all points, as large as the areas together.

    Every village is a disc of its own area. Discs are linked along the shortest tree, so that
    none lies apart; bays are closed and capes rounded; then all radii are scaled until the size
    is right. `points` is (n, 2) in km, `areas` is (n,) in km².
    """
    discs = np.sqrt(areas / np.pi)
    links = _links(points, discs)
    low, high = 0.0, 2.0
    shape = _shape(points, discs, links, high)
    for _ in range(MOST_HALVINGS):
        if abs(shape.area / areas.sum() - 1) < AREA_TOLERANCE:
            break
        scale = (low + high) / 2
        shape = _shape(points, discs, links, scale)
        low, high = (scale, high) if shape.area < areas.sum() else (low, scale)
    return _largest(shape.simplify(FINEST * float(np.median(discs))))


def _links(points: Floats, discs: Floats) -> tuple[NDArray[np.object_], Floats]:
    """The lines of the shortest tree through all points, and how broad each may be."""
    tree = minimum_spanning_tree(cdist(points, points)).tocoo()
    ends = np.stack([points[tree.row], points[tree.col]], axis=1).reshape(-1, 2, 2)
    return np.asarray(shapely.linestrings(ends)), np.minimum(
        discs[tree.row], discs[tree.col]
    ) * LINK_WIDTH


def _shape(
    points: Floats, discs: Floats, links: tuple[NDArray[np.object_], Floats], scale: float
) -> shapely.Polygon:
    lines, widths = links
    round_parts = shapely.buffer(shapely.points(points), discs * scale, quad_segs=ROUND)
    bridges = shapely.buffer(lines, widths * scale, quad_segs=ROUND)
    body = shapely.union_all(np.concatenate([round_parts, bridges]))
    span = float(np.median(discs)) * scale
    closed = _largest(body.buffer(span * CLOSING, ROUND).buffer(-span * CLOSING, ROUND))
    return _largest(
        shapely.union_all(
            [closed.buffer(-span * OPENING, ROUND).buffer(span * OPENING, ROUND), *bridges]
        )
    )


def _largest(shape: BaseGeometry) -> shapely.Polygon:
    """The largest part of a shape, its holes filled."""
    parts = shapely.get_parts(shape)
    largest = parts[np.argmax(shapely.area(parts))]
    return shapely.Polygon(largest.exterior)
