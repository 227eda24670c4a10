from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from tangguh.domains.accounts.models import User
from tangguh.domains.places.models import Area
from tangguh.domains.programmes import selectors
from tangguh.domains.programmes.models import Activity, ActivityFunding, Cycle, Update
from tests.domains.programmes.drafts import MILLION, fund, tell
from tests.factories import (
    NOW,
    SOURCED,
    make_activity,
    make_cycle,
    make_person,
    make_policy,
    make_programme,
    make_village,
)

FIRST, LAST = date(2026, 9, 1), date(2026, 9, 10)


@pytest.fixture
def activity(cycle: Cycle, village: Area) -> Activity:
    """Ten days in September, ten million rupiah."""
    activity = make_activity(cycle, village, planned_start=FIRST, planned_end=LAST)
    return fund(activity, district_budget=7 * MILLION, community=3 * MILLION)


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        (date(2026, 8, 31), 0),
        (date(2026, 9, 1), 10),
        (date(2026, 9, 5), 50),
        (date(2026, 9, 10), 100),
        (date(2026, 12, 1), 100),
    ],
)
def test_each_planned_day_is_an_equal_part_of_the_plan(day: date, percent: int):
    assert selectors.planned_progress(FIRST, LAST, on=day) == percent


@pytest.mark.django_db
def test_the_newest_day_tells_and_then_the_newest_report_of_that_day(
    activity: Activity, dewi: User
):
    tell(activity, dewi, date(2026, 9, 6), progress=60, spent=6 * MILLION)
    tell(activity, dewi, date(2026, 9, 4), progress=30, spent=2 * MILLION)  # came in late
    tell(activity, dewi, date(2026, 9, 6), progress=50, spent=5 * MILLION)  # corrected

    today = selectors.standing(activity, on=date(2026, 9, 8))
    before = selectors.standing(activity, on=date(2026, 9, 5))

    assert (today.planned, today.progress, today.spent, today.budget) == (
        80,
        50,
        5 * MILLION,
        10 * MILLION,
    )
    assert (today.behind, today.late_days, today.updated_on) == (30, 0, date(2026, 9, 6))
    assert (before.progress, before.spent) == (30, 2 * MILLION)


@pytest.mark.django_db
def test_an_unfinished_activity_grows_later_every_day(activity: Activity, dewi: User):
    tell(activity, dewi, LAST, progress=90)

    assert selectors.standing(activity, on=LAST).late_days == 0
    assert selectors.standing(activity, on=LAST + timedelta(days=3)).late_days == 3


@pytest.mark.django_db
def test_a_finished_activity_stays_as_late_as_it_was(activity: Activity, dewi: User):
    tell(activity, dewi, date(2026, 9, 12), progress=100)
    tell(activity, dewi, date(2026, 10, 20), progress=100, people=40)

    standing = selectors.standing(activity, on=date(2026, 11, 24))

    assert (standing.finished_on, standing.late_days) == (date(2026, 9, 12), 2)


@pytest.mark.django_db
@pytest.mark.parametrize("days", [[], [2], [4, 2, 9, 9]])
def test_a_history_at_hand_tells_the_same(activity: Activity, dewi: User, days: list[int]):
    for progress, day in zip([60, 100, 100, 90], days, strict=False):
        tell(activity, dewi, date(2026, 9, day), progress=progress, spent=day)
    on = date(2026, 9, 30)

    told = selectors.standing_told(
        activity, selectors.history(activity, on=on), budget=10 * MILLION, on=on
    )

    assert told == selectors.standing(activity, on=on)


@pytest.mark.django_db
def test_without_a_report_nothing_is_done(activity: Activity):
    standing = selectors.standing(activity, on=date(2026, 9, 5))

    assert (standing.progress, standing.spent, standing.updated_on) == (0, 0, None)


@pytest.mark.django_db
def test_totals_are_weighted_by_money(cycle: Cycle, village: Area, dewi: User):
    # Of 10 million, 9 go into a well that is done and 1 into a course that has not begun.
    well = fund(make_activity(cycle, village), district_budget=9 * MILLION)
    fund(make_activity(cycle, village), district_budget=1 * MILLION)
    tell(well, dewi, date(2026, 9, 1), progress=100, spent=9 * MILLION, people=5, women=2)

    totals = selectors.programme_totals([cycle.programme], on=date(2026, 9, 1))[cycle.programme.pk]

    assert (totals.activities, totals.finished) == (2, 1)
    assert (totals.budget, totals.spent, totals.progress) == (10 * MILLION, 9 * MILLION, 90)
    assert (totals.people, totals.women) == (5, 2)
    told = selectors.standings(Activity.objects.all(), on=date(2026, 9, 1))
    assert selectors.cycle_totals(told.values()) == {cycle.pk: totals}


@pytest.mark.django_db
def test_a_programme_without_activities_totals_nothing(cycle: Cycle):
    totals = selectors.programme_totals([cycle.programme], on=LAST)[cycle.programme.pk]

    assert (totals.activities, totals.budget, totals.progress) == (0, 0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 300])
def test_two_queries_tell_where_any_number_of_activities_stands(
    cycle: Cycle,
    village: Area,
    dewi: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
):
    many = plan_many(cycle, village, count)
    for activity in many[:20]:
        tell(activity, dewi, FIRST, progress=10)

    with django_assert_num_queries(2):
        told = selectors.standings(Activity.objects.filter(cycle=cycle), on=LAST)

    assert len(told) == count
    assert sum(standing.progress for standing in told.values()) == 10 * min(count, 20)


def plan_many(cycle: Cycle, village: Area, count: int) -> list[Activity]:
    return Activity.objects.bulk_create(
        Activity(
            cycle=cycle,
            area=village,
            lead=cycle.programme.lead,
            kind=Activity.Kind.TRAINING,
            title=f"Kelas {number}",
            planned_start=FIRST,
            planned_end=LAST,
            **SOURCED,
        )
        for number in range(count)
    )


figures = st.tuples(
    st.integers(0, 2),  # which activity
    st.integers(0, 5),  # day in September
    st.integers(0, 10**15),  # spent
    st.integers(0, 9),  # people
)


class TotalsTest(TestCase):
    @settings(max_examples=40)
    @given(
        told=st.lists(figures, max_size=12),
        budgets=st.lists(st.integers(0, 10**15), min_size=3, max_size=3),
    )
    def test_totals_are_what_adding_up_by_hand_gives(
        self, told: list[tuple[int, int, int, int]], budgets: list[int]
    ):
        village = make_village()
        dewi = make_person("dewi", "planner", village)
        cycle = make_cycle(make_programme(make_policy(village, dewi)))
        activities = plan_many(cycle, village, 3)
        ActivityFunding.objects.bulk_create(
            ActivityFunding(activity=activity, source="district_budget", amount=amount)
            for activity, amount in zip(activities, budgets, strict=True)
        )
        for which, day, spent, people in told:
            Update.objects.create(
                activity=activities[which],
                happened_on=FIRST + timedelta(days=day),
                progress=1,
                spent=spent,
                people=people,
                received_at=NOW,
                reported_by=dewi,
            )

        totals = selectors.programme_totals([cycle.programme], on=LAST)[cycle.programme.pk]

        newest = {}
        for which, _day, spent, people in sorted(told, key=lambda row: row[1]):
            newest[which] = (spent, people)
        assert totals.budget == sum(budgets)
        assert totals.spent == sum(spent for spent, _ in newest.values())
        assert totals.people == sum(people for _, people in newest.values())
