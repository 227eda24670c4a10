"""What a step insists on: a refusal has its reason and its words, a merging leads somewhere."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tangguh.domains.participation import errors, selectors
from tangguh.domains.participation.models import Lane, Proposal, Reason, Status
from tangguh.domains.participation.services._drafts import StepDraft
from tangguh.domains.programmes import selectors as programmes

REFUSALS = {Status.PARKED, Status.MERGED, Status.DECLINED}
GRANTS = {Status.PLANNED_VILLAGE, Status.PLANNED_DISTRICT, Status.BUDGETED}


def lock(proposal: Proposal, into: Proposal | None) -> None:
    """Hold the proposals, always in the same order, so that two steps at once wait for each other."""
    keys = sorted({proposal.pk, into.pk} if into else {proposal.pk})
    list(Proposal.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def decided(proposal: Proposal, draft: StepDraft, now: datetime) -> dict[str, Any]:
    """What a step says, once every rule is kept."""
    require_reason(draft)
    require_words(proposal, draft)
    require_fitting(draft)
    require_progress(proposal, draft, now)
    return {
        "status": draft.status,
        "happened_on": draft.happened_on,
        "answer": draft.answer.strip(),
        "reason": draft.reason,
        "lanes": sorted(set(draft.lanes)),
        "agency": draft.agency,
        "amount": draft.amount,
        "into": end_of_merging(proposal, draft),
    }


def require_reason(draft: StepDraft) -> None:
    """A refusal says why; nothing else has a reason."""
    refuses = draft.status in REFUSALS
    if refuses and draft.reason not in Reason.values:
        raise errors.ReasonNeeded(
            _(
                "“%(status)s” needs a reason from the list. Whoever proposed it reads the reason "
                "on the public page."
            )
            % {"status": Status(draft.status).label}
        )
    if draft.reason and not refuses:
        raise errors.NotInThisStep(
            _("A reason belongs to a refusal; “%(status)s” is none. Leave the reason empty.")
            % {"status": Status(draft.status).label}
        )


def require_words(proposal: Proposal, draft: StepDraft) -> None:
    """Every refusal is explained in plain words, and so is work that residents send back."""
    sent_back = draft.status == Status.IN_PROGRESS and selectors.status_of(proposal) == Status.DONE
    if draft.answer.strip() or not (draft.status in REFUSALS or sent_back):
        return
    if draft.reason == Reason.OTHER:
        raise errors.AnswerNeeded(
            _("“Another reason” needs its own words: say in the answer what it is.")
        )
    raise errors.AnswerNeeded(
        _(
            "“%(status)s” needs an answer in plain words: what was decided, why, and what the "
            "author can do next."
        )
        % {"status": Status(draft.status).label}
    )


def require_fitting(draft: StepDraft) -> None:
    """Lanes go with what does not fit here, amounts with money, a target with a merging."""
    unknown = set(draft.lanes) - set(Lane.values)
    misplaced = (
        unknown
        or (draft.lanes and draft.status not in {Status.PARKED, Status.DECLINED})
        or (draft.amount is not None and draft.status not in GRANTS)
        or (draft.into and draft.status != Status.MERGED)
    )
    if misplaced:
        raise errors.NotInThisStep(
            _(
                "Other lanes are told when a proposal is parked or not taken further, an amount "
                "when it is planned or budgeted, and another proposal when it is merged."
            )
        )


def require_progress(proposal: Proposal, draft: StepDraft, now: datetime) -> None:
    """Done is what the activity's own reports call done."""
    if draft.status != Status.DONE or proposal.activity is None:
        return
    progress = programmes.standing(proposal.activity, on=timezone.localdate(now)).progress
    if progress < 100:
        raise errors.NotDoneYet(
            _(
                "“%(activity)s” was last reported at %(progress)d%%. It is done when its report "
                "says 100%%."
            )
            % {"activity": proposal.activity, "progress": progress}
        )


def end_of_merging(proposal: Proposal, draft: StepDraft) -> Proposal | None:
    """The proposal that goes on with this one: chains of merging are followed to their end."""
    if draft.status != Status.MERGED:
        return None
    if draft.into is None:
        raise errors.MergedIntoNothing(_("Say into which proposal it is merged, by its number."))
    target = selectors.end_of_merging(draft.into)
    if target == proposal:
        raise errors.MergedInCircles(
            _("%(into)s leads back to %(number)s. Choose a proposal that goes on by itself.")
            % {"into": draft.into.number, "number": proposal.number}
        )
    status = selectors.status_of(target)
    if status in {Status.DRAFT, Status.DECLINED}:
        raise errors.MergedIntoNothing(
            _(
                "%(into)s is “%(status)s”. Merge into a proposal that is pursued, or decline this "
                "one with its own reason."
            )
            % {"into": target.number, "status": status.label}
        )
    return target
