"""What a user would otherwise write for the same people and roads; judged by the same queues.

Only households that our plan routes, so that all answer the same question. The nearest shelter
with room and the least total travel go by shortest ways and leave at once; CCRP (Lu, George and
Shekhar 2005) reserves room on roads and at shelters, nearest households first.
"""

import heapq
import time
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx
import numpy as np
from numba import njit
from scipy.sparse.csgraph import dijkstra

from tangguh.engines.evacuation import Case, Households, Plan, Roads, Routes, safe_at
from tangguh.engines.evacuation.fast.simplex import cheapest_flow
from tangguh.engines.evacuation.parts import shortest_links

SLOTS, HORIZON = 150, 4  # slots until our clearance, and how far they reach


@dataclass(frozen=True)
class Rival:
    """Seconds until the last is safe, seconds of computing, persons sent to a full shelter."""

    clearance: float
    computing: float
    too_many: int


def routed_only(case: Case, plan: Plan) -> Case:
    people, goes = case.households, plan.routed
    return Case(
        case.roads,
        Households(people.node[goes], people.persons[goes], people.is_vulnerable[goes]),
        case.shelters,
    )


def judged(case: Case, shelter: np.ndarray, routes: Routes, computing: float) -> Rival:
    """The clearance that the queues give, the better of planned hours and all at once."""
    persons = case.households.persons
    at_once = np.zeros(len(persons))
    clear = min(
        safe_at(case.roads, persons, routes, hours).max() for hours in (routes.leave, at_once)
    )
    sent = np.bincount(shelter, persons, len(case.shelters.places))
    return Rival(float(clear), computing, int(np.maximum(0, sent - case.shelters.places).sum()))


# ── networkx ─────────────────────────────────────────────────────────────────────────────────


def network(roads: Roads) -> nx.DiGraph:
    """Roads turned round, so that a search from a shelter finds the ways to it."""
    graph = nx.DiGraph()
    graph.add_nodes_from(range(roads.nodes))
    for link in np.flatnonzero(roads.usable).tolist():
        tail, head, seconds = int(roads.tail[link]), int(roads.head[link]), roads.seconds[link]
        if not graph.has_edge(head, tail) or graph[head][tail]["seconds"] > seconds:
            graph.add_edge(head, tail, seconds=float(seconds), link=link)
    return graph


def nearest_by_networkx(case: Case) -> float:
    """Seconds to find the nearest shelter of every node: what most scripts stop at."""
    begun = time.perf_counter()
    goals = set(case.shelters.node[case.shelters.places > 0].tolist())
    nx.multi_source_dijkstra_path_length(network(case.roads), goals, weight="seconds")
    return time.perf_counter() - begun


def nearest_by_us(case: Case) -> float:
    """Seconds for the same with the engine's own search."""
    begun = time.perf_counter()
    roads, use = case.roads, np.flatnonzero(case.roads.usable)
    graph = shortest_links(roads.nodes, roads.head[use], roads.tail[use], roads.seconds[use])
    dijkstra(graph, indices=case.shelters.node[case.shelters.places > 0], min_only=True)
    return time.perf_counter() - begun


def nearest_with_room(case: Case) -> Rival:
    """Each household in turn to the nearest shelter that still has places."""
    begun = time.perf_counter()
    graph = network(case.roads)
    ways, before = [], []
    for goal in case.shelters.node.tolist():
        found, far = nx.dijkstra_predecessor_and_distance(graph, goal, weight="seconds")
        ways.append(far)
        before.append({node: one[0] for node, one in found.items() if one})
    left = case.shelters.places.tolist()
    homes = list(zip(case.households.node.tolist(), case.households.persons.tolist(), strict=True))
    shelter, routes = [], []
    for node, persons in homes:
        options = [(far[node], n) for n, far in enumerate(ways) if node in far]
        room = [one for one in options if left[one[1]] >= persons] or options
        goal = min(room)[1]
        left[goal] -= persons
        shelter.append(goal)
        way, at = [], node
        while at != case.shelters.node[goal]:
            onward = before[goal][at]
            way.append(graph[onward][at]["link"])
            at = onward
        routes.append(way)
    computing = time.perf_counter() - begun
    return judged(case, np.array(shelter), as_routes(shelter, routes), computing)


