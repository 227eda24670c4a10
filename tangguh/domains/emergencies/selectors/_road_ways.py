"""A route of a plan along the district's roads: the shortest open way that leaves the water soonest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import numpy as np
import shapely

from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.emergencies import parameters
from tangguh.domains.emergencies.models import Computation, VillagePlan
from tangguh.domains.emergencies.selectors._evacuation_case import zones_under
from tangguh.domains.emergencies.selectors._leaving import Place
from tangguh.domains.places.models import Area
from tangguh.engines.roads import NOWHERE, Network, Water, line_along, shortest_way

AROUND = 0.1  # degrees around the ends of a route in which ways are sought
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
    spots = np.array(stops, np.float64)
    west, south = spots.min(axis=0) - AROUND
    east, north = spots.max(axis=0) + AROUND
    found = atlas.road_network(district, now=now, around=(west, south, east, north))
    if len(stops) < 2 or not found.rows:
        return None
    reach = parameters.computing(now.date()).reach_m
    joined, nodes, _metres = atlas.joined_roads(found, spots, reach)
    if (nodes == NOWHERE).any():
        return None
    network, is_open = joined.network, ~joined.is_closed
    wet = wet_metres(network, zones_under(plan, district, Computation.Water.LOW))
    line, gone = [spots[0]], 0.0
    for leg, (start, end) in enumerate(pairwise(nodes.tolist())):
        steps = shortest_way(network, network.length_m + SHUNNED * wet, is_open, start, end)
        if steps is None:
            return None
        gone += sum(float(wet[piece]) for piece, _forward in steps)
        line += [*line_along(network, steps), spots[leg + 1]]
    return RoadWay(bends(line), round(gone))


def wet_metres(network: Network, waters: Sequence[Water]) -> np.ndarray:
    """How many metres of each piece lie in a zone."""
    wet = np.zeros(len(network.ways))
    if not waters:
        return wet
    zones = shapely.union_all([shapely.make_valid(water.shape) for water in waters])
    shapely.prepare(zones)
    touched = np.flatnonzero(shapely.intersects(zones, network.shapes))
    inside = shapely.intersection(network.shapes[touched], zones)
    share = shapely.length(inside) / np.maximum(shapely.length(network.shapes[touched]), 1e-12)
    wet[touched] = network.length_m[touched] * share
    return wet


def bends(line: Sequence[np.ndarray]) -> list[list[float]]:
    """Each bend once, as it is written down."""
    told = [np.round(point, AS_IT_IS).tolist() for point in line]
    return [told[0], *(here for before, here in pairwise(told) if here != before)]
