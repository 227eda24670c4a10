"""What else is asked of a plan: who is safe when, which road it hangs on, what if people start late."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.evacuation import (
    InvalidCase,
    Named,
    Plan,
    envelope,
    faults,
    half_leave_at_once,
    late_start,
    losses,
    narrows,
    pockets,
    reopenings,
    shelters_that_help,
    stock_of,
)
from tangguh.integrations.plain_tables import UnreadableTable, rows
from tangguh.web.evacuation_faults import refused

Floats = NDArray[np.float64]

MOMENTS = 10


@dataclass(frozen=True)
class Doubtful:
    """How people may fail to do as told: half are ready within `late_s`; some leave at once."""

    late_s: float = 1800.0
    seed: int = 1


def study(named: Named, plan: Plan, stock: Path | None, doubt: Doubtful) -> dict[str, Any]:
    """Answers by name. Raises a Refused where the plan does not hold for the tables."""
    case = named.case
    wrong = faults(case, plan.outcomes, plan.routes, plan.safe, plan.proof)
    if wrong:
        raise refused("plan_does_not_hold", why="; ".join(fault.rule for fault in wrong))
    food = person_days(named, stock)
    moments = tuple(plan.clearance_s * n / MOMENTS for n in range(1, MOMENTS + 1))
    persons = case.households.persons
    return {
        "safe_by": [asdict(one) for one in envelope(case, plan, moments)],
        "hours": hours(persons, plan.safe),
        "late_start": {
            "median_s": doubt.late_s,
            **hours(persons, late_start(case, plan, doubt.late_s, doubt.seed)),
        },
        "half_leave_at_once": hours(persons, half_leave_at_once(case, plan, doubt.seed)),
        "roads_that_hurt_most": [
            {"edges": [named.links[n] for n in loss.links], "persons": loss.persons}
            for loss in losses(case)
        ],
        "roads_that_hold_up": [
            {"edge": named.links[one.link], "persons": one.persons}
            for one in narrows(case, plan.proof)
        ],
        "roads_to_reopen": [
            {"edge": named.links[gain.place], "persons": gain.persons} for gain in reopenings(case)
        ],
        "shelters_to_open": [
            {"node": named.nodes[gain.place], "persons": gain.persons}
            for gain in shelters_that_help(case, plan.shortages)
        ],
        "pockets": cut_off(named, plan, food),
    }


def hours(persons: NDArray[np.int64], safe: Floats) -> dict[str, float]:
    """Seconds until so many of the persons who leave are safe; mean_s is the middle of all."""
    goes = np.isfinite(safe)
    if not goes.any():
        return {"mean_s": 0.0, "half_s": 0.0, "p95_s": 0.0, "p99_s": 0.0, "last_s": 0.0}
    order = np.argsort(safe[goes], kind="stable")
    moment, count = safe[goes][order], persons[goes][order]
    share = np.cumsum(count) / count.sum()
    at = {name: float(moment[np.searchsorted(share, part)]) for name, part in SHARES.items()}
    return {"mean_s": float((moment * count).sum() / count.sum()), **at, "last_s": moment[-1]}


SHARES = {"half_s": 0.5, "p95_s": 0.95, "p99_s": 0.99}


def cut_off(named: Named, plan: Plan, food: Floats | None) -> list[dict[str, Any]]:
    """Who is cut off together, in counts; days is null where no stock was told."""
    nodes = named.case.households.node
    nothing = np.zeros(named.case.roads.nodes)
    return [
        {
            "households": len(one.households),
            "persons": one.persons,
            "vulnerable": one.vulnerable,
            "nodes": sorted({named.nodes[n] for n in nodes[one.households].tolist()}),
            "days": None if food is None else one.days,
        }
        for one in pockets(named.case, plan, nothing if food is None else food)
    ]


def person_days(named: Named, path: Path | None) -> Floats | None:
    """For how many persons and days each node holds food and water. Raises a Refused."""
    if path is None:
        return None
    try:
        return stock_of(named, rows(path))
    except (InvalidCase, UnreadableTable) as fault:
        raise refused(fault.code, **fault.params) from None
