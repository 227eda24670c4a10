"""What an index above counts: who was safe in time in a drill, and who has two neighbours on call."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from tangguh.domains.emergencies.models import Arrival, Drill
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area


@dataclass(frozen=True, slots=True)
class Practised:
    """A field drill: of how many people how many were safe within the time of its plan."""

    drill: Drill
    in_time: int
    people: int


def practised(area: Area, starts: date, ends: date) -> Iterator[Practised]:
    """The field drills of an area that ended, had a plan, and in which somebody was counted.

    Two queries. The people are those whom the plan wanted safe, or all who came where they were
    more.
    """
    held = {drill.pk: drill for drill in held_in(area, starts, ends)}
    in_time, came = dict.fromkeys(held, 0), dict.fromkeys(held, 0)
    for pk, minute, people in arrived_in(held):
        came[pk] += people
        in_time[pk] += people * (minute <= planned_minutes(held[pk]))
    for pk, drill in held.items():
        if came[pk]:
            yield Practised(drill, in_time[pk], max(came[pk], drill.expected))


def held_in(area: Area, starts: date, ends: date) -> QuerySet[Drill]:
    rows = Drill.objects.filter(
        places.within(area.code, lookup="area"),
        kind=Drill.Kind.FIELD,
        held_on__range=(starts, ends),
        ended_at__isnull=False,
    ).exclude(plan_curve=[])
    return rows.select_related("area").order_by("held_on", "pk")


def arrived_in(drills: dict[int, Drill]) -> QuerySet[Arrival, tuple[int, int, int]]:
    """By drill and minute, the people of all counts that were not corrected."""
    if not drills:
        return Arrival.objects.none().values_list("drill", "minute", "people")
    rows = Arrival.objects.filter(drill__in=list(drills), replaced_by=None).order_by()
    return (
        rows.values("drill", "minute")
        .annotate(all=Sum("people"))
        .values_list("drill", "minute", "all")
    )


def planned_minutes(drill: Drill) -> int:
    """The minute by which the plan has the last of its people safe."""
    return int(drill.plan_curve[-1][0])
