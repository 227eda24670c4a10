"""What must be true of every plan, looked up again by itself: it shares nothing with the planner."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tangguh.engines.evacuation.model import NOWHERE, Case, Floats, Mask, Outcome, Routes
from tangguh.engines.evacuation.proof import Proof, is_proven
from tangguh.engines.evacuation.queues import safe_at

A_MOMENT = 1e-6  # seconds


@dataclass(frozen=True)
class Fault:
    """A sentence that is not true of the plan, and the first places where it is not."""

    rule: str
    where: tuple[int, ...]


def faults(
    case: Case, outcomes: tuple[Outcome, ...], routes: Routes, safe: Floats, proof: Proof | None
) -> list[Fault]:
    """Every rule that the plan breaks, with up to five household, link or shelter numbers."""
    said = np.array([outcome.value for outcome in outcomes])
    routed = said == Outcome.ROUTED.value
    rules = [
        ("an outcome for every household", np.arange(abs(len(said) - len(case.households.node)))),
        (
            "who is routed has a shelter, and nobody else",
            differs(routed, routes.shelter != NOWHERE),
        ),
        ("a route uses open links only", closed(case, routes)),
        ("a route is contiguous from the home to the shelter", broken(case, routes)),
        ("no shelter takes more than it has places", overfull(case, routes)),
        (
            "whoever has a dry route is not told otherwise",
            differs(said != "no_dry_route", dry(case)),
        ),
        ("the hours are those of the queues", untimely(case, routes, safe)),
    ]
    if proof is not None:
        rules += [
            ("the bound is proven", unproven(case, routed, proof)),
            ("nobody beats the bound", too_good(safe, proof)),
        ]
    return [Fault(rule, tuple(int(n) for n in found[:5])) for rule, found in rules if len(found)]


def differs(one: Mask, other: Mask) -> np.ndarray:
    return np.flatnonzero(one != other)


def closed(case: Case, routes: Routes) -> np.ndarray:
    used = np.unique(routes.links)
    return used[~case.roads.is_open[used] | (case.roads.per_second[used] <= 0)]


def broken(case: Case, routes: Routes) -> np.ndarray:
    """Households whose links do not lead from door to shelter."""
    tail, head = case.roads.tail[routes.links], case.roads.head[routes.links]
    begins, ends = routes.first[:-1], routes.first[1:]
    joined = np.append(True, tail[1:] == head[:-1])[: len(tail)]
    joined[begins[begins < ends]] = True
    bad = np.zeros(len(begins), bool)
    owner = np.repeat(np.arange(len(begins)), ends - begins)
    bad[owner[~joined]] = True
    goes, walks = routes.shelter != NOWHERE, begins < ends
    at = case.households.node.copy()
    at[walks] = head[ends[walks] - 1]
    bad[walks] |= tail[begins[walks]] != case.households.node[walks]
    bad[goes] |= at[goes] != case.shelters.node[routes.shelter[goes]]
    return np.flatnonzero(bad | (walks & ~goes))


def overfull(case: Case, routes: Routes) -> np.ndarray:
    goes = routes.shelter != NOWHERE
    taken = np.zeros(len(case.shelters.node), np.int64)
    np.add.at(taken, routes.shelter[goes], case.households.persons[goes])
    return np.flatnonzero(taken > case.shelters.places)


def dry(case: Case) -> Mask:
    """Households from whose node open links lead to a shelter with places, looked up link by link."""
    roads = case.roads
    into: dict[int, list[int]] = {}
    for tail, head in steps(case):
        into.setdefault(head, []).append(tail)
    seen = set(case.shelters.node[case.shelters.places > 0].tolist())
    waiting = list(seen)
    while waiting:
        for node in into.get(waiting.pop(), ()):
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    reached = np.zeros(roads.nodes, bool)
    reached[list(seen)] = True
    return reached[case.households.node]


def steps(case: Case) -> Iterator[tuple[int, int]]:
    roads = case.roads
    passable = roads.is_open & (roads.per_second > 0)
    return zip(roads.tail[passable].tolist(), roads.head[passable].tolist(), strict=True)


def untimely(case: Case, routes: Routes, safe: Floats) -> np.ndarray:
    again = safe_at(case.roads, case.households.persons, routes)
    same = (np.isnan(again) & np.isnan(safe)) | (np.abs(again - safe) <= A_MOMENT)
    return np.flatnonzero(~same)


def unproven(case: Case, routed: Mask, proof: Proof) -> np.ndarray:
    return np.arange(0 if is_proven(case, routed, proof) else 1)


def too_good(safe: Floats, proof: Proof) -> np.ndarray:
    if not np.isfinite(safe).any() or np.nanmax(safe) >= proof.seconds * (1 - 1e-9):
        return np.arange(0)
    return np.arange(1)
