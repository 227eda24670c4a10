"""One part, planned several times: each try learns from the queues of the one before."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tangguh.engines.evacuation.assignment import (
    Groups,
    assign,
    intake,
    shares,
    shortest_limit,
)
from tangguh.engines.evacuation.fast.queues import run
from tangguh.engines.evacuation.model import NOWHERE, Floats, Index, Routes, Whole
from tangguh.engines.evacuation.parts import Part
from tangguh.engines.evacuation.timetable import timetable

LATE = 1.01
NEARLY = 1.02
NO_LIMIT = 1e300


@dataclass(frozen=True)
class Effort:
    """When to be content: within this share of the bound, or after so many rounds."""

    gap: float = 0.032
    rounds: int = 6


@dataclass(frozen=True, eq=False)
class Try:
    """Routes, how far anybody may go for them, and what the queues made of them."""

    routes: Routes
    safe: Floats
    limit_s: float
    clearance_s: float


def tries(part: Part, crowds: Groups, shelter: Index, bound_s: float, effort: Effort) -> list[Try]:
    """Every try, the best one first.

    First people go as far as the time allows, then not farther than needed. After that, shelters
    whose last people come late are offered fewer places, and who loses one looks elsewhere. A
    first shelter for each household is what remains where no try places all.
    """
    seconds = bound_s or 1.0
    enough = seconds * (1 + effort.gap)
    made = list(starts(part, crowds, seconds, enough))
    if not made:
        made = [walk(part, shelter, NO_LIMIT, (seconds, enough))]
    latest = min(made, key=clearance)
    for _ in range(effort.rounds):
        if min(map(clearance, made)) <= enough:
            break
        offer = offered(part, latest, seconds), latest.limit_s
        again = attempt(part, crowds, offer, (seconds, enough))
        if again is None:
            break
        latest = again
        made.append(again)
    return sorted(made, key=clearance)


def clearance(one: Try) -> float:
    return one.clearance_s


def starts(part: Part, crowds: Groups, seconds: float, enough: float) -> Iterator[Try]:
    most = intake(part, seconds * NEARLY)
    if most.sum() < crowds.persons.sum():
        most = part.shelters.places
    least = shortest_limit(crowds, most)
    for limit in dict.fromkeys((max(least, seconds), least)):
        one = attempt(part, crowds, (most, limit), (seconds, enough))
        if one is None:
            continue
        yield one
        if one.clearance_s <= enough:
            return


def offered(part: Part, last: Try, seconds: float) -> Whole:
    """Places as before, less those of people who came late to a shelter."""
    persons, shelter = part.households.persons, last.routes.shelter
    late = last.safe > seconds * LATE
    count = len(part.shelters.node)
    came = np.bincount(shelter, persons, count)
    too_late = np.bincount(shelter[late], persons[late], count)
    usual = intake(part, seconds * NEARLY)
    return np.where(too_late > 0, came - too_late, usual).astype(np.int64)


def attempt(
    part: Part, crowds: Groups, offer: tuple[Whole, float], until: tuple[float, float]
) -> Try | None:
    """One try where all find a place under the limit; None otherwise."""
    places, limit = offer
    if places.sum() < crowds.persons.sum():
        return None
    shelter = assign(part, crowds, shares(crowds, places, limit))
    return None if (shelter == NOWHERE).any() else walk(part, shelter, limit, until)


def walk(part: Part, shelter: Index, limit: float, until: tuple[float, float]) -> Try:
    """Schedule it for `seconds` and let it run; where that is not `enough` and it is faster when
    all leave at once, so they do."""
    seconds, enough = until
    found = timetable(part, shelter, seconds)
    planned = let_run(part, found, limit)
    if planned.clearance_s <= enough:
        return planned
    at_once = Routes(shelter, found.first, found.links, np.zeros(len(shelter)))
    return min((planned, let_run(part, at_once, limit)), key=clearance)


def let_run(part: Part, routes: Routes, limit: float) -> Try:
    safe = run(
        routes.leave,
        routes.first,
        routes.links,
        part.households.persons,
        part.seconds,
        part.per_second,
    )
    return Try(routes, safe, limit, float(safe.max()))
