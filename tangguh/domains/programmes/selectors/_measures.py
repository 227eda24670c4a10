from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Aggregate, Count, Exists, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Substr

from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes.models import Activity, Update
from tangguh.domains.programmes.selectors._cancelled import GOES_ON
from tangguh.domains.programmes.selectors._coverage import reached
from tangguh.domains.programmes.selectors._standing import budget_of, newest_updates, told_last

VILLAGE_CODE = 13  # characters: 15.03.08.2006. Hamlets count for their village


@dataclass(frozen=True, slots=True)
class Period:
    """What a figure is asked for: a policy's work in an area, from one day to another, both included."""

    policy: Policy
    area: Area
    starts: date
    ends: date

    @property
    def eve(self) -> date:
        """The day before the first one."""
        return date.fromordinal(self.starts.toordinal() - 1)


def activities_of(period: Period) -> QuerySet[Activity]:
    """Everything that is done under a policy in an area, at whatever time."""
    return (
        Activity.objects.filter(
            GOES_ON,
            places.within(period.area.code, lookup="area"),
            cycle__programme__policy=period.policy,
        )
        .select_related("area", "lead", "cycle__programme")
        .order_by("planned_start", "pk")
    )


def villages_reached(period: Period) -> QuerySet[Area]:
    """The villages in which an activity of the policy really did something in the period."""
    working = reached(activities_of(period), since=period.eve, until=period.ends)
    codes = working.order_by().values(village=Substr("area__code", 1, VILLAGE_CODE))
    return places.villages_of(period.area).filter(code__in=codes)


def activities_due(period: Period) -> QuerySet[Activity]:
    """The activities that were to end in the period."""
    return activities_of(period).filter(planned_end__range=(period.starts, period.ends))


def finished_on_time(period: Period) -> QuerySet[Activity]:
    """Those due in the period that were told finished by their last day, and still are."""
    due = activities_due(period)
    finished = newest_updates(due, on=period.ends).filter(progress=100).values("activity")
    in_time = Update.objects.filter(
        activity=OuterRef("pk"), progress=100, happened_on__lte=OuterRef("planned_end")
    )
    return due.filter(Exists(in_time), pk__in=finished)


def funded(period: Period) -> QuerySet[Activity]:
    """The activities of every cycle that runs in the period, each with `budget` and `spent`.

    Rupiah; `spent` is what had been spent by the end of the period, since the activity began.
    """
    running = activities_of(period).filter(
        cycle__starts__lte=period.ends, cycle__ends__gte=period.starts
    )
    return running.annotate(budget=budget_of(), spent=told_last("spent", on=period.ends))


def reaching(period: Period) -> QuerySet[Activity]:
    """The activities that reached people in the period, each with how many (`reached`).

    Reports count since the beginning, so what had been told before the period is taken off.
    """
    people = told_last("people", on=period.ends) - told_last("people", on=period.eve)
    return activities_of(period).annotate(reached=people).filter(reached__gt=0)


def how_many(rows: QuerySet[Any]) -> Coalesce:
    """The number of rows, as an expression that needs no row around it."""
    return in_all(rows, Count("*"))


def sum_of(rows: QuerySet[Any], figure: str) -> Coalesce:
    """The sum of a figure over rows, as an expression that needs no row around it."""
    return in_all(rows, Sum(figure))


def in_all(rows: QuerySet[Any], aggregate: Aggregate) -> Coalesce:
    together = rows.order_by().annotate(together=Value(1)).values("together")
    return Coalesce(Subquery(together.annotate(in_all=aggregate).values("in_all")), 0)
