"""The road whose loss hurts most; the road or shelter that would help most; the roads that hold all up."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tangguh.engines.evacuation.fast.bridges import cut_off
from tangguh.engines.evacuation.model import Case, Index, Whole
from tangguh.engines.evacuation.parts import nearest, shortest_links
from tangguh.engines.evacuation.places import Shortage
from tangguh.engines.evacuation.pockets import pieces
from tangguh.engines.evacuation.proof import Proof


@dataclass(frozen=True)
class Loss:
    """A road (both directions) on which so many persons depend for every shelter."""

    links: tuple[int, ...]
    persons: int


@dataclass(frozen=True)
class Gain:
    """A link or a node where so many persons more could be helped."""

    place: int
    persons: int


@dataclass(frozen=True)
class Narrow:
    """A link across the cut that proves the bound, and how many persons it can let through until then."""

    link: int
    persons: int


def losses(case: Case, most: int = 20) -> tuple[Loss, ...]:
    """The roads that cut off most people, the worst first.

    A road counts in both directions and is taken for passable both ways where one is.
    """
    roads = case.roads
    usable = np.flatnonzero(roads.usable)
    low = np.minimum(roads.tail[usable], roads.head[usable]).astype(np.int64)
    high = np.maximum(roads.tail[usable], roads.head[usable]).astype(np.int64)
    pair, number = np.unique(low * roads.nodes + high, return_inverse=True)
    doubled = more_than_one_road(case, usable, number, len(pair))
    persons = np.bincount(case.households.node, case.households.persons, roads.nodes)
    goals = np.unique(case.shelters.node[case.shelters.places > 0])
    ends = with_root(pair // roads.nodes, pair % roads.nodes, goals, roads.nodes)
    behind = cut_off(*ends, persons.astype(np.int64))[: len(pair)]
    behind[doubled] = 0
    worst = np.argsort(-behind, kind="stable")[:most]
    return tuple(
        Loss(tuple(usable[number == road].tolist()), int(behind[road]))
        for road in worst
        if behind[road] > 0
    )


def more_than_one_road(case: Case, usable: Whole, number: Whole, count: int) -> np.ndarray:
    """Pairs of nodes between which parallel links remain when one road is lost."""
    forth = case.roads.tail[usable] < case.roads.head[usable]
    there = np.bincount(number[forth], minlength=count)
    back = np.bincount(number[~forth], minlength=count)
    return (there > 1) | (back > 1)


def with_root(one: Whole, other: Whole, goals: Index, nodes: int) -> tuple[Index, Index, int]:
    """All shelters hang on one root: who is cut off from it has none left."""
    root = np.full(len(goals), nodes)
    return (
        np.concatenate((one, goals)).astype(np.int32),
        np.concatenate((other, root)).astype(np.int32),
        nodes,
    )


def reopenings(case: Case, most: int = 20) -> tuple[Gain, ...]:
    """Closed links that lead people without a dry route to a shelter, by how many that are."""
    piece = pieces(case)
    count = int(piece.max()) + 1
    persons = np.bincount(piece[case.households.node], case.households.persons, count)
    places = np.bincount(piece[case.shelters.node], case.shelters.places, count)
    closed = np.flatnonzero(~case.roads.is_open)
    here, there = piece[case.roads.tail[closed]], piece[case.roads.head[closed]]
    gain = np.where((places[here] == 0) & (places[there] > 0), persons[here], 0).astype(np.int64)
    best = np.argsort(-gain, kind="stable")[:most]
    return tuple(Gain(int(closed[n]), int(gain[n])) for n in best if gain[n] > 0)


def shelters_that_help(case: Case, shortages: tuple[Shortage, ...]) -> tuple[Gain, ...]:
    """Nodes for a new shelter: in each place that lacks some or any, where most people live."""
    return tuple(sorted(suggestions(case, shortages), key=lambda gain: (-gain.persons, gain.place)))


def suggestions(case: Case, shortages: tuple[Shortage, ...]) -> Iterator[Gain]:
    piece = pieces(case)
    people = case.households
    at_node = np.bincount(people.node, people.persons, case.roads.nodes)
    count = int(piece.max()) + 1
    persons = np.bincount(piece[people.node], people.persons, count)
    places = np.bincount(piece[case.shelters.node], case.shelters.places, count)
    for number in np.flatnonzero((persons > 0) & (places == 0)):
        busiest = int(np.argmax(np.where(piece == number, at_node, -1)))
        yield Gain(busiest, int(persons[number]))
    for short in shortages:
        busiest = int(short.nodes[np.argmax(at_node[short.nodes])])
        yield Gain(busiest, short.missing)


def narrows(case: Case, proof: Proof | None, most: int = 20) -> tuple[Narrow, ...]:
    """The links that hold everybody up, the widest first: none of them wider, no plan is faster.

    To widen any other link leaves the proof of the bound as it is.
    """
    if proof is None:
        return ()
    roads = case.roads
    use = np.flatnonzero(roads.usable)
    tail, head, seconds = roads.tail[use], roads.head[use], roads.seconds[use]
    near, is_full = np.zeros(roads.nodes, bool), np.zeros(len(case.shelters.node), bool)
    near[proof.near], is_full[proof.full] = True, True
    goals = case.shelters.node[(case.shelters.places > 0) & ~is_full]
    begun = nearest(shortest_links(roads.nodes, tail, head, seconds), proof.start)
    left = nearest(shortest_links(roads.nodes, head, tail, seconds), goals)
    window = np.maximum(0.0, proof.seconds - begun[tail] - seconds - left[head])
    through = np.where(near[tail] & ~near[head], window, 0.0) * roads.per_second[use]
    widest = np.argsort(-through, kind="stable")[:most]
    return tuple(Narrow(int(use[n]), int(through[n])) for n in widest if through[n] >= 1)
