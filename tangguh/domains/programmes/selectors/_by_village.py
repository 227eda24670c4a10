"""What an index above counts: work done together and people trained, by village and period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.fields import BooleanField
from django.db.models.functions import ExtractMonth, ExtractYear

from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.programmes.models import Activity, ActivityFunding, FundingSource, Update
from tangguh.domains.programmes.selectors._coverage import village_code
from tangguh.domains.programmes.selectors._reading import activities_for
from tangguh.domains.programmes.selectors._standing import told_last

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Worked:
    """An activity that really did something in the period of that number. `joint`: with residents."""

    village: str
    period: int
    joint: bool


@dataclass(frozen=True, slots=True)
class Trained:
    """How many people a training reached in the period of that number, and how many were women."""

    village: str
    period: int
    people: int
    women: int


def public_activities(area: Area) -> QuerySet[Activity]:
    """What everybody may read of what is done in an area; each with whether it is `joint`."""
    rows = activities_for(AnonymousUser()).filter(places.within(area.code, lookup="area"))
    told = Case(*is_joint(), default=Value(value=False), output_field=BooleanField())
    return rows.annotate(joint=told).order_by("planned_start", "pk")


def at_work(starts: date, ends: date) -> Exists:
    """Whether an activity told of progress or of people between two days, both included."""
    updates = Update.objects.filter(
        Q(progress__gt=0) | Q(people__gt=0),
        activity=OuterRef("pk"),
        happened_on__range=(starts, ends),
    )
    return Exists(updates)


def worked_in(area: Area, starts: date, ends: date) -> QuerySet[Activity]:
    """The activities of an area that really did something between two days."""
    return public_activities(area).filter(at_work(starts, ends))


def worked_by_village(area: Area, periods: Sequence[Days]) -> Iterator[Worked]:
    """One query, whatever the number of villages and periods. Periods begin with a month."""
    first, last = min(starts for starts, _ends in periods), max(ends for _starts, ends in periods)
    told = Update.objects.filter(Q(progress__gt=0) | Q(people__gt=0))
    told = told.filter(happened_on__range=(first, last), activity__in=numbers_of(area))
    joint = Case(*is_joint("activity"), default=Value(value=False), output_field=BooleanField())
    months = told.annotate(
        joint=joint, year=ExtractYear("happened_on"), month=ExtractMonth("happened_on")
    )
    seen: set[tuple[int, int]] = set()
    rows = months.order_by().values_list(
        "activity", "activity__area__code", "joint", "year", "month"
    )
    for pk, code, together, year, month in rows.distinct():
        begun = date(year, month, 1)
        here = {(pk, n) for n, (starts, ends) in enumerate(periods) if starts <= begun <= ends}
        yield from (Worked(village_code(code), n, together) for _pk, n in sorted(here - seen))
        seen |= here


def numbers_of(area: Area) -> QuerySet[Activity]:
    """The numbers of the activities that everybody may read, for a subquery."""
    rows = activities_for(AnonymousUser()).filter(places.within(area.code, lookup="area"))
    return rows.select_related(None).order_by().values("pk")  # type: ignore[return-value]


def is_joint(activity: str = "") -> list[When]:
    """Residents give a part of its money, or a group of theirs carries it out (type IV)."""
    gives = ActivityFunding.objects.filter(
        activity=OuterRef(activity or "pk"), source=FundingSource.COMMUNITY, amount__gt=0
    )
    managed = f"{activity}__self_managed" if activity else "self_managed"
    by_a_group = Q(**{managed: Activity.SelfManaged.TYPE_4})
    return [When(by_a_group | Exists(gives), then=Value(value=True))]


def trainings_in(area: Area, starts: date, ends: date) -> QuerySet[Activity]:
    """The trainings that reached people between two days, each with `reached` and `women`.

    Reports count since the beginning, so what had been told before is taken off.
    """
    rows = public_activities(area).filter(kind=Activity.Kind.TRAINING)
    people, women = (since(figure, starts, ends) for figure in ("people", "women"))
    return rows.annotate(reached=people, reached_women=women).filter(reached__gt=0)


def trained_by_village(area: Area, periods: Sequence[Days]) -> Iterator[Trained]:
    """One query, whatever the number of villages and periods."""
    last = max(ends for _starts, ends in periods)
    told = Update.objects.filter(
        activity__in=numbers_of(area),
        activity__kind=Activity.Kind.TRAINING,
        happened_on__lte=last,
    ).order_by("activity", "happened_on", "pk")
    fields = ("activity__area__code", "activity", "happened_on", "people", "women")
    for (code, _pk), history in groupby(told.values_list(*fields), key=itemgetter(0, 1)):
        reports = [(on, people, women) for _code, _pk, on, people, women in history]
        for n, (starts, ends) in enumerate(periods):
            people, women = grown(reports, starts, ends)
            if people > 0:
                yield Trained(village_code(code), n, people, min(max(women, 0), people))


def grown(reports: Sequence[tuple[date, int, int]], starts: date, ends: date) -> tuple[int, int]:
    """By how many people and women the reports, oldest first, grew from one day to another."""
    nothing = (date.min, 0, 0)
    after = next((told for told in reversed(reports) if told[0] <= ends), nothing)
    before = next((told for told in reversed(reports) if told[0] < starts), nothing)
    return after[1] - before[1], after[2] - before[2]


def since(figure: str, starts: date, ends: date) -> Combinable:
    """What a figure of the reports grew by from one day to another."""
    return told_last(figure, on=ends) - told_last(figure, on=starts - timedelta(days=1))
