"""How much can flow at most, and the cut that shows why it is not more.

Push and relabel (Goldberg and Tarjan 1988), first phase: it ends with the value and a minimum cut.
Nodes wait in a queue; labels are made exact again after every sweep's worth of work.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.compiled_loops import compiler

compiled = compiler("tangguh.engines.evacuation.fast")

Whole = NDArray[np.int64]
Index = NDArray[np.int32]
Mask = NDArray[np.bool_]


class Arcs(NamedTuple):
    """Each arc and its reverse, node after node: 2 m places for m arcs."""

    first: Index  # n + 1: where the arcs of a node begin
    head: Index  # 2 m
    back: Index  # 2 m: the place of the reverse
    place: Index  # m: where each given arc stands


class Labels(NamedTuple):
    """What a node holds while flow is pushed."""

    excess: Whole
    height: Index
    current: Index
    queue: Index
    waits: Mask


class Flow(NamedTuple):
    """The largest flow: its value, what is left on each given arc, and the cut's near side."""

    value: int
    left: Whole
    near: Mask


def arcs(nodes: int, tail: NDArray[Any], head: NDArray[Any]) -> Arcs:
    """The arcs in the order in which the loops walk them."""
    m = len(tail)
    ends = np.concatenate((tail, head)).astype(np.int32)
    order = np.argsort(ends, kind="stable")
    rank = np.empty(2 * m, np.int32)
    rank[order] = np.arange(2 * m, dtype=np.int32)
    first = np.zeros(nodes + 1, np.int32)
    np.cumsum(np.bincount(ends, minlength=nodes), out=first[1:])
    return Arcs(
        first,
        np.concatenate((head, tail)).astype(np.int32)[order],
        np.concatenate((rank[m:], rank[:m]))[order],
        rank[:m],
    )


def max_flow(graph: Arcs, capacity: NDArray[Any], source: int, sink: int) -> Flow:
    """The largest flow from source to sink under whole capacities, one for each given arc."""
    residual = np.zeros(len(graph.head), np.int64)
    residual[graph.place] = capacity
    n = len(graph.first) - 1
    labels = Labels(
        np.zeros(n, np.int64),
        np.full(n, n, np.int32),
        graph.first[:-1].copy(),
        np.zeros(n, np.int32),
        np.zeros(n, np.bool_),
    )
    push_all(graph, residual, labels, source, sink)
    return Flow(int(labels.excess[sink]), residual[graph.place], labels.height >= n)


@compiled
def push_all(graph: Arcs, residual: Whole, labels: Labels, source: int, sink: int) -> None:
    """Push until no node that still reaches the sink holds any excess."""
    excess, height, _current, queue, waits = labels
    n, m = len(height), len(residual)
    relabel_all(graph, residual, labels, source, sink)
    start, length = 0, 0
    for a in range(graph.first[source], graph.first[source + 1]):
        amount, v = residual[a], graph.head[a]
        residual[a] = 0
        residual[graph.back[a]] += amount
        excess[v] += amount
        if amount > 0 and v != sink and not waits[v]:
            waits[v] = True
            queue[length] = v
            length += 1
    work = 0
    while length > 0:
        v = queue[start]
        start = start + 1 if start + 1 < n else 0
        length -= 1
        waits[v] = False
        if height[v] >= n:
            continue
        done, length = discharge(graph, residual, labels, v, (source, sink, start, length))
        work += done
        if work > 2 * m + 12 * n:
            relabel_all(graph, residual, labels, source, sink)
            work = 0
    relabel_all(graph, residual, labels, source, sink)


@compiled
def discharge(
    graph: Arcs, residual: Whole, labels: Labels, v: int, around: tuple[int, int, int, int]
) -> tuple[int, int]:
    """Empty a node downhill, lifting it as needed: the work done, and how many wait now."""
    excess, height, current, queue, waits = labels
    source, sink, start, length = around
    n = len(height)
    done = 0
    while excess[v] > 0 and height[v] < n:
        a = current[v]
        if a == graph.first[v + 1]:
            done += 12 + graph.first[v + 1] - graph.first[v]
            height[v] = lowest(graph, residual, height, v)
            current[v] = graph.first[v]
            continue
        w = graph.head[a]
        if residual[a] > 0 and height[v] == height[w] + 1:
            amount = min(excess[v], residual[a])
            residual[a] -= amount
            residual[graph.back[a]] += amount
            excess[v] -= amount
            excess[w] += amount
            if w not in (source, sink) and not waits[w]:
                waits[w] = True
                queue[(start + length) % n] = w
                length += 1
        if excess[v] > 0:
            current[v] = a + 1
    return done, length


@compiled
def lowest(graph: Arcs, residual: Whole, height: Index, v: int) -> int:
    """One above the lowest neighbour that still takes flow; n where there is none."""
    best = len(height)
    for a in range(graph.first[v], graph.first[v + 1]):
        if residual[a] > 0 and height[graph.head[a]] + 1 < best:
            best = height[graph.head[a]] + 1
    return best


@compiled
def relabel_all(graph: Arcs, residual: Whole, labels: Labels, source: int, sink: int) -> None:
    """Heights become distances to the sink, over arcs with something left."""
    height, n = labels.height, len(labels.height)
    height[:] = n
    labels.current[:] = graph.first[:-1]
    line = np.empty(n, np.int32)
    height[sink] = 0
    line[0] = sink
    here, end = 0, 1
    while here < end:
        v = line[here]
        here += 1
        for a in range(graph.first[v], graph.first[v + 1]):
            w = graph.head[a]
            if height[w] == n and w != source and residual[graph.back[a]] > 0:
                height[w] = height[v] + 1
                line[end] = w
                end += 1
