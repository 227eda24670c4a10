from collections.abc import Iterable
from dataclasses import dataclass

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.partners.models import Member
from tangguh.domains.places.models import Area
from tangguh.domains.programmes.models import Activity, Programme
from tangguh.domains.programmes.permissions import ONLY_FOR_THEIR_OWN


def takes_part(viewer: Viewer, deed: str, *, at: Area, organizations: Iterable[int]) -> bool:
    """Whether a person may do a deed for work that these organizations do in an area.

    Some roles are enough by themselves; a programme manager or NGO worker must also belong to
    one of the organizations.
    """
    belongs = bool(own_organizations(viewer) & set(organizations))
    return allowed(viewer, deed, at=at, belongs=belongs)


def allowed(viewer: Viewer, deed: str, *, at: Area, belongs: bool) -> bool:
    """Whether a person's roles suffice, given whether the work is of an organization of theirs."""
    names = {role.name for role in accounts.roles_for(viewer, deed, at=at)}
    return bool(names if belongs else names - ONLY_FOR_THEIR_OWN)


def own_organizations(viewer: Viewer) -> set[int]:
    """The numbers of the organizations that a person belongs to; none before signing in."""
    if not viewer.is_authenticated:
        return set()
    return set(Member.objects.filter(user=viewer.pk).values_list("organization", flat=True))


def organizations_of(programme: Programme) -> set[int]:
    """The numbers of the organizations that lead or join a programme."""
    return {programme.lead_id, *(each.pk for each in programme.partners.all())}


def organizations_in(activity: Activity) -> set[int]:
    """The numbers of the organizations that lead or join an activity or its programme."""
    joined = {each.pk for each in activity.partners.all()}
    return {activity.lead_id} | joined | organizations_of(activity.cycle.programme)


def may_plan(viewer: Viewer, programme: Programme) -> bool:
    """Whether a person may change a programme: for buttons, the deed asks again."""
    deed = "programmes.plan"
    return accounts.may_anywhere(viewer, deed) and takes_part(
        viewer, deed, at=programme.area, organizations=organizations_of(programme)
    )


@dataclass(frozen=True, slots=True)
class Duties:
    """What a person may do about an activity."""

    may_plan: bool
    may_report: bool


def duties(viewer: Viewer, activity: Activity) -> Duties:
    """What a person may do about an activity: for buttons, the deeds ask again."""
    belongs = bool(own_organizations(viewer) & organizations_in(activity))
    return Duties(
        may_plan=allowed(viewer, "programmes.plan", at=activity.area, belongs=belongs),
        may_report=allowed(viewer, "programmes.report", at=activity.area, belongs=belongs),
    )
