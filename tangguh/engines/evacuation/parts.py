"""The parts into which closed roads cut a district. Each is planned by itself."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra

from tangguh.engines.evacuation.model import Case, Floats, Households, Index, Shelters, Whole


@dataclass(frozen=True, eq=False)
class Part:
    """A connected piece with its own numbers; links ordered by the node where they begin."""

    nodes: int
    first: Index  # nodes + 1: where the links of a node begin
    tail: Index
    head: Index
    seconds: Floats
    per_second: Floats
    households: Households
    shelters: Shelters
    node: Index  # its nodes, links, households and shelters, as the district numbers them
    link: Index
    household: Index
    shelter: Index

    @cached_property
    def away(self) -> csr_matrix:
        """Travel times along the links; of parallel links the shortest."""
        return shortest_links(self.nodes, self.tail, self.head, self.seconds)

    @cached_property
    def homewards(self) -> csr_matrix:
        """Travel times against the links: searches from shelters run on it."""
        return shortest_links(self.nodes, self.head, self.tail, self.seconds)

    @cached_property
    def to_shelter(self) -> Floats:
        """Seconds from every node (columns) to every shelter (rows); inf where there is no way."""
        return np.atleast_2d(dijkstra(self.homewards, indices=self.shelters.node))

    def ways_to(self, shelters: Index) -> Floats:
        """The rows of `to_shelter` of some shelters, searched for alone where not all are known."""
        if "to_shelter" in self.__dict__:
            return self.to_shelter[shelters]
        return np.atleast_2d(dijkstra(self.homewards, indices=self.shelters.node[shelters]))

    def only(self, stay: NDArray[np.bool_]) -> "Part":
        """The same roads and shelters with some of the households; what is known of roads is kept."""
        people = self.households
        some = Households(people.node[stay], people.persons[stay], people.is_vulnerable[stay])
        part = replace(self, households=some, household=self.household[stay])
        for known in ("away", "homewards", "to_shelter"):
            if known in self.__dict__:
                part.__dict__[known] = self.__dict__[known]
        return part


def shortest_links(
    nodes: int, tail: NDArray[np.int32], head: NDArray[np.int32], seconds: Floats
) -> csr_matrix:
    """A matrix would add up parallel links: so only the shortest goes in."""
    pair = tail.astype(np.int64) * nodes + head
    order = np.argsort(pair)
    pair = pair[order]
    apart = np.flatnonzero(np.append(True, pair[1:] != pair[:-1])[: len(pair)])
    shortest = np.minimum.reduceat(seconds[order], apart) if len(apart) else seconds
    kept = order[apart]
    first = begins(tail[kept], nodes)
    return csr_matrix((shortest, head[kept], first), shape=(nodes, nodes))


def nearest(graph: csr_matrix, starts: NDArray[np.integer]) -> Floats:
    """Seconds to every node from the nearest of the starts; inf from none."""
    if not len(starts):
        return np.full(graph.shape[0], np.inf)
    found: Floats = dijkstra(graph, indices=np.unique(starts), min_only=True)
    return found


def begins(ends: NDArray[np.integer], nodes: int) -> Index:
    return np.append(0, np.cumsum(np.bincount(ends, minlength=nodes))).astype(np.int32)


def parts(case: Case) -> Iterator[Part]:
    """Every piece that holds households and a shelter with places, the most peopled first."""
    roads, people, shelters = case.roads, case.households, case.shelters
    usable = np.flatnonzero(roads.usable)
    tail, head = roads.tail[usable], roads.head[usable]
    ones = np.ones(len(usable), np.int8)
    graph = csr_matrix((ones, (tail, head)), shape=(roads.nodes, roads.nodes))
    count, piece = connected_components(graph, directed=False)
    persons = np.bincount(piece[people.node], weights=people.persons, minlength=count)
    places = np.bincount(piece[shelters.node], weights=shelters.places, minlength=count)
    order = np.argsort(-persons, kind="stable")
    for number in order[(persons[order] > 0) & (places[order] > 0)]:
        yield part_of(
            case,
            np.flatnonzero(piece == number),
            usable[piece[tail] == number],
            np.flatnonzero(piece[people.node] == number),
            np.flatnonzero((piece[shelters.node] == number) & (shelters.places > 0)),
        )


def part_of(case: Case, nodes: Whole, links: Whole, homes: Whole, shelters: Whole) -> Part:
    roads, people = case.roads, case.households
    number = np.full(roads.nodes, -1, np.int32)
    number[nodes] = np.arange(len(nodes))
    links = links[np.argsort(number[roads.tail[links]], kind="stable")]
    tail = number[roads.tail[links]]
    return Part(
        nodes=len(nodes),
        first=begins(tail, len(nodes)),
        tail=tail,
        head=number[roads.head[links]],
        seconds=roads.seconds[links],
        per_second=roads.per_second[links],
        households=Households(
            number[people.node[homes]], people.persons[homes], people.is_vulnerable[homes]
        ),
        shelters=Shelters(number[case.shelters.node[shelters]], case.shelters.places[shelters]),
        node=nodes.astype(np.int32),
        link=links.astype(np.int32),
        household=homes.astype(np.int32),
        shelter=shelters.astype(np.int32),
    )
