"""Places that no dry road leads out of, and for how many days they can hold out."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from tangguh.engines.evacuation.model import Case, Floats, Mask, Outcome, Whole
from tangguh.engines.evacuation.plan import Plan


@dataclass(frozen=True, eq=False)
class Pocket:
    """People who are cut off together: their households, and the days for which their stock lasts."""

    households: Whole
    persons: int
    vulnerable: int
    days: float


def pockets(case: Case, plan: Plan, stock: Floats) -> tuple[Pocket, ...]:
    """The largest first. `stock` holds person-days of food and water at each node."""
    piece = pieces(case)
    stranded = np.array([outcome is Outcome.NO_DRY_ROUTE for outcome in plan.outcomes], bool)
    where = piece[case.households.node]
    found = [
        pocket(case, stranded & (where == number), float(stock[piece == number].sum()))
        for number in np.unique(where[stranded])
    ]
    return tuple(sorted(found, key=lambda one: (-one.persons, one.households[0])))


def pieces(case: Case) -> Whole:
    """The number of the piece in which each node lies once closed roads are taken away."""
    roads = case.roads
    usable = roads.usable
    ones = np.ones(int(usable.sum()), np.int8)
    ends = (roads.tail[usable], roads.head[usable])
    graph = csr_matrix((ones, ends), shape=(roads.nodes, roads.nodes))
    numbers: Whole = connected_components(graph, directed=False)[1].astype(np.int64)
    return numbers


def pocket(case: Case, homes: Mask, stock: float) -> Pocket:
    persons = int(case.households.persons[homes].sum())
    vulnerable = int(case.households.persons[homes & case.households.is_vulnerable].sum())
    return Pocket(np.flatnonzero(homes), persons, vulnerable, stock / persons)
