from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.partners.models import Organization
from tangguh.domains.policies import errors, selectors
from tangguh.domains.policies.models import Finding, Policy, Recommendation, Review


@transaction.atomic
def schedule_review(*, by: User, policy: Policy, due_on: date) -> Review:
    """Set the day on which a policy is looked at again."""
    accounts.require(by, "policies.review", at=policy.area)
    if policy.status == Policy.Status.ENDED:
        raise errors.PolicyEnded(
            _("“%(policy)s” has ended; it is not reviewed any more.") % {"policy": policy.title}
        )
    refuse_taken(policy, due_on)
    review = Review.objects.create(policy=policy, due_on=due_on)
    audit.record(
        "policies.review_scheduled",
        by=by,
        about=review,
        area_code=policy.area.code,
        due_on=due_on.isoformat(),
    )
    return review


@transaction.atomic
def open_review(*, by: User, review: Review, now: datetime) -> Review:
    """Begin a review with a snapshot of what there is to look at: it stays as it was that day."""
    accounts.require(by, "policies.review", at=review.policy.area)
    review = locked(review)
    if review.opened_at:
        raise errors.ReviewNotOpen(
            _("The review was already opened on %(day)s. Go on with it.")
            % {"day": date_format(timezone.localtime(review.opened_at))}
        )
    review.opened_at = now
    review.prefill = selectors.snapshot(by, review.policy, on=timezone.localdate(now))
    review.save(update_fields=["opened_at", "prefill"])
    audit.record("policies.review_opened", by=by, about=review, area_code=review.policy.area.code)
    return review


@transaction.atomic
def recommend(
    *,
    by: User,
    review: Review,
    text: str,
    owner: Organization | None = None,
    due_on: date | None = None,
    findings: Sequence[Finding] = (),
) -> Recommendation:
    """Ask something of somebody. Owner and day may come later, but before the review is closed."""
    accounts.require(by, "policies.review", at=review.policy.area)
    review = at_work(review)
    recommendation = Recommendation.objects.create(
        review=review, text=needed(text), owner=owner, due_on=due_on
    )
    recommendation.findings.set(own_findings(review, findings))
    audit.record(
        "policies.recommended", by=by, about=recommendation, area_code=review.policy.area.code
    )
    return recommendation


@transaction.atomic
def edit_recommendation(
    *,
    by: User,
    recommendation: Recommendation,
    text: str,
    owner: Organization | None,
    due_on: date | None,
    findings: Sequence[Finding] = (),
) -> Recommendation:
    """Reword a recommendation, or give it its owner and day, while its review is at work."""
    accounts.require(by, "policies.review", at=recommendation.review.policy.area)
    review = at_work(recommendation.review)
    recommendation.text = needed(text)
    recommendation.owner = owner
    recommendation.due_on = due_on
    recommendation.save(update_fields=["text", "owner", "due_on"])
    recommendation.findings.set(own_findings(review, findings))
    audit.record(
        "policies.recommendation_edited",
        by=by,
        about=recommendation,
        area_code=review.policy.area.code,
    )
    return recommendation


@transaction.atomic
def close_review(
    *,
    by: User,
    review: Review,
    decision: str,
    reasons: str,
    next_review_on: date | None,
    now: datetime,
) -> Review:
    """Decide about a policy and sign. Afterwards the review stands for good.

    Going on or changing needs the day of the next review; stopping ends the policy.
    """
    accounts.require(by, "policies.decide", at=review.policy.area)
    review = at_work(review)
    if not reasons.strip():
        raise errors.ReasonMissing(_("Say why you decide so: everybody will read it."))
    refuse_unfinished(review)
    stops = decision == Review.Decision.STOP
    if not stops:
        _schedule_next(review.policy, next_review_on, timezone.localdate(now))
    review.decision = Review.Decision(decision)
    review.reasons = reasons.strip()
    review.closed_at = now
    review.signed_by = by
    review.save(update_fields=["decision", "reasons", "closed_at", "signed_by"])
    if stops:
        Policy.objects.filter(pk=review.policy_id).update(status=Policy.Status.ENDED)
        review.policy.status = Policy.Status.ENDED
    audit.record(
        "policies.review_closed",
        by=by,
        about=review,
        area_code=review.policy.area.code,
        decision=decision,
    )
    return review


@transaction.atomic
def finish_recommendation(
    *, by: User, recommendation: Recommendation, done_on: date, done_note: str, now: datetime
) -> Recommendation:
    """Say that a recommendation was carried out: on which day, and what was done."""
    area = recommendation.review.policy.area
    accounts.require(by, "policies.review", at=area)
    recommendation = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
    if recommendation.done_on:
        raise errors.RecommendationDone(
            _("This was already reported as done on %(day)s.")
            % {"day": date_format(recommendation.done_on)}
        )
    if done_on > timezone.localdate(now):
        raise errors.DayRefused(
            _("%(day)s has not come yet. Report it when it is done.")
            % {"day": date_format(done_on)}
        )
    recommendation.done_on = done_on
    recommendation.done_note = done_note
    recommendation.save(update_fields=["done_on", "done_note"])
    audit.record(
        "policies.recommendation_finished", by=by, about=recommendation, area_code=area.code
    )
    return recommendation


def locked(review: Review) -> Review:
    """The review as it stands now, kept from other hands until this deed is done."""
    rows = Review.objects.select_for_update(of=("self",))
    found = rows.select_related("policy__area", "policy__owner").get(pk=review.pk)
    if found.closed_at:
        raise errors.ReviewNotOpen(
            _("The review was closed on %(day)s and stands for good. Schedule a new one.")
            % {"day": date_format(timezone.localtime(found.closed_at))}
        )
    return found


def at_work(review: Review) -> Review:
    """The review, locked, if it was opened and is not closed."""
    found = locked(review)
    if not found.opened_at:
        raise errors.ReviewNotOpen(
            _("The review due on %(day)s is not opened yet. Open it first.")
            % {"day": date_format(found.due_on)}
        )
    return found


def refuse_unfinished(review: Review) -> None:
    waiting = list(selectors.unfinished(review))
    if waiting:
        raise errors.ReviewUnfinished(
            _("These recommendations have no owner or no day yet: %(texts)s. Give them both first.")
            % {"texts": "; ".join(each.text for each in waiting)},
            recommendations=[each.pk for each in waiting],
        )


def _schedule_next(policy: Policy, next_review_on: date | None, today: date) -> None:
    if next_review_on is None:
        raise errors.NextReviewMissing(
            _("A policy that goes on is reviewed again. Give the day of the next review.")
        )
    if next_review_on <= today:
        raise errors.DayRefused(
            _("The next review would be on %(day)s, which is not ahead. Give a later day.")
            % {"day": date_format(next_review_on)}
        )
    if not policy.reviews.filter(due_on=next_review_on, closed_at=None).exists():
        refuse_taken(policy, next_review_on)
        Review.objects.create(policy=policy, due_on=next_review_on)


def refuse_taken(policy: Policy, due_on: date) -> None:
    if policy.reviews.filter(due_on=due_on).exists():
        raise errors.ReviewDayTaken(
            _("“%(policy)s” is already reviewed on %(day)s. Choose another day.")
            % {"policy": policy.title, "day": date_format(due_on)}
        )


def needed(text: str) -> str:
    if not text.strip():
        raise errors.ReasonMissing(_("Say what is recommended."))
    return text.strip()


def own_findings(review: Review, findings: Sequence[Finding]) -> list[Finding]:
    """The findings that belong to the review's own policy."""
    return [finding for finding in findings if finding.policy_id == review.policy_id]