def as_routes(shelter: list[int], ways: list[list[int]]) -> Routes:
    first = np.append(0, np.cumsum([len(way) for way in ways]))
    links = np.array([link for way in ways for link in way], np.int32)
    return Routes(np.array(shelter, np.int32), first, links, np.zeros(len(ways)))


# ── The least total travel ───────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class CheapestFlow:
    """Arcs from node to node, the last ones from shelters to one common end; their flow and its cost."""

    use: np.ndarray  # the link of each arc, those into the end left out
    tail: np.ndarray
    flow: np.ndarray
    cost: int


def least_travel(case: Case) -> Rival:
    """A cheapest flow from homes over roads to places; households follow what it leaves them."""
    begun = time.perf_counter()
    found = cheapest(case)
    homes = case.households
    begins, arcs = walked(
        (found.tail, case.roads.head[found.use], found.flow.copy()),
        homes.node,
        homes.persons,
    )
    last = begins[1:] - 1
    shelter = (arcs[last] - len(found.use)).astype(np.int32)
    goes = np.ones(len(arcs), bool)
    goes[last] = False
    first = begins - np.arange(len(begins))
    routes = Routes(
        shelter, first, found.use[arcs[goes]].astype(np.int32), np.zeros(len(homes.node))
    )
    computing = time.perf_counter() - begun
    return judged(case, shelter, routes, computing)


def cheapest(case: Case) -> CheapestFlow:
    """Costs in tenths of a second for each person."""
    roads, people, goals = case.roads, case.households, case.shelters
    use = np.flatnonzero(roads.usable)
    supply = np.append(np.bincount(people.node, people.persons, roads.nodes), 0).astype(np.int64)
    supply[-1] = -supply.sum()
    tail = np.concatenate((roads.tail[use], goals.node))
    head = np.concatenate((roads.head[use], np.full(len(goals.node), roads.nodes)))
    total = np.full(len(use), people.persons.sum())
    costs = np.concatenate((np.rint(roads.seconds[use] * 10), np.zeros(len(goals.node))))
    flow = cheapest_flow(
        supply,
        tail,
        head,
        np.concatenate((total, goals.places)),
        costs.astype(np.int64),
    ).flow
    return CheapestFlow(use, tail, flow, int(costs.astype(np.int64) @ flow))


@njit(cache=True)
def walked(arcs, homes, persons):
    """Every household along the arc on which most of the flow is still to come: where each begins,
    and the arcs one after the other."""
    tail, head, left = arcs
    first, at = arcs_of_nodes(tail, left, max(tail.max(), head.max()) + 1)
    begins, ways, count = np.zeros(len(homes) + 1, np.int64), np.empty(1 << 16, np.int64), 0
    for home in range(len(homes)):
        arc, v = 0, homes[home]
        while v >= 0:
            here = at[first[v] : first[v + 1]]
            arc = here[np.argmax(left[here])]
            left[arc] -= persons[home]
            if count == len(ways):
                ways = np.concatenate((ways, ways))
            ways[count] = arc
            count += 1
            v = head[arc] if arc < len(head) else -1
        begins[home + 1] = count
    return begins, ways[:count]


@njit(cache=True)
def arcs_of_nodes(tail, flow, nodes):
    """The arcs that carry anything, node after node: where those of a node begin, and the arcs."""
    first = np.zeros(nodes + 1, np.int64)
    for arc in range(len(tail)):
        first[tail[arc] + 1] += flow[arc] > 0
    first = np.cumsum(first)
    place, arcs = first[:-1].copy(), np.empty(first[-1], np.int64)
    for arc in range(len(tail)):
        if flow[arc] > 0:
            arcs[place[tail[arc]]] = arc
            place[tail[arc]] += 1
    return first, arcs


# ── CCRP ─────────────────────────────────────────────────────────────────────────────────────


