from datetime import date
from uuid import uuid4

import pytest

from tangguh.domains.accounts.permissions import MAY
from tangguh.domains.participation import errors, selectors, services
from tangguh.domains.participation.models import Lane, Proposal, Reason, Status, Step
from tangguh.domains.participation.permissions import NEXT
from tangguh.domains.places.models import Area
from tangguh.errors import NotAllowed
from tests.domains.participation.proposal_drafts import (
    People,
    filed,
    people_of,
    step_draft,
    stepped,
    walked,
)
from tests.factories import (
    NOW,
    TODAY,
    make_activity,
    make_cycle,
    make_policy,
    make_programme,
    make_village,
)

pytestmark = pytest.mark.django_db

WORDS = "The land is not the village's. Bring the deed of gift and propose it again."


@pytest.fixture
def village() -> Area:
    return make_village()


@pytest.fixture
def people(village: Area) -> People:
    return people_of(village)


@pytest.fixture
def proposal(people: People, village: Area) -> Proposal:
    return filed(people.ani, village)


def test_every_way_is_opened_by_a_deed_that_somebody_may_do():
    deeds = {deed for ways in NEXT.values() for deed in ways.values()}

    assert set(NEXT) == set(Status)
    assert deeds <= set(MAY)


def test_each_office_takes_its_own_step_until_there_is_money(people: People, proposal: Proposal):
    walked(people, proposal, Status.BUDGETED)

    steps = [(step.position, step.status) for step in proposal.steps.order_by("position")]
    assert steps[0] == (1, Status.SUBMITTED)
    assert steps[-1] == (7, Status.BUDGETED)


def test_an_officer_takes_no_step_of_another_office(people: People, proposal: Proposal):
    walked(people, proposal, Status.FORWARDED)

    with pytest.raises(NotAllowed):
        stepped(people.kades, proposal, Status.SUBDISTRICT_OK)


def test_a_resident_does_not_answer_the_own_proposal(people: People, proposal: Proposal):
    with pytest.raises(NotAllowed):
        stepped(people.ani, proposal, Status.SCREENED)


def test_a_step_that_the_table_does_not_know_is_out_of_turn(people: People, proposal: Proposal):
    with pytest.raises(errors.StepOutOfTurn, match=r"Diperiksa desa|Checked by the village"):
        stepped(people.dewi, proposal, Status.BUDGETED)


def test_nothing_follows_a_refusal(people: People, proposal: Proposal):
    stepped(people.budi, proposal, Status.DECLINED, reason=Reason.LAND, answer=WORDS)

    with pytest.raises(errors.StepOutOfTurn):
        stepped(people.budi, proposal, Status.SCREENED)


@pytest.mark.parametrize("status", [Status.PARKED, Status.MERGED, Status.DECLINED])
@pytest.mark.parametrize("reason", ["", "because"])
def test_a_refusal_without_a_reason_is_refused_and_nothing_is_lost(
    people: People, proposal: Proposal, status: str, reason: str
):
    with pytest.raises(errors.ReasonNeeded) as refusal:
        stepped(people.budi, proposal, status, reason=reason, answer=WORDS)

    assert refusal.value.code == "reason_needed"
    assert refusal.value.http_status == 422
    assert proposal.steps.count() == 1


def test_a_refusal_is_explained_in_plain_words(people: People, proposal: Proposal):
    with pytest.raises(errors.AnswerNeeded):
        stepped(people.budi, proposal, Status.DECLINED, reason=Reason.LAND, answer="  ")
    with pytest.raises(errors.AnswerNeeded, match=r"lain|nother"):
        stepped(people.budi, proposal, Status.DECLINED, reason=Reason.OTHER)


def test_a_refusal_tells_where_else_it_may_go(people: People, proposal: Proposal):
    step = stepped(
        people.budi,
        proposal,
        Status.PARKED,
        reason=Reason.BUDGET,
        answer=WORDS,
        lanes=(Lane.PROVINCE, Lane.COUNCIL, Lane.PROVINCE),
    )

    assert step.lanes == [Lane.COUNCIL, Lane.PROVINCE]


@pytest.mark.parametrize(
    "fields",
    [
        {"reason": Reason.LAND},
        {"lanes": (Lane.NGO,)},
        {"amount": 5},
    ],
    ids=str,
)
def test_what_does_not_belong_to_a_step_is_refused(
    people: People, proposal: Proposal, fields: dict[str, object]
):
    with pytest.raises(errors.NotInThisStep):
        stepped(people.budi, proposal, Status.SCREENED, **fields)


def test_an_unknown_lane_is_refused(people: People, proposal: Proposal):
    with pytest.raises(errors.NotInThisStep):
        stepped(
            people.budi,
            proposal,
            Status.DECLINED,
            reason=Reason.LAND,
            answer=WORDS,
            lanes=("moon",),
        )


def test_an_amount_is_told_where_money_is_planned(people: People, proposal: Proposal):
    stepped(people.budi, proposal, Status.SCREENED)

    step = stepped(people.kades, proposal, Status.PLANNED_VILLAGE, amount=38_500_000)

    assert step.amount == 38_500_000


