"""Lines become a network of junctions and pieces: cut, checked, passable or not, ready for a planner."""

from tangguh.engines.roads.cutting import cut, joined
from tangguh.engines.roads.faults import Fault, Kind, faults
from tangguh.engines.roads.lengths import lengths_m
from tangguh.engines.roads.model import MODES, Network, Way, mode_of
from tangguh.engines.roads.passability import Passage, Rule, Struck, Water, passages
from tangguh.engines.roads.planning import Link, links

__all__ = [
    "MODES",
    "Fault",
    "Kind",
    "Link",
    "Network",
    "Passage",
    "Rule",
    "Struck",
    "Water",
    "Way",
    "cut",
    "faults",
    "joined",
    "lengths_m",
    "links",
    "mode_of",
    "passages",
]
