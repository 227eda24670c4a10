"""From what went wrong to who mends it by when, and to what the policy must answer to."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.emergencies.errors import DrillEnded, DrillUnclear
from tangguh.domains.emergencies.models import Drill, DrillProblem
from tangguh.domains.emergencies.services._drills import tell
from tangguh.domains.policies import services as policies
from tangguh.domains.policies.models import Finding, Policy


@transaction.atomic
def note_problem(*, by: User, drill: Drill, text: str, minute: int | None = None) -> DrillProblem:
    """Write down what went wrong."""
    accounts.require(by, "emergencies.record_drill", at=drill.area)
    if not text.strip():
        raise DrillUnclear(_("Write down what went wrong."))
    problem = DrillProblem.objects.create(
        drill=drill, text=text.strip(), minute=minute, noted_by=by
    )
    tell(by, "emergencies.problem_noted", drill, problem=problem.pk)
    return problem


@transaction.atomic
def assign_action(
    *, by: User, problem: DrillProblem, action: str, owner: str, due: date
) -> DrillProblem:
    """Say what is done about a problem, by which office, until when."""
    accounts.require(by, "emergencies.plan_drill", at=problem.drill.area)
    if not action.strip() or not owner.strip():
        raise DrillUnclear(_("An action says what is done, and which office does it."))
    if due < problem.drill.held_on:
        raise DrillUnclear(_("The action would be due before the drill. Set a day after it."))
    problem.action, problem.owner, problem.due = action.strip(), owner.strip(), due
    problem.done_on = None
    problem.save(update_fields=["action", "owner", "due", "done_on"])
    tell(by, "emergencies.action_assigned", problem.drill, problem=problem.pk, owner=owner)
    return problem


@transaction.atomic
def finish_action(*, by: User, problem: DrillProblem, on: date) -> DrillProblem:
    """Keep that a problem was mended."""
    accounts.require(by, "emergencies.record_drill", at=problem.drill.area)
    if not problem.action or problem.done_on:
        raise DrillEnded(_("There is no open action here. Open the drill anew."))
    problem.done_on = on
    problem.save(update_fields=["done_on"])
    tell(by, "emergencies.action_finished", problem.drill, problem=problem.pk)
    return problem


@transaction.atomic
def hand_problem(*, by: User, problem: DrillProblem, policy: Policy, now: datetime) -> Finding:
    """Hand a problem to a policy, which must answer to it at its next review. Once."""
    drill = problem.drill
    accounts.require(by, "emergencies.hand_lesson", at=drill.area)
    if problem.finding_id:
        raise DrillEnded(_("This problem is a finding of the policy already."))
    problem.finding = policies.add_finding(
        by=by,
        policy=policy,
        area=drill.area,
        source=Finding.Source.AFTER_ACTION,
        text=_("%(text)s (exercise: %(drill)s)") % {"text": problem.text, "drill": drill.title},
        happened_on=drill.held_on,
        now=now,
        link=reverse("emergencies:drill", args=[drill.pk]),
    )
    problem.save(update_fields=["finding"])
    tell(by, "emergencies.problem_handed", drill, finding=problem.finding.pk)
    return problem.finding
