from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.participation.models import Proposal, Status, Step
from tangguh.domains.participation.selectors._statuses import with_status
from tangguh.domains.places import selectors as places


@dataclass(frozen=True, slots=True)
class Typed:
    """How many forwarded proposals stand in SIPD already, out of how many."""

    done: int
    all: int


def forwarded(viewer: Viewer, *, area: str = "", year: int | None = None) -> QuerySet[Proposal]:
    """The proposals that were forwarded to the district, as those who type them into SIPD see them."""
    sent_up = Step.objects.filter(status=Status.FORWARDED).values("proposal")
    rows = with_status(Proposal.objects.filter(pk__in=sent_up))
    rows = rows.select_related("area__parent", "organization")
    mine = accounts.open_to(viewer, rows, deed="participation.bridge_sipd")
    if area:
        mine = mine.filter(places.within(area, lookup="area"))
    if year:
        mine = mine.filter(filed_on__year=year)
    return mine.order_by("area__code", "number")


def typed(rows: QuerySet[Proposal]) -> Typed:
    """12 of 12 done."""
    done = rows.filter(~Q(sipd_number="")).count()
    return Typed(done, rows.count())


def was_forwarded(proposal: Proposal) -> bool:
    """Whether a proposal ever went to the district."""
    return proposal.steps.filter(status=Status.FORWARDED).exists()


def agencies_of(proposals: Iterable[Proposal]) -> dict[int, str]:
    """The agency to which each proposal was handed last, by the proposal's number; none, no entry."""
    keys = [row.pk for row in proposals]
    steps = Step.objects.filter(proposal__in=keys, agency__isnull=False).order_by("position")
    return dict(steps.values_list("proposal", "agency__name"))
