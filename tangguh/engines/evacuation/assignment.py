"""Which household goes to which shelter: groups of neighbours, whole households, no place twice."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse.csgraph import dijkstra

from tangguh.engines.evacuation.bound import crowded
from tangguh.engines.evacuation.fast.groups import cut_into_groups, preorder
from tangguh.engines.evacuation.fast.simplex import cheapest_flow
from tangguh.engines.evacuation.model import NOWHERE, Floats, Index, Whole
from tangguh.engines.evacuation.parts import Part

NEIGHBOURHOODS = 1000  # about so many in a large part
A_ROW, AN_RT = 8, 40  # the fewest and the most households of one
NEXT_DOOR = 300.0  # seconds
FIRST_OFFERED = 24  # shelters
KEPT_BACK, OF_SO_MANY = 3, 8  # places: for a household; one of so many at most
AMPLE = 1.02  # places for each person: then a few can be kept back


@dataclass(frozen=True, eq=False)
class Groups:
    """Neighbourhoods: the number of each household's, their persons, and their longest ways."""

    of: Index
    persons: Whole
    ways: Floats  # groups by shelters


def groups(part: Part) -> Groups:
    """Neighbours along the shortest-path forest: no group lies on both sides of a river."""
    size = min(max(len(part.household) // NEIGHBOURHOODS, A_ROW), AN_RT)
    away, before, root = dijkstra(
        part.homewards,
        indices=np.unique(part.shelters.node),
        min_only=True,
        return_predecessors=True,
    )
    place = preorder(np.where(before < 0, -1, before).astype(np.int32))
    homes = part.households.node
    order = np.argsort(place[homes], kind="stable")
    node = homes[order]
    numbered = cut_into_groups(node, root[node].astype(np.int32), away[node], size, NEXT_DOOR)
    of = np.empty(len(homes), np.int32)
    of[order] = numbered
    begins = np.flatnonzero(np.append(True, numbered[1:] != numbered[:-1]))
    ways = np.maximum.reduceat(part.to_shelter[:, node], begins, axis=1).T
    return Groups(of, np.bincount(of, part.households.persons).astype(np.int64), ways)


def shortest_limit(crowds: Groups, places: Whole) -> float:
    """The least limit on ways under which everybody finds a place; groups may be divided."""
    candidates = np.unique(crowds.ways[np.isfinite(crowds.ways)])
    low, high = 0, len(candidates) - 1
    while low < high:
        middle = (low + high) // 2
        if crowded(crowds.ways.T, crowds.persons, places, candidates[middle])[0].any():
            low = middle + 1
        else:
            high = middle
    return float(candidates[low])


def intake(part: Part, seconds: float) -> Whole:
    """How many each shelter can take in so many seconds: places, roads into it, and who lives there."""
    rate = np.bincount(part.head, part.per_second, part.nodes)[part.shelters.node]
    here = np.bincount(part.households.node, part.households.persons, part.nodes)
    most = np.floor(here[part.shelters.node] + rate * seconds)
    return np.minimum(part.shelters.places, most).astype(np.int64)


def shares(crowds: Groups, places: Whole, limit: float) -> tuple[Index, Index, Whole]:
    """How many persons of which group go to which shelter, with the least travel within the limit.

    The nearest shelters are offered first; all of them where those have too few places. A few
    places of each are kept back where places are ample: for households that do not fit elsewhere.
    """
    near = np.minimum(np.sort(crowds.ways, axis=1)[:, :FIRST_OFFERED][:, -1:], limit)
    all_ = np.full_like(near, limit)
    fewer = places - np.minimum(places // OF_SO_MANY, KEPT_BACK)
    offers = ((near, fewer), (all_, fewer), (near, places), (all_, places))
    for offered, free in offers if fewer.sum() >= AMPLE * crowds.persons.sum() else offers[2:]:
        group, shelter = np.nonzero(crowds.ways <= offered)
        flow, missing = transport(crowds, free, group, shelter)
        if not missing:
            break
    sent = flow > 0
    return group[sent].astype(np.int32), shelter[sent].astype(np.int32), flow[sent]


def transport(crowds: Groups, places: Whole, group: Whole, shelter: Whole) -> tuple[Whole, int]:
    """Persons for each offer, and how many find none.

    To stay is dearer than to make others move on, shelter after shelter.
    """
    count, shelters = crowds.ways.shape
    costs = np.rint(crowds.ways[group, shelter]).astype(np.int64)
    tail = np.concatenate((group, count + np.arange(shelters), np.arange(count)))
    head = np.concatenate((count + shelter, np.full(shelters + count, count + shelters)))
    capacity = np.concatenate((crowds.persons[group], places, crowds.persons))
    far = np.full(count, (shelters + 1) * (int(costs.max(initial=0)) + 1))
    cost = np.concatenate((costs, np.zeros(shelters, np.int64), far))
    supply = np.concatenate((crowds.persons, np.zeros(shelters, np.int64), [-crowds.persons.sum()]))
    flow = cheapest_flow(supply, tail, head, capacity, cost).flow
    return flow[: len(group)], int(flow[len(group) + shelters :].sum())


def assign(part: Part, crowds: Groups, sent: tuple[Index, Index, Whole]) -> Index:
    """A shelter for each household, or NOWHERE: groups that were divided, household by household."""
    people = part.households
    shelter = np.full(len(people.persons), NOWHERE, np.int32)
    begins = np.searchsorted(sent[0], np.arange(len(crowds.persons) + 1))
    members = np.split(np.argsort(crowds.of, kind="stable"), np.cumsum(np.bincount(crowds.of))[:-1])
    for number, homes in enumerate(members):
        mine = slice(begins[number], begins[number + 1])
        divide(homes, people.persons, (sent[1][mine], sent[2][mine]), shelter)
    place_the_rest(part, shelter)
    return shelter


def place_the_rest(part: Part, shelter: Index) -> None:
    """Who is over goes to the nearest shelter with room: vulnerable first, then large households."""
    people, left = part.households, part.shelters.places.copy()
    np.subtract.at(left, shelter[shelter >= 0], people.persons[shelter >= 0])
    over = np.flatnonzero(shelter == NOWHERE)
    order = np.lexsort((over, -people.persons[over], ~people.is_vulnerable[over]))
    for home in over[order]:
        has_room = left >= people.persons[home]
        ways = np.where(has_room, part.to_shelter[:, people.node[home]], np.inf)
        best = int(np.argmin(ways))
        if np.isfinite(ways[best]):
            shelter[home] = best
            left[best] -= people.persons[home]


def divide(homes: Whole, persons: Whole, sent: tuple[Index, Whole], shelter: Index) -> None:
    """Give each shelter whole households for as many persons as were meant for it."""
    order = np.argsort(sent[1], kind="stable")
    for place, amount in zip(sent[0][order], sent[1][order], strict=True):
        chosen = filling(persons[homes], int(amount))
        shelter[homes[chosen]] = place
        homes = np.delete(homes, chosen)


def filling(sizes: Whole, amount: int) -> list[int]:
    """Households whose sizes add up to the amount, or to as much of it as can be."""
    if sizes.sum() <= amount:
        return list(range(len(sizes)))
    came_by: dict[int, tuple[int, int]] = {0: (0, -1)}
    for number, size in enumerate(sizes.tolist()):
        for total in sorted(came_by, reverse=True):
            if total + size <= amount and total + size not in came_by:
                came_by[total + size] = (total, number)
        if amount in came_by:
            break
    total, chosen = max(came_by), []
    while total:
        total, number = came_by[total]
        chosen.append(number)
    return chosen
