"""What an index above counts: work done together and people trained, by village and period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.fields import BooleanField

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
    """What everybody may read of what is done in an area; each with whether it is `joint`.

    Joint: residents give a part of its money, or a group of theirs carries it out (type IV).
    """
    gives = ActivityFunding.objects.filter(
        activity=OuterRef("pk"), source=FundingSource.COMMUNITY, amount__gt=0
    )
    joint = When(
        Q(self_managed=Activity.SelfManaged.TYPE_4) | Exists(gives), then=Value(value=True)
    )
    rows = activities_for(AnonymousUser()).filter(places.within(area.code, lookup="area"))
    told = Case(joint, default=Value(value=False), output_field=BooleanField())
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
    """One query, whatever the number of villages and periods."""
    names = [f"worked_{n}" for n in range(len(periods))]
    asked = {name: at_work(*days) for name, days in zip(names, periods, strict=True)}
    rows = public_activities(area).order_by().annotate(**asked)
    for code, joint, *worked in rows.values_list("area__code", "joint", *names):
        yield from (Worked(village_code(code), n, joint) for n, did in enumerate(worked) if did)


def trainings_in(area: Area, starts: date, ends: date) -> QuerySet[Activity]:
    """The trainings that reached people between two days, each with `reached` and `women`.

    Reports count since the beginning, so what had been told before is taken off.
    """
    rows = public_activities(area).filter(kind=Activity.Kind.TRAINING)
    people, women = (since(figure, starts, ends) for figure in ("people", "women"))
    return rows.annotate(reached=people, reached_women=women).filter(reached__gt=0)


def trained_by_village(area: Area, periods: Sequence[Days]) -> Iterator[Trained]:
    """One query, whatever the number of villages and periods."""
    asked: dict[str, Combinable] = {}
    names: list[str] = []
    for n, days in enumerate(periods):
        names += [f"people_{n}", f"women_{n}"]
        asked |= {names[-2]: since("people", *days), names[-1]: since("women", *days)}
    rows = public_activities(area).filter(kind=Activity.Kind.TRAINING).order_by()
    for code, *told in rows.annotate(**asked).values_list("area__code", *names):
        for n in range(len(periods)):
            people, women = told[2 * n : 2 * n + 2]
            if people > 0:
                yield Trained(village_code(code), n, people, min(max(women, 0), people))


def since(figure: str, starts: date, ends: date) -> Combinable:
    """What a figure of the reports grew by from one day to another."""
    return told_last(figure, on=ends) - told_last(figure, on=starts - timedelta(days=1))
