"""Other ways to the same answers: scipy's largest flow, and queues kept in a plain list."""

from collections import deque

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_flow


def largest_flow(nodes: int, arcs: list[tuple[int, int, int]], source: int, sink: int) -> int:
    """By scipy, which shares no line with ours."""
    tail, head, capacity = (np.array(column, np.int32) for column in zip(*arcs, strict=True))
    graph = csr_matrix((capacity, (tail, head)), shape=(nodes, nodes), dtype=np.int32)
    return int(maximum_flow(graph, source, sink).flow_value)


def safe_times(leave, ways, persons, seconds, rate):
    """The queues again, second-hand: a list that is searched for the earliest each time."""
    waiting = deque((leave[h], h, 0, leave[h]) for h in range(len(leave)))
    free: dict[int, float] = {}
    safe = {}
    while waiting:
        now = min(waiting, key=lambda one: one[:2])
        waiting.remove(now)
        first, home, step, last = now
        if step == len(ways[home]):
            safe[home] = last
            continue
        link = ways[home][step]
        begin = max(first, free.get(link, 0.0))
        end = max(begin + persons[home] / rate[link], last)
        free[link] = end
        waiting.append((begin + seconds[link], home, step + 1, end + seconds[link]))
    return [safe[h] for h in range(len(leave))]
