from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from tangguh.domains.programmes.models import Activity, ActivityFunding, Update


@dataclass(frozen=True, slots=True)
class Standing:
    """Plan versus real of one activity on a day. Shares are whole percents, money is rupiah.

    `cycle` and `programme` are the numbers of those it is a part of.
    """

    cycle: int
    programme: int
    planned: int
    progress: int
    budget: int
    spent: int
    people: int
    women: int
    disabled: int
    late_days: int
    updated_on: date | None
    finished_on: date | None

    @property
    def behind(self) -> int:
        """By how many percent points the work lags behind the days gone by."""
        return max(0, self.planned - self.progress)


def told_last(figure: str, *, on: date) -> Coalesce:
    """A figure of the update that tells where an activity stands on a day; 0 where there is none."""
    updates = Update.objects.filter(activity=OuterRef("pk"), happened_on__lte=on)
    return Coalesce(Subquery(updates.order_by("-happened_on", "-pk").values(figure)[:1]), 0)


def newest_update(on: date) -> Subquery:
    """The number of the update that tells where an activity stands: newest day, then newest row.

    The one place that says so. To be used on querysets of activities.
    """
    told = Update.objects.filter(activity=OuterRef("pk"), happened_on__lte=on)
    return Subquery(told.order_by("-happened_on", "-pk").values("pk")[:1])


def newest_updates(activities: QuerySet[Activity], *, on: date) -> QuerySet[Update]:
    """The one update of each activity that tells where it stands on a day."""
    numbers = activities.order_by().annotate(newest=newest_update(on)).values("newest")
    return Update.objects.filter(pk__in=numbers)


def budget_of() -> Coalesce:
    """An activity's budget in rupiah: the sum of its funding. To annotate activities with."""
    parts = ActivityFunding.objects.filter(activity=OuterRef("pk")).order_by().values("activity")
    return Coalesce(Subquery(parts.annotate(all=Sum("amount")).values("all")), 0)


def standing(activity: Activity, *, on: date) -> Standing:
    """Where one activity stands on a day."""
    return standings(Activity.objects.filter(pk=activity.pk), on=on)[activity.pk]


def with_budgets(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """The same activities, each with its budget, so that `standings_of` need not ask for it."""
    return activities.annotate(budget=budget_of())


def standings_of(activities: Iterable[Activity], *, on: date) -> dict[int, Standing]:
    """Where activities already at hand stand on a day, by their number.

    One query where they come from `with_budgets`, two where not.
    """
    rows = list(activities)
    asked = Activity.objects.filter(pk__in=[row.pk for row in rows])
    if not all("budget" in vars(row) for row in rows):
        return standings(asked, on=on)
    newest = newest_reports(asked, on=on)
    return {
        row.pk: stand(plan_of(row, vars(row)["budget"]), newest.get(row.pk), on=on) for row in rows
    }


def standings(activities: QuerySet[Activity], *, on: date) -> dict[int, Standing]:
    """Where activities stand on a day, by their number. Two queries for any number of them."""
    newest = newest_reports(activities, on=on)
    rows = activities.select_related(None).order_by().annotate(budget=budget_of())
    return {
        pk: stand(Plan(*said), newest.get(pk), on=on)
        for pk, *said in rows.values_list(
            "pk", "cycle", "cycle__programme", "planned_start", "planned_end", "budget"
        )
    }


def newest_reports(activities: QuerySet[Activity], *, on: date) -> dict[int, "Report"]:
    """What the update says that tells where each activity stands, by the activity's number."""
    told = with_first_finish(newest_updates(activities, on=on), on=on)
    return {pk: Report(*said) for pk, *said in told.values_list("activity", *Report._fields)}


class Plan(NamedTuple):
    """What an activity meant to do. Not a row of its model: a list tells of thousands of them."""

    cycle: int
    programme: int
    starts: date
    ends: date
    budget: int


class Report(NamedTuple):
    """What the update says that tells where an activity stands."""

    progress: int
    spent: int
    people: int
    women: int
    disabled: int
    happened_on: date
    finished_on: date | None


def standing_told(
    activity: Activity, history: Iterable[Update], *, budget: int, on: date
) -> Standing:
    """The same from a history that is already at hand, newest first."""
    updates = tuple(history)
    days = [update.happened_on for update in updates if update.progress == 100]
    report = report_of(updates[0], min(days, default=None)) if updates else None
    return stand(plan_of(activity, budget), report, on=on)


def plan_of(activity: Activity, budget: int) -> Plan:
    programme = activity.cycle.programme_id
    return Plan(activity.cycle_id, programme, activity.planned_start, activity.planned_end, budget)


def report_of(update: Update, finished_on: date | None) -> Report:
    return Report(
        update.progress,
        update.spent,
        update.people,
        update.women,
        update.disabled,
        update.happened_on,
        finished_on,
    )


def with_first_finish(updates: QuerySet[Update], *, on: date) -> QuerySet[Update]:
    """The same updates, each with the first day on which its activity was told finished."""
    finished = Update.objects.filter(
        activity=OuterRef("activity"), happened_on__lte=on, progress=100
    ).order_by("happened_on", "pk")
    return updates.annotate(finished_on=Subquery(finished.values("happened_on")[:1]))


def stand(plan: Plan, report: Report | None, *, on: date) -> Standing:
    """Plan versus real, from the plan and the report that tells where it stands."""
    is_done = report is not None and report.progress == 100
    finished_on = report.finished_on if report and is_done else None
    return Standing(
        cycle=plan.cycle,
        programme=plan.programme,
        planned=planned_progress(plan.starts, plan.ends, on=on),
        progress=report.progress if report else 0,
        budget=int(plan.budget),
        spent=report.spent if report else 0,
        people=report.people if report else 0,
        women=report.women if report else 0,
        disabled=report.disabled if report else 0,
        late_days=max(0, ((finished_on or on) - plan.ends).days),
        updated_on=report.happened_on if report else None,
        finished_on=finished_on,
    )


def planned_progress(starts: date, ends: date, *, on: date) -> int:
    """The share of the planned days that is over at the end of a day, in whole percents."""
    days = (ends - starts).days + 1
    gone = min(max((on - starts).days + 1, 0), days)
    return 100 * gone // days
