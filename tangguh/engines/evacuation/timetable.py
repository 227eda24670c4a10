"""From shelters to routes with hours: the compiled schedule, handed what it needs."""

from dataclasses import dataclass

import numpy as np

from tangguh.engines.evacuation.fast import schedule as loops
from tangguh.engines.evacuation.model import Floats, Index, Routes, Whole
from tangguh.engines.evacuation.parts import Part

SLOTS = 200  # until the bound
HORIZON = 2.0  # how far the slots reach: so many times the bound
PATIENCE = 0.01  # of the bound: a household that would arrive later than so looks for another way
GREED = 1.1
EARLY = 0.9  # of the bound: who arrives by then takes the shortest way without a search
DETOUR = 0.1  # of the bound: nobody goes so much farther away from the shelter than the home lies


@dataclass(frozen=True, eq=False)
class Queue:
    """Households in the order of planning, and groups of one node and one shelter among them."""

    homes: Whole
    node: Index
    shelter: Index
    first: Whole


def timetable(part: Part, shelter: Index, seconds: float) -> Routes:
    """Routes for all, as if the district were to be empty in `seconds`; leave -1: found no way.

    Those with the longest way choose first.
    """
    line = queue(part, shelter)
    width = seconds / SLOTS
    count = int(SLOTS * HORIZON) + 2
    used = np.zeros((len(part.tail), count), np.float32)
    ahead = np.zeros((len(part.tail), count), np.int16)
    leave, start, length, links = loops.schedule(
        loops.Net(part.first, part.head, part.tail, part.seconds, part.per_second),
        loops.Slots(used, ahead, part.per_second * width, width),
        loops.Order(
            line.node, line.shelter, line.first, part.households.persons[line.homes].astype(float)
        ),
        part.shelters.node,
        part.to_shelter,
        loops.Rules(
            seconds * HORIZON, seconds * EARLY, GREED, seconds * PATIENCE, seconds * DETOUR
        ),
    )
    found = routes(shelter, line.homes, leave, (start, length, links))
    return found if (leave >= 0).all() else with_straight_ways(part, found)


def with_straight_ways(part: Part, found: Routes) -> Routes:
    """Who has no way, since no slot had room or a road is closed, takes the shortest, at once."""
    lost = np.flatnonzero(found.leave < 0)
    goals, row = np.unique(found.shelter[lost], return_inverse=True)
    left = part.ways_to(goals)
    count, links, done = np.diff(found.first), [], 0
    for home, goal in zip(lost, row, strict=True):
        node, end = part.households.node[home], part.shelters.node[goals[goal]]
        way = loops.straight(part.first, part.head, part.seconds, left[goal], (node, end))
        links += [found.links[done : found.first[home]], way]
        done, count[home] = found.first[home + 1], len(way)
    links.append(found.links[done:])
    return Routes(
        found.shelter,
        np.append(0, np.cumsum(count)),
        np.concatenate(links),
        np.maximum(found.leave, 0.0),
    )


def queue(part: Part, shelter: Index) -> Queue:
    """Farthest first; at one node the vulnerable first, then large households."""
    people = part.households
    goes = np.flatnonzero(shelter >= 0)
    order = goes[
        np.lexsort(
            (-people.persons[goes], ~people.is_vulnerable[goes], shelter[goes], people.node[goes])
        )
    ]
    node, goal = people.node[order], shelter[order]
    begins = np.flatnonzero(np.append(True, (node[1:] != node[:-1]) | (goal[1:] != goal[:-1])))
    ends = np.append(begins[1:], len(order))
    far = np.argsort(-part.to_shelter[goal[begins], node[begins]], kind="stable")
    homes = np.concatenate([order[begins[n] : ends[n]] for n in far])
    first = np.append(0, np.cumsum((ends - begins)[far]))
    return Queue(homes, node[begins][far], goal[begins][far], first)


def routes(shelter: Index, homes: Whole, leave: Floats, ways: tuple[Whole, Index, Index]) -> Routes:
    """Put what the loops found into the order of the households."""
    start, length, links = ways
    hours = np.full(len(shelter), loops.NEVER)
    begins, count = np.zeros((2, len(shelter)), np.int64)
    hours[homes], begins[homes], count[homes] = leave, start, length
    first = np.append(0, np.cumsum(count))
    taken = np.repeat(begins - first[:-1], count) + np.arange(first[-1])
    return Routes(shelter, first, links[taken], hours)
