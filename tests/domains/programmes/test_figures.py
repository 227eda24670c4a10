from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from tangguh.domains.accounts.models import User
from tangguh.domains.places.models import Area
from tangguh.domains.policies import indicators
from tangguh.domains.policies import selectors as policies
from tangguh.domains.policies.indicators import Actual, Question
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes import selectors
from tangguh.domains.programmes.models import Cycle
from tests.domains.programmes.drafts import MILLION, fund, tell
from tests.factories import make_activity, make_area, make_evidence

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def year(cycle: Cycle, village: Area, dewi: User) -> Policy:
    """Two villages and three activities: one on time, one late, one that nobody reported."""
    tambak_ratu = make_area("15.03.01.2001", "Tambak Ratu")
    on_time = make_activity(cycle, village, title="Gladi tepat waktu")
    late = make_activity(cycle, tambak_ratu, title="Gladi terlambat")
    silent = make_activity(cycle, make_area("15.03.02.2005", "Pulau Pandan"), title="Sunyi")
    for activity in (on_time, late, silent):
        fund(activity, district_budget=10 * MILLION)
    tell(on_time, dewi, date(2026, 9, 2), progress=100, spent=8 * MILLION, people=30)
    tell(late, dewi, date(2025, 12, 30), progress=0, people=5)
    tell(late, dewi, date(2026, 9, 20), progress=100, spent=7 * MILLION, people=25)
    return cycle.programme.policy


def asked(name: str, policy: Policy, starts: date = FIRST, ends: date = LAST) -> Question:
    return indicators.formula(f"programmes.{name}").ask(policy, policy.area, starts, ends)


def figure(name: str, policy: Policy, starts: date = FIRST, ends: date = LAST) -> Actual:
    return policies.answers(policy, [asked(name, policy, starts, ends)])[0]


def test_villages_reached_are_counted_once_each(year: Policy):
    found = figure("villages_reached", year)

    assert (found.value, found.numerator, found.denominator) == (Decimal(2), 2, 3)


def test_on_time_is_a_share_of_what_was_due(year: Policy):
    found = figure("activities_finished_on_time", year)

    assert (found.numerator, found.denominator) == (1, 3)
    assert round(found.value or 0, 1) == Decimal("33.3")


def test_spending_is_a_share_of_the_budgets(year: Policy):
    found = figure("budget_spent", year)

    assert (found.value, found.numerator, found.denominator) == (
        Decimal(50),
        15 * MILLION,
        30 * MILLION,
    )


def test_people_told_before_the_period_are_not_counted_again(year: Policy):
    assert figure("people_reached", year).value == 30 + 25 - 5
    assert figure("people_reached", year).n == 50


def test_nothing_due_is_no_share_at_all(year: Policy):
    early = figure("activities_finished_on_time", year, date(2026, 1, 1), date(2026, 1, 31))

    assert early.value is None


def test_work_under_another_policy_is_not_counted(year: Policy, district: Area, dewi: User):
    other = Policy.objects.create(
        area=district,
        owner=year.owner,
        title="Lain",
        edited_by=dewi,
        edited_at="2026-01-01T00:00Z",
        as_of=FIRST,
    )

    assert figure("villages_reached", other).value == 0


def test_the_evidence_of_the_reports_is_named(
    cycle: Cycle, village: Area, dewi: User, policy: Policy
):
    photo, old = make_evidence(village, dewi), make_evidence(village, dewi)
    activity = make_activity(cycle, village)
    tell(activity, dewi, date(2025, 12, 31), old, progress=10)
    tell(activity, dewi, date(2026, 9, 2), photo, progress=100)

    assert list(asked("villages_reached", policy).evidence or ()) == [photo]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("villages_reached", lambda found: found.value),
        ("activities_finished_on_time", lambda found: found.numerator),
    ],
)
def test_the_rows_behind_a_count_are_as_many_as_it_says(year: Policy, name: str, count):
    found = figure(name, year)

    page = Client().get(asked(name, year).drill_down)

    assert page.status_code == 200
    assert page.context["page"].paginator.count == count(found)


@pytest.mark.parametrize(
    ("name", "field", "total"),
    [("budget_spent", "spent", 15 * MILLION), ("people_reached", "reached", 50)],
)
def test_the_rows_behind_a_sum_add_up_to_it(year: Policy, name: str, field: str, total: int):
    page = Client().get(asked(name, year).drill_down)

    assert sum(getattr(row, field) for row in page.context["page"]) == total


def test_many_figures_are_counted_in_one_query(year: Policy, django_assert_num_queries):
    questions = [asked(name, year) for name in selectors.MEASURES]

    with django_assert_num_queries(1):
        found = policies.answers(year, questions)

    assert [each.n or each.numerator for each in found] == [2, 1, 15 * MILLION, 50]


def test_every_measure_is_offered_to_the_policies():
    assert {f"programmes.{name}" for name in selectors.MEASURES} <= set(indicators.formulas)
