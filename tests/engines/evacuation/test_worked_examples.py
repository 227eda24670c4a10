"""Networks small enough to plan with a pencil."""

import numpy as np
import pytest

from tangguh.engines.evacuation import (
    Outcome,
    bound_only,
    envelope,
    faults,
    half_leave_at_once,
    late_start,
    losses,
    narrows,
    plan,
    pockets,
    reopenings,
    shelters_that_help,
)
from tests.engines.evacuation.cases import both_ways, case

ROUTED, NO_DRY_ROUTE, NO_PLACE = Outcome.ROUTED, Outcome.NO_DRY_ROUTE, Outcome.NO_PLACE


def test_a_road_of_ten_seconds_for_one_person_a_second_empties_a_hamlet_of_six_in_sixteen():
    # Two families of three. The last of six enters the road at second 6 and is there at 16.
    hamlet = case([("desa", "bukit", 10, 1)], [("desa", 3), ("desa", 3)], {"bukit": 6})

    found = plan(hamlet)

    assert found.bound_s == pytest.approx(16)
    assert found.clearance_s == pytest.approx(16)
    assert faults(hamlet, found.outcomes, found.routes, found.safe, found.proof) == []


def test_two_roads_are_used_so_that_both_end_together():
    # Short road: 10 s and one a second; long road: 12 s and one a second. In T seconds T - 10 and
    # T - 12 persons arrive: twelve need T = 17. Households stay whole: 7 + 5 fit as 3 + 4 and 5.
    roads = [("desa", "bukit", 10, 1), ("desa", "simpang", 6, 1), ("simpang", "bukit", 6, 1)]
    village = case(roads, [("desa", 3), ("desa", 4), ("desa", 5)], {"bukit": 12})

    found = plan(village)

    assert found.bound_s == pytest.approx(17)
    assert found.clearance_s <= 19
    assert faults(village, found.outcomes, found.routes, found.safe, found.proof) == []


def test_a_near_shelter_that_is_too_small_sends_some_to_the_far_one_and_the_bound_knows_it():
    # Everybody lives 5 s from ten places and 100 s from the next. Two of twelve must go there.
    roads = [("desa", "masjid", 5, 10), ("desa", "sekolah", 100, 10)]
    village = case(roads, [("desa", 2)] * 6, {"masjid": 10, "sekolah": 50})

    found = plan(village)

    assert found.bound_s == pytest.approx(100.2)
    assert found.clearance_s == pytest.approx(100.2)
    assert np.bincount(found.routes.shelter).tolist() == [5, 1]


def test_who_has_no_dry_route_and_who_has_no_place_are_told_apart():
    # The bridge to the island is under water; the mosque has four places for two families of three.
    roads = both_ways(("desa", "masjid", 5, 1), ("pulau", "desa", 5, 1))
    village = case(
        roads,
        [("pulau", 2), ("desa", 3), ("desa", 3)],
        {"masjid": 4},
        closed=[1, 3],
        vulnerable=[2],
    )

    found = plan(village)

    assert found.outcomes == (NO_DRY_ROUTE, NO_PLACE, ROUTED)
    (short,) = found.shortages
    assert (short.persons, short.places, short.missing) == (6, 4, 2)
    assert faults(village, found.outcomes, found.routes, found.safe, found.proof) == []


def test_who_also_reaches_another_shelter_is_short_of_nothing():
    # Hulu reaches only the mosque, hilir the school as well, which has room for everybody.
    roads = [("hulu", "masjid", 5, 1), ("hilir", "masjid", 5, 1), ("hilir", "sekolah", 5, 1)]
    village = case(roads, [("hulu", 8), ("hilir", 5)], {"masjid": 6, "sekolah": 40})

    (short,) = plan(village).shortages

    assert (short.persons, short.places, short.missing) == (8, 6, 2)


