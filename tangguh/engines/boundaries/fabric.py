"""Do areas cover the land once, and only once?"""

import numpy as np
import shapely

from tangguh.engines.boundaries.model import Gap, Overlap
from tangguh.engines.boundaries.shapes import Placed


def overlaps_between(placed: Placed, sliver_km2: float) -> tuple[Overlap, ...]:
    """Pairs of areas that share more land than a sliver, largest first."""
    pairs = shapely.STRtree(placed.shapes).query(placed.shapes, "intersects").T
    pairs = pairs[pairs[:, 0] < pairs[:, 1]]
    firsts, seconds = placed.shapes[pairs[:, 0]], placed.shapes[pairs[:, 1]]
    shared = shapely.area(shapely.intersection(firsts, seconds))
    found = []
    for (first, second), area in zip(pairs.tolist(), shared.tolist(), strict=True):
        if area > sliver_km2:
            found.append(_overlap(placed, first, second, area))
    return tuple(sorted(found, key=lambda overlap: (-overlap.area_km2, overlap.first_row)))


def gaps_between(placed: Placed, sliver_km2: float) -> tuple[Gap, ...]:
    """Holes in the union of all areas that are larger than a sliver, largest first."""
    parts = shapely.get_parts(shapely.union_all(placed.shapes))
    holes = [shapely.Polygon(ring) for part in parts for ring in part.interiors]
    large = sorted((hole for hole in holes if hole.area > sliver_km2), key=lambda hole: -hole.area)
    return tuple(Gap(hole.area, _inside(placed, hole)) for hole in large)


def _overlap(placed: Placed, first: int, second: int, area: float) -> Overlap:
    one, other = placed.features[first], placed.features[second]
    smaller = min(placed.shapes[first].area, placed.shapes[second].area)
    return Overlap(one.row, other.row, one.code, other.code, area, area / smaller)


def _inside(placed: Placed, hole: shapely.Polygon) -> tuple[float, float]:
    point = np.array(hole.representative_point().coords)
    lon, lat = placed.projection.to_lonlat(point)[0]
    return float(lon), float(lat)
