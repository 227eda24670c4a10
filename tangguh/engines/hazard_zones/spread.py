"""How much of each village lies in each zone."""

from collections.abc import Mapping, Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tangguh.engines.equal_area import EqualArea
from tangguh.engines.hazard_zones.model import Share, Zone

SLIVER_KM2 = 0.0001  # 100 m²: less is how two maps of one border differ


def shares_of(zones: Sequence[Zone], villages: Mapping[str, BaseGeometry]) -> tuple[Share, ...]:
    """The km² of every village in every zone, without slivers. Both come in degrees, valid."""
    if not zones or not villages:
        return ()
    codes = list(villages)
    areas = np.array(list(villages.values()), dtype=object)
    west, south, east, north = shapely.total_bounds(areas)
    projection = EqualArea((west + east) / 2, (south + north) / 2)
    in_km = shapely.transform(areas, projection.to_km)
    shapes = np.array([projection.project(zone.geometry) for zone in zones], dtype=object)
    pairs = shapely.STRtree(in_km).query(shapes, "intersects")
    sizes = shapely.area(shapely.intersection(shapes[pairs[0]], in_km[pairs[1]]))
    found = [
        Share(zones[zone].row, codes[village], size)
        for (zone, village), size in zip(pairs.T.tolist(), sizes.tolist(), strict=True)
        if size > SLIVER_KM2
    ]
    return tuple(sorted(found, key=lambda share: (share.row, share.code)))
