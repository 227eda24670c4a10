"""Borders as arcs from junction to junction, each stored once for both of its neighbours."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.schematic_map.growth import OUTLINE, Floats, Indices
from tangguh.engines.schematic_map.mesh import Mesh

FEWEST_STEPS = 3
LOOP_STEPS = 24


@dataclass(frozen=True)
class Arc:
    """A border with one cell all along its left and one along its right.

    `path` holds indices into the points of its network, from its first junction to its last.
    """

    path: Indices
    left: int
    right: int


def arcs_of(mesh: Mesh) -> tuple[Arc, ...]:
    """The borders of a mesh, traced from junction to junction; a ring without one is a loop."""
    steps: dict[tuple[int, int, int], int] = {}
    for (start, end), (left, right) in zip(mesh.edges.tolist(), mesh.sides.tolist(), strict=True):
        steps[start, left, right] = end
        steps[end, right, left] = start
    degree = np.bincount(mesh.edges.ravel(), minlength=len(mesh.points))
    starts = [key for key in steps if degree[key[0]] != 2 and key[1] > key[2]]
    arcs = [_trace(steps, key, degree) for key in starts]
    loops = [key for key in steps if key[1] > key[2]]
    while loops:
        key = loops.pop()
        if key in steps:
            arcs.append(_trace(steps, key, degree))
    return tuple(sorted(arcs, key=lambda arc: (arc.left, arc.right, arc.path.tolist())))


def _trace(
    steps: dict[tuple[int, int, int], int], key: tuple[int, int, int], degree: NDArray[np.intp]
) -> Arc:
    start, left, right = key
    path = [start]
    while (path[-1], left, right) in steps:
        path.append(steps.pop((path[-1], left, right)))
        if degree[path[-1]] != 2:
            break
    return Arc(np.array(path), left, right)


def resampled(mesh: Mesh, arcs: tuple[Arc, ...], steps: Floats) -> tuple[Floats, tuple[Arc, ...]]:
    """The arcs with evenly spaced points: new points, new arcs.

    `steps` (n,) is how far apart (km) points may be on the border of each cell; the finer of the
    two cells decides.
    """
    junctions = np.unique([end for arc in arcs for end in (arc.path[0], arc.path[-1])])
    number = {int(old): new for new, old in enumerate(junctions)}
    points, count, drawn = [mesh.points[junctions]], len(junctions), []
    for arc in arcs:
        finest = min(steps[cell] for cell in (arc.left, arc.right) if cell != OUTLINE)
        between = _evenly(mesh.points[arc.path], finest)
        inner = np.arange(count, count + len(between))
        first, last = number[int(arc.path[0])], number[int(arc.path[-1])]
        drawn.append(replace(arc, path=np.concatenate([[first], inner, [last]])))
        points.append(between)
        count += len(between)
    return np.concatenate(points), tuple(drawn)


def _evenly(path: Floats, step: float) -> Floats:
    """Points evenly spaced along a path, its two ends left out."""
    lengths = np.concatenate([[0.0], np.hypot(*np.diff(path, axis=0).T).cumsum()])
    fewest = LOOP_STEPS if np.array_equal(path[0], path[-1]) else FEWEST_STEPS
    parts = max(fewest, round(lengths[-1] / step))
    at = lengths[-1] * np.arange(1, parts) / parts
    return np.column_stack([np.interp(at, lengths, path[:, axis]) for axis in (0, 1)])
