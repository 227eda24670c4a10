"""What holds for every case, and the exact optimum of small ones."""

import numpy as np
from hypothesis import given, settings

from tangguh.engines.evacuation import (
    Case,
    Effort,
    Households,
    Outcome,
    Roads,
    Shelters,
    bound_only,
    envelope,
    faults,
    is_proven,
    plan,
    safe_at,
)
from tests.engines.evacuation.cases import cases, random_case
from tests.engines.evacuation.exact import by_linear_programme, least_horizon
from tests.engines.evacuation.flows import largest_flow, safe_times

# The everyday run stays short; 600 exact ones and 1,000 checked ones of the same seeds hold too.
EXACT = 90
CHECKED = 200


@given(cases)
@settings(max_examples=40, deadline=None)
def test_the_checker_finds_nothing_wrong_with_any_plan(case: Case):
    found = plan(case)

    assert faults(case, found.outcomes, found.routes, found.safe, found.proof) == []


def test_nor_on_many_cases_drawn_beforehand():
    wrong = []
    for seed in range(CHECKED):
        case = random_case(seed)
        found = plan(case, Effort(rounds=1))
        if faults(case, found.outcomes, found.routes, found.safe, found.proof):
            wrong.append(seed)

    assert wrong == []


def test_the_bound_is_never_above_the_exact_optimum_and_the_plan_never_below_it():
    # In whole seconds no flow empties the district within `least - 1`; travel times are whole.
    solved, wrong = 0, []
    for seed in range(10_000, 10_120):
        case = random_case(seed)
        found = plan(case, Effort(rounds=1))
        if not found.routed.any():
            continue
        least = least_horizon(case, found.routed)
        solved += 1
        if found.bound_s > least + 1e-6 or found.clearance_s <= least - 1:
            wrong.append((seed, found.bound_s, least, found.clearance_s))

    assert wrong == []
    assert solved >= EXACT


def test_the_exact_optimum_is_what_a_linear_programme_finds_too():
    chance = np.random.default_rng(5)
    for _ in range(20):
        arcs = [tuple(map(int, chance.integers(0, 8, 3))) for _ in range(25)]

        assert abs(largest_flow(8, arcs, 0, 7) - by_linear_programme(8, arcs, 0, 7)) < 1e-6


@given(cases)
@settings(max_examples=60, deadline=None)
def test_the_same_case_gives_the_same_plan(case: Case):
    one, other = plan(case), plan(case)

    assert one.outcomes == other.outcomes
    assert np.array_equal(one.routes.links, other.routes.links)
    assert np.array_equal(one.safe, other.safe, equal_nan=True)


@given(cases)
@settings(max_examples=60, deadline=None)
def test_wider_roads_never_raise_the_optimum_below_a_bound(case: Case):
    # The bound of the wider network must still lie below the optimum of the narrow one.
    wide = Roads(
        case.roads.nodes,
        case.roads.tail,
        case.roads.head,
        case.roads.seconds,
        case.roads.per_second * 2,
        case.roads.is_open,
    )
    found = plan(case, Effort(rounds=1))
    proof, routed = bound_only(Case(wide, case.households, case.shelters))

    if proof is not None and np.array_equal(routed, found.routed):
        assert proof.seconds <= found.clearance_s + 1e-6


@given(cases)
@settings(max_examples=60, deadline=None)
def test_people_are_conserved_and_the_envelope_is_never_left(case: Case):
    found = plan(case)
    moments = tuple(found.clearance_s * share for share in (0.25, 0.5, 0.75, 1.0))

    steps = envelope(case, found, moments)

    assert len(found.outcomes) == len(case.households.node)
    assert all(step.safe <= step.at_most for step in steps)
    assert steps[-1].safe == case.households.persons[found.routed].sum()


@given(cases)
@settings(max_examples=60, deadline=None)
def test_the_queues_are_the_same_when_kept_in_a_plain_list(case: Case):
    found = plan(case)
    homes = np.flatnonzero(found.routed)
    first, links = found.routes.first, found.routes.links
    ways = [links[first[h] : first[h + 1]].tolist() for h in homes]

    again = safe_times(
        found.routes.leave[homes],
        ways,
        case.households.persons[homes],
        case.roads.seconds,
        case.roads.per_second,
    )

    assert np.allclose(found.safe[homes], again)


@given(cases)
@settings(max_examples=60, deadline=None)
def test_a_proof_of_more_than_can_be_proven_is_refused(case: Case):
    found = plan(case)
    if found.proof is None:
        return
    bold = type(found.proof)(
        max(found.clearance_s, found.bound_s) * 1.01,
        found.proof.start,
        found.proof.full,
        found.proof.near,
    )

    assert not is_proven(case, found.routed, bold)


def test_the_checker_sees_what_was_spoiled():
    case = next(
        case
        for case in map(random_case, range(100))
        if len(plan(case).routes.links) > 3 and plan(case).routed.sum() > 3
    )
    found = plan(case)
    routes = found.routes
    spoiled = type(routes)(routes.shelter, routes.first, np.roll(routes.links, 1), routes.leave)
    closed = Roads(
        case.roads.nodes,
        case.roads.tail,
        case.roads.head,
        case.roads.seconds,
        case.roads.per_second,
        np.zeros_like(case.roads.is_open),
    )
    full = Shelters(case.shelters.node, np.zeros_like(case.shelters.places))
    liar = tuple(Outcome.NO_DRY_ROUTE for _ in found.outcomes)

    def said(of: Case = case, outcomes=found.outcomes, ways=routes, safe=found.safe) -> str:
        return " ".join(f.rule for f in faults(of, outcomes, ways, safe, None))

    assert "contiguous" in said(ways=spoiled)
    assert "open links" in said(Case(closed, case.households, case.shelters))
    assert "more than it has places" in said(Case(case.roads, case.households, full))
    assert "told otherwise" in said(outcomes=liar)
    assert "hours" in said(safe=found.safe + 1)


def test_households_that_do_not_leave_have_no_hour():
    case = random_case(1)
    found = plan(case)
    nobody = np.full(len(found.safe), -1.0)

    assert np.isnan(safe_at(case.roads, case.households.persons, found.routes, nobody)).all()


def test_without_people_there_is_nothing_to_do():
    case = random_case(1)
    none = Households(np.zeros(0, np.int32), np.zeros(0, np.int64), np.zeros(0, bool))

    found = plan(Case(case.roads, none, case.shelters))

    assert found.outcomes == ()
    assert found.clearance_s == 0
