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
from tangguh.engines.roads import Link, Network, Passage, Water, links, passages

METRES_A_SECOND = 1 / 3.6  # in a kilometre an hour


@dataclass(frozen=True, eq=False)
class RoadNetwork:
    """A district's network; `rows` stand in the order of its pieces, `nodes` in that of junctions."""

    network: Network
    rows: tuple[Road, ...]
    nodes: tuple[RoadNode, ...]
    is_closed: np.ndarray


NOTHING = RoadNetwork(
    Network((), np.empty((0, 2)), (), *(np.empty(0, np.int32),) * 2, np.empty(0), ()),
    (),
    (),
    np.empty(0, bool),
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
    )


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
    return links(found.network, [str(row.pk) for row in found.rows], seconds, wide, is_open)
