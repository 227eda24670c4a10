from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone

from tangguh.domains.places.models import Area, BoundarySet, District


def within(code: str, *, lookup: str = "") -> Q:
    """An area and everything inside it: official codes nest by dotted prefix.

    `lookup` leads from the row that is filtered to its area ("area", "activity__area").
    """
    prefix = f"{lookup}__" if lookup else ""
    return Q(**{f"{prefix}code": code}) | Q(**{f"{prefix}code__startswith": f"{code}."})


def contains(outer: str, inner: str) -> bool:
    """Whether the area with the code `inner` is `outer` or lies inside it."""
    return inner == outer or inner.startswith(f"{outer}.")


def areas_within(area: Area) -> QuerySet[Area]:
    """The area and everything inside it, by code."""
    return Area.objects.filter(within(area.code)).order_by("code")


def home_district() -> District | None:
    """The district whose front page this installation shows, or None before one is added."""
    return District.objects.select_related("area").order_by("pk").first()


def now() -> datetime:
    """This moment, or noon of the day on which the demo scenario stands still."""
    district = home_district()
    if district is None or district.frozen_today is None:
        return timezone.now()
    return timezone.make_aware(datetime.combine(district.frozen_today, time(12)))


def today() -> date:
    """The district's calendar day."""
    return timezone.localdate(now())


def boundary_set_in_use(district: Area) -> BoundarySet | None:
    """The newest official boundaries of a district; its schematic cells until there are any."""
    sets = BoundarySet.objects.filter(district=district)
    return (
        sets.filter(kind=BoundarySet.Kind.OFFICIAL).order_by("-received_at", "-pk").first()
        or sets.order_by("-received_at", "-pk").first()
    )