def ccrp(case: Case, clearance: float) -> Rival:
    """Compiled, with slots as fine as ours; the first call, which compiles, is not counted."""
    roads, use = case.roads, np.flatnonzero(case.roads.usable)
    use = use[np.argsort(roads.tail[use], kind="stable")]
    first = np.append(0, np.cumsum(np.bincount(roads.tail[use], minlength=roads.nodes)))
    width = max(clearance, 1.0) / SLOTS
    arguments = (first, roads.head[use], roads.seconds[use], roads.per_second[use] * width, width)
    begun = time.perf_counter()
    graph = shortest_links(roads.nodes, roads.head[use], roads.tail[use], roads.seconds[use])
    near = dijkstra(graph, indices=case.shelters.node[case.shelters.places > 0], min_only=True)
    homes = case.households.node
    order = np.lexsort((homes, near[homes]))
    goal = np.full(roads.nodes, -1)
    goal[case.shelters.node] = np.arange(len(case.shelters.node))
    shelter, leave, begins, links = reserve(
        *arguments, near, goal, case.shelters.places.copy(), (order, homes, case.households.persons)
    )
    computing = time.perf_counter() - begun
    ways = [use[links[a:b]].tolist() for a, b in pairwise(begins)]
    found: list[list[int]] = [[]] * len(homes)
    for way, home in zip(ways, order, strict=True):
        found[home] = way
    routes = as_routes(shelter.tolist(), found)
    planned = Routes(routes.shelter, routes.first, routes.links, leave)
    return judged(case, shelter, planned, computing)


@njit(cache=True)
def reserve(  # noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917  (one loop, as in the paper)
    first, head, seconds, whole, width, near, goal, places, people
):
    """Household after household by the way that arrives first at a shelter with room."""
    order, node, persons = people
    n, slots = len(first) - 1, SLOTS * HORIZON
    room = np.repeat(whole.astype(np.float32), slots).reshape(len(head), slots)
    full = np.zeros(len(head), np.int64)  # slots that have no room any more, from the first on
    label, by, at, entered = np.zeros(n), np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n)
    seen, done = np.full(n, -1), np.full(n, -1)
    shelter, leave = np.zeros(len(order), np.int64), np.zeros(len(order))
    begins, links = np.zeros(len(order) + 1, np.int64), np.empty(1 << 20, np.int64)
    for turn in range(len(order)):
        home = order[turn]
        start, size = node[home], persons[home]
        heap = [(near[start], start)]
        label[start], seen[start] = 0.0, turn
        end = -1
        while len(heap) > 0:
            _key, v = heapq.heappop(heap)
            if done[v] == turn:
                continue
            done[v] = turn
            if goal[v] >= 0 and places[goal[v]] >= size:
                end = v
                break
            for link in range(first[v], first[v + 1]):
                u = head[link]
                if done[u] == turn or near[u] > 1e17:
                    continue
                slot = max(int(label[v] / width), full[link])
                need = min(float(size), whole[link])  # who is more than a slot takes the next too
                while slot < slots - 1 and room[link, slot] < need:
                    slot += 1
                enter = max(label[v], slot * width)
                if seen[u] != turn or enter + seconds[link] < label[u] - 1e-9:
                    seen[u], label[u] = turn, enter + seconds[link]
                    by[u], at[u], entered[u] = link, v, enter
                    heapq.heappush(heap, (label[u] + near[u], u))
        if end < 0:
            end = start
        shelter[home] = max(goal[end], 0)
        places[shelter[home]] -= size
        count, v = 0, end
        while v != start:
            count += 1
            v = at[v]
        while begins[turn] + count >= len(links):
            links = np.concatenate((links, links))
        v, place = end, begins[turn] + count
        while v != start:
            link = by[v]
            place -= 1
            links[place] = link
            left, slot = float(size), int(entered[v] / width)
            while left > 0 and slot < slots - 1:
                used = min(left, room[link, slot])
                room[link, slot] -= used
                left -= used
                slot += 1
            while full[link] < slots - 1 and room[link, full[link]] < 0.5:
                full[link] += 1
            if at[v] == start:
                leave[home] = entered[v]
            v = at[v]
        begins[turn + 1] = begins[turn] + count
    return shelter, leave, begins, links


def least_travel_by_networkx(case: Case) -> int:
    """The same cheapest flow as a script with networkx asks for it: its cost."""
    graph = nx.DiGraph()
    people, goals = case.households, case.shelters
    living = np.bincount(people.node, people.persons, case.roads.nodes).astype(int)
    for node, persons in enumerate(living.tolist()):
        graph.add_node(node, demand=-persons)
    graph.add_node("safe", demand=int(living.sum()))
    for head, tail, told in network(case.roads).edges(data=True):
        graph.add_edge(tail, head, weight=round(told["seconds"] * 10))
    for node, places in zip(goals.node.tolist(), goals.places.tolist(), strict=True):
        graph.add_edge(node, "safe", capacity=places, weight=0)
    cost: int = nx.network_simplex(graph)[0]
    return cost
