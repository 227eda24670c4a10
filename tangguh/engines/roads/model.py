"""What a road network is made of. Degrees WGS84 (longitude, latitude), metres."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Index = NDArray[np.int32]
Mask = NDArray[np.bool_]

FOOT, BOAT, ROAD = "foot", "boat", "road"
MODES = (ROAD, FOOT, BOAT)


@dataclass(frozen=True, eq=False)
class Way:
    """One line as its source has it: `keys` name its points, and lines that share a key meet there.

    one_way is 1 along the line, -1 against it, 0 both ways; capacity is persons a second, if told.
    """

    id: str
    keys: tuple[Hashable, ...]
    points: Floats
    road_class: str
    one_way: int = 0
    is_bridge: bool = False
    is_ford: bool = False
    surface: str = ""
    name: str = ""
    capacity: float | None = None


@dataclass(frozen=True, eq=False)
class Network:
    """Junctions, and the pieces of road between them; every array has one entry a piece.

    points       (junctions, 2) degrees, and `keys` their names in the source
    ways         the way of which each is a piece; its one_way is 1 (tail to head) or 0
    tail, head   numbers of junctions
    length_m     along the line
    lines        each (n, 2) degrees, from tail to head
    """

    keys: tuple[Hashable, ...]
    points: Floats
    ways: tuple[Way, ...]
    tail: Index
    head: Index
    length_m: Floats
    lines: tuple[Floats, ...]

    @cached_property
    def one_way(self) -> Mask:
        return np.array([way.one_way != 0 for way in self.ways], bool)

    @cached_property
    def shapes(self) -> NDArray[np.object_]:
        """The pieces as lines in degrees."""
        return np.array([shapely.LineString(line) for line in self.lines], dtype=object)


def mode_of(road_class: str) -> str:
    """How one moves on a road of a class: on foot, by boat, or by anything that drives."""
    return road_class if road_class in {FOOT, BOAT} else ROAD