@pytest.mark.parametrize("day", [date(2026, 11, 25), date(2026, 6, 21)])
def test_a_step_is_neither_of_tomorrow_nor_before_the_one_it_follows(
    people: People, proposal: Proposal, day: date
):
    with pytest.raises(errors.DayOutOfReach):
        stepped(people.budi, proposal, Status.SCREENED, happened_on=day)


def test_the_same_act_sent_twice_is_one_step(people: People, proposal: Proposal):
    act, draft = uuid4(), step_draft(proposal, Status.SCREENED)

    said = {"by": people.budi, "proposal": proposal, "draft": draft, "act_id": act, "now": NOW}
    first = services.take_step(**said)
    again = services.take_step(**said)

    assert again == first
    assert proposal.steps.count() == 2


def test_an_act_of_somebody_else_is_not_taken_over(people: People, proposal: Proposal):
    act, draft = uuid4(), step_draft(proposal, Status.SCREENED)
    services.take_step(by=people.budi, proposal=proposal, draft=draft, act_id=act, now=NOW)

    with pytest.raises(errors.ActUsedElsewhere):
        services.take_step(by=people.kades, proposal=proposal, draft=draft, act_id=act, now=NOW)


def test_of_two_officers_at_once_the_second_is_told_what_the_first_did(
    people: People, proposal: Proposal
):
    both_saw = step_draft(proposal, Status.DECLINED, reason=Reason.LAND, answer=WORDS)
    stepped(people.kades, proposal, Status.SCREENED)

    with pytest.raises(errors.SomebodyWasFaster, match="Kades") as conflict:
        services.take_step(
            by=people.budi,
            proposal=proposal,
            draft=step_draft(
                proposal, Status.MERGED, seen=both_saw.seen, reason=Reason.LAND, answer=WORDS
            ),
            act_id=uuid4(),
            now=NOW,
        )

    assert conflict.value.http_status == 409
    assert selectors.status_of(proposal) == Status.SCREENED


# Merging


def merged(people: People, proposal: Proposal, into: Proposal | None) -> Step:
    return stepped(
        people.budi, proposal, Status.MERGED, reason=Reason.DUPLICATE, answer=WORDS, into=into
    )


def test_a_chain_of_merging_is_followed_to_its_end(people: People, village: Area):
    first, second, third = (filed(people.ani, village) for _each in range(3))
    merged(people, second, third)

    merged(people, first, second)

    assert first.steps.get(position=2).into == third
    assert selectors.end_of_merging(first) == third


def test_who_was_merged_before_its_target_was_is_led_to_the_end_too(people: People, village: Area):
    first, second, third = (filed(people.ani, village) for _each in range(3))
    merged(people, first, second)

    merged(people, second, third)

    assert selectors.end_of_merging(first) == third


def test_merging_never_goes_in_circles(people: People, village: Area):
    first, second, third = (filed(people.ani, village) for _each in range(3))
    merged(people, first, second)
    merged(people, second, third)

    for into in (third, first, second):
        with pytest.raises(errors.MergedInCircles):
            merged(people, third, into)


def test_a_merged_proposal_says_into_which_and_not_into_a_dead_one(people: People, village: Area):
    proposal, dead = filed(people.ani, village), filed(people.ani, village)
    stepped(people.budi, dead, Status.DECLINED, reason=Reason.LAND, answer=WORDS)

    with pytest.raises(errors.MergedIntoNothing):
        merged(people, proposal, None)
    with pytest.raises(errors.MergedIntoNothing, match=dead.number):
        merged(people, proposal, dead)


# Work


def test_done_is_what_the_activity_reports_as_done(people: People, proposal: Proposal):
    policy = make_policy(people.dewi.all_roles[0].area, people.dewi)
    cycle = make_cycle(make_programme(policy))
    activity = make_activity(cycle, proposal.area)
    walked(people, proposal, Status.BUDGETED)
    services.join_activity(by=people.ratna, proposal=proposal, activity=activity)
    proposal.refresh_from_db()
    stepped(people.kades, proposal, Status.IN_PROGRESS)

    with pytest.raises(errors.NotDoneYet, match="0%"):
        stepped(people.kades, proposal, Status.DONE)

    activity.updates.create(
        happened_on=TODAY, progress=100, spent=0, received_at=NOW, reported_by=people.ratna
    )
    stepped(people.kades, proposal, Status.DONE)
    assert selectors.status_of(proposal) == Status.DONE


def test_residents_confirm_what_is_done_or_send_it_back_with_words(
    people: People, proposal: Proposal
):
    walked(people, proposal, Status.BUDGETED)
    stepped(people.kades, proposal, Status.IN_PROGRESS)
    stepped(people.kades, proposal, Status.DONE)

    with pytest.raises(NotAllowed):
        stepped(people.kades, proposal, Status.CONFIRMED)
    with pytest.raises(errors.AnswerNeeded):
        stepped(people.ani, proposal, Status.IN_PROGRESS)
    stepped(people.ani, proposal, Status.IN_PROGRESS, answer="The railing is missing.")
    stepped(people.kades, proposal, Status.DONE)
    stepped(people.ani, proposal, Status.CONFIRMED)

    assert selectors.status_of(proposal) == Status.CONFIRMED
