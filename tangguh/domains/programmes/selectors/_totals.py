from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from tangguh.domains.programmes.models import Activity, Cycle, Programme
from tangguh.domains.programmes.selectors._cancelled import GOES_ON
from tangguh.domains.programmes.selectors._standing import Standing, standings, told_last


@dataclass(frozen=True, slots=True)
class Totals:
    """The sum of several activities. Money is exact rupiah, shares are whole percents.

    `people` adds up what each activity reached: somebody who joined two is counted in both.
    """

    activities: int
    finished: int
    late: int
    budget: int
    spent: int
    people: int
    women: int
    disabled: int
    planned: int
    progress: int


def total(standings: Iterable[Standing]) -> Totals:
    """Add up standings. Plan and progress are weighted by budget, as the district reports them."""
    rows = tuple(standings)
    return Totals(
        activities=len(rows),
        finished=sum(row.finished_on is not None for row in rows),
        late=sum(row.late_days > 0 for row in rows),
        budget=sum(row.budget for row in rows),
        spent=sum(row.spent for row in rows),
        people=sum(row.people for row in rows),
        women=sum(row.women for row in rows),
        disabled=sum(row.disabled for row in rows),
        planned=weighted([(row.budget, row.planned) for row in rows]),
        progress=weighted([(row.budget, row.progress) for row in rows]),
    )


def weighted(shares: list[tuple[int, int]]) -> int:
    """The mean of shares by weight, in whole percents; each counts the same where none has any."""
    if not any(weight for weight, _ in shares):
        shares = [(1, share) for _, share in shares]
    weights = sum(weight for weight, _ in shares)
    return sum(weight * share for weight, share in shares) // weights if weights else 0


def programme_totals(programmes: Iterable[Programme], *, on: date) -> dict[int, Totals]:
    """The totals of each programme on a day, by its number. Two queries for any number."""
    keys = [programme.pk for programme in programmes]
    told = standings(Activity.objects.filter(GOES_ON, cycle__programme__in=keys), on=on).values()
    groups: dict[int, list[Standing]] = {key: [] for key in keys}
    for standing in told:
        groups[standing.programme].append(standing)
    return {key: total(rows) for key, rows in groups.items()}


def budget_of_cycles() -> Coalesce:
    """A programme's budget in rupiah: the sum of its cycles'. To annotate programmes with."""
    cycles = Cycle.objects.filter(programme=OuterRef("pk")).order_by().values("programme")
    return Coalesce(Subquery(cycles.annotate(all=Sum("budget")).values("all")), 0)


def spent_by(on: date) -> Coalesce:
    """Rupiah that a programme has spent up to a day. To annotate programmes with."""
    activities = Activity.objects.filter(cycle__programme=OuterRef("pk")).order_by()
    told = activities.annotate(spent=told_last("spent", on=on)).values("cycle__programme")
    return Coalesce(Subquery(told.annotate(all=Sum("spent")).values("all")), 0)


def cycle_totals(told: Iterable[Standing]) -> dict[int, Totals]:
    """The totals of each cycle that has activities, by its number."""
    groups: dict[int, list[Standing]] = defaultdict(list)
    for standing in told:
        groups[standing.cycle].append(standing)
    return {key: total(rows) for key, rows in groups.items()}
