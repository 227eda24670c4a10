"""Small worlds for our index: proposals, forums, activities and people asked again."""

import uuid
from datetime import date, timedelta

from tangguh.domains.accounts.models import User
from tangguh.domains.emergencies.models import Arrival, Drill
from tangguh.domains.participation.models import Attendee, Forum, Group, Proposal, Status, Step
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes.models import Activity, ActivityFunding, Programme, Update
from tangguh.domains.resilience import services
from tests.factories import (
    NOW,
    SOURCED,
    make_activity,
    make_cycle,
    make_person,
    make_policy,
    make_programme,
    numbers,
)

JULY = date(2026, 7, 1)


def somebody(area):
    return User.objects.filter(username="ani").first() or make_person("ani", "facilitator", area)


def make_proposal(area, *, filed_on=JULY, answered_after=None, by_women=False):
    """Handed in; answered after so many days, or not at all."""
    by = somebody(area)
    proposal = Proposal.objects.create(
        number=f"U-2026-{next(numbers):04}",
        area=area,
        title="Jembatan titian",
        proposed_by=Group.WOMEN if by_women else Group.ALL,
        filed_on=filed_on,
        received_at=NOW,
        filed_by=by,
        **SOURCED,
    )
    step(proposal, Status.SUBMITTED, filed_on, by)
    if answered_after is not None:
        answer(proposal, filed_on + timedelta(days=answered_after))
    return proposal


def answer(proposal, on):
    step(proposal, Status.PARKED, on, proposal.filed_by, reason="budget", answer="Tahun depan.")


def step(proposal, status, on, by, **said):
    return Step.objects.create(
        proposal=proposal,
        position=proposal.steps.count() + 1,
        status=status,
        happened_on=on,
        received_at=NOW,
        taken_by=by,
        **said,
    )


def hold_forum(area, *, women, men, held_on=JULY):
    by = somebody(area)
    forum = Forum.objects.create(
        area=area,
        kind=Forum.Kind.VILLAGE,
        title="Musyawarah desa",
        held_on=held_on,
        place="Balai desa",
        opened_by=by,
        edited_by=by,
        received_at=NOW,
        **SOURCED,
    )
    came = [Attendee.Sex.FEMALE] * women + [Attendee.Sex.MALE] * men
    Attendee.objects.bulk_create(
        Attendee(
            forum=forum,
            act_id=uuid.uuid4(),
            sex=sex,
            age_band="adult",
            happened_at=NOW,
            received_at=NOW,
            recorded_by=by,
        )
        for sex in came
    )
    return forum


def a_cycle(area):
    """A cycle of a programme under a policy in force, the same one for every activity."""
    programme = Programme.objects.first()
    if programme is None:
        planner = User.objects.filter(username="dewi").first() or make_person(
            "dewi", "planner", area.parent.parent
        )
        policy = make_policy(area.parent.parent, planner, status=Policy.Status.IN_FORCE)
        programme = make_programme(policy)
        return make_cycle(programme, starts=date(2025, 1, 1))
    return programme.cycles.get()


def make_work(area, *, joint=False, people=0, women=0, kind=Activity.Kind.TRAINING, on=JULY):
    """An activity that is at work since March, and reached so many people by a day."""
    activity = make_activity(
        a_cycle(area),
        area,
        kind=kind,
        title="Pelatihan olahan karet",
        planned_start=date(on.year, 3, 1),
        planned_end=date(on.year, 3, 5),
    )
    if joint:
        ActivityFunding.objects.create(activity=activity, source="community", amount=500_000)
    Update.objects.create(
        activity=activity,
        happened_on=on,
        progress=100,
        spent=0,
        people=people,
        women=women,
        received_at=NOW,
        reported_by=somebody(area),
    )
    return activity


def ask_again(activity, area, *, on=date(2026, 10, 20), asked=20, by=None, **yes):
    return services.record_follow_up(
        by=by or somebody(area),
        activity=activity,
        draft=services.FollowUpDraft(area, on, "Semua di daftar hadir", asked, yes),
        act_id=uuid.uuid4(),
        now=NOW,
    )


def hold_drill(area, *, in_time, late=0, expected=40, on=JULY, **said):
    """A field drill that ended, of whom so many came before and after its plan's last minute."""
    by = somebody(area)
    fields = {"kind": Drill.Kind.FIELD, "plan_curve": [[30, 20], [60, expected]], "ended_at": NOW}
    drill = Drill.objects.create(
        area=area,
        title="Gladi RT 04",
        scenario="Air naik",
        hazard="flood",
        held_on=on,
        expected=expected,
        planned_by=by,
        **fields | said,
        **SOURCED,
    )
    for minute, people in ((20, in_time - 1), (60, 1), (61, late)):
        count_arrival(drill, minute, people)
    return drill


def count_arrival(drill, minute, people, **said):
    return Arrival.objects.create(
        drill=drill,
        point="Balai desa",
        minute=minute,
        people=people,
        act_id=uuid.uuid4(),
        received_at=NOW,
        recorded_by=drill.planned_by,
        **said,
    )
