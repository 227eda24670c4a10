from django.db.models import QuerySet

from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area


def villages(district: Area) -> QuerySet[Area]:
    """The villages of a district, by code."""
    return places.villages_of(district)
