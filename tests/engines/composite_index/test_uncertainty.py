"""Ranks under many weights: against the naive way, and what always holds."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tangguh.engines.composite_index import Plan, Scale, draws, fast, ranks, robustness
from tangguh.engines.composite_index.uncertainty.intervals import (
    NothingToRank,
    counted_fast,
    histogram,
)
from tests.engines.composite_index.shipped import IDM, sarolangun

small_tables = st.integers(1, 30).flatmap(
    lambda n: st.lists(
        st.lists(st.integers(0, 5), min_size=4, max_size=4), min_size=n, max_size=n
    ).map(lambda v: np.array(v, dtype=np.uint8))
)
OFFICIAL = [4.0, 3, 2, 1]


def naive_levels(table: np.ndarray, scale: Scale) -> np.ndarray:
    """What each score counts: itself, or the share of units below it in fiftieths."""
    if scale is not Scale.PERCENTILE:
        return table.astype(float)
    below = (table[None] < table[:, None]).sum(axis=1)
    equal = (table[None] == table[:, None]).sum(axis=1)
    return np.floor(50 * (below + equal / 2) / len(table) + 0.5)


def naive_ranks(table: np.ndarray, plan: Plan, official: list[float]) -> np.ndarray:
    found = []
    for draw in draws(table, official, plan):
        scores = naive_levels(table, draw.scale) @ draw.weights.astype(np.float64)
        found.append([1 + int((scores > score).sum()) for score in scores])
    return np.array(found)


@settings(deadline=None)
@given(small_tables, st.integers(0, 99), st.integers(1, 20))
def test_ranks_equal_those_of_comparing_everybody_with_everybody(table, seed, firmness):
    plan = Plan(draws=9, seed=seed, firmness=firmness)

    quick = np.array(list(ranks(table, draws(table, OFFICIAL, plan))))

    assert (quick == naive_ranks(table, plan, OFFICIAL)).all()


@settings(deadline=None)
@given(small_tables, st.integers(0, 99))
def test_intervals_are_the_ranks_at_their_place_in_the_sorted_row(table, seed):
    plan = Plan(draws=40, seed=seed)

    found = robustness(table, OFFICIAL, plan)

    ordered = np.sort(naive_ranks(table, plan, OFFICIAL), axis=0)
    assert found.width == 1
    assert (found.low == ordered[1]).all()
    assert (found.middle == ordered[19]).all()
    assert (found.high == ordered[37]).all()


def test_with_many_units_an_interval_is_at_most_one_bin_too_wide():
    table = np.random.default_rng(5).integers(0, 6, (900, 4)).astype(np.uint8)
    plan = Plan(draws=100, seed=7)

    found = robustness(table, OFFICIAL, plan)

    ordered = np.sort(naive_ranks(table, plan, OFFICIAL), axis=0)
    low, high = ordered[4], ordered[94]
    assert found.width == math.ceil(900 / 250)
    assert ((found.low <= low) & (low < found.low + found.width)).all()
    assert ((found.high >= high) & (high > found.high - found.width)).all()


@pytest.mark.parametrize("units", [60, 900])
def test_the_share_of_draws_in_the_own_class_is_exact(units: int):
    table = np.random.default_rng(6).integers(0, 6, (units, 4)).astype(np.uint8)
    plan = Plan(draws=50, seed=1)
    official = table @ np.array(OFFICIAL)
    classes = [0 if score > 33 else 1 if score > 20 else 2 for score in official]

    kept = robustness(table, OFFICIAL, plan, classes).kept

    last = np.cumsum(np.bincount(classes))
    drawn = np.searchsorted(last, naive_ranks(table, plan, OFFICIAL), "left")
    assert kept == pytest.approx((drawn == np.array(classes)).mean(axis=0))


def test_the_same_seed_gives_the_same_answer_and_another_seed_another():
    _codes, table = sarolangun()
    points = list(IDM.points.values())

    one, again, other = (
        robustness(table.astype(np.uint8), points, Plan(draws=60, seed=seed)) for seed in (1, 1, 2)
    )

    assert (one.low == again.low).all()
    assert (one.high == again.high).all()
    assert (one.low != other.low).any()


def test_the_order_of_the_units_changes_nothing():
    _codes, table = sarolangun()
    table, points = table.astype(np.uint8), list(IDM.points.values())
    order = np.random.default_rng(8).permutation(len(table))

    straight = robustness(table, points, Plan(draws=60))
    mixed = robustness(table[order], points, Plan(draws=60))

    assert (straight.low[order] == mixed.low).all()
    assert (straight.high[order] == mixed.high).all()


def test_firm_weights_give_narrow_intervals():
    _codes, table = sarolangun()
    table, points = table.astype(np.uint8), list(IDM.points.values())

    widths = [
        float((found.high - found.low).mean())
        for firmness in (1, 16, 1000)
        for found in [robustness(table, points, Plan(200, 1, firmness, (Scale.GOALPOSTS,)))]
    ]

    assert widths[0] > widths[1] > widths[2]


def test_a_village_that_leads_everywhere_is_first_in_every_draw():
    table = np.random.default_rng(9).integers(0, 5, (40, 4)).astype(np.uint8)
    table[7] = 5

    found = robustness(table, OFFICIAL, Plan(draws=30))

    assert (found.low[7], found.high[7]) == (1, 1)


def test_units_that_are_all_alike_share_the_first_rank():
    found = robustness(np.full((5, 4), 3, dtype=np.uint8), OFFICIAL, Plan(draws=9))

    assert found.low.tolist() == found.high.tolist() == [1] * 5


@pytest.mark.parametrize(("units", "times"), [(0, 10), (5, 0), (5, 70000)])
def test_nothing_to_rank_is_said(units: int, times: int):
    with pytest.raises(NothingToRank):
        robustness(np.ones((units, 4), dtype=np.uint8), OFFICIAL, Plan(draws=times))


@pytest.mark.parametrize(
    ("units", "highest", "indicators"), [(2001, 5, 7), (2100, 1, 9), (50, 100, 3)]
)
def test_a_nation_is_counted_as_the_law_counts(units: int, highest: int, indicators: int):
    table = np.random.default_rng(units).integers(0, highest + 1, (units, indicators))
    table, official = table.astype(np.uint8), [1.0 + n for n in range(indicators)]
    drawn, firsts = (
        list(draws(table, official, Plan(draws=200, firmness=1))),
        1 + np.arange(0, units, 9),
    )

    counted = counted_fast(table, iter(drawn), firsts)

    assert (counted == histogram(table, iter(drawn), firsts)).all()
    assert (fast.counts_of_scores(table, highest).sum(axis=1) == units).all()
    wanted = np.array([1, 10, 100, 190])
    upto = counted.cumsum(axis=1)
    law = np.array([(upto >= times).argmax(axis=1) for times in wanted])
    assert (fast.bins_at(counted, wanted) == law).all()
