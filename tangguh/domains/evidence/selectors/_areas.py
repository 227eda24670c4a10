from django.db.models import QuerySet

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area

CHOSEN = (Area.Level.DISTRICT, Area.Level.SUBDISTRICT, Area.Level.VILLAGE)


def areas_of_district() -> QuerySet[Area]:
    """The areas by which lists are filtered: the district, its subdistricts and villages."""
    district = places.home_district()
    if district is None:
        return Area.objects.none()
    return places.areas_within(district.area).filter(level__in=CHOSEN)


def areas_for(viewer: Viewer, deed: str) -> QuerySet[Area]:
    """The areas in which a person may do a deed, by code."""
    areas = Area.objects.filter(level__in=CHOSEN)
    return accounts.open_to(viewer, areas, deed=deed, area="").order_by("code")
