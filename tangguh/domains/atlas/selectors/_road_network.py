"""The roads in use as the engine wants them, and as a planner's table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db.models import Q
from django.utils import timezone

from tangguh.domains.atlas import parameters
from tangguh.domains.atlas.models import Road, RoadNode
from tangguh.domains.atlas.selectors._road_places import Bounds
from tangguh.domains.atlas.selectors._roads import paces, roads
from tangguh.domains.places.models import Area
from tangguh.engines.roads import Link, Network, Passage, Water, Way, links, passages, reach

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


def road_network(district: Area, *, now: datetime, around: Bounds | None = None) -> RoadNetwork:
    """The roads in use, whatever their state; closed ones are marked. `around`: only those there."""
    wanted = roads(district, now=now)
    if around is not None:
        wanted = wanted.filter(lies_in(around, "from_node") | lies_in(around, "to_node"))
    rows = tuple(wanted.order_by("pk"))
    used = {row.from_node_id for row in rows} | {row.to_node_id for row in rows}
    sets = {row.road_set_id for row in rows}
    every = RoadNode.objects.filter(road_set__in=sets).order_by("pk")
    nodes = tuple(node for node in every if around is None or node.pk in used)
    number = {node.pk: at for at, node in enumerate(nodes)}
    lines = tuple(np.array(row.line, np.float64) for row in rows)
    network = Network(
        keys=tuple(node.pk for node in nodes),
        points=np.array([(n.longitude, n.latitude) for n in nodes], np.float64).reshape(-1, 2),
        ways=tuple(as_way(row, line) for row, line in zip(rows, lines, strict=True)),
        tail=np.array([number[row.from_node_id] for row in rows], np.int32),
        head=np.array([number[row.to_node_id] for row in rows], np.int32),
        length_m=np.array([row.length_m for row in rows], np.float64),
        lines=lines,
    )
    closed = np.array([getattr(row, "is_closed", False) for row in rows], bool)
    return RoadNetwork(network, rows, nodes, closed, tuple(str(row.pk) for row in rows))


def lies_in(bounds: Bounds, node: str) -> Q:
    """Whether a junction of a road lies within bounds."""
    west, south, east, north = bounds
    where = {"longitude__range": (west, east), "latitude__range": (south, north)}
    return Q(**{f"{node}__{name}": span for name, span in where.items()})


def joined_roads(
    found: RoadNetwork, points: np.ndarray, within_m: float
) -> tuple[RoadNetwork, np.ndarray, np.ndarray]:
    """The network with a junction for each point (n, 2 degrees), which, and how many metres away.

    The junction is NOWHERE (engines.roads) where no road is that near. Nobody joins a bridge or
    the way of a boat.
    """
    may_join = [not row.is_bridge and row.road_class != Road.Class.BOAT for row in found.rows]
    cut = reach(found.network, points, within_m, np.array(may_join, bool))
    parts = np.bincount(cut.piece, minlength=len(found.rows))
    told: dict[int, int] = {}
    names = []
    for piece in cut.piece.tolist():
        told[piece] = told.get(piece, 0) + 1
        whole = parts[piece] == 1
        names.append(found.names[piece] if whole else f"{found.names[piece]}.{told[piece]}")
    rows = tuple(found.rows[piece] for piece in cut.piece.tolist())
    network = RoadNetwork(cut.network, rows, found.nodes, found.is_closed[cut.piece], tuple(names))
    return network, cut.node, cut.metres


def as_way(row: Road, line: np.ndarray) -> Way:
    return Way(
        id=str(row.pk),
        keys=(row.from_node_id, row.to_node_id),
        points=line,
        road_class=row.road_class,
        one_way=int(row.one_way),
        is_bridge=row.is_bridge,
        is_ford=row.is_ford,
        capacity=row.capacity_pps,
    )


def road_links(
    district: Area, found: RoadNetwork, *, now: datetime, waters: Sequence[Water] = ()
) -> list[Link]:
    """The planner's links: seconds and persons a second by class, shut where closed or too deep."""
    on = timezone.localdate(now)
    pace = paces(district, on=on)
    state = passages(found.network, waters, parameters.water_rules(on))
    speed = np.array([pace[row.road_class].speed_kmh for row in found.rows]) * METRES_A_SECOND
    slowed = np.where(state == Passage.SLOW, parameters.slowed_by(on), 1.0)
    wide = np.array([row.capacity_pps or pace[row.road_class].capacity_pps for row in found.rows])
    is_open = ~found.is_closed & (state != Passage.CLOSED)
    seconds = np.maximum(found.network.length_m, 0.1) / speed * slowed
    return links(found.network, found.names, seconds, wide, is_open)
