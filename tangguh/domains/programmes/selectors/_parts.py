from collections.abc import Iterable

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
    names = {role.name for role in accounts.roles_for(viewer, deed, at=at)}
    if names - ONLY_FOR_THEIR_OWN:
        return True
    return bool(names) and (
        Member.objects.filter(user=viewer.pk, organization__in=list(organizations)).exists()
    )


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


def may_report(viewer: Viewer, activity: Activity) -> bool:
    """Whether a person may report about an activity: for buttons, the deed asks again."""
    deed = "programmes.report"
    return accounts.may_anywhere(viewer, deed) and takes_part(
        viewer, deed, at=activity.area, organizations=organizations_in(activity)
    )
