"""Who is how far from whom where only points are known: as the crow flies."""

import math
from collections.abc import Mapping

import numpy as np
from scipy.spatial import cKDTree

from tangguh.engines.matching.model import InvalidQuestion, Pair

Point = tuple[float, float]  # metres east and north


def in_reach(
    people: Mapping[str, Point], helpers: Mapping[str, Point], metres: int
) -> tuple[Pair, ...]:
    """The pairs at most so many metres apart, rounded up: nobody is promised to be nearer.

    A walk is longer than a straight line; where paths are known, give their lengths instead.
    Raises InvalidQuestion for a point that is no pair of finite numbers.
    """
    if not people or not helpers:
        return ()
    where = np.array([_finite(id_, point) for id_, point in people.items()])
    there = np.array([_finite(id_, point) for id_, point in helpers.items()])
    near = cKDTree(there).query_ball_point(where, metres)
    names, others = list(people), list(helpers)
    return tuple(
        Pair(names[n], others[m], min(metres, math.ceil(math.dist(where[n], there[m]))))
        for n, found in enumerate(near)
        for m in sorted(found)
    )


def _finite(id_: str, point: Point) -> Point:
    if not all(map(math.isfinite, point)):
        raise InvalidQuestion("point_is_not_finite", id=id_)
    return point
