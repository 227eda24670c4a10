"""What a pair costs, so that one sum puts coverage first, then changes, then metres, then order.

Two plans differ by circles in the network of pairs, and a circle passes every node once. So a
step of one rank needs to outweigh the lower ranks on one circle only, and whole numbers of 64 bits
are enough for a district. It outweighs them twice, so that a sum can be read back rank by rank.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from tangguh.engines.matching.model import InvalidQuestion, Question

Ints = NDArray[np.int64]
LARGEST = 2**60


@dataclass(frozen=True)
class Costs:
    """Pairs in the order of `question.possible`; people and helpers by their number."""

    person: Ints
    helper: Ints
    cost: Ints
    metre: int  # what one metre costs
    change: int  # what a new pair costs, 0 where there was no plan before
    level: int

    def levels(self, each: int) -> Ints:
        """What it costs to leave the first, second … unit of a person unmet."""
        return np.arange(each, 0, -1, dtype=np.int64) * self.level

    def metres_in(self, circle: int) -> int:
        """The metres in what a circle costs, once whole changes are taken off."""
        rest = (
            circle - (circle + self.change // 2) // self.change * self.change
            if self.change
            else circle
        )
        return (rest + self.metre // 2) // self.metre


def costs(question: Question, kept: Collection[tuple[str, str]] = ()) -> Costs:
    """Raises InvalidQuestion where the ranks do not fit into 64 bits."""
    people = {each.id: n for n, each in enumerate(question.people)}
    helpers = {each.id: n for n, each in enumerate(question.helpers)}
    possible = question.possible
    person = np.array([people[pair.person] for pair in possible], dtype=np.int64)
    helper = np.array([helpers[pair.helper] for pair in possible], dtype=np.int64)
    metres = np.array([pair.metres for pair in possible], dtype=np.int64)
    arcs = _longest_circle(person, helper, len(people), len(helpers))
    rank = np.arange(len(person)) - np.searchsorted(person, person)
    metre = 2 * arcs * _most(rank) + 1
    change = 2 * arcs * (_most(metres) * metre + _most(rank)) + 1 if kept else 0
    level = 2 * arcs * (change + _most(metres) * metre + _most(rank)) + 1
    if level * question.rules.each > LARGEST:
        raise InvalidQuestion("too_large", people=len(people), helpers=len(helpers))
    is_new = np.array([(p.person, p.helper) not in kept for p in possible], dtype=np.int64)
    return Costs(person, helper, metres * metre + rank + change * is_new, metre, change, level)


def _longest_circle(person: Ints, helper: Ints, people: int, helpers: int) -> int:
    """At most so many pairs stand on a circle: twice the smaller side of the largest island."""
    if not len(person):
        return 1
    ends = (person, people + helper)
    nodes = people + helpers
    table = coo_array((np.ones(len(person)), ends), shape=(nodes, nodes))
    _islands, island = connected_components(table, directed=False)
    sides = np.minimum(
        np.bincount(island[:people], minlength=nodes), np.bincount(island[people:], minlength=nodes)
    )
    return 2 * int(sides.max()) + 2


def _most(numbers: Ints) -> int:
    return int(numbers.max(initial=0))
