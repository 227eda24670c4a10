"""A road closes while people already have a plan: only the part that it belongs to is planned again."""

import numpy as np

from tangguh.engines.evacuation.assignment import place_the_rest
from tangguh.engines.evacuation.bound import farthest, newton, people_at
from tangguh.engines.evacuation.model import NOWHERE, Case, Index, Mask, Routes
from tangguh.engines.evacuation.parts import Part, parts
from tangguh.engines.evacuation.places import Shortage
from tangguh.engines.evacuation.plan import (
    Plan,
    Settled,
    can_reach,
    district_bound,
    plan,
    proof_of,
    settle,
    written,
)
from tangguh.engines.evacuation.proof import Proof
from tangguh.engines.evacuation.regions import is_large
from tangguh.engines.evacuation.timetable import with_straight_ways
from tangguh.engines.evacuation.tries import (
    NO_LIMIT,
    Effort,
    Try,
    clearance,
    let_run,
    tries,
    walk,
)

# Whoever has a plan keeps it rather than gain more than this share of the time.
NO_LATER = 1.03
NEVER = -1.0


def replan(case: Case, before: Plan, was: Case, effort: Effort = Effort()) -> Plan:  # noqa: B008
    """A plan for the same people and shelters after roads of `was` were closed or opened.

    Parts that no changed road touches keep their ways and hours to the second. Elsewhere everybody
    keeps way and shelter, if all have one and the last is safe near the bound or hardly later than
    before; else the part is planned anew. A district that is divided into regions is planned anew.
    """
    pieces = list(parts(case))
    if any(map(is_large, pieces)):
        return plan(case, effort)
    touched = ends_of_changes(case, was)
    opened = case.roads.usable & ~was.roads.usable
    proof = still_proven(before.proof, pieces, touched)
    settled, made = [], []
    for part in pieces:
        stays = not touched[part.node].any()
        one = kept(part, before) if stays else again(part, before, opened)
        if one is None:
            continue
        if not stays:
            proof = quick_bound(one.part, proof, before.proof)
        settled.append(one)
        made.append([as_before(one, before)] if stays else [])
    if not (proof and proof.seconds >= before.bound_s):
        proof = district_bound([one.part for one in settled])
    bound_s = proof.seconds if proof else 0.0
    found = [
        done or planned(one, before, bound_s, effort)
        for one, done in zip(settled, made, strict=True)
    ]
    return written(case, settled, found, proof)


def again(part: Part, before: Plan, opened: Mask) -> Settled | None:
    """With the shelters of the plan where no road was opened, which might bring people or places."""
    found = None if opened[part.link].any() else with_shelters(part, before)
    return found or settle(part)


def ends_of_changes(case: Case, was: Case) -> Mask:
    changed = case.roads.usable != was.roads.usable
    touched = np.zeros(case.roads.nodes, bool)
    touched[case.roads.tail[changed]] = True
    touched[case.roads.head[changed]] = True
    return touched


def still_proven(proof: Proof | None, pieces: list[Part], touched: Mask) -> Proof | None:
    """The proof where it speaks of people in parts that are as they were."""
    if proof is None:
        return None
    unlike = [part.node for part in pieces if touched[part.node].any()]
    changed = np.zeros(len(touched), bool)
    changed[np.concatenate([np.flatnonzero(touched), *unlike])] = True
    return None if changed[proof.start].any() else proof


def kept(part: Part, before: Plan) -> Settled | None:
    """Those of a part who have a way and a place in the plan, with their shelters."""
    some = part.only(before.routed[part.household])
    if not len(some.household):
        return None
    return Settled(some, shelters_of(some, before), shortage_of(part, before))


def shelters_of(part: Part, before: Plan) -> np.ndarray:
    """The shelter of each household, as the part numbers them; NOWHERE if it is not in the part."""
    number = np.full(max(before.routes.shelter.max(initial=0), part.shelter.max()) + 1, NOWHERE)
    number[part.shelter] = np.arange(len(part.shelter))
    return number[before.routes.shelter[part.household]].astype(np.int32)


def shortage_of(part: Part, before: Plan) -> Shortage | None:
    here = set(part.node.tolist())
    return next((short for short in before.shortages if int(short.nodes[0]) in here), None)


