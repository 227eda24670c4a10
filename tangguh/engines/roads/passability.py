"""Which pieces a flood closes or slows, by how deep it stands and how one moves on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from tangguh.engines.roads.model import Network, mode_of


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


def passages(
    network: Network, waters: Sequence[Water], rules: Mapping[str, Rule]
) -> NDArray[np.int8]:
    """The Passage of every piece. A bridge stands above the water until somebody reports it."""
    found = np.zeros(len(network.ways), np.int8)
    if not waters or not network.ways:
        return found
    tree = shapely.STRtree(network.shapes)
    wet, pieces = tree.query([water.shape for water in waters], predicate="intersects")
    for number, piece in zip(wet.tolist(), pieces.tolist(), strict=True):
        way = network.ways[piece]
        if not way.is_bridge:
            rule = rules[mode_of(way.road_class)]
            found[piece] = max(found[piece], rule.at(waters[number].depth_m))
    return found
