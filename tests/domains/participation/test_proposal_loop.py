"""From a proposal to a programme's activity, to a policy's figures and findings, to SIPD and back."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tangguh.domains.accounts.models import User
from tangguh.domains.participation import errors, selectors, services
from tangguh.domains.participation.models import Group, Proposal, Reason, Status
from tangguh.domains.places.models import Area
from tangguh.domains.policies import errors as policies_errors
from tangguh.domains.policies import indicators
from tangguh.domains.policies import selectors as policies
from tangguh.domains.policies.models import Finding, Policy
from tangguh.domains.programmes.errors import CycleBudgetExceeded
from tangguh.domains.programmes.models import Activity, Cycle
from tangguh.domains.programmes.services import ActivityDraft
from tangguh.errors import NotAllowed
from tests.domains.participation.proposal_drafts import (
    People,
    filed,
    people_of,
    stepped,
    walked,
)
from tests.factories import (
    NOW,
    TODAY,
    make_activity,
    make_cycle,
    make_district,
    make_person,
    make_policy,
    make_programme,
    make_village,
)

pytestmark = pytest.mark.django_db

YEAR = (date(2026, 1, 1), TODAY)


@pytest.fixture
def village() -> Area:
    return make_village()


@pytest.fixture
def people(village: Area) -> People:
    make_district(frozen_today=TODAY)
    return people_of(village)


@pytest.fixture
def policy(people: People, village: Area) -> Policy:
    return make_policy(village.parent.parent, people.dewi, status=Policy.Status.IN_FORCE)


@pytest.fixture
def cycle(policy: Policy) -> Cycle:
    return make_cycle(make_programme(policy))


@pytest.fixture
def budgeted(people: People, village: Area) -> Proposal:
    return walked(people, filed(people.ani, village), Status.BUDGETED)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def plan(cycle: Cycle, proposal: Proposal, amount: int = 72_000_000) -> ActivityDraft:
    return ActivityDraft(
        area=proposal.area,
        lead=cycle.programme.lead,
        kind=Activity.Kind.CONSTRUCTION,
        title=proposal.title,
        planned_start=date(2026, 9, 1),
        planned_end=date(2026, 10, 1),
        funding={"district_budget": amount},
        source="Test",
    )


# An activity


def opened(by: User, proposal: Proposal, cycle: Cycle, amount: int = 72_000_000) -> Activity:
    return services.open_activity(
        by=by, proposal=proposal, cycle=cycle, draft=plan(cycle, proposal, amount), on=TODAY
    )


def test_a_funded_proposal_becomes_an_activity_and_both_lead_to_each_other(
    people: People, budgeted: Proposal, cycle: Cycle
):
    activity = opened(people.dewi, budgeted, cycle)

    budgeted.refresh_from_db()
    assert budgeted.activity == activity
    assert selectors.asked_for(activity.pk) == (budgeted,)


def test_what_has_no_money_or_an_activity_already_is_not_opened(
    people: People, village: Area, budgeted: Proposal, cycle: Cycle
):
    with pytest.raises(errors.StepOutOfTurn):
        opened(people.dewi, filed(people.ani, village), cycle)
    opened(people.dewi, budgeted, cycle)
    with pytest.raises(errors.ActivityOpen):
        opened(people.dewi, budgeted, cycle)


def test_a_budget_that_the_cycle_does_not_have_leaves_the_proposal_as_it_was(
    people: People, budgeted: Proposal, cycle: Cycle
):
    with pytest.raises(CycleBudgetExceeded):
        opened(people.dewi, budgeted, cycle, amount=cycle.budget + 1)

    budgeted.refresh_from_db()
    assert budgeted.activity is None


def test_the_village_opens_no_activity_of_the_district(
    people: People, budgeted: Proposal, cycle: Cycle
):
    with pytest.raises(NotAllowed):
        opened(people.kades, budgeted, cycle)
    with pytest.raises(NotAllowed):
        services.join_activity(
            by=people.kades, proposal=budgeted, activity=make_activity(cycle, budgeted.area)
        )


def test_an_activity_of_another_village_carries_nothing_out_here(
    people: People, budgeted: Proposal, cycle: Cycle
):
    elsewhere = make_activity(cycle, make_village("15.03.08.2010", "Pulau Buayo"))

    with pytest.raises(errors.OutsideTheActivity, match="Pulau Buayo"):
        services.join_activity(by=people.dewi, proposal=budgeted, activity=elsewhere)


def test_a_planner_opens_an_activity_on_the_page(people: People, budgeted: Proposal, cycle: Cycle):
    answer = signed_in(people.dewi).post(
        reverse("participation:open_activity", args=[budgeted.number]),
        {
            "cycle": cycle.pk,
            "kind": "construction",
            "planned_start": "2026-09-01",
            "planned_end": "2026-10-01",
            "money": "district_budget",
            "amount": "72.000.000",
        },
    )

    activity = Activity.objects.get()
    assert answer.status_code == 302
    assert activity.title == budgeted.title
    assert activity.funding.get().amount == 72_000_000


def test_an_activity_is_joined_on_the_page(people: People, budgeted: Proposal, cycle: Cycle):
    activity = make_activity(cycle, budgeted.area)

    signed_in(people.dewi).post(
        reverse("participation:join_activity", args=[budgeted.number]), {"activity": activity.pk}
    )

    budgeted.refresh_from_db()
    assert budgeted.activity == activity


# Figures


def share(policy: Policy, name: str) -> tuple[int | None, int | None]:
    formula = indicators.formula(f"participation.{name}")
    (actual,) = policies.answers(policy, [formula.ask(policy, policy.area, *YEAR)])
    return actual.numerator, actual.denominator


@pytest.mark.parametrize(("days", "in_time"), [(30, 1), (31, 0)])
def test_thirty_days_are_in_time_and_thirty_one_are_not(
    people: People, village: Area, policy: Policy, days: int, in_time: int
):
    proposal = filed(people.ani, village, filed_on=date(2026, 1, 12))
    on = date(2026, 1, 12) + timedelta(days=days)
    stepped(people.budi, proposal, Status.SCREENED, answer="We look.", happened_on=on)

    assert share(policy, "answered_in_time") == (in_time, 1)


def test_a_step_without_words_that_decides_nothing_is_no_answer(
    people: People, village: Area, policy: Policy
):
    proposal = filed(people.ani, village, filed_on=date(2026, 11, 1))
    stepped(people.budi, proposal, Status.SCREENED, answer="")
    assert share(policy, "answered_in_time") == (0, 1)

    stepped(people.kades, proposal, Status.FORWARDED)
    assert share(policy, "answered_in_time") == (1, 1)


def test_the_policy_counts_proposals_by_women_and_those_with_money(
    people: People, village: Area, policy: Policy, budgeted: Proposal
):
    filed(people.ani, village, proposed_by=Group.WOMEN)
    filed(people.ani, village, filed_on=date(2025, 12, 31), proposed_by=Group.WOMEN)

    assert share(policy, "women_proposals") == (1, 2)
    assert share(policy, "funded_proposals") == (1, 2)


def test_a_figure_leads_to_the_very_rows_that_it_is_made_of(
    people: People, village: Area, policy: Policy
):
    women = filed(people.ani, village, proposed_by=Group.WOMEN)
    other = filed(people.ani, village)
    question = indicators.formula("participation.women_proposals").ask(policy, policy.area, *YEAR)

    page = Client().get(question.drill_down).content.decode()

    assert women.number in page
    assert other.number not in page
    assert "50" in page


def test_an_unknown_figure_and_a_day_that_is_none_are_refused(policy: Policy):
    url = reverse("participation:counted", args=["women_proposals"])

    assert Client().get(reverse("participation:counted", args=["nonsense"])).status_code == 404
    assert Client().get(f"{url}?policy={policy.pk}&from=x&to=2026-01-01").status_code == 422


# Findings


def test_what_a_proposal_teaches_is_handed_to_the_policy(
    people: People, policy: Policy, budgeted: Proposal
):
    finding = services.hand_lesson(
        by=people.dewi,
        proposal=budgeted,
        policy=policy,
        text="Isolated villages need a store of their own.",
        happened_on=TODAY,
        now=NOW,
    )

    assert finding.source == Finding.Source.PARTICIPATION
    assert Client().get(finding.link).status_code == 200


def test_a_lesson_without_words_and_one_by_a_resident_are_refused(
    people: People, policy: Policy, budgeted: Proposal
):
    said = {"proposal": budgeted, "policy": policy, "happened_on": TODAY, "now": NOW}

    with pytest.raises(policies_errors.FindingRefused):
        services.hand_lesson(by=people.dewi, text=" ", **said)
    with pytest.raises(NotAllowed):
        services.hand_lesson(by=people.ani, text="Listen to us.", **said)


def test_a_lesson_is_handed_on_the_page(people: People, policy: Policy, budgeted: Proposal):
    signed_in(people.dewi).post(
        reverse("participation:hand_lesson", args=[budgeted.number]),
        {"policy": policy.pk, "text": "Isolated villages need a store of their own."},
    )

    assert Finding.objects.get().policy == policy


# SIPD


def test_forwarded_proposals_are_exported_in_the_order_of_typing(
    people: People, village: Area, budgeted: Proposal
):
    filed(people.ani, village, title="Stays in the village")

    table = signed_in(people.budi).get(reverse("participation:export_sipd")).content.decode()

    head, *rows = csv.reader(io.StringIO(table.removeprefix("\ufeff")))
    assert head[:3] == ["No", "Nomor usulan", "Usulan"]
    assert head[-1] == "Nomor SIPD"
    assert [row[1] for row in rows] == [budgeted.number]


def test_the_sipd_number_comes_back_and_the_subdistrict_sees_how_many_are_typed(
    people: People, budgeted: Proposal
):
    url = reverse("participation:keep_sipd_number", args=[budgeted.number])
    signed_in(people.budi).post(url, {"sipd_number": " 4711 "})

    budgeted.refresh_from_db()
    assert budgeted.sipd_number == "4711"
    rows = selectors.forwarded(people.camat)
    assert (selectors.typed(rows).done, selectors.typed(rows).all) == (1, 1)


def test_a_number_that_another_has_or_that_nothing_was_forwarded_for_is_refused(
    people: People, village: Area, budgeted: Proposal
):
    other = walked(people, filed(people.ani, village), Status.FORWARDED)
    services.keep_sipd_number(by=people.budi, proposal=budgeted, sipd_number="4711")

    with pytest.raises(errors.NumberTaken, match=budgeted.number):
        services.keep_sipd_number(by=people.budi, proposal=other, sipd_number="4711")
    with pytest.raises(errors.NotForwarded):
        services.keep_sipd_number(
            by=people.budi, proposal=filed(people.ani, village), sipd_number="4712"
        )
    with pytest.raises(NotAllowed):
        services.keep_sipd_number(by=people.ani, proposal=other, sipd_number="4713")


def test_an_operator_of_another_village_sees_nothing_to_type(people: People, budgeted: Proposal):
    elsewhere = make_person("eko", "village_operator", make_village("15.03.08.2010", "Pulau Buayo"))

    assert not selectors.forwarded(elsewhere).exists()
    assert signed_in(people.ani).get(reverse("participation:sipd")).status_code == 403


def test_a_refusal_with_another_reason_is_counted_with_its_reason(people: People, village: Area):
    proposal = filed(people.ani, village)
    stepped(
        people.budi, proposal, Status.DECLINED, reason=Reason.OTHER, answer="It was built already."
    )

    table = Client().get(reverse("participation:export_proposals")).content.decode()

    assert str(Reason.OTHER.label) in table
