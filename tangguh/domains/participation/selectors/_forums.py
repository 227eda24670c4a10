from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.evidence.parameters import parameter
from tangguh.domains.participation.models import Forum
from tangguh.domains.places import selectors as places
from tangguh.errors import NotFound


@dataclass(frozen=True, slots=True)
class ForumFilters:
    """What a reader looks for among the forums. Empty means all."""

    area: str = ""
    kind: str = ""
    year: int | None = None


def forum_list(filters: ForumFilters) -> QuerySet[Forum]:
    """The forums that match, newest first, each with how many came (`people`). All are public."""
    rows = Forum.objects.select_related("area__parent")
    if filters.area:
        rows = rows.filter(places.within(filters.area, lookup="area"))
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.year:
        rows = rows.filter(held_on__year=filters.year)
    people = Count("attendees", filter=Q(attendees__struck_at=None))
    return rows.annotate(people=people).order_by("-held_on", "-pk")


def forum_for(pk: int) -> Forum:
    """One forum; every one is public, its attendance list is not."""
    found = Forum.objects.select_related("area__parent", "closed_by").filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such forum. Look for it in the list of forums."))
    return found


def forum_to_record(viewer: Viewer, pk: int) -> Forum:
    """A forum for those who write its minutes. For anybody else the page does not exist."""
    found = forum_for(pk)
    if not accounts.may(viewer, "participation.record_forum", at=found.area):
        raise NotFound(_("There is no such forum. Look for it in the list of forums."))
    return found


def forums_at_hand(viewer: Viewer, *, on: date) -> QuerySet[Forum]:
    """The forums that are not closed and that a person writes down: those of the field page."""
    rows = Forum.objects.filter(closed_at=None).select_related("area")
    open_ = accounts.open_to(viewer, rows, deed="participation.record_forum")
    return open_.filter(held_on__gte=date(on.year - 1, on.month, 1)).order_by("-held_on", "-pk")


def quorum_of(kind: str, *, on: date) -> dict[str, int]:
    """The least numbers with which a forum of a kind is called, as the district set them."""
    people = parameter("participation.quorum.least_people", on=on).get(kind, 0)
    percent = parameter("participation.quorum.least_women_percent", on=on)
    disabled = parameter("participation.quorum.least_disabled", on=on).get(kind, 0)
    return {
        "least_people": people,
        "least_women": -(-people * percent // 100),
        "least_disabled": disabled,
    }
