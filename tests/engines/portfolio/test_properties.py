"""What must hold for every question, against every plan there is and against HiGHS alone."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tangguh.engines.portfolio import (
    Goal,
    InvalidPortfolio,
    Objective,
    certificate,
    check_certificate,
    options_of,
    plan,
    search,
)
from tests.engines.portfolio.settings import ONE, every_plan, questions, value

FEW_OPTIONS = 11
OBJECTIVES = list(Objective)


@pytest.mark.parametrize("objective", OBJECTIVES)
@given(question=questions())
@settings(max_examples=60, deadline=None)
def test_no_plan_beats_the_bound_and_the_plan_keeps_every_limit(objective, question):
    setting, limits = question
    options = options_of(setting.ordered(()), limits, ONE)
    assume(len(options.gain) <= FEW_OPTIONS)
    values = [value(options, places, objective) for places in every_plan(options)]
    if not values:
        with pytest.raises(InvalidPortfolio, match=r"floor_is_out_of_reach|constraints_conflict"):
            plan(setting, limits, ONE, objective)
        return

    found = plan(setting, limits, ONE, objective)

    assert found.options.keeps(found.places)
    assert found.value == value(options, found.places, objective)
    assert found.value <= max(values) <= found.bound
    if objective is Objective.MOST_GAIN:
        assert found.value == max(values) == found.bound


@pytest.mark.parametrize("objective", OBJECTIVES)
@given(question=questions())
@settings(max_examples=40, deadline=None)
def test_the_certificate_is_accepted_by_its_checker(objective, question):
    setting, limits = question
    try:
        found = plan(setting, limits, ONE, objective)
    except InvalidPortfolio:
        assume(False)

    assert check_certificate(certificate(found), setting, limits, ONE) == ()


@pytest.mark.parametrize("objective", OBJECTIVES)
@given(question=questions(villages=4), order=st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_rows_decides_nothing(objective, question, order):
    setting, limits = question
    rows = list(range(len(setting.villages)))
    order.shuffle(rows)
    programmes = list(setting.programmes)
    order.shuffle(programmes)
    other = replace(
        setting,
        villages=tuple(setting.villages[n] for n in rows),
        areas=tuple(setting.areas[n] for n in rows),
        scores=setting.scores[rows],
        programmes=tuple(programmes),
    )
    try:
        first = plan(setting, limits, ONE, objective)
    except InvalidPortfolio:
        assume(False)

    assert plan(other, limits, ONE, objective).choices == first.choices


@given(question=questions(villages=12, most_programmes=5))
@settings(max_examples=40, deadline=None)
def test_most_gain_is_what_highs_finds_for_the_whole_question(question):
    setting, limits = question
    options = options_of(setting.ordered(()), limits, ONE)
    whole = search(options, Goal(), np.arange(len(options.gain)))
    assume(whole.chosen is not None)

    found = plan(setting, limits, ONE, Objective.MOST_GAIN)

    assert found.value == int(options.gain[whole.chosen].sum())


@given(question=questions(villages=12, most_programmes=5))
@settings(max_examples=40, deadline=None)
def test_with_money_alone_the_level_is_what_highs_finds(question):
    setting, limits = question
    one_fund = tuple(replace(p, costs={"F": sum(p.costs.values())}) for p in setting.programmes)
    setting = replace(setting, programmes=one_fund)
    limits = replace(limits, funds={"F": 30}, agencies={}, least_spend={}, most_share=None)
    options = options_of(setting.ordered(()), limits, ONE)
    everything = np.arange(len(options.gain))
    whole = search(options, Goal(Objective.MAX_MIN), everything)

    found = plan(setting, limits, ONE, Objective.MAX_MIN)

    assert found.value == found.bound == int(options.standing(whole.chosen).min())
