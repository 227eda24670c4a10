"""A part too large to be looked at as a whole: regions of it that have places for their own people."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order, dijkstra, minimum_spanning_tree

from tangguh.engines.evacuation.model import NOWHERE, Case, Floats, Index, Mask, Whole
from tangguh.engines.evacuation.parts import Part, part_of, shortest_links

MOST_WAYS = 40_000_000  # nodes times shelters: what one table of ways may hold, 320 MB
HOUSEHOLDS = 25_000  # from so many on a region may stand alone
SPARE = 1.03  # places for each person, so that whole households fit


@dataclass(frozen=True, eq=False)
class Cells:
    """Shelters at one node with all the nodes for which they are the nearest; their neighbours.

    of      the cell of each node; NOWHERE where no way leads to a shelter
    parent  the next cell on the tree of shortest links between cells; NOWHERE at its root
    order   cells from the root of a tree outwards, tree after tree
    """

    of: Index
    persons: Whole
    households: Whole
    places: Whole
    parent: Index
    order: Index


def is_large(part: Part) -> bool:
    return part.nodes * len(part.shelters.node) > MOST_WAYS


def divided(case: Case, part: Part) -> Iterator[Part]:
    """The part itself; where it is large its regions, so that nobody need leave the own one.

    A region is a branch of the tree of cells with people enough and places for all of them.
    """
    if not is_large(part):
        yield part
        return
    found = cells(part)
    region = branches(found)[found.of]
    region[found.of == NOWHERE] = NOWHERE
    at_home, at_shelter = region[part.households.node], region[part.shelters.node]
    inside = np.where(region[part.tail] == region[part.head], region[part.tail], NOWHERE)
    for number in np.unique(at_home[at_home != NOWHERE]):
        yield part_of(
            case,
            part.node[region == number],
            part.link[inside == number],
            part.household[at_home == number],
            part.shelter[at_shelter == number],
        )


def cells(part: Part) -> Cells:
    goals = np.unique(part.shelters.node)
    way, _before, source = dijkstra(
        part.homewards, indices=goals, min_only=True, return_predecessors=True
    )
    reached = np.isfinite(way)
    of = np.full(part.nodes, NOWHERE, np.int32)
    of[reached] = np.searchsorted(goals, source[reached])
    lives = of[part.households.node]
    there, count = lives != NOWHERE, len(goals)
    parent, order = tree(part, of, way, count)
    return Cells(
        of,
        np.bincount(lives[there], part.households.persons[there], count).astype(np.int64),
        np.bincount(lives[there], minlength=count),
        np.bincount(of[part.shelters.node], part.shelters.places, count).astype(np.int64),
        parent,
        order,
    )


def tree(part: Part, of: Index, way: Floats, count: int) -> tuple[Index, Index]:
    """Cells joined by the shortest ways from shelter to shelter: the parent of each, and their order."""
    across = (of[part.tail] != of[part.head]) & (of[part.tail] >= 0) & (of[part.head] >= 0)
    tail, head = of[part.tail[across]], of[part.head[across]]
    length = way[part.tail[across]] + part.seconds[across] + way[part.head[across]]
    graph = shortest_links(count, np.minimum(tail, head), np.maximum(tail, head), length)
    joined: csr_matrix = minimum_spanning_tree(graph)
    parent, seen, order = np.full(count, NOWHERE, np.int32), np.zeros(count, bool), []
    for root in range(count):
        if seen[root]:
            continue
        line, before = breadth_first_order(joined, root, directed=False)
        seen[line] = True
        parent[line[1:]] = before[line[1:]]
        order.append(line)
    return parent, np.concatenate(order).astype(np.int32)


def branches(found: Cells) -> Index:
    """The region of each cell: from the tips of a tree inwards, what can stand alone is cut off.

    Where too little is left at a root, the branches cut off last join it again.
    """
    held = np.stack((found.persons, found.households, found.places), axis=1)
    alone: Mask = np.zeros(len(held), bool)
    for cell in found.order[::-1]:
        alone[cell] = found.parent[cell] == NOWHERE or stands(held[cell])
        if not alone[cell]:
            held[found.parent[cell]] += held[cell]
    region = np.arange(len(held), dtype=np.int32)
    for cell in found.order:
        parent = found.parent[cell]
        if parent == NOWHERE:
            continue
        root = region[parent]
        if alone[cell] and found.parent[root] == NOWHERE and not stands(held[root]):
            held[root] += held[cell]
            alone[cell] = False
        if not alone[cell]:
            region[cell] = root
    return region


def stands(held: Whole) -> bool:
    persons, households, places = held
    return bool(households >= HOUSEHOLDS and places >= SPARE * persons)
