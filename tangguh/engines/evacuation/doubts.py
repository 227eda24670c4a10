"""What a plan can be made with, and is probably still a mistake in a table; and why people are left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

import numpy as np

from tangguh.engines.evacuation.model import Case, Mask, Outcome
from tangguh.engines.evacuation.parts import nearest, shortest_links
from tangguh.engines.evacuation.plan import Plan
from tangguh.engines.evacuation.pockets import pieces
from tangguh.engines.evacuation.tables import NO_ROAD, Named


@dataclass(frozen=True)
class Doubt:
    """A code for what looks wrong, and the ids of all the things that do."""

    code: str
    ids: tuple[str, ...]


class Why(Enum):
    """The reason for which a household is left out."""

    NO_ROAD_AT_HOME = "no_road_at_home"
    NO_SHELTER_IN_REACH = "no_shelter_in_reach"
    ONE_WAYS_LEAD_AWAY = "one_ways_lead_away"
    SHELTERS_ARE_FULL = "shelters_are_full"


def doubts(named: Named) -> tuple[Doubt, ...]:
    """Everything doubtful in the tables of roads, households and shelters."""
    found = [Doubt(code, ids) for code, ids in doubtful(named)]
    return tuple(doubt for doubt in found if doubt.ids)


def doubtful(named: Named) -> Iterator[tuple[str, tuple[str, ...]]]:
    roads, shelters = named.case.roads, named.case.shelters
    yield "road_lets_nobody_in", those(named.links, roads.is_open & (roads.per_second == 0))
    yield "road_leads_back", those(named.links, roads.tail == roads.head)
    alike, against = repeated(named.case)
    yield "roads_are_alike", those(named.links, alike)
    yield "roads_contradict", those(named.links, against)
    yield "one_ways_trap", those(named.nodes, traps(named.case))
    reached = np.bincount(roads.head[roads.usable], minlength=roads.nodes) > 0
    lived_in = np.bincount(named.case.households.node, minlength=roads.nodes) > 0
    lonely = ~reached[shelters.node] & ~lived_in[shelters.node] & (shelters.places > 0)
    yield "shelter_has_no_road", those(named.shelters, lonely)
    yield "shelter_has_no_places", those(named.shelters, shelters.places == 0)
    yield "household_has_no_road", those(named.households, without_road(named))
    yield "pieces_without_shelter", those(named.nodes, one_of_each_piece(named))


def those(names: tuple[str, ...], doubtful: Mask) -> tuple[str, ...]:
    return tuple(names[n] for n in np.flatnonzero(doubtful).tolist())


def repeated(case: Case) -> tuple[Mask, Mask]:
    """Rows that say again what an earlier one says, and rows that say so but for open or closed."""
    roads = case.roads
    columns = (roads.per_second, roads.seconds, roads.head, roads.tail)
    order = np.lexsort((np.arange(len(roads.tail)), *columns))
    same = np.ones(max(len(order) - 1, 0), bool)
    for column in columns:
        same &= column[order][1:] == column[order][:-1]
    both = roads.is_open[order][1:] == roads.is_open[order][:-1]
    alike, against = np.zeros((2, len(order)), bool)
    alike[order[1:][same & both]] = True
    against[order[1:][same & ~both]] = True
    return alike, against


def traps(case: Case) -> Mask:
    """Nodes into which roads lead and from which no row leads on, nor is there a shelter."""
    roads = case.roads
    inwards = np.bincount(roads.head[roads.usable], minlength=roads.nodes) > 0
    outwards = np.bincount(roads.tail, minlength=roads.nodes) > 0
    goal = np.bincount(case.shelters.node, minlength=roads.nodes) > 0
    return np.asarray(inwards & ~outwards & ~goal, bool)


def without_road(named: Named) -> Mask:
    return np.array([named.nodes[n] == NO_ROAD for n in named.case.households.node], bool)


def one_of_each_piece(named: Named) -> Mask:
    """Where the network is in pieces: the most peopled node of each that has people and no place."""
    case = named.case
    piece = pieces(case)
    count = int(piece.max(initial=0)) + 1
    persons = np.bincount(case.households.node, case.households.persons, case.roads.nodes)
    peopled = np.bincount(piece, persons, count)
    places = np.bincount(piece[case.shelters.node], case.shelters.places, count)
    chosen = np.zeros(case.roads.nodes, bool)
    order = np.lexsort((-persons, piece))
    first = order[np.append(True, np.diff(piece[order]) != 0)]
    chosen[first[(peopled[piece[first]] > 0) & (places[piece[first]] == 0)]] = True
    chosen[[n for n, name in enumerate(named.nodes) if name == NO_ROAD]] = False
    return chosen


def left_out(case: Case, plan: Plan) -> tuple[Why | None, ...]:
    """For each household why the plan leaves it out; None where it does not."""
    roads = case.roads
    has_road = np.bincount(roads.tail[roads.usable], minlength=roads.nodes) > 0
    use = roads.usable
    goals = case.shelters.node[case.shelters.places > 0]
    both = shortest_links(
        roads.nodes,
        np.concatenate((roads.tail[use], roads.head[use])),
        np.concatenate((roads.head[use], roads.tail[use])),
        np.concatenate((roads.seconds[use], roads.seconds[use])),
    )
    near = np.isfinite(nearest(both, goals))
    return tuple(
        why(outcome, bool(has_road[node]), bool(near[node]))
        for outcome, node in zip(plan.outcomes, case.households.node.tolist(), strict=True)
    )


def why(outcome: Outcome, has_road: bool, near: bool) -> Why | None:  # noqa: FBT001
    """The reason, from whether an open road leaves the home and a shelter lies on its network."""
    if outcome is Outcome.ROUTED:
        return None
    if outcome is Outcome.NO_PLACE:
        return Why.SHELTERS_ARE_FULL
    if near:
        return Why.ONE_WAYS_LEAD_AWAY
    return Why.NO_SHELTER_IN_REACH if has_road else Why.NO_ROAD_AT_HOME
