from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes.models import Activity, Update
from tangguh.domains.programmes.selectors._coverage import reached, village_code
from tangguh.domains.programmes.selectors._standing import budget_of, newest_updates


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


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a whole; the whole is None for a plain count."""

    part: int
    whole: int | None


def activities_of(period: Period) -> QuerySet[Activity]:
    """Everything that is done under a policy in an area, at whatever time."""
    return (
        Activity.objects.filter(
            places.within(period.area.code, lookup="area"), cycle__programme__policy=period.policy
        )
        .select_related("area", "lead", "cycle__programme")
        .order_by("planned_start", "pk")
    )


def villages_reached(period: Period) -> QuerySet[Area]:
    """The villages in which an activity of the policy really did something in the period."""
    working = reached(activities_of(period), since=period.eve, until=period.ends)
    codes = {village_code(code) for code in working.values_list("area__code", flat=True)}
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
    return running.annotate(budget=budget_of(), spent=told("spent", on=period.ends))


def reaching(period: Period) -> QuerySet[Activity]:
    """The activities that reached people in the period, each with how many (`reached`).

    Reports count since the beginning, so what had been told before the period is taken off.
    """
    people = told("people", on=period.ends) - told("people", on=period.eve)
    return activities_of(period).annotate(reached=people).filter(reached__gt=0)


def told(figure: str, *, on: date) -> Coalesce:
    """A figure of the update that tells where an activity stands on a day; 0 where there is none."""
    updates = Update.objects.filter(activity=OuterRef("pk"), happened_on__lte=on)
    return Coalesce(Subquery(updates.order_by("-happened_on", "-pk").values(figure)[:1]), 0)


def count_villages_reached(period: Period) -> Part:
    """Villages reached, of all villages in the area."""
    return Part(villages_reached(period).count(), places.villages_of(period.area).count())


def count_finished_on_time(period: Period) -> Part:
    """Activities finished by their last day, of those due in the period."""
    return Part(finished_on_time(period).count(), activities_due(period).count())


def count_budget_spent(period: Period) -> Part:
    """Rupiah spent by the end of the period, of the budgets of the activities."""
    sums = funded(period).aggregate(all_spent=Sum("spent"), all_budget=Sum("budget"))
    return Part(int(sums["all_spent"] or 0), int(sums["all_budget"] or 0))


def count_people_reached(period: Period) -> Part:
    """People reached in the period; somebody who joined two activities is counted in both."""
    return Part(int(reaching(period).aggregate(all=Sum("reached"))["all"] or 0), None)
