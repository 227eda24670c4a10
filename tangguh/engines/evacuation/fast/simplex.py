"""The cheapest flow: the network simplex method (Dantzig; Cunningham 1976 for the choice of the
arc that leaves, which keeps it from going round in circles).

The basis is a tree under one root. Each node knows its parent, the arc to it and its children.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.compiled_loops import compiler

compiled = compiler("tangguh.engines.evacuation.fast")

Whole = NDArray[np.int64]
Index = NDArray[np.int32]

LOWER, TREE, UPPER = 1, 0, -1
UP, DOWN = 1, -1
NONE = -1


class Problem(NamedTuple):
    """Arcs, those of the root last."""

    tail: Index
    head: Index
    cost: Whole
    capacity: Whole
    flow: Whole
    state: NDArray[np.int8]


class Tree(NamedTuple):
    """For each node: the way to the root and the ways away from it."""

    parent: Index
    arc: Index
    way: NDArray[np.int8]
    depth: Index
    child: Index
    following: Index
    previous: Index
    price: Whole


class Solved(NamedTuple):
    flow: Whole  # on each given arc
    price: Whole  # of each node
    missing: int  # what no arc could bring


def cheapest_flow(
    supply: NDArray[Any],
    tail: NDArray[Any],
    head: NDArray[Any],
    capacity: NDArray[Any],
    cost: NDArray[Any],
) -> Solved:
    """Bring each node's supply (negative: demand) over arcs at least cost; costs of at least 0."""
    n, m = len(supply), len(tail)
    supply = np.asarray(supply, np.int64)
    node, root = np.arange(n), np.full(n, n)
    gives = supply >= 0
    dear = (int(np.max(cost, initial=0)) + 1) * (n + 1)
    problem = Problem(
        np.concatenate((tail, np.where(gives, node, root))).astype(np.int32),
        np.concatenate((head, np.where(gives, root, node))).astype(np.int32),
        np.concatenate((cost, np.full(n, dear))).astype(np.int64),
        np.concatenate((capacity, np.full(n, np.abs(supply).sum() + 1))).astype(np.int64),
        np.concatenate((np.zeros(m, np.int64), np.abs(supply))),
        np.concatenate((np.full(m, LOWER), np.full(n, TREE))).astype(np.int8),
    )
    tree = Tree(
        np.append(root, NONE).astype(np.int32),
        np.append(m + node, NONE).astype(np.int32),
        np.append(np.where(gives, UP, DOWN), 0).astype(np.int8),
        np.append(np.ones(n), 0).astype(np.int32),
        np.append(np.full(n, NONE), 0 if n else NONE).astype(np.int32),
        np.append(np.append(node[1:], NONE)[:n], NONE).astype(np.int32),
        np.append(node - 1, NONE).astype(np.int32),
        np.append(np.where(gives, -dear, dear), 0).astype(np.int64),
    )
    pivot_all(problem, tree)
    return Solved(problem.flow[:m], tree.price[:n], int(problem.flow[m:].sum()) // 2)


@compiled
def pivot_all(problem: Problem, tree: Tree) -> None:
    """Take in an arc that pays, as long as there is one; look for it block after block."""
    arcs = len(problem.tail)
    block = max(int(np.sqrt(arcs)), 20)
    at = 0
    while True:
        entering, at = arc_that_pays(problem, tree, at, block)
        if entering == NONE:
            return
        pivot(problem, tree, entering)


@compiled
def arc_that_pays(problem: Problem, tree: Tree, at: int, block: int) -> tuple[int, int]:
    tail, head, cost, _capacity, _flow, state = problem
    arcs, price = len(tail), tree.price
    best, gain = NONE, 0
    left = block
    for _ in range(arcs):
        paid = state[at] * (cost[at] + price[tail[at]] - price[head[at]])
        if paid < gain:
            gain, best = paid, at
        at = at + 1 if at + 1 < arcs else 0
        left -= 1
        if left == 0:
            if best != NONE:
                break
            left = block
    return best, at


@compiled
def pivot(problem: Problem, tree: Tree, entering: int) -> None:
    """Send what fits around the circle that the arc closes; the tightest arc leaves the tree."""
    tail, head, _cost, _capacity, flow, state = problem
    forward = state[entering] == LOWER
    one = tail[entering] if forward else head[entering]
    other = head[entering] if forward else tail[entering]
    join = meeting(tree, one, other)
    amount, leaving, on_side_of_one = tightest(problem, tree, entering, (one, other, join))
    if amount > 0:
        flow[entering] += amount if forward else -amount
        shift(tree, flow, one, join, -amount)
        shift(tree, flow, other, join, amount)
    if leaving == NONE:
        state[entering] = -state[entering]
        return
    gone = tree.arc[leaving]
    state[gone] = LOWER if flow[gone] == 0 else UPPER
    state[entering] = TREE
    below, above = (one, other) if on_side_of_one else (other, one)
    hang(problem, tree, leaving, (below, above, entering))


@compiled
def meeting(tree: Tree, one: int, other: int) -> int:
    while one != other:
        if tree.depth[one] >= tree.depth[other]:
            one = tree.parent[one]
        else:
            other = tree.parent[other]
    return one


@compiled
def tightest(
    problem: Problem, tree: Tree, entering: int, circle: tuple[int, int, int]
) -> tuple[int, int, bool]:
    """How much fits, the node whose arc leaves (none: the entering arc itself), and its side."""
    one, other, join = circle
    capacity, flow = problem.capacity, problem.flow
    amount, leaving, on_side_of_one = capacity[entering], NONE, False
    u = one
    while u != join:
        a = tree.arc[u]
        room = capacity[a] - flow[a] if tree.way[u] == DOWN else flow[a]
        if room < amount:
            amount, leaving, on_side_of_one = room, u, True
        u = tree.parent[u]
    u = other
    while u != join:
        a = tree.arc[u]
        room = capacity[a] - flow[a] if tree.way[u] == UP else flow[a]
        if room <= amount:
            amount, leaving, on_side_of_one = room, u, False
        u = tree.parent[u]
    return amount, leaving, on_side_of_one


@compiled
def shift(tree: Tree, flow: Whole, u: int, join: int, amount: int) -> None:
    while u != join:
        flow[tree.arc[u]] += amount * tree.way[u]
        u = tree.parent[u]


@compiled
def hang(problem: Problem, tree: Tree, cut: int, new: tuple[int, int, int]) -> None:
    """Hang the branch that was cut off by its node `below` under `above`, by the new arc."""
    below, above, entering = new
    u, parent, arc = below, above, entering
    while True:
        old_parent, old_arc = tree.parent[u], tree.arc[u]
        unlink(tree, u)
        tree.parent[u], tree.arc[u] = parent, arc
        tree.way[u] = UP if problem.tail[arc] == u else DOWN
        link(tree, u, parent)
        if u == cut:
            break
        u, parent, arc = old_parent, u, old_arc
    cost = problem.cost[entering]
    price = tree.price[above] - cost if tree.way[below] == UP else tree.price[above] + cost
    lift(tree, below, price - tree.price[below])


@compiled
def unlink(tree: Tree, u: int) -> None:
    before, after = tree.previous[u], tree.following[u]
    if before != NONE:
        tree.following[before] = after
    else:
        tree.child[tree.parent[u]] = after
    if after != NONE:
        tree.previous[after] = before


@compiled
def link(tree: Tree, u: int, parent: int) -> None:
    first = tree.child[parent]
    tree.following[u], tree.previous[u] = first, NONE
    if first != NONE:
        tree.previous[first] = u
    tree.child[parent] = u


@compiled
def lift(tree: Tree, top: int, by: int) -> None:
    """New prices and depths for a whole branch, walked without a stack."""
    u = top
    while True:
        tree.price[u] += by
        tree.depth[u] = tree.depth[tree.parent[u]] + 1
        if tree.child[u] != NONE:
            u = tree.child[u]
            continue
        while u != top and tree.following[u] == NONE:
            u = tree.parent[u]
        if u == top:
            return
        u = tree.following[u]
