from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.participation import errors, selectors
from tangguh.domains.participation.models import Proposal, Status
from tangguh.domains.places import selectors as places
from tangguh.domains.programmes import services as programmes
from tangguh.domains.programmes.models import Activity, Cycle
from tangguh.domains.programmes.services import ActivityDraft

FUNDED = (Status.BUDGETED, Status.IN_PROGRESS)


@transaction.atomic
def open_activity(
    *, by: User, proposal: Proposal, cycle: Cycle, draft: ActivityDraft, on: date
) -> Activity:
    """Let a funded proposal become an activity of a programme, which then tells how far it is.

    Raises StepOutOfTurn, ActivityOpen, and all that planning an activity may refuse.
    """
    accounts.require(by, "participation.open_activity", at=proposal.area)
    locked = require_ready(proposal, FUNDED)
    activity = programmes.plan_activity(by=by, cycle=cycle, draft=draft, on=on)
    carry_out(by, locked, activity)
    return activity


@transaction.atomic
def join_activity(*, by: User, proposal: Proposal, activity: Activity) -> Proposal:
    """Say that an activity which is planned already carries a proposal out too."""
    accounts.require(by, "participation.open_activity", at=proposal.area)
    locked = require_ready(proposal, (*FUNDED, Status.DONE))
    if not places.contains(activity.area.code, proposal.area.code):
        raise errors.OutsideTheActivity(
            _(
                "“%(activity)s” is for %(there)s, the proposal is for %(here)s. Choose an activity "
                "for %(here)s or for an area around it."
            )
            % {"activity": activity, "there": activity.area.name, "here": proposal.area.name}
        )
    return carry_out(by, locked, activity)


def require_ready(proposal: Proposal, ready: tuple[Status, ...]) -> Proposal:
    """The proposal, held; it has money, and no activity yet."""
    locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
    status = selectors.status_of(locked)
    if locked.activity_id:
        raise errors.ActivityOpen(
            _("%(number)s is already carried out by “%(activity)s”.")
            % {"number": locked.number, "activity": locked.activity}
        )
    if status not in ready:
        raise errors.StepOutOfTurn(
            _(
                "%(number)s is “%(status)s”. It becomes an activity when it is budgeted; take that "
                "step first."
            )
            % {"number": locked.number, "status": status.label}
        )
    return locked


def carry_out(by: User, proposal: Proposal, activity: Activity) -> Proposal:
    proposal.activity = activity
    proposal.save(update_fields=["activity"])
    audit.record(
        "participation.activity_opened",
        by=by,
        about=proposal,
        area_code=proposal.area.code,
        number=proposal.number,
        activity=activity.pk,
    )
    return proposal
