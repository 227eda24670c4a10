"""What the engine found for a plan, as counts and names of RT, shelters and roads: facts to store."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tangguh.domains.atlas.models import Road
from tangguh.domains.emergencies.models import PlanPlace
from tangguh.domains.emergencies.selectors._evacuation_case import Question
from tangguh.domains.emergencies.selectors._leaving import Home
from tangguh.engines import evacuation
from tangguh.engines.evacuation import NOWHERE, Outcome, Plan

MOMENTS = 12  # of the curve
SEED = 1  # of who is late and who is hasty
LONGEST_ROADS = 300
Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Way:
    """Where a home goes, when, and by which roads."""

    home: Home
    shelter: PlanPlace
    leave_s: float
    safe_s: float
    roads: str


@dataclass(frozen=True)
class Result:
    """All that is kept of a calculation; the times are those of the independent check."""

    clearance_s: float
    bound_s: float
    routed: int
    no_dry_route: int
    no_place: int
    modelled: int
    told: Facts
    certificate: Facts | None
    ways: tuple[Way, ...]


def result(asked: Question, flooded: Question | None, late_minutes: int) -> Result:
    """Plan, check, and tell. `flooded`: the same with water in all zones, for who is cut off then."""
    case = asked.named.case
    plan = evacuation.plan(case)
    found = evacuation.faults(case, plan.outcomes, plan.routes, plan.safe, plan.proof)
    assert not found, found  # noqa: S101  a plan that breaks a rule is our own mistake
    safe = evacuation.safe_at(case.roads, case.households.persons, plan.routes)
    return Result(
        latest(safe),
        plan.bound_s,
        people(asked, plan, Outcome.ROUTED),
        people(asked, plan, Outcome.NO_DRY_ROUTE),
        people(asked, plan, Outcome.NO_PLACE),
        sum(home.people for home in asked.homes if home.is_modelled),
        facts(asked, plan, late_minutes) | {"pockets": cut_off(flooded or asked)},
        evacuation.certificate(asked.named, plan.proof),
        tuple(ways(asked, plan)),
    )


def people(asked: Question, plan: Plan, outcome: Outcome) -> int:
    """How many are told so."""
    told = zip(asked.homes, plan.outcomes, strict=True)
    return sum(home.people for home, said in told if said is outcome)


def facts(asked: Question, plan: Plan, late_minutes: int) -> Facts:
    case = asked.named.case
    late = evacuation.late_start(case, plan, late_minutes * 60.0, SEED)
    hasty = evacuation.half_leave_at_once(case, plan, SEED)
    return {
        "doubts": [[doubt.code, list(doubt.names)] for doubt in asked.doubts],
        "closed": asked.closed,
        "curve": curve(asked, plan),
        "left_out": left_out(asked, plan),
        "shortages": shortages(asked, plan),
        "shelters": taken(asked, plan),
        "loss": worst_loss(asked),
        "late_minutes": late_minutes,
        "late_s": latest(late),
        "hasty_s": latest(hasty),
        "helps": helps(asked, plan),
        "proof": proof_in_words(asked, plan),
    }


def latest(safe: np.ndarray) -> float:
    return float(np.nanmax(safe)) if np.isfinite(safe).any() else 0.0


def curve(asked: Question, plan: Plan) -> list[list[int]]:
    """Minute, people safe by then, and the most that any plan could have; the last minute has all."""
    last = math.ceil(plan.clearance_s / 60)
    if not plan.routed.any():
        return []
    step = max(math.ceil(last / MOMENTS), 1)
    minutes = sorted({*range(step, last, step), max(last, 1)})
    moments = tuple(minute * 60.0 for minute in minutes)
    found = evacuation.envelope(asked.named.case, plan, moments)
    return [[minute, each.safe, each.at_most] for minute, each in zip(minutes, found, strict=True)]


def left_out(asked: Question, plan: Plan) -> list[list[str]]:
    """RT by RT the reasons for which somebody there has no dry way or no place."""
    reasons = evacuation.left_out(asked.named.case, plan)
    told = {
        (home.neighbourhood, why.value)
        for home, why in zip(asked.homes, reasons, strict=True)
        if why is not None
    }
    return [list(pair) for pair in sorted(told)]


def shortages(asked: Question, plan: Plan) -> list[Facts]:
    """The cut that says where places are missing: these RT reach these shelters and no others."""
    node = asked.named.case.households.node
    return [
        {
            "rts": rts(asked, np.flatnonzero(np.isin(node, short.nodes)).tolist()),
            "shelters": [asked.shelters[n].name for n in short.shelters],
            "persons": short.persons,
            "places": short.places,
        }
        for short in plan.shortages
    ]


def rts(asked: Question, homes: Iterable[Any]) -> list[str]:
    return sorted({asked.homes[n].neighbourhood for n in homes})


def taken(asked: Question, plan: Plan) -> list[list[Any]]:
    """How many go to each shelter, and for how many it has places."""
    goes = plan.routes.shelter != NOWHERE
    count = np.bincount(
        plan.routes.shelter[goes],
        asked.named.case.households.persons[goes],
        len(asked.shelters),
    )
    return [
        [each.pk, each.name, int(count[n]), each.places] for n, each in enumerate(asked.shelters)
    ]


def worst_loss(asked: Question) -> Facts | None:
    """The road whose loss leaves most people without any shelter."""
    for loss in evacuation.losses(asked.named.case):
        road = asked.road_of(loss.links[0])
        if road is not None:
            return {"road": road.pk, "name": called(road), "persons": loss.persons}
    return None


def helps(asked: Question, plan: Plan) -> Facts | None:
    """The RT beside which a shelter more would help most."""
    case = asked.named.case
    for gain in evacuation.shelters_that_help(case, plan.shortages) if plan.shortages else ():
        there = rts(asked, np.flatnonzero(case.households.node == gain.place).tolist())
        if there:
            return {"rt": there[0], "persons": gain.persons}
    return None


def proof_in_words(asked: Question, plan: Plan) -> Facts | None:
    """Whose people the bound counts, and which shelters are too few for them: names, no homes."""
    if plan.proof is None:
        return None
    counted = np.isin(asked.named.case.households.node, plan.proof.start) & plan.routed
    return {
        "rts": rts(asked, np.flatnonzero(counted).tolist()),
        "persons": int(asked.named.case.households.persons[counted].sum()),
        "shelters": [asked.shelters[n].name for n in plan.proof.full],
    }


def cut_off(flooded: Question) -> list[Facts]:
    """Who is cut off together once the water stands on the roads; pockets that share an RT are one."""
    case = flooded.named.case
    plan = evacuation.plan(case)
    merged: list[tuple[set[str], int, int]] = []
    for each in evacuation.pockets(case, plan, np.zeros(case.roads.nodes)):
        names, persons, vulnerable = (
            set(rts(flooded, each.households)),
            each.persons,
            each.vulnerable,
        )
        for other in [one for one in merged if one[0] & names]:
            merged.remove(other)
            names, persons, vulnerable = (
                names | other[0],
                persons + other[1],
                vulnerable + other[2],
            )
        merged.append((names, persons, vulnerable))
    return [
        {"rts": sorted(names), "persons": persons, "vulnerable": vulnerable}
        for names, persons, vulnerable in merged
    ]


def ways(asked: Question, plan: Plan) -> Iterable[Way]:
    first = plan.routes.first.tolist()
    for number, home in enumerate(asked.homes):
        shelter = int(plan.routes.shelter[number])
        if shelter != NOWHERE:
            links = plan.routes.links[first[number] : first[number + 1]].tolist()
            yield Way(
                home,
                asked.shelters[shelter],
                float(plan.routes.leave[number]),
                float(plan.safe[number]),
                by_name(asked, links),
            )


def by_name(asked: Question, links: Sequence[int]) -> str:
    """The roads in their order, each once."""
    roads = [asked.road_of(link) for link in links]
    names = dict.fromkeys(called(road) for road in roads if road is not None)
    return " → ".join(names)[:LONGEST_ROADS]


def called(road: Road) -> str:
    return road.name or str(road.get_road_class_display())
