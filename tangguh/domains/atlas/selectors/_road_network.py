"""The roads in use as the engine wants them, and as a planner's table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.utils import timezone

from tangguh.domains.atlas import parameters
from tangguh.domains.atlas.models import Road, RoadNode
from tangguh.domains.atlas.selectors._road_lines import closures, road_lines
from tangguh.domains.atlas.selectors._roads import paces, roads_in_use
from tangguh.domains.atlas.selectors._scenarios import Scenario, passages_in
from tangguh.domains.places.models import Area
from tangguh.engines.roads import Link, Network, Passage, Reached, Water, links, passages, reach

METRES_A_SECOND = 1 / 3.6  # in a kilometre an hour


@dataclass(frozen=True, eq=False)
class RoadNetwork:
    """A district's network; `rows` and `names` stand in the order of its pieces, `nodes` in that of
    junctions. A piece that was cut has its row more than once, and each part a name of its own."""

    network: Network
    rows: tuple[Road, ...]
    nodes: tuple[RoadNode, ...]
    is_closed: np.ndarray
    names: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class JoinedRoads:
    """Roads that points have joined, the junction of each point, and how many metres away it is."""

    roads: RoadNetwork
    node: np.ndarray
    metres: np.ndarray


NOTHING = RoadNetwork(
    Network((), np.empty((0, 2)), (), *(np.empty(0, np.int32),) * 2, np.empty(0), ()),
    (),
    (),
    np.empty(0, bool),
    (),
)


def road_network(district: Area, *, now: datetime) -> RoadNetwork:
    """The roads in use, whatever their state; closed ones are marked."""
    road_set = roads_in_use(district)
    if road_set is None:
        return NOTHING
    lines = road_lines(road_set)
    closed = closures(road_set, now=now)
    return RoadNetwork(
        lines.network,
        tuple(Road.objects.filter(road_set=road_set).order_by("pk")),
        tuple(RoadNode.objects.filter(road_set=road_set).order_by("pk")),
        np.array([pk in closed for pk in lines.pks], bool),
        tuple(str(pk) for pk in lines.pks),
    )


def joined(network: Network, points: np.ndarray, within_m: float) -> Reached:
    """A network with a junction for each point (n, 2 degrees) that has a road so near.

    Nobody joins a bridge or the way of a boat.
    """
    may_join = [not way.is_bridge and way.road_class != Road.Class.BOAT for way in network.ways]
    return reach(network, points, within_m, np.array(may_join, bool))


def joined_roads(found: RoadNetwork, points: np.ndarray, within_m: float) -> JoinedRoads:
    """The roads with a junction for each point; NOWHERE (engines.roads) where none is so near."""
    cut = joined(found.network, points, within_m)
    parts = np.bincount(cut.piece, minlength=len(found.rows))
    told: dict[int, int] = {}
    names = []
    for piece in cut.piece.tolist():
        told[piece] = told.get(piece, 0) + 1
        whole = parts[piece] == 1
        names.append(found.names[piece] if whole else f"{found.names[piece]}.{told[piece]}")
    rows = tuple(found.rows[piece] for piece in cut.piece.tolist())
    network = RoadNetwork(cut.network, rows, found.nodes, found.is_closed[cut.piece], tuple(names))
    return JoinedRoads(network, cut.node, cut.metres)


def road_links(
    district: Area,
    found: RoadNetwork,
    *,
    now: datetime,
    waters: Sequence[Water] = (),
    scenario: Scenario | None = None,
) -> list[Link]:
    """The planner's links: seconds and persons a second by class, shut where closed or too deep.

    `scenario` is a hazard as the district's maps of zones have it; `waters` are other water.
    """
    on = timezone.localdate(now)
    pace = paces(district, on=on)
    state = passages(found.network, waters, parameters.water_rules(on))
    if scenario is not None:
        state = np.maximum(state, passages_in(found.network, scenario, on=on))
    speed = np.array([pace[row.road_class].speed_kmh for row in found.rows]) * METRES_A_SECOND
    slowed = np.where(state == Passage.SLOW, parameters.slowed_by(on), 1.0)
    wide = np.array([row.capacity_pps or pace[row.road_class].capacity_pps for row in found.rows])
    is_open = ~found.is_closed & (state != Passage.CLOSED)
    seconds = np.maximum(found.network.length_m, 0.1) / speed * slowed
    return links(found.network, found.names, seconds, wide, is_open)
