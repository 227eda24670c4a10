"""The compiled curves against the law, village by village, at prices of every kind."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tangguh.engines.portfolio import fast, options_of
from tangguh.engines.portfolio.bound import Prices
from tangguh.engines.portfolio.curves import NEVER, cheapest, choices_of, curve
from tangguh.engines.portfolio.level import Lifts
from tests.engines.portfolio.settings import ONE, questions

FINE = 2**10


@st.composite
def lifts(draw) -> Lifts:
    """A question whose constraints have drawn prices; floors and shares make some charges negative."""
    setting, limits = draw(questions(villages=5, most_programmes=5))
    options = options_of(setting.ordered(()), limits, ONE)
    each = [draw(st.sampled_from([0, 1, 7, 2**20, 2**40])) for _ in options.constraints]
    return Lifts(options, Prices(np.array(each, dtype=np.int64), FINE))


def slots_of(asked: Lifts):
    return list(choices_of(asked.options, asked.charges))


def tops_of(asked: Lifts) -> list[int]:
    """What each village gains at most, by trying: beyond it nothing has a charge."""
    everything = sum(asked.options.gain.tolist())
    return [
        int(np.flatnonzero(curve(slots, everything, asked.works) < NEVER // 2)[-1])
        for slots in slots_of(asked)
    ]


@settings(max_examples=50, deadline=None)
@given(lifts())
def test_the_reach_is_the_last_gain_that_has_a_charge(asked):
    assert asked.reach.tolist() == tops_of(asked)


@settings(max_examples=50, deadline=None)
@given(lifts(), st.integers(0, 40))
def test_the_cheapest_ways_are_those_of_the_law_and_ties_are_decided_alike(asked, need):
    needs = np.minimum(need, asked.reach)
    law: list[int] = []
    for slots, n in zip(slots_of(asked), needs.tolist(), strict=True):
        way = cheapest(slots, n, asked.works)
        assert way is not None
        law += way[1]

    lacking, chosen = fast.cheapest(asked.table, needs)

    assert lacking == -1
    assert np.flatnonzero(chosen).tolist() == law


@settings(max_examples=50, deadline=None)
@given(lifts())
def test_a_village_that_cannot_is_named(asked):
    needs = asked.reach.copy()
    needs[-1] += 1

    lacking, _chosen = fast.cheapest(asked.table, needs)

    assert lacking == len(needs) - 1


@settings(max_examples=50, deadline=None)
@given(lifts(), st.integers(0, 30))
def test_the_charges_of_all_add_up_to_those_of_each(asked, above):
    base = asked.options.base
    highest = int(base.min()) + above
    total = np.zeros(above + 1, dtype=object)
    for slots, start in zip(slots_of(asked), base.tolist(), strict=True):
        charges = curve(slots, max(0, highest - start), asked.works)
        for place in range(above + 1):
            total[place] += int(charges[max(0, highest - above + place - start)])

    upper, lower = fast.summed(asked.table, base, highest)

    assert (upper.astype(object) * 2**fast.HALF + lower).tolist() == total.tolist()


@settings(max_examples=50, deadline=None)
@given(lifts(), st.integers(0, 2**20), st.integers(0, 2**30))
def test_a_village_proposes_what_it_keeps_most_of(asked, weight, step):
    base = asked.options.base
    rises = np.maximum(0, np.array(ONE.statuses)[None, :] - base[:, None])
    net = asked.charges - weight * asked.options.gain
    law_kept: list[int] = []
    law_chosen: list[int] = []
    for slots, rise in zip(choices_of(asked.options, net), rises.tolist(), strict=True):
        aims = [0, *(r for r in rise if r)]
        charges = curve(slots, max(aims), asked.works)
        keeps = [step * n - int(charges[aim]) for n, aim in enumerate(aims)]
        law_kept.append(max(keeps))
        law_chosen += cheapest(slots, aims[keeps.index(max(keeps))], asked.works)[1]

    first, slots_, gain, _charges, works, most = asked.table
    kept, chosen = fast.proposals((first, slots_, gain, net, works, most), rises, step)

    assert kept.tolist() == law_kept
    assert np.flatnonzero(chosen).tolist() == law_chosen


@settings(max_examples=50, deadline=None)
@given(lifts(), st.integers(0, 30), st.sampled_from([1, 2**10, 2**35]))
def test_falling_short_of_a_line_costs_no_more_than_by_the_law(asked, above, fineness):
    base = asked.options.base
    line = int(base.min()) + above
    least: list[int] = []
    for slots, start in zip(slots_of(asked), base.tolist(), strict=True):
        need = max(0, line - start)
        charges = curve(slots, need, asked.works)
        ways = [g for g in range(need + 1) if charges[g] < NEVER // 2]
        least.append(min(int(charges[g]) + (need - g) * fineness for g in ways))

    chosen = fast.short_of(asked.table, base, line, fineness)
    upper, lower = fast.lowest(asked.table, base, (line, line), fineness)

    short = np.maximum(0, line - asked.options.standing(np.flatnonzero(chosen)))
    charged = sum(asked.charges[chosen].tolist())
    assert charged + sum(short.tolist()) * fineness == sum(least)
    assert int(upper[0]) * 2**fast.HALF + int(lower[0]) == -sum(least)


def test_charges_of_either_width_lead_to_the_same_ways():
    narrow = np.array([3, 5, 1], dtype=np.int64)
    first, slots = np.array([0, 2]), np.array([0, 1, 3])
    gain, works = np.array([2, 3, 1]), np.array([1, 1, 1])
    ways = [(first, slots, gain, narrow * times, works, 2) for times in (1, 2**40)]

    assert [fast.narrowed(each)[3].dtype for each in ways] == [np.int32, np.int64]
    for needs in range(6):
        chosen = [fast.cheapest(each, np.array([needs]))[1].tolist() for each in ways]
        assert chosen[0] == chosen[1]
