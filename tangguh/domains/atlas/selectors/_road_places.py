"""Where the district lies, and in which of its villages a point."""

from collections.abc import Sequence

import numpy as np
import shapely

from tangguh.domains.atlas.models import Boundary, Road, RoadNode, RoadSet
from tangguh.domains.atlas.selectors._boundaries import set_in_use
from tangguh.domains.atlas.selectors._road_lines import road_lines
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area

METRES_A_DEGREE = 111_195.0
Bounds = tuple[float, float, float, float]


def shapes_of(district: Area) -> tuple[list[Area], list[shapely.Geometry]]:
    """The villages with what is known of where they lie: outlines, or else label points."""
    boundary_set = set_in_use(district)
    if boundary_set is not None:
        rows = Boundary.objects.filter(boundary_set=boundary_set).select_related("area")
        kept = [(row.area, shapely.geometry.shape(row.geometry)) for row in rows.order_by("pk")]
    else:
        kept = [
            (village, shapely.Point(village.longitude, village.latitude))
            for village in places.villages_of(district)
            if village.longitude is not None and village.latitude is not None
        ]
    return [area for area, _shape in kept], [shape for _area, shape in kept]


def bounds_of(district: Area, margin: float) -> Bounds | None:
    """West, south, east, north of a district in degrees, and so much around; None if unknown."""
    _areas, shapes = shapes_of(district)
    if not shapes:
        return None
    west, south, east, north = shapely.total_bounds(np.array(shapes, dtype=object)).tolist()
    return west - margin, south - margin, east + margin, north + margin


def villages_at(district: Area, points: Sequence[tuple[float, float]]) -> list[Area]:
    """The village in or next to which each point (longitude, latitude) lies."""
    areas, shapes = shapes_of(district)
    if not shapes:
        return [district] * len(points)
    if not points:
        return []
    nearest = shapely.STRtree(shapes).nearest(np.atleast_1d(shapely.points(list(points))))
    return [areas[number] for number in nearest.tolist()]


def junction_near(road_set: RoadSet, point: tuple[float, float], metres: float) -> RoadNode | None:
    """The junction nearest to a point (longitude, latitude), if it is that near."""
    longitude, latitude = point
    reach = metres / METRES_A_DEGREE
    near = RoadNode.objects.filter(
        road_set=road_set,
        longitude__range=(longitude - reach, longitude + reach),
        latitude__range=(latitude - reach, latitude + reach),
    )
    found = sorted((node_distance(node, longitude, latitude), node.pk, node) for node in near)
    return found[0][2] if found and found[0][0] <= reach else None


def node_distance(node: RoadNode, longitude: float, latitude: float) -> float:
    """In degrees; near the equator a degree is as long either way."""
    return float(np.hypot(node.longitude - longitude, node.latitude - latitude))


def road_near(road_set: RoadSet, point: tuple[float, float], metres: float) -> Road | None:
    """The road that passes nearest to a point (longitude, latitude), if it does so that near."""
    lines = road_lines(road_set)
    if not lines.pks:
        return None
    tree = shapely.STRtree(lines.network.shapes)
    found = tree.query_nearest(shapely.Point(point), max_distance=metres / METRES_A_DEGREE)
    # The set may have changed in this very transaction: the row tells, not what was read before.
    rows = Road.objects.select_related("from_node", "to_node")
    return rows.filter(pk=lines.pks[int(found[0])]).first() if len(found) else None
