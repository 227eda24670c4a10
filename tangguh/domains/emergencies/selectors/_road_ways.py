"""A route of a plan along the district's roads: the shortest open way that leaves the water soonest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import numpy as np
import shapely

from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.atlas.models import HazardZone
from tangguh.domains.emergencies import parameters
from tangguh.domains.emergencies.models import Computation, VillagePlan
from tangguh.domains.emergencies.selectors._evacuation_case import coming_to
from tangguh.domains.emergencies.selectors._leaving import Place
from tangguh.domains.places.models import Area
from tangguh.engines.roads import NOWHERE, Network, line_along, shortest_way

SHUNNED = 1000.0  # a metre in a zone is gone only where it spares so many on dry ground
AS_IT_IS = 6  # decimals of a degree: a tenth of a metre


@dataclass(frozen=True)
class RoadWay:
    """The bends of a route (longitude, latitude), and how much of it lies in a zone."""

    line: list[list[float]]
    wet_m: int


def way_along_roads(
    plan: VillagePlan, district: Area, stops: Sequence[Place], *, now: datetime
) -> RoadWay | None:
    """From stop to stop along open roads; None where a stop has no road near or no way is open."""
    road_set = atlas.roads_in_use(district)
    if len(stops) < 2 or road_set is None:
        return None
    lines, spots = atlas.road_lines(road_set), np.array(stops, np.float64)
    cut = atlas.joined(lines.network, spots, parameters.computing(now.date()).reach_m)
    if (cut.node == NOWHERE).any():
        return None
    closed = atlas.closures(road_set, now=now)
    is_open = np.array([lines.pks[piece] not in closed for piece in cut.piece.tolist()], bool)
    coming = coming_to(plan, district, Computation.Water.LOW)
    wet = wet_metres(cut.network, coming.zones if coming else ())
    cost = cut.network.length_m + SHUNNED * wet
    line, gone = [spots[0]], 0.0
    for leg, (start, end) in enumerate(pairwise(cut.node.tolist())):
        steps = shortest_way(cut.network, cost, is_open, start, end)
        if steps is None:
            return None
        gone += sum(float(wet[piece]) for piece, _forward in steps)
        line += [*line_along(cut.network, steps), spots[leg + 1]]
    return RoadWay(bends(line), round(gone))


def wet_metres(network: Network, zones: Sequence[HazardZone]) -> np.ndarray:
    """How many metres of each piece lie in a zone."""
    wet = np.zeros(len(network.ways))
    if not zones:
        return wet
    shapes = [shapely.make_valid(shapely.geometry.shape(zone.geometry)) for zone in zones]
    area = shapely.union_all(shapes)
    shapely.prepare(area)
    touched = np.flatnonzero(shapely.intersects(area, network.shapes))
    inside = shapely.intersection(network.shapes[touched], area)
    share = shapely.length(inside) / np.maximum(shapely.length(network.shapes[touched]), 1e-12)
    wet[touched] = network.length_m[touched] * share
    return wet


def bends(line: Sequence[np.ndarray]) -> list[list[float]]:
    """Each bend once, as it is written down."""
    told = [np.round(point, AS_IT_IS).tolist() for point in line]
    return [told[0], *(here for before, here in pairwise(told) if here != before)]
