"""Which zone somebody stands in."""

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
