"""The cheapest flow from people to helpers, in whole numbers: successive shortest paths.

One unit of need after another looks for the cheapest way to be met: a free place with a helper, or
moving others along, or a unit of somebody else that is cheaper to leave unmet. After each, what is
placed so far is optimal (Ahuja, Magnanti and Orlin, Network Flows, section 9.7). `worth` keeps
every reduced cost at or above zero, so that Dijkstra may be used, and proves the result.

Nodes are the people, then the helpers. A pair leads from its person to its helper while it is free,
and back while it is taken.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, ParamSpec, TypeVar

import numpy as np
from numba import njit
from numpy.typing import NDArray

Given = ParamSpec("Given")
Answer = TypeVar("Answer")
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
FAR = 2**62
NONE = -1


class Network(NamedTuple):
    """Pairs by number, and for each node where its own begin in `pairs_at`."""

    person: Ints
    helper: Ints  # as a node
    cost: Ints
    start: Ints  # (nodes + 1,)
    pairs_at: Ints  # (2 pairs,)
    levels: Ints  # (each,) falling: what it costs to leave the first, second … unit unmet
    people: int
    cap: int


class Flow(NamedTuple):
    taken: Bools  # by pair
    load: Ints  # by node: units that a person has, or people that a helper has
    worth: Ints  # by node


class Search(NamedTuple):
    distance: Ints
    by: Ints  # the pair that led to a node
    seen: Ints
    heap: Ints  # nodes, sorted by their key, then by number
    keys: Ints


def compiled(loop: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Kept on the disk; in memory alone where nothing may be written."""
    try:
        return _jitted(loop, cache=True)
    except RuntimeError:
        return _jitted(loop)


def _jitted(loop: Callable[Given, Answer], **options: Any) -> Callable[Given, Answer]:
    jitted: Callable[Given, Answer] = njit(**options)(loop)
    return jitted


@compiled
def push(search: Search, size: int, node: int, key: int) -> int:
    heap, keys, at = search.heap, search.keys, size
    while at > 0:
        above = (at - 1) // 2
        if keys[above] < key or (keys[above] == key and heap[above] <= node):
            break
        keys[at], heap[at] = keys[above], heap[above]
        at = above
    keys[at], heap[at] = key, node
    return size + 1


@compiled
def pop(search: Search, size: int) -> int:
    heap, keys = search.heap, search.keys
    size -= 1
    key, node, at = keys[size], heap[size], 0
    while 2 * at + 1 < size:
        below = 2 * at + 1
        other = below + 1
        if other < size and (
            keys[other] < keys[below] or (keys[other] == keys[below] and heap[other] < heap[below])
        ):
            below = other
        if key < keys[below] or (key == keys[below] and node <= heap[below]):
            break
        keys[at], heap[at] = keys[below], heap[below]
        at = below
    keys[at], heap[at] = key, node
    return size


@compiled
def cost_of_ending(node: int, network: Network, flow: Flow) -> int:
    """What it costs, above the prices, that a unit stays here: in a free place, or unmet."""
    if node < network.people:
        return int(network.levels[flow.load[node] - 1] - flow.worth[node])
    return 0 if flow.load[node] < network.cap else FAR


@compiled
def look_around(
    node: int, network: Network, flow: Flow, search: Search, sizes: tuple[int, int]
) -> tuple[int, int]:
    """Lead on from a node to those at the other end of its pairs; sizes are of heap and seen."""
    waiting, seen = sizes
    is_person = node < network.people
    for at in range(network.start[node], network.start[node + 1]):
        pair = network.pairs_at[at]
        if flow.taken[pair] == is_person:
            continue
        person, helper = network.person[pair], network.helper[pair]
        reduced = network.cost[pair] - flow.worth[person] + flow.worth[helper]
        other = helper if is_person else person
        key = search.distance[node] + (reduced if is_person else -reduced)
        if key < search.distance[other]:
            if search.distance[other] == FAR:
                search.seen[seen] = other
                seen += 1
            search.distance[other], search.by[other] = key, pair
            waiting = push(search, waiting, other, key)
    return waiting, seen


@compiled
def cheapest_end(first: int, network: Network, flow: Flow, search: Search) -> tuple[int, int, int]:
    """Where the unit of this person ends, what that costs, and how many nodes were seen."""
    search.distance[first], search.by[first], search.seen[0] = 0, NONE, first
    waiting, seen = push(search, 0, first, 0), 1
    best, end = FAR, first
    while waiting > 0 and search.keys[0] < best:
        node, key = search.heap[0], search.keys[0]
        waiting = pop(search, waiting)
        if key > search.distance[node]:
            continue
        ending = cost_of_ending(node, network, flow)
        if ending < best - key:
            best, end = key + ending, node
        waiting, seen = look_around(node, network, flow, search, (waiting, seen))
    return end, best, seen


@compiled
def move_along(end: int, network: Network, flow: Flow, search: Search) -> None:
    """Take each free pair on the way back from the end, and free each taken one."""
    flow.load[end] += -1 if end < network.people else 1
    node = end
    while search.by[node] != NONE:
        pair = search.by[node]
        flow.taken[pair] = not flow.taken[pair]
        node = network.person[pair] if node >= network.people else network.helper[pair]


@compiled
def cheapest_flow(network: Network, flow: Flow, search: Search) -> None:
    """Fill an empty flow. `search` is room to work in: distances FAR, heap of 2 pairs + 1."""
    for level in network.levels:
        for person in range(network.people):
            if flow.worth[person] >= level:
                continue
            flow.load[person] += 1
            end, best, seen = cheapest_end(person, network, flow, search)
            move_along(end, network, flow, search)
            for at in range(seen):
                node = search.seen[at]
                flow.worth[node] += max(0, best - search.distance[node])
                search.distance[node] = FAR