def test_an_island_is_a_pocket_and_its_bridge_and_a_shelter_there_would_help_it():
    roads = both_ways(("desa", "masjid", 5, 1), ("pulau", "desa", 5, 1))
    village = case(roads, [("pulau", 2), ("pulau", 4), ("desa", 3)], {"masjid": 9}, closed=[1, 3])
    found = plan(village)
    pulau = 2

    (pocket,) = pockets(village, found, stock=np.array([100.0, 100.0, 18.0]))

    assert (pocket.persons, pocket.days) == (6, 3.0)
    assert [(gain.place, gain.persons) for gain in reopenings(village)] == [(1, 6)]
    assert [(g.place, g.persons) for g in shelters_that_help(village, found.shortages)] == [
        (pulau, 6)
    ]


def test_the_road_whose_loss_hurts_most_is_the_one_without_a_way_around():
    # a and b stand on a ring with the shelter; c hangs on b by one road.
    roads = both_ways(("a", "s", 1, 1), ("b", "s", 1, 1), ("a", "b", 1, 1), ("c", "b", 1, 1))
    village = case(roads, [("a", 5), ("b", 5), ("c", 7)], {"s": 20})

    (worst,) = losses(village)

    assert worst.persons == 7
    assert worst.links == (3, 7)


def test_the_roads_that_hold_all_up_are_those_of_the_cut():
    # All of six must over the one narrow road; wide roads before and behind it hold nobody up.
    roads = [
        ("desa", "simpang", 5, 9),
        ("simpang", "tikungan", 5, 0.5),
        ("tikungan", "bukit", 5, 9),
    ]
    village = case(roads, [("desa", 3), ("desa", 3)], {"bukit": 6})
    found = plan(village)

    (narrow,) = narrows(village, found.proof)

    assert found.bound_s == pytest.approx(27)
    assert (narrow.link, narrow.persons) == (1, 6)


def test_a_family_that_takes_in_two_is_a_shelter_and_the_vulnerable_go_there_first():
    # The relatives next door have two places, the school far away has none left for the others.
    village = case(
        [("desa", "kerabat", 5, 1)], [("desa", 2), ("desa", 2)], {"kerabat": 2}, vulnerable=[1]
    )

    found = plan(village)

    assert found.outcomes == (NO_PLACE, ROUTED)


def test_parallel_links_are_kept_and_neither_is_a_bottleneck_alone():
    roads = [("desa", "bukit", 10, 1), ("desa", "bukit", 10, 1)]
    village = case(roads, [("desa", 3), ("desa", 3)], {"bukit": 6})

    found = plan(village)

    assert found.clearance_s == pytest.approx(13)
    assert sorted(found.routes.links.tolist()) == [0, 1]
    assert losses(village) == ()


def test_nobody_moves_who_lives_at_the_shelter():
    village = case([("desa", "bukit", 10, 1)], [("bukit", 4)], {"bukit": 4})

    found = plan(village)

    assert found.outcomes == (ROUTED,)
    assert found.clearance_s == 0
    assert found.proof is None


def test_no_plan_has_more_people_safe_than_the_envelope_allows():
    hamlet = case([("desa", "bukit", 10, 1)], [("desa", 3), ("desa", 3)], {"bukit": 6})

    steps = envelope(hamlet, plan(hamlet), (10, 13, 16))

    assert [(step.safe, step.at_most) for step in steps] == [(0, 0), (3, 3), (6, 6)]


def test_a_late_start_is_felt_and_hurrying_does_not_help_where_one_road_is_all():
    hamlet = case([("desa", "bukit", 10, 1)], [("desa", 3), ("desa", 3)], {"bukit": 6})
    found = plan(hamlet)

    late = late_start(hamlet, found, median_s=60, seed=1)
    hasty = half_leave_at_once(hamlet, found, seed=1)

    assert late.max() > found.clearance_s + 20
    assert hasty.max() == pytest.approx(16)


def test_the_bound_can_be_asked_for_alone():
    hamlet = case([("desa", "bukit", 10, 1)], [("desa", 3), ("desa", 3)], {"bukit": 6})

    proof, routed = bound_only(hamlet)

    assert proof.seconds == pytest.approx(16)
    assert routed.all()
