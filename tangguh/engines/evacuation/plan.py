"""The plan: who goes where, by which roads, when, and how near that is to what nobody can beat."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from tangguh.engines.evacuation.assignment import Groups, assign, groups, shares
from tangguh.engines.evacuation.bound import Cut, bound
from tangguh.engines.evacuation.model import (
    NOWHERE,
    Case,
    Floats,
    Index,
    Mask,
    Outcome,
    Routes,
)
from tangguh.engines.evacuation.parts import Part, nearest, parts, shortest_links
from tangguh.engines.evacuation.places import Shortage, admitted, shortage
from tangguh.engines.evacuation.proof import Proof
from tangguh.engines.evacuation.regions import divided, is_large
from tangguh.engines.evacuation.tries import NO_LIMIT, Effort, Try, tries


@dataclass(frozen=True)
class Round:
    """One try for a part: how far anybody may go, and when the queues let the last one in.

    The first of a part is the one that the plan takes.
    """

    persons: int
    limit_s: float
    clearance_s: float


@dataclass(frozen=True, eq=False)
class Plan:
    """Everybody's answer. Households, links, nodes and shelters as the case numbers them."""

    outcomes: tuple[Outcome, ...]
    routes: Routes
    safe: Floats
    proof: Proof | None
    shortages: tuple[Shortage, ...]
    rounds: tuple[Round, ...]

    @cached_property
    def routed(self) -> Mask:
        return np.array([outcome is Outcome.ROUTED for outcome in self.outcomes], bool)

    @property
    def clearance_s(self) -> float:
        """When the last person is safe."""
        return float(np.nanmax(self.safe)) if self.routed.any() else 0.0

    @property
    def bound_s(self) -> float:
        return self.proof.seconds if self.proof else 0.0

    @property
    def gap(self) -> float:
        """By which share the plan is above what nobody can beat."""
        return self.clearance_s / self.bound_s - 1 if self.bound_s else 0.0


@dataclass(frozen=True, eq=False)
class Settled:
    """A part with those who find a place in it, and a first shelter for each."""

    part: Part
    shelter: Index
    shortage: Shortage | None
    is_region: bool = False

    @cached_property
    def crowds(self) -> Groups:
        return groups(self.part)


def plan(case: Case, effort: Effort = Effort()) -> Plan:  # noqa: B008  (it is frozen)
    """Plan part after part against the time of the slowest; more rounds come nearer to the bound."""
    settled, proof = settle_all(case)
    seconds = reachable(settled, proof)
    made = [tries(one.part, one.crowds, one.shelter, seconds, effort) for one in settled]
    return written(case, settled, made, proof)


def settle_all(case: Case) -> tuple[list["Settled"], Proof | None]:
    """Everybody who finds a place, part after part or region after region, and the bound for them."""
    settled: list[Settled] = []
    proof: Proof | None = None
    for part in parts(case):
        found = [one for piece in divided(case, part) if (one := settle(piece)) is not None]
        if not found:
            continue
        whole = found[0].part
        if is_large(part):
            homes = np.concatenate([one.part.household for one in found])
            whole = part.only(np.isin(part.household, homes))
            found = [replace(one, is_region=True) for one in found]
        settled += found
        proof = sharper(whole, proof)
    return settled, proof


def reachable(settled: list["Settled"], proof: Proof | None) -> float:
    """What to plan for: the bound, or that of a region where the district is divided into such."""
    seconds = proof.seconds if proof else 0.0
    for one in settled:
        if one.is_region:
            cut = bound(one.part, seconds)
            seconds = cut.seconds if cut else seconds
    return seconds


def written(
    case: Case, settled: list["Settled"], made: list[list[Try]], proof: Proof | None
) -> Plan:
    """The plan of a district from the tries of its parts, the best of each first."""
    best = [(one.part, tried[0]) for one, tried in zip(settled, made, strict=True)]
    routes, safe = together(case, best)
    return Plan(
        outcomes(case, safe),
        routes,
        safe,
        proof,
        tuple(one.shortage for one in settled if one.shortage),
        tuple(
            Round(int(one.part.households.persons.sum()), tried.limit_s, tried.clearance_s)
            for one, several in zip(settled, made, strict=True)
            for tried in several
        ),
    )


def bound_only(case: Case) -> tuple[Proof | None, Mask]:
    """The proof alone, and the households for whom it holds: those with a dry route and a place."""
    settled, proof = settle_all(case)
    routed = np.zeros(len(case.households.node), bool)
    for one in settled:
        routed[one.part.household] = True
    return proof, routed


def together(case: Case, best: list[tuple[Part, Try]]) -> tuple[Routes, Floats]:
    """The routes of all parts as one list, in the numbers of the case."""
    people = len(case.households.node)
    shelter, leave = np.full(people, NOWHERE, np.int32), np.full(people, -1.0)
    safe, count = np.full(people, np.nan), np.zeros(people, np.int64)
    for part, one in best:
        homes = part.household
        shelter[homes] = part.shelter[one.routes.shelter]
        leave[homes], safe[homes] = one.routes.leave, one.safe
        count[homes] = np.diff(one.routes.first)
    first = np.append(0, np.cumsum(count))
    links = np.empty(first[-1], np.int32)
    for part, one in best:
        steps = np.diff(one.routes.first)
        target = np.repeat(first[part.household] - one.routes.first[:-1], steps)
        links[target + np.arange(len(target))] = part.link[one.routes.links]
    return Routes(shelter, first, links, leave), safe


def outcomes(case: Case, safe: Floats) -> tuple[Outcome, ...]:
    roads = case.roads
    use = np.flatnonzero(roads.usable)
    graph = shortest_links(roads.nodes, roads.head[use], roads.tail[use], roads.seconds[use])
    near = nearest(graph, case.shelters.node[case.shelters.places > 0])
    has_way = np.isfinite(near)[case.households.node]
    return tuple(
        Outcome.ROUTED if arrived else Outcome.NO_PLACE if way else Outcome.NO_DRY_ROUTE
        for arrived, way in zip((~np.isnan(safe)).tolist(), has_way.tolist(), strict=True)
    )


def settle(part: Part) -> Settled | None:
    """Leave out who has no dry route or no place: None where nobody is left."""
    part = part.only(can_reach(part)[part.households.node])
    if not len(part.households.node):
        return None
    short = shortage(part)
    shelter = np.full(len(part.households.node), NOWHERE, np.int32)
    stay = admitted(part) if short else np.ones(len(shelter), bool)
    if stay.any():
        invited = part.only(stay)
        crowds = groups(invited)
        shelter[stay] = assign(invited, crowds, shares(crowds, part.shelters.places, NO_LIMIT))
    placed = shelter != NOWHERE
    if not placed.any():
        return None
    some = part.only(placed)
    return Settled(some, shelter[placed], short)


def can_reach(part: Part) -> Mask:
    """Nodes with a way to a shelter."""
    return np.asarray(np.isfinite(nearest(part.homewards, part.shelters.node)), bool)


def district_bound(pieces: list[Part]) -> Proof | None:
    """The slowest part's proof is the district's."""
    proof: Proof | None = None
    for part in pieces:
        proof = sharper(part, proof)
    return proof


def sharper(part: Part, proof: Proof | None) -> Proof | None:
    """What this part proves where that is more than what is proven already."""
    cut = bound(part, proof.seconds if proof else 0.0)
    return proof if cut is None else proof_of(part, cut)


def proof_of(part: Part, cut: Cut) -> Proof:
    return Proof(
        cut.seconds,
        part.node[cut.start],
        part.shelter[cut.full],
        part.node[cut.near],
    )
