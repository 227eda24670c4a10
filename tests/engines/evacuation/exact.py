"""The exact optimum of small cases: a flow over time by a linear programme, copy after copy."""

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from tangguh.engines.evacuation import Case
from tests.engines.evacuation.flows import largest_flow


def least_horizon(case: Case, routed: np.ndarray, most: int = 400) -> int:
    """The least whole number of seconds within which all routed persons can be safe, divided freely."""
    low, high = 0, most
    while low < high:
        middle = (low + high) // 2
        if safe_within(case, routed, middle) >= case.households.persons[routed].sum():
            high = middle
        else:
            low = middle + 1
    return low


def safe_within(case: Case, routed: np.ndarray, horizon: int) -> int:
    """Persons that can be safe by then: the largest flow in a network with a copy for each second."""
    copies = horizon + 1
    arcs: list[tuple[int, int, int]] = []
    for link in np.flatnonzero(case.roads.is_open):
        tail, head = int(case.roads.tail[link]), int(case.roads.head[link])
        takes, rate = int(case.roads.seconds[link]), int(case.roads.per_second[link])
        arcs += [
            (tail * copies + t, head * copies + t + takes, rate) for t in range(horizon - takes)
        ]
    plenty = int(case.households.persons.sum())
    for node in range(case.roads.nodes):
        arcs += [(node * copies + t, node * copies + t + 1, plenty) for t in range(horizon)]
    source = case.roads.nodes * copies
    for node, persons in zip(
        case.households.node[routed], case.households.persons[routed], strict=True
    ):
        arcs.append((source, int(node) * copies, int(persons)))
    for node, places in zip(case.shelters.node, case.shelters.places, strict=True):
        arcs.append((int(node) * copies + horizon, source + 1, int(places)))
    return largest_flow(source + 2, arcs, source, source + 1)


def by_linear_programme(
    nodes: int, arcs: list[tuple[int, int, int]], source: int, sink: int
) -> float:
    """The largest flow as a linear programme (HiGHS): slow, and of another kind than ours."""
    m = len(arcs)
    inner = [v for v in range(nodes) if v not in (source, sink)]
    row = {v: n for n, v in enumerate(inner)}
    entries = [(row[a], n, -1.0) for n, (a, _, _) in enumerate(arcs) if a in row]
    entries += [(row[b], n, 1.0) for n, (_, b, _) in enumerate(arcs) if b in row]
    rows, columns, values = zip(*entries, strict=True)
    balance = csr_matrix((values, (rows, columns)), shape=(len(inner), m))
    worth = np.array([-(b == sink) + (a == sink) for a, b, _ in arcs], float)
    solved = linprog(
        worth, A_eq=balance, b_eq=np.zeros(len(inner)), bounds=[(0, c) for *_, c in arcs]
    )
    return float(-solved.fun)
