"""What becomes of a plan when people do not do as it says: the same routes, other hours."""

import numpy as np

from tangguh.engines.evacuation.model import Case, Floats
from tangguh.engines.evacuation.plan import Plan
from tangguh.engines.evacuation.queues import safe_at


def late_start(case: Case, plan: Plan, median_s: float, seed: int, spread: float = 0.6) -> Floats:
    """When each household is safe if they get ready late: log-normal delays, half within the median.

    A household leaves when it is ready and its hour has come.
    """
    chance = np.random.default_rng(seed)
    delays = median_s * np.exp(spread * chance.standard_normal(len(plan.safe)))
    leave = np.where(plan.routed, np.maximum(plan.routes.leave, delays), -1.0)
    return safe_at(case.roads, case.households.persons, plan.routes, leave)


def half_leave_at_once(case: Case, plan: Plan, seed: int, share: float = 0.5) -> Floats:
    """When each household is safe if so many do not wait for their hour."""
    chance = np.random.default_rng(seed)
    hasty = chance.random(len(plan.safe)) < share
    leave = np.where(plan.routed & hasty, 0.0, plan.routes.leave)
    return safe_at(case.roads, case.households.persons, plan.routes, leave)
