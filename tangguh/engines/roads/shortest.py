"""The way from one junction to another that costs least, as a line to draw."""

import heapq
from collections.abc import Iterator

import numpy as np

from tangguh.engines.roads.model import Floats, Mask, Network

Step = tuple[int, bool]  # a piece, and whether it is passed from tail to head


def shortest_way(
    network: Network, cost: Floats, is_open: Mask, start: int, end: int
) -> tuple[Step, ...] | None:
    """The pieces of the cheapest open way (Dijkstra); None where none is open. Ties: lower numbers."""
    out = exits(network, is_open)
    came: dict[int, tuple[int, Step] | None] = {}
    waiting: list[tuple[float, int, tuple[int, Step] | None]] = [(0.0, start, None)]
    while waiting:
        spent, node, by = heapq.heappop(waiting)
        if node in came:
            continue
        came[node] = by
        if node == end:
            return tuple(back(came, end))[::-1]
        for following, step in out.get(node, ()):
            if following not in came:
                total = spent + float(cost[step[0]])
                heapq.heappush(waiting, (total, following, (node, step)))
    return None


def exits(network: Network, is_open: Mask) -> dict[int, list[tuple[int, Step]]]:
    """From each junction, where one comes to by which step."""
    found: dict[int, list[tuple[int, Step]]] = {}
    for piece in np.flatnonzero(is_open).tolist():
        tail, head = int(network.tail[piece]), int(network.head[piece])
        found.setdefault(tail, []).append((head, (piece, True)))
        if not network.one_way[piece]:
            found.setdefault(head, []).append((tail, (piece, False)))
    return found


def back(came: dict[int, tuple[int, Step] | None], end: int) -> Iterator[Step]:
    before = came[end]
    while before is not None:
        node, step = before
        yield step
        before = came[node]


def line_along(network: Network, steps: tuple[Step, ...]) -> Floats:
    """The bends of a way (n, 2 degrees), each once."""
    parts = [network.lines[n] if forward else network.lines[n][::-1] for n, forward in steps]
    if not parts:
        return np.empty((0, 2))
    line = np.concatenate(parts)
    differs: Mask = np.append(True, (np.abs(np.diff(line, axis=0)) > 1e-9).any(axis=1))
    return np.asarray(line[differs], np.float64)
