"""Which gain is cheap and changes little, and what each programme of a plan costs; by hand."""

from fractions import Fraction

import numpy as np

from tangguh.engines import portfolio
from tangguh.engines.portfolio import Limits, Measure, Objective, Per, Programme, Setting

HALF = Fraction(1, 2)
# Credit: 10 parts for 1, of which a tenth is believed. A well: 10 parts for 9, believed whole.
CREDIT = Programme("credit", {"a": 5}, {"x": 1})
WELL = Programme("well", {"b": 5}, {"x": 9})
OFFICIAL = Measure("official", {"a": 2, "b": 2}, 20)
BELIEVED = Measure("believed", {"a": 1, "b": 1}, 10, {"credit": 1, "well": 10}, 10)


def planned(*programmes: Programme, funds: int = 100):
    setting = Setting(("v",), ("k",), ("a", "b"), np.zeros((1, 2), np.int64), programmes)
    limits = Limits({"x": funds})
    plan = portfolio.plan(setting, limits, OFFICIAL, Objective.MOST_GAIN)
    return plan, portfolio.options_of(plan.options.setting, limits, BELIEVED)


def test_what_takes_little_money_and_is_little_believed_is_told():
    plan, believed = planned(CREDIT, WELL)

    (found,) = portfolio.cheap_points(plan, believed, cheap=HALF, little=HALF)

    assert found.indicator == "a"
    assert (found.of_gain, found.of_cost) == (HALF, Fraction(1, 10))
    assert found.of_believed == Fraction(1, 11)


def test_what_is_cheap_and_believed_is_no_cheap_point():
    plan, believed = planned(Programme("credit", {"b": 5}, {"x": 1}), WELL)

    assert portfolio.cheap_points(plan, believed, cheap=HALF, little=HALF) == ()


def test_a_programme_for_each_missing_point_costs_as_many_times():
    plan, _ = planned(Programme("road", {"a": 3}, {"x": 7}, units=2, per=Per.POINT))

    (spent,) = portfolio.spending(plan)

    assert (spent.village, spent.programme) == ("v", "road")
    assert (dict(spent.costs), spent.units) == ({"x": 21}, 6)
    assert sum(spent.costs.values()) == plan.cost
