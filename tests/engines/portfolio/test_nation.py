"""Classes and the lowest tenth of a nation, on questions small enough for HiGHS to answer whole."""

import numpy as np
import pytest

from tangguh.engines.portfolio import (
    Effort,
    Goal,
    InvalidPortfolio,
    Limits,
    Objective,
    certificate,
    check_certificate,
    options_of,
    planned,
    search,
)
from tests.engines.portfolio.settings import ONE, programme, setting, value

AS_A_NATION = Effort(villages=10)
A_STEP = 10_000  # parts: above all gain that there is


def question(villages: int = 30):
    drawn = np.random.default_rng(5).integers(0, 5, (villages, 3)).tolist()
    scores = {f"k{n % 3}.{n:02}": tuple(row) for n, row in enumerate(drawn)}
    programmes = [
        programme("p0", "a5", 7, "x"),
        programme("p1", "b5", 4, "y"),
        programme("p2", "c4", 3, "x", "G"),
        programme("p3", "a2c2", 2, "y", "G"),
    ]
    limits = Limits({"F": 60, "G": 30}, {"x": 15}, works=2, least_spend={"k1": 20})
    return setting(scores, programmes), limits


OBJECTIVES = [Objective.MAX_MIN, Objective.STATUS_STEPS, Objective.WORST_DECILE]


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_a_nation_s_plan_is_near_the_best_and_its_bound_is_proven(objective):
    asked, limits = question()
    options = options_of(asked.ordered(()), limits, ONE)
    goal = Goal(objective, step=A_STEP)
    whole = search(options, goal, np.arange(len(options.gain)))
    best = value(options, whole.chosen, objective)

    found = planned(options, objective, AS_A_NATION)

    assert options.keeps(found.places)
    assert 0.9 * best <= found.value <= best <= found.bound <= 1.1 * best
    assert check_certificate(certificate(found), asked, limits, ONE) == ()


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_a_nation_whose_floor_is_out_of_reach_is_told_so(objective):
    asked, _limits = question()
    limits = Limits({"F": 20, "G": 60}, least_spend={"k1": 500})
    options = options_of(asked.ordered(()), limits, ONE)

    with pytest.raises(InvalidPortfolio, match=r"floor_is_out_of_reach|constraints_conflict"):
        planned(options, objective, AS_A_NATION)
