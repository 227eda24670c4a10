from datetime import date, timedelta

from django.db.models import Q, QuerySet

from tangguh.domains.evidence.parameters import parameter
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.programmes.models import Activity
from tangguh.domains.programmes.selectors._cancelled import GOES_ON


def overlaps(activity: Activity, *, on: date) -> QuerySet[Activity]:
    """Activities of other agencies that plan the same thing in the same place at nearly the same time.

    The same thing: kind and hazard. The same place: one lies in the other. Nearly: at most as many
    days between them as the district's rule says on `on`. A draft that is not saved yet will do.
    It is a notice, never an obstacle.
    """
    days = timedelta(days=parameter("programmes.planning.overlap_days", on=on))
    return (
        Activity.objects.filter(GOES_ON, around(activity.area))
        .filter(
            kind=activity.kind,
            hazard=activity.hazard,
            planned_start__lte=activity.planned_end + days,
            planned_end__gte=activity.planned_start - days,
        )
        .exclude(lead=activity.lead_id)
        .exclude(pk=activity.pk)
        .select_related("area", "lead", "cycle__programme")
        .order_by("planned_start", "pk")
    )


def around(area: Area, *, lookup: str = "area") -> Q:
    """The rows in an area, in any area inside it, and in any area around it."""
    parts = area.code.split(".")
    outer = [".".join(parts[:length]) for length in range(1, len(parts))]
    return places.within(area.code, lookup=lookup) | Q(**{f"{lookup}__code__in": outer})
