"""What holds for every case, and the exact optimum of small ones."""

from dataclasses import replace

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
    regions,
    replan,
    safe_at,
)
from tangguh.engines.evacuation.parts import parts
from tests.benchmarks.province import province
from tests.engines.evacuation.cases import cases, random_case
from tests.engines.evacuation.exact import by_linear_programme, least_horizon
from tests.engines.evacuation.flows import largest_flow, safe_times

# The everyday run stays short: `./run bench evacuation` solves 600 cases and checks 2,000.
EXACT = 9


@given(cases)
@settings(max_examples=20, deadline=None)
def test_the_checker_finds_nothing_wrong_with_any_plan(case: Case):
    found = plan(case)

    assert faults(case, found.outcomes, found.routes, found.safe, found.proof) == []


def test_the_bound_is_never_above_the_exact_optimum_and_the_plan_never_below_it():
    # In whole seconds no flow empties the district within `least - 1`; travel times are whole.
    solved, wrong = 0, []
    for seed in range(10_000, 10_013):
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
    for _ in range(5):
        arcs = [tuple(map(int, chance.integers(0, 8, 3))) for _ in range(25)]

        assert abs(largest_flow(8, arcs, 0, 7) - by_linear_programme(8, arcs, 0, 7)) < 1e-6


@given(cases)
@settings(max_examples=12, deadline=None)
def test_the_same_case_gives_the_same_plan(case: Case):
    one, other = plan(case), plan(case)

    assert one.outcomes == other.outcomes
    assert np.array_equal(one.routes.links, other.routes.links)
    assert np.array_equal(one.safe, other.safe, equal_nan=True)


@given(cases)
@settings(max_examples=12, deadline=None)
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
@settings(max_examples=12, deadline=None)
def test_people_are_conserved_and_the_envelope_is_never_left(case: Case):
    found = plan(case)
    moments = tuple(found.clearance_s * share for share in (0.25, 0.5, 0.75, 1.0))

    steps = envelope(case, found, moments)

    assert len(found.outcomes) == len(case.households.node)
    assert all(step.safe <= step.at_most for step in steps)
    assert steps[-1].safe == case.households.persons[found.routed].sum()


@given(cases)
@settings(max_examples=12, deadline=None)
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
@settings(max_examples=12, deadline=None)
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


def two_districts(seed: int) -> tuple[Case, int]:
    """Two random networks side by side that no road joins, and how many links the first has."""
    one, other = random_case(seed), random_case(seed + 1_000_000)
    n, m = one.roads.nodes, len(one.roads.tail)

    def both(field: str, table: str, shift: int = 0) -> np.ndarray:
        return np.concatenate(
            (getattr(getattr(one, table), field), getattr(getattr(other, table), field) + shift)
        )

    return Case(
        Roads(
            n + other.roads.nodes,
            both("tail", "roads", n).astype(np.int32),
            both("head", "roads", n).astype(np.int32),
            both("seconds", "roads"),
            both("per_second", "roads"),
            np.concatenate((one.roads.is_open, other.roads.is_open)),
        ),
        Households(
            both("node", "households", n).astype(np.int32),
            both("persons", "households"),
            np.concatenate((one.households.is_vulnerable, other.households.is_vulnerable)),
        ),
        Shelters(both("node", "shelters", n).astype(np.int32), both("places", "shelters")),
    ), m


def with_changed(case: Case, link: int) -> Case:
    is_open = case.roads.is_open.copy()
    is_open[link] = ~is_open[link]
    return Case(replace(case.roads, is_open=is_open), case.households, case.shelters)


def test_after_a_road_changes_only_its_part_is_planned_again_and_all_rules_hold():
    wrong, weaker = [], 0
    for seed in range(12):
        case, links = two_districts(seed)
        before = plan(case)
        now = with_changed(case, seed % links)
        again, anew = replan(now, before, case), plan(now)
        if faults(now, again.outcomes, again.routes, again.safe, again.proof):
            wrong.append(seed)
        weaker += again.bound_s < anew.bound_s - 1e-6
        if again.outcomes != anew.outcomes:
            wrong.append(seed)

    assert wrong == []
    assert weaker <= 1


def test_whom_no_change_concerns_the_plan_made_again_sends_as_before():
    for seed in range(5):
        case, links = two_districts(seed)
        before = plan(case)
        again = replan(with_changed(case, seed % links), before, case)
        mine = case.households.node >= random_case(seed).roads.nodes

        assert np.array_equal(before.safe[mine], again.safe[mine], equal_nan=True)
        assert np.array_equal(before.routes.shelter[mine], again.routes.shelter[mine])
        for home in np.flatnonzero(mine):
            ways = [p.routes.links[p.routes.first[home] : p.routes.first[home + 1]] for p in (before, again)]  # fmt: skip
            assert np.array_equal(*ways)


def test_a_large_part_is_divided_into_regions_with_places_for_their_own(monkeypatch):
    case = province(side=49, households=900, shelters=12)
    whole = plan(case)
    monkeypatch.setattr(regions, "MOST_WAYS", 0)
    monkeypatch.setattr(regions, "HOUSEHOLDS", 150)
    large = next(parts(case))

    divided = list(regions.divided(case, large))
    found = plan(case)

    assert len(divided) > 1
    assert sum(len(one.household) for one in divided) == whole.routed.sum()
    assert found.outcomes == whole.outcomes
    assert faults(case, found.outcomes, found.routes, found.safe, found.proof) == []
