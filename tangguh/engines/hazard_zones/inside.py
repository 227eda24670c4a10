"""Which zone somebody stands in, and whose zones hang together."""

from collections.abc import Sequence

import numpy as np
import shapely

from tangguh.engines.hazard_zones.model import LEVELS, Zone


def classes_at(
    zones: Sequence[Zone], points: Sequence[tuple[float, float]]
) -> tuple[str | None, ...]:
    """The gravest class at every point (longitude, latitude in degrees); None outside all zones.

    A point on the border of a zone lies in it.
    """
    gravest = np.full(len(points), len(LEVELS))
    if points and zones:
        places = shapely.points(np.asarray(points, dtype=np.float64))
        tree = shapely.STRtree(np.array([zone.geometry for zone in zones], dtype=object))
        number, zone = tree.query(places, "intersects")
        order = np.array([LEVELS.index(each.level) for each in zones])
        np.minimum.at(gravest, number, order[zone])
    return tuple(LEVELS[rank] if rank < len(LEVELS) else None for rank in gravest.tolist())


def place_numbers(
    zones: Sequence[Zone], points: Sequence[tuple[float, float]]
) -> tuple[int | None, ...]:
    """The number of the connected place at every point (longitude, latitude); None outside.

    Zones that touch are one place: who is in it is cut off by the same water.
    """
    found: list[int | None] = [None] * len(points)
    if points and zones:
        whole = shapely.get_parts(shapely.union_all([zone.geometry for zone in zones]))
        tree = shapely.STRtree(whole)
        places = shapely.points(np.asarray(points, dtype=np.float64))
        for number, place in sorted(tree.query(places, "intersects").T.tolist(), reverse=True):
            found[number] = place
    return tuple(found)