def as_before(one: Settled, before: Plan) -> Try:
    """The ways and hours of a part that is as it was."""
    safe = before.safe[one.part.household]
    return Try(ways_left(one, before), safe, NO_LIMIT, float(safe.max()))


def ways_left(one: Settled, before: Plan) -> Routes:
    """The ways of the plan in the numbers of the part; leave is NEVER where a way is not there now."""
    part, routes = one.part, before.routes
    number = np.full(
        int(max(routes.links.max(initial=0), part.link.max(initial=0))) + 1, NOWHERE, np.int32
    )
    number[part.link] = np.arange(len(part.link))
    begins, count = routes.first[part.household], np.diff(routes.first)[part.household]
    first = np.append(0, np.cumsum(count))
    taken = np.repeat(begins - first[:-1], count) + np.arange(first[-1])
    links = number[routes.links[taken]]
    lost = np.bincount(np.repeat(np.arange(len(count)), count)[links < 0], minlength=len(count)) > 0
    lost |= part.shelter[one.shelter] != routes.shelter[part.household]
    leave = np.where(lost, NEVER, routes.leave[part.household])
    return Routes(one.shelter, first, links, leave)


def with_shelters(part: Part, before: Plan) -> Settled | None:
    """The same as in the plan; who lost the way to the own shelter goes to the nearest with room.

    None where somebody could take a place that was not free before, or finds none.
    """
    there, had = can_reach(part)[part.households.node], before.routed[part.household]
    stays, lost, waits = there & had, had & ~there, there & ~had
    if not stays.any() or (waits.any() and lost.any()):
        return None
    some = part.only(stays)
    shelter = still_reached(some, before)
    if (shelter == NOWHERE).any():
        place_the_rest(some, shelter)
    if (shelter == NOWHERE).any():
        return None
    return Settled(some, shelter, shortage_of(part, before) if waits.any() else None)


def still_reached(part: Part, before: Plan) -> Index:
    """The shelter of each household as in the plan; NOWHERE where no way leads to it now."""
    shelter = shelters_of(part, before)
    lost = np.flatnonzero(ways_left(Settled(part, shelter, None), before).leave < 0)
    lost = lost[shelter[lost] != NOWHERE]
    goals, row = np.unique(shelter[lost], return_inverse=True)
    cut_off = np.isinf(part.ways_to(goals)[row, part.households.node[lost]])
    shelter[lost[cut_off]] = NOWHERE
    return shelter


def quick_bound(part: Part, known: Proof | None, before: Proof | None) -> Proof | None:
    """From all people and from those of the proof that held before: what they prove now."""
    persons = people_at(part)
    seconds = known.seconds if known else 0.0
    cut = farthest(part, persons, seconds)
    everybody, none = persons > 0, np.zeros(len(part.shelter), bool)
    if before is not None:
        start, full = np.isin(part.node, before.start), np.isin(part.shelter, before.full)
        suspect, near = (start & everybody, full), np.isin(part.node, before.near)
        cut = newton(part, persons, suspect, max(seconds, cut.seconds if cut else 0.0), near) or cut
    if before is None or full.any() or not start[everybody].all():
        suspect = everybody, none
        cut = newton(part, persons, suspect, max(seconds, cut.seconds if cut else 0.0)) or cut
    return known if cut is None else proof_of(part, cut)


def planned(one: Settled, before: Plan, bound_s: float, effort: Effort) -> list[Try]:
    """The best first. Who lost the way takes the shortest; then new ways to the same shelters; then
    all anew: until the last is safe near enough to the bound, or about when he was."""
    seconds = bound_s or 1.0
    enough = max(seconds * (1 + effort.gap), before.clearance_s * NO_LATER)
    mended = let_run(one.part, with_straight_ways(one.part, ways_left(one, before)), NO_LIMIT)
    made = [mended]
    if clearance(made[0]) > enough:
        made.append(walk(one.part, one.shelter, NO_LIMIT, (seconds, enough)))
    if min(map(clearance, made)) > enough:
        made += tries(one.part, one.crowds, one.shelter, bound_s, effort)
    return sorted(made, key=clearance)
