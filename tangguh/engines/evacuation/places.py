"""Who finds a place where there are too few: the vulnerable first, then who lives nearest."""

from dataclasses import dataclass

import numpy as np

from tangguh.engines.evacuation.bound import crowded, kinds, people_at
from tangguh.engines.evacuation.fast.max_flow import arcs, max_flow
from tangguh.engines.evacuation.model import Index, Mask, Whole
from tangguh.engines.evacuation.parts import Part

NO_LIMIT = 1e300


@dataclass(frozen=True, eq=False)
class Shortage:
    """Where places are missing: people of these nodes reach these shelters and no others.

    Nodes and shelters as the district numbers them.
    """

    nodes: Index
    shelters: Index
    persons: int
    places: int

    @property
    def missing(self) -> int:
        return self.persons - self.places


def shortage(part: Part) -> Shortage | None:
    """The cut between people and places; None where all find one, households divided if need be."""
    persons = people_at(part)
    lived_in = np.flatnonzero(persons)
    ways = part.to_shelter[:, lived_in]
    short, full = crowded(ways, persons[lived_in], part.shelters.places, NO_LIMIT)
    short &= ~np.isfinite(ways[~full]).any(axis=0)  # who also reaches others is short of nothing
    if not short.any():
        return None
    return Shortage(
        part.node[lived_in[short]],
        part.shelter[full],
        int(persons[lived_in[short]].sum()),
        int(part.shelters.places[full].sum()),
    )


def admitted(part: Part) -> Mask:
    """Households that get a place, one after the other as long as all admitted still find one.

    Once a household finds none, no household as large with the same shelters finds one later.
    """
    people = part.households
    sample, kind = kinds(np.isfinite(part.to_shelter[:, people.node]))
    reach = np.isfinite(part.to_shelter[:, people.node[sample]])
    way = part.to_shelter[:, people.node].min(axis=0)
    order = np.lexsort((np.arange(len(way)), way, ~people.is_vulnerable))
    stay = np.zeros(len(order), bool)
    largest = np.full(len(sample), people.persons.max(initial=0) + 1)
    while len(order):
        persons, group = people.persons[order], kind[order]
        fit = fitting(
            reach,
            part.shelters.places,
            (persons, group),
            crowd_of(people.persons, kind, stay, len(sample)),
        )
        stay[order[:fit]] = True
        if fit == len(order):
            break
        largest[group[fit]] = persons[fit]
        order = order[fit + 1 :]
        order = order[people.persons[order] < largest[kind[order]]]
    return stay


def crowd_of(persons: Whole, kind: Whole, stay: Mask, count: int) -> Whole:
    return np.bincount(kind[stay], persons[stay], count).astype(np.int64)


def fitting(reach: Mask, places: Whole, coming: tuple[Whole, Whole], crowd: Whole) -> int:
    """How many of those who come, from the first on, find a place besides those who have one."""
    persons, kind = coming
    low, high = 0, len(persons)
    while low < high:
        middle = (low + high + 1) // 2
        more = np.bincount(kind[:middle], persons[:middle], len(crowd)).astype(np.int64)
        if all_find_a_place(reach, places, crowd + more):
            low = middle
        else:
            high = middle - 1
    return low


def all_find_a_place(reach: Mask, places: Whole, crowd: Whole) -> bool:
    shelters, groups = reach.shape
    shelter, group = np.nonzero(reach)
    source, sink = groups + shelters, groups + shelters + 1
    tail = np.concatenate((np.full(groups, source), group, groups + np.arange(shelters)))
    head = np.concatenate((np.arange(groups), groups + shelter, np.full(shelters, sink)))
    capacity = np.concatenate((crowd, crowd[group], places))
    return bool(max_flow(arcs(sink + 1, tail, head), capacity, source, sink).value == crowd.sum())
