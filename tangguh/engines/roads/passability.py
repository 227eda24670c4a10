"""Which pieces a hazard closes or slows: water by its depth, a slide or a fire by its class."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from tangguh.engines.roads.model import BOAT, Network, mode_of

States = NDArray[np.int8]


class Passage(IntEnum):
    """How a piece can be passed; the worse is the greater."""

    DRY = 0
    SLOW = 1
    CLOSED = 2


@dataclass(frozen=True)
class Rule:
    """For one mode: slow from one depth on, closed from another. None: never."""

    slow_from_m: float | None
    closed_from_m: float | None

    def at(self, depth_m: float) -> Passage:
        """How a piece under so much water is passed."""
        if self.closed_from_m is not None and depth_m >= self.closed_from_m:
            return Passage.CLOSED
        if self.slow_from_m is not None and depth_m >= self.slow_from_m:
            return Passage.SLOW
        return Passage.DRY


@dataclass(frozen=True, eq=False)
class Water:
    """An area of a scenario, in degrees, and how deep the water stands in it."""

    shape: BaseGeometry
    depth_m: float


@dataclass(frozen=True, eq=False)
class Struck:
    """An area in which land slides, a wave runs or fire burns, and how whatever lies there is passed."""

    shape: BaseGeometry
    passage: Passage


def passages(
    network: Network,
    waters: Sequence[Water],
    rules: Mapping[str, Rule],
    struck: Sequence[Struck] = (),
) -> States:
    """The Passage of every piece. A bridge stands above still water; what strikes spares only boats."""
    found = np.zeros(len(network.ways), np.int8)
    for number, piece in meeting(network, [water.shape for water in waters]):
        way = network.ways[piece]
        if not way.is_bridge:
            rule = rules[mode_of(way.road_class)]
            found[piece] = max(found[piece], rule.at(waters[number].depth_m))
    for number, piece in meeting(network, [each.shape for each in struck]):
        if network.ways[piece].road_class != BOAT:
            found[piece] = max(found[piece], struck[number].passage)
    return found


def meeting(network: Network, shapes: Sequence[BaseGeometry]) -> list[list[int]]:
    """Pairs of an area's number and that of a piece that reaches into it."""
    if not shapes or not network.ways:
        return []
    pairs = shapely.STRtree(network.shapes).query(list(shapes), predicate="intersects")
    return [list(pair) for pair in pairs.T.tolist()]
