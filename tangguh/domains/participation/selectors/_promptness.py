from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, Substr

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.participation.models import Proposal, Status
from tangguh.domains.participation.selectors._proposals import (
    OVERDUE,
    answer_days,
    answered,
)
from tangguh.domains.participation.selectors._statuses import (
    with_answer,
    with_promptness,
    with_status,
)
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area

# Official codes nest by dotted prefix: how long the code is of what lies directly inside.
INSIDE = {Area.Level.PROVINCE: 5, Area.Level.DISTRICT: 8}
VILLAGE_CODE = 13


@dataclass(frozen=True, slots=True)
class Promptness:
    """How many proposals of an area were answered in time, out of how many."""

    area: Area
    filed: int
    in_time: int
    late: int
    waiting: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal that nobody has answered yet, and for how long."""

    proposal: Proposal
    days: int
    is_overdue: bool


def promptness(area: Area, *, on: date, year: int | None = None) -> tuple[Promptness, ...]:
    """How the areas inside one answer, by their code: figures to look at, not a ranking.

    The last row is the area itself. Areas in which nothing was filed are left out.
    """
    days = answer_days(on)
    length = INSIDE.get(Area.Level(area.level), VILLAGE_CODE)
    told = {
        row["part"]: row
        for row in filed_in(area, days=days, year=year)
        .values(part=Substr("area__code", 1, length))
        .annotate(
            filed=Count("pk"),
            quick=Coalesce(Sum("in_time"), 0),
            unanswered=Count("pk", filter=Q(answered_on=None)),
            over=Count("pk", filter=answered(OVERDUE, on=on, days=days)),
        )
        .order_by("part")
    }
    inside = Area.objects.filter(code__in=told).exclude(pk=area.pk).order_by("code")
    rows = [figures(each, [told[each.code]]) for each in inside]
    return (*rows, figures(area, list(told.values())))


def figures(area: Area, told: Sequence[Mapping[str, Any]]) -> Promptness:
    filed, quick, unanswered, over = (
        sum(row[name] for row in told) for name in ("filed", "quick", "unanswered", "over")
    )
    return Promptness(
        area=area,
        filed=filed,
        in_time=quick,
        late=filed - quick - unanswered,
        waiting=unanswered - over,
        overdue=over,
    )


def filed_in(area: Area, *, days: int, year: int | None = None) -> QuerySet[Proposal]:
    """The proposals that were handed in in an area, each with whether it was answered in time."""
    rows = Proposal.objects.filter(places.within(area.code, lookup="area"))
    if year:
        rows = rows.filter(filed_on__year=year)
    handed_in = with_status(rows).exclude(Q(status=Status.DRAFT))
    return with_promptness(handed_in, days=days).order_by()


def waiting_for_answer(viewer: Viewer, *, on: date) -> list[Waiting]:
    """What officials in reach have not answered yet, the oldest first."""
    days = answer_days(on)
    rows = with_answer(with_status(Proposal.objects.select_related("area__parent")))
    rows = rows.exclude(Q(status=Status.DRAFT)).filter(Q(answered_on=None))
    reach = accounts.open_to(viewer, rows, deed="participation.read_overdue")
    return [
        Waiting(row, (on - row.filed_on).days, row.filed_on < on - timedelta(days=days))
        for row in reach.order_by("filed_on", "number")
    ]
