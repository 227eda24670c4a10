from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tangguh.domains.programmes.models import Activity, Cycle, Programme
from tangguh.domains.programmes.selectors._standing import Standing, standings


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
    """The totals of each programme on a day, by its number. Three queries for any number."""
    return grouped_totals("cycle__programme", [each.pk for each in programmes], on=on)


def cycle_totals(cycles: Iterable[Cycle], *, on: date) -> dict[int, Totals]:
    """The totals of each cycle on a day, by its number. Three queries for any number."""
    return grouped_totals("cycle", [each.pk for each in cycles], on=on)


def grouped_totals(lookup: str, keys: list[int], *, on: date) -> dict[int, Totals]:
    activities = Activity.objects.filter(**{f"{lookup}__in": keys})
    told = standings(activities, on=on)
    groups: dict[int, list[Standing]] = defaultdict(list)
    for pk, key in activities.values_list("pk", lookup):
        groups[key].append(told[pk])
    return {key: total(groups[key]) for key in keys}
