from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.evidence.selectors import with_seals
from tangguh.domains.places import selectors as places
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes.models import Activity, Cycle, Programme, Update
from tangguh.domains.programmes.selectors._cancelled import GOES_ON
from tangguh.errors import NotFound


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader looks for in a list, as it stands in the address. Empty means all."""

    text: str = ""
    status: str = ""
    agency: int | None = None
    hazard: str = ""
    kind: str = ""
    place: str = ""
    policy: int | None = None
    programme: int | None = None


def programmes_for(viewer: Viewer) -> QuerySet[Programme]:
    """The programmes that a person may read: all but those under a policy that is still a draft."""
    return accounts.open_to(
        viewer,
        Programme.objects.select_related("area", "policy", "lead"),
        deed="policies.read_draft",
        public=~Q(policy__status=Policy.Status.DRAFT),
    )


def cycles_for(viewer: Viewer) -> QuerySet[Cycle]:
    """The cycles of the programmes that a person may read."""
    return Cycle.objects.filter(programme__in=programmes_for(viewer)).select_related(
        "programme__area", "programme__policy", "programme__lead"
    )


def activities_for(viewer: Viewer) -> QuerySet[Activity]:
    """The activities that a person may read, with what a list shows of them; not those cancelled."""
    return with_cancelled(viewer).filter(GOES_ON)


def with_cancelled(viewer: Viewer) -> QuerySet[Activity]:
    """The same, and those that were cancelled."""
    return accounts.open_to(
        viewer,
        Activity.objects.select_related(
            "area__parent",
            "lead",
            "cycle__programme__policy",
            "cycle__programme__area",
            "cancellation__cancelled_by",
        ),
        deed="policies.read_draft",
        area="cycle__programme__area",
        public=~Q(cycle__programme__policy__status=Policy.Status.DRAFT),
    )


def programme_for(viewer: Viewer, pk: int) -> Programme:
    """One programme. What one may not read does not exist."""
    programme = programmes_for(viewer).filter(pk=pk).prefetch_related("partners").first()
    if programme is None:
        raise NotFound(_("There is no such programme. Look for it in the list of programmes."))
    return programme


def cycle_for(viewer: Viewer, pk: int) -> Cycle:
    """One cycle. What one may not read does not exist."""
    cycle = cycles_for(viewer).filter(pk=pk).first()
    if cycle is None:
        raise NotFound(_("There is no such cycle. Look for it on the page of its programme."))
    return cycle


def activity_for(viewer: Viewer, pk: int) -> Activity:
    """One activity. What one may not read does not exist."""
    parts = ("partners", "cycle__programme__partners")
    activity = with_cancelled(viewer).filter(pk=pk).prefetch_related(*parts).first()
    if activity is None:
        raise NotFound(_("There is no such activity. Look for it on the page of its programme."))
    return activity


def programme_list(viewer: Viewer, filters: Filters) -> QuerySet[Programme]:
    """The programmes that match, by code."""
    found = programmes_for(viewer)
    if filters.text:
        found = found.filter(
            Q(title__icontains=filters.text)
            | Q(code__iexact=filters.text)
            | Q(purpose__icontains=filters.text)
        )
    if filters.status:
        found = found.filter(status=filters.status)
    if filters.policy:
        found = found.filter(policy=filters.policy)
    if filters.agency:
        joined = Programme.objects.filter(partners=filters.agency)
        found = found.filter(Q(lead=filters.agency) | Q(pk__in=joined.values("pk")))
    if filters.hazard:
        prepares = Activity.objects.filter(
            GOES_ON, cycle__programme=OuterRef("pk"), hazard=filters.hazard
        )
        found = found.filter(Exists(prepares))
    return found.order_by("code", "pk")


def activity_list(viewer: Viewer, filters: Filters) -> QuerySet[Activity]:
    """The activities that match, newest first."""
    found = activities_for(viewer)
    if filters.text:
        found = found.filter(
            Q(title__icontains=filters.text) | Q(area__name__icontains=filters.text)
        )
    if filters.place:
        found = found.filter(places.within(filters.place, lookup="area"))
    exact = {
        "kind": filters.kind,
        "hazard": filters.hazard,
        "lead": filters.agency,
        "cycle__programme": filters.programme,
        "cycle__programme__policy": filters.policy,
    }
    found = found.filter(**{lookup: value for lookup, value in exact.items() if value})
    return found.order_by("-planned_start", "pk")


def history(activity: Activity, *, on: date) -> QuerySet[Update]:
    """What was reported about an activity up to a day, newest first, each with sealed evidence."""
    sealed = Prefetch("evidence", with_seals(Evidence.objects.order_by("pk")))
    updates = activity.updates.filter(happened_on__lte=on).select_related("reported_by")
    return updates.prefetch_related(sealed).order_by("-happened_on", "-pk")
