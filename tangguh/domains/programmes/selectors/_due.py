from datetime import date

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.programmes.models import Activity
from tangguh.domains.programmes.selectors._active import UNDER_WAY
from tangguh.domains.programmes.selectors._parts import allowed, organizations_in, own_organizations
from tangguh.domains.programmes.selectors._reading import activities_for


def to_report(person: User, *, on: date) -> list[Activity]:
    """The activities on which a person may report now: begun, in a cycle that still runs."""
    deed = "programmes.report"
    begun = activities_for(person).filter(
        planned_start__lte=on, cycle__ends__gte=on, cycle__programme__status__in=UNDER_WAY
    )
    near = accounts.open_to(person, begun, deed=deed).order_by("area__name", "title", "pk")
    own = own_organizations(person)
    return [
        activity
        for activity in near.prefetch_related("partners", "cycle__programme__partners")
        if allowed(person, deed, at=activity.area, belongs=bool(own & organizations_in(activity)))
    ]
