"""Lines become a network of junctions and pieces: cut, checked, passable or not, ready for a planner."""

from tangguh.engines.roads.cutting import cut, joined
from tangguh.engines.roads.faults import Fault, Kind, faults
from tangguh.engines.roads.lengths import lengths_m
from tangguh.engines.roads.model import MODES, Network, Way, mode_of
from tangguh.engines.roads.passability import Passage, Rule, Struck, Water, passages
from tangguh.engines.roads.planning import Link, links
from tangguh.engines.roads.reaching import NOWHERE, Reached, reach
from tangguh.engines.roads.shortest import Step, line_along, shortest_way

__all__ = [
    "MODES",
    "NOWHERE",
    "Fault",
    "Kind",
    "Link",
    "Network",
    "Passage",
    "Reached",
    "Rule",
    "Step",
    "Struck",
    "Water",
    "Way",
    "cut",
    "faults",
    "joined",
    "lengths_m",
    "line_along",
    "links",
    "mode_of",
    "passages",
    "reach",
    "shortest_way",
]
