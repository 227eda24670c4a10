import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.evidence.parameters import parameter
from tangguh.domains.participation.models import Proposal, Status
from tangguh.domains.participation.selectors._statuses import (
    status_of,
    with_answer,
    with_promptness,
    with_status,
)
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.errors import NotFound

YES, NO, OVERDUE = "yes", "no", "overdue"
SHORT = re.compile(r"(?:u\D*)?(\d{4})\D+(\d{1,9})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader looks for among the proposals, as it stands in the address. Empty means all."""

    text: str = ""
    area: str = ""
    status: str = ""
    helps: str = ""
    year: int | None = None
    answered: str = ""


def proposals_for(viewer: Viewer) -> QuerySet[Proposal]:
    """The proposals that a person may read: all but drafts, and drafts in an officer's reach."""
    rows = with_status(Proposal.objects.select_related("area__parent", "organization"))
    return accounts.open_to(
        viewer, rows, deed="participation.screen", public=~Q(status=Status.DRAFT)
    )


def proposal_for(viewer: Viewer, number: str) -> Proposal:
    """One proposal by its number, however it is typed. What one may not read does not exist."""
    rows = with_answer(proposals_for(viewer).select_related("forum", "problem", "activity"))
    found = rows.filter(number=official(number)).first()
    if found is None:
        raise NotFound(
            _(
                "There is no proposal with the number %(number)s. It stands on the author's slip, "
                "such as U-2026-0056; or look for it by place in the list."
            )
            % {"number": number}
        )
    return found


def official(number: str) -> str:
    """A number as it is kept: “u 2026 56” is U-2026-0056."""
    said = SHORT.fullmatch(number.strip())
    return f"U-{said[1]}-{int(said[2]):04}" if said else number.strip().upper()


def proposal_list(viewer: Viewer, filters: Filters, *, on: date) -> QuerySet[Proposal]:
    """The proposals that match, newest first, each with its status and its answer."""
    days = answer_days(on)
    found = with_promptness(proposals_for(viewer), days=days)
    for word in filters.text.split():
        said = Q(title__icontains=word) | Q(place__icontains=word) | Q(area__name__icontains=word)
        found = found.filter(said | Q(number__icontains=word))
    if filters.area:
        found = found.filter(places.within(filters.area, lookup="area"))
    if filters.year:
        found = found.filter(filed_on__year=filters.year)
    exact = {"status": filters.status, "helps": filters.helps}
    found = found.filter(**{lookup: value for lookup, value in exact.items() if value})
    if filters.answered:
        found = found.filter(answered(filters.answered, on=on, days=days))
    return found.order_by("-filed_on", "-number")


def answered(word: str, *, on: date, days: int) -> Q:
    """Answered, not answered, or not answered though the time is over."""
    if word == YES:
        return Q(answered_on__isnull=False)
    waiting = Q(answered_on=None)
    if word == OVERDUE:
        waiting &= Q(filed_on__lt=on - timedelta(days=days))
    return waiting


def answer_days(on: date) -> int:
    """Within how many days an author is answered."""
    days: int = parameter("participation.answers.days", on=on)
    return days


def proposer_of(viewer: Viewer, proposal: Proposal) -> str:
    """Who proposed it, as this reader may know: a hidden name is known to whoever filed it alone."""
    if not proposal.hides_proposer:
        return proposal.proposer
    filed_it = isinstance(viewer, User) and viewer.pk == proposal.filed_by_id
    return proposal.proposer if filed_it else ""


def proposals_called(viewer: Viewer, text: str) -> QuerySet[Proposal]:
    """The proposals whose number or title a text is a part of, newest first."""
    named = Q(title__icontains=text) | Q(number=official(text))
    return proposals_for(viewer).filter(named).order_by("-filed_on", "-number")


def newest_in(viewer: Viewer, area: Area, *, most: int, on: date) -> list[tuple[Proposal, Status]]:
    """The newest proposals of an area, each with where it stands."""
    rows = proposal_list(viewer, Filters(area=area.code), on=on)[:most]
    return [(row, status_of(row)) for row in rows]


def years_of_filing() -> list[int]:
    """The years in which proposals were filed, newest first."""
    days = Proposal.objects.dates("filed_on", "year", order="DESC")
    return [day.year for day in days]
