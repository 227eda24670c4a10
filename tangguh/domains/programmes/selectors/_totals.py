from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from tangguh.domains.programmes.models import Activity, Programme
from tangguh.domains.programmes.selectors._standing import Standing, newest_updates, standings


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
    told = standings(Activity.objects.filter(cycle__programme__in=keys), on=on).values()
    groups: dict[int, list[Standing]] = {key: [] for key in keys}
    for standing in told:
        groups[standing.programme].append(standing)
    return {key: total(rows) for key, rows in groups.items()}


def spent_by_programme(programmes: QuerySet[Programme], *, on: date) -> dict[int, int]:
    """Rupiah spent up to a day by each programme that spent anything, by its number. One query."""
    keys = programmes.order_by().values("pk")
    newest = newest_updates(Activity.objects.filter(cycle__programme__in=keys), on=on)
    sums = newest.values_list("activity__cycle__programme").annotate(all=Sum("spent"))
    return {key: int(spent) for key, spent in sums.order_by()}


def cycle_totals(told: Iterable[Standing]) -> dict[int, Totals]:
    """The totals of each cycle that has activities, by its number."""
    groups: dict[int, list[Standing]] = defaultdict(list)
    for standing in told:
        groups[standing.cycle].append(standing)
    return {key: total(rows) for key, rows in groups.items()}
