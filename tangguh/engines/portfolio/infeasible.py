"""Which constraints cannot be kept together: of those named, none could be left out."""

import numpy as np
from scipy import optimize

from tangguh.engines.portfolio.highs import NOBODY, Goal, Program, formulate
from tangguh.engines.portfolio.model import InvalidPortfolio
from tangguh.engines.portfolio.options import Constraint, Options

FLOORS = ("least_spend", "least_gain")
INFEASIBLE = 2
MOST_NODES = 200


def diagnosed(options: Options) -> InvalidPortfolio:
    """The error to raise where no plan keeps every constraint.

    A floor that its area cannot reach with everything it may do is named alone. Otherwise
    constraints are taken away one by one as long as there is still no way: what remains conflicts.
    """
    for row, constraint in enumerate(options.constraints):
        if constraint.kind in FLOORS and _has_no_way(options, [row]):
            return InvalidPortfolio("floor_is_out_of_reach", **_told(constraint))
    kept = list(range(len(options.constraints)))
    if not _has_no_way(options, kept):
        return InvalidPortfolio("no_plan_found", nodes=MOST_NODES)
    for row in list(kept):
        without = [each for each in kept if each != row]
        if _has_no_way(options, without):
            kept = without
    conflict = [options.constraints[row] for row in kept]
    return InvalidPortfolio(
        "constraints_conflict", constraints=[_told(constraint) for constraint in conflict]
    )


def _has_no_way(options: Options, rows: list[int]) -> bool:
    """Whether these constraints alone, with works and slots, cannot be kept."""
    program = formulate(options, Goal(), np.arange(len(options.gain)), NOBODY)
    right = program.right.copy()
    dropped = np.setdiff1d(np.arange(program.constraints), rows)
    right[dropped] = np.inf
    if not len(options.gain):
        return bool((right < 0).any())
    return _in_part(program, right) or _in_whole(program, right)


def _in_part(program: Program, right: np.ndarray) -> bool:
    result = optimize.linprog(
        np.zeros(len(program.worth)),
        A_ub=program.left[np.isfinite(right)],
        b_ub=right[np.isfinite(right)],
        bounds=np.column_stack([program.low, program.high]),
    )
    return bool(result.status == INFEASIBLE)


def _in_whole(program: Program, right: np.ndarray) -> bool:
    result = optimize.milp(
        np.zeros(len(program.worth)),
        constraints=optimize.LinearConstraint(program.left, -np.inf, right),
        bounds=optimize.Bounds(program.low, program.high),
        integrality=program.is_whole,
        options={"node_limit": MOST_NODES},
    )
    return bool(result.status == INFEASIBLE)


def _told(constraint: Constraint) -> dict[str, object]:
    """The constraint in rupiah, units or parts."""
    return {
        "kind": constraint.kind,
        "key": constraint.key,
        "limit": abs(constraint.limit) * constraint.unit,
    }
