"""What an evacuation is planned on: roads, households, shelters. Seconds, persons, persons per second."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Index = NDArray[np.int32]
Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]
Names = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Roads:
    """Directed links between numbered nodes: one for each direction, parallel ones kept apart.

    seconds      travel time, above 0
    per_second   how many persons can enter in a second, at least 0
    is_open      whether it can be passed at all; a closed link is never used
    """

    nodes: int
    tail: Index
    head: Index
    seconds: Floats
    per_second: Floats
    is_open: Mask

    @cached_property
    def usable(self) -> Mask:
        """The links over which anybody can go."""
        usable: Mask = self.is_open & (self.per_second > 0) & (self.tail != self.head)
        return usable


@dataclass(frozen=True, eq=False)
class Households:
    """Who must leave: where they live, how many they are, and who goes first. They stay whole."""

    node: Index
    persons: Whole
    is_vulnerable: Mask


@dataclass(frozen=True, eq=False)
class Shelters:
    """Buildings, high ground and host families: where they are and for how many."""

    node: Index
    places: Whole


@dataclass(frozen=True, eq=False)
class Case:
    """One evacuation to plan; ids only name things in answers."""

    roads: Roads
    households: Households
    shelters: Shelters


class Outcome(Enum):
    """What a plan says to a household."""

    ROUTED = "routed"
    NO_DRY_ROUTE = "no_dry_route"
    NO_PLACE = "no_place"


NOWHERE = -1


@dataclass(frozen=True, eq=False)
class Routes:
    """For each household its shelter (NOWHERE: none), its links one after the other, and its hours.

    The links of household h are links[first[h]:first[h + 1]].
    """

    shelter: Index
    first: Whole
    links: Index
    leave: Floats
