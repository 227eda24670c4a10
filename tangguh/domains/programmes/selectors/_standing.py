from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

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


def standings_of(activities: Iterable[Activity], *, on: date) -> dict[int, Standing]:
    """Where activities already at hand stand on a day, by their number."""
    return standings(Activity.objects.filter(pk__in=[a.pk for a in activities]), on=on)


def standings(activities: QuerySet[Activity], *, on: date) -> dict[int, Standing]:
    """Where activities stand on a day, by their number. Two queries for any number of them."""
    told = with_first_finish(newest_updates(activities, on=on), on=on)
    newest = {update.activity_id: update for update in told}
    rows = activities.select_related(None).select_related("cycle").order_by()
    rows = rows.only("planned_start", "planned_end", "cycle__programme")
    return {
        row.pk: stand(row, newest.get(row.pk), budget=int(row.budget), on=on)
        for row in rows.annotate(budget=budget_of())
    }


def standing_told(
    activity: Activity, history: Iterable[Update], *, budget: int, on: date
) -> Standing:
    """The same from a history that is already at hand, newest first."""
    updates = tuple(history)
    newest = updates[0] if updates else None
    if newest:
        days = [update.happened_on for update in updates if update.progress == 100]
        vars(newest)["finished_on"] = min(days, default=None)
    return stand(activity, newest, budget=budget, on=on)


def with_first_finish(updates: QuerySet[Update], *, on: date) -> QuerySet[Update]:
    """The same updates, each with the first day on which its activity was told finished."""
    finished = Update.objects.filter(
        activity=OuterRef("activity"), happened_on__lte=on, progress=100
    ).order_by("happened_on", "pk")
    return updates.annotate(finished_on=Subquery(finished.values("happened_on")[:1]))


def stand(activity: Activity, update: Update | None, *, budget: int, on: date) -> Standing:
    """Plan versus real, from the plan and the update that tells where it stands."""
    done = update is not None and update.progress == 100
    finished_on = vars(update)["finished_on"] if done else None
    return Standing(
        cycle=activity.cycle_id,
        programme=activity.cycle.programme_id,
        planned=planned_progress(activity.planned_start, activity.planned_end, on=on),
        progress=update.progress if update else 0,
        budget=budget,
        spent=update.spent if update else 0,
        people=update.people if update else 0,
        women=update.women if update else 0,
        disabled=update.disabled if update else 0,
        late_days=max(0, ((finished_on or on) - activity.planned_end).days),
        updated_on=update.happened_on if update else None,
        finished_on=finished_on,
    )


def planned_progress(starts: date, ends: date, *, on: date) -> int:
    """The share of the planned days that is over at the end of a day, in whole percents."""
    days = (ends - starts).days + 1
    gone = min(max((on - starts).days + 1, 0), days)
    return 100 * gone // days
