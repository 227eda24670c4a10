"""The certificate of a bound, and its check. The check shares nothing with those who found it."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass

from tangguh.engines.evacuation.model import Case, Index, Mask

ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Proof:
    """Why nobody can empty the district sooner. Nodes and shelters as the district numbers them.

    seconds   the bound
    start     nodes whose people are counted
    full      shelters that take as many of them as they can
    near      nodes on this side of the cut
    """

    seconds: float
    start: Index
    full: Index
    near: Index


def is_proven(case: Case, routed: Mask, proof: Proof) -> bool:
    """Whether a moment before the bound fewer people can be safe than must be."""
    before = proof.seconds * (1 - ROUNDING)
    must, can = balance(case, routed, proof, before)
    return can < must or proof.seconds <= 0


def balance(case: Case, routed: Mask, proof: Proof, seconds: float) -> tuple[float, float]:
    """Persons who must cross the cut by then, or find a place before it; and how many can at most."""
    people, shelters, roads = case.households, case.shelters, case.roads
    start, near, full = (
        set(proof.start.tolist()),
        set(proof.near.tolist()),
        set(proof.full.tolist()),
    )
    counted = [
        (int(node), int(persons))
        for node, persons, goes in zip(people.node, people.persons, routed, strict=True)
        if goes and int(node) in start
    ]
    others = [
        (int(node), int(places))
        for number, (node, places) in enumerate(zip(shelters.node, shelters.places, strict=True))
        if number not in full and places > 0
    ]
    must = sum(persons for _, persons in counted) - int(shelters.places[list(full)].sum())
    can = float(sum(persons for node, persons in counted if node not in near))
    can += sum(places for node, places in others if node in near)
    links = [
        (
            int(roads.tail[n]),
            int(roads.head[n]),
            float(roads.seconds[n]),
            float(roads.per_second[n]),
        )
        for n in range(len(roads.tail))
        if roads.is_open[n] and roads.per_second[n] > 0
    ]
    begun = distances(links, {node for node, _ in counted})
    left = distances([(b, a, s, r) for a, b, s, r in links], {node for node, _ in others})
    for tail, head, time, rate in links:
        if tail in near and head not in near and tail in begun and head in left:
            can += rate * max(0.0, seconds - begun[tail] - time - left[head])
    return must, can


def distances(links: Iterable[tuple[int, int, float, float]], starts: set[int]) -> dict[int, float]:
    """Seconds from the nearest start to every node that has a way (Dijkstra)."""
    away: dict[int, list[tuple[int, float]]] = {}
    for tail, head, time, _rate in links:
        away.setdefault(tail, []).append((head, time))
    found: dict[int, float] = {}
    waiting = [(0.0, node) for node in sorted(starts)]
    while waiting:
        time, node = heapq.heappop(waiting)
        if node in found:
            continue
        found[node] = time
        for head, seconds in away.get(node, ()):
            if head not in found:
                heapq.heappush(waiting, (time + seconds, head))
    return found
