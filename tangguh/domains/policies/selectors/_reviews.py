from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.places import selectors as places
from tangguh.domains.policies.models import Policy, Recommendation, Review
from tangguh.domains.policies.parameters import review_interval_months
from tangguh.domains.policies.selectors._actuals import Reading, readings_of
from tangguh.domains.policies.selectors._findings import findings_of
from tangguh.domains.policies.selectors._links import broken_links
from tangguh.domains.policies.selectors._periods import months_after
from tangguh.domains.policies.selectors._reading import policies_for
from tangguh.domains.policies.selectors._schedule import last_closed
from tangguh.domains.policies.selectors._upper_rooms import programmes_of
from tangguh.errors import NotFound

CLOSED = Q(review__closed_at__isnull=False)


def reviews_of(policy: Policy) -> QuerySet[Review]:
    """A policy's reviews, newest first, with their recommendations."""
    recommendations = Recommendation.objects.select_related("owner").order_by("pk")
    return (
        policy.reviews.select_related("signed_by")
        .prefetch_related(Prefetch("recommendations", recommendations))
        .order_by("-due_on")
    )


def review_for(viewer: Viewer, pk: int) -> Review:
    """One review of a policy that a person may read."""
    review = (
        Review.objects.filter(pk=pk, policy__in=policies_for(viewer).order_by())
        .select_related("policy__area", "policy__owner", "signed_by")
        .first()
    )
    if review is None:
        raise NotFound(_("There is no such review. Look for it on the page of its policy."))
    return review


def may_read_open(viewer: Viewer, policy: Policy) -> bool:
    """Whether a person sees a review while it is still at work; the public sees closed ones."""
    return accounts.may(viewer, "policies.read_draft", at=policy.area)


def recommendation_for(viewer: Viewer, pk: int) -> Recommendation:
    """One recommendation of a policy that a person may read."""
    found = Recommendation.objects.filter(pk=pk).select_related("owner").first()
    if found is None:
        raise NotFound(_("There is no such recommendation. Look for it on its review's page."))
    found.review = review_for(viewer, found.review_id)
    return found


def unfinished(review: Review) -> QuerySet[Recommendation]:
    """The recommendations that nobody owns yet, or that have no day."""
    return review.recommendations.filter(Q(owner=None) | Q(due_on=None)).order_by("pk")


def next_review_proposed(on: date) -> date:
    """The day that the district's rule proposes for the next review."""
    return months_after(on, review_interval_months(on))


def promised(
    viewer: Viewer, *, within: str = "", owner: int | None = None
) -> QuerySet[Recommendation]:
    """What reviews asked of somebody and is not done yet, by its day: owner, day, policy.

    Of reviews that are closed, or in reach of the viewer. `within` is an area's code, `owner` an
    organization's key. One is late if its `due_on` is before today.
    """
    rows = accounts.open_to(
        viewer,
        Recommendation.objects.filter(done_on=None, due_on__isnull=False),
        deed="policies.read_draft",
        area="review__policy__area",
        public=CLOSED,
    )
    if within:
        rows = rows.filter(places.within(within, lookup="review__policy__area"))
    if owner:
        rows = rows.filter(owner=owner)
    return rows.select_related("owner", "review__policy").order_by("due_on", "pk")


def snapshot(viewer: Viewer, policy: Policy, *, on: date) -> dict[str, Any]:
    """What a review starts from, as JSON: numbers, findings since the last review, links, money."""
    readings = readings_of(policy, on=on)
    last = last_closed(policy)
    findings = findings_of(policy)
    if last and last.closed_at:
        findings = findings.filter(received_at__gt=last.closed_at)
    programmes = programmes_of(viewer, policy, on=on)
    return {
        "schema": 1,
        "on": on.isoformat(),
        "indicators": [reading_json(each) for each in readings],
        "findings": [
            {
                "id": each.pk,
                "source": each.source,
                "text": each.text,
                "happened_on": each.happened_on.isoformat(),
            }
            for each in findings
        ],
        "broken_links": [
            {"text": link.text, "url": link.url}
            for link in broken_links(policy, on=on, readings=readings)
        ],
        "budget": sum(row.budget for row in programmes),
        "spent": sum(row.spent for row in programmes),
    }


def reading_json(reading: Reading) -> dict[str, Any]:
    target = reading.tracking.target
    return {
        "code": reading.text.code,
        "name": reading.text.name,
        "unit": reading.text.unit,
        "decimals": reading.text.decimals,
        "value": None if reading.value is None else str(reading.value),
        "target": str(target.value) if target else None,
        "target_on": target.on.isoformat() if target else None,
        "track": reading.tracking.track.value,
        "as_of": reading.ends.isoformat() if reading.ends else None,
        "url": reading.url,
    }
