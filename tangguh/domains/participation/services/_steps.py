from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.participation import errors
from tangguh.domains.participation.models import Proposal, Status, Step
from tangguh.domains.participation.permissions import NEXT
from tangguh.domains.participation.services import _step_rules as rules
from tangguh.domains.participation.services._drafts import StepDraft
from tangguh.domains.participation.services._proposals import require_day


@transaction.atomic
def take_step(
    *, by: User, proposal: Proposal, draft: StepDraft, act_id: UUID, now: datetime
) -> Step:
    """Say what becomes of a proposal, with the reason and the words that its author is told.

    The table NEXT says which deed takes it there, so where it stands is read before the permission:
    where a proposal stands is no secret. The same act sent twice is one step. Raises
    SomebodyWasFaster, StepOutOfTurn, and the refusals of `_step_rules`.
    """
    if known := known_step(by, proposal, act_id):
        return known
    rules.lock(proposal, draft.into)
    newest = proposal.steps.select_related("taken_by").order_by("-position")[0]
    require_unmoved(newest, draft)
    accounts.require(by, deed_for(newest, draft.status), at=proposal.area)
    require_day(draft.happened_on, now, after=newest.happened_on)
    step = Step(
        act_id=act_id,
        proposal=proposal,
        position=newest.position + 1,
        received_at=now,
        taken_by=by,
        **rules.decided(proposal, draft, now),
    )
    step.save(force_insert=True)
    audit.record(
        "participation.step_taken",
        by=by,
        about=proposal,
        area_code=proposal.area.code,
        number=proposal.number,
        status=step.status,
        reason=step.reason,
    )
    return step


def known_step(by: User, proposal: Proposal, act_id: UUID) -> Step | None:
    """The step that this act already took."""
    known = Step.objects.filter(act_id=act_id).first()
    if known and (known.proposal_id != proposal.pk or known.taken_by_id != by.pk):
        raise errors.ActUsedElsewhere(
            _("This form was already used by somebody else. Open a new one and send it again.")
        )
    return known


def deed_for(newest: Step, status: str) -> str:
    """The deed that leads from where a proposal stands to a status."""
    ways = NEXT[Status(newest.status)]
    if status not in ways:
        onward = ", ".join(str(way.label) for way in ways) or _("nothing more")
        raise errors.StepOutOfTurn(
            _("From “%(from)s” it does not go to “%(to)s”. What can follow: %(onward)s.")
            % {
                "from": newest.get_status_display(),
                "to": Status(status).label if status in Status.values else status,
                "onward": onward,
            }
        )
    return ways[Status(status)]


def require_unmoved(newest: Step, draft: StepDraft) -> None:
    """Nobody answers on top of an answer that was not read."""
    if newest.position != draft.seen:
        raise errors.SomebodyWasFaster(
            _(
                "Meanwhile %(person)s set it to “%(status)s”. Your step was not taken. Read that "
                "one first, then decide whether yours is still needed."
            )
            % {"person": newest.taken_by, "status": newest.get_status_display()}
        )
