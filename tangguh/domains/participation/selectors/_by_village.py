"""What an index above counts: proposals and attendance by village and day, and the rows themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, Substr

from tangguh.domains.participation.models import Attendee, Forum, Group, Proposal, Status
from tangguh.domains.participation.selectors._proposals import answer_days
from tangguh.domains.participation.selectors._statuses import with_promptness, with_status
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area

VILLAGE_CODE = 13  # characters: 15.03.08.2006. Hamlets count for their village


@dataclass(frozen=True, slots=True)
class Filed:
    """The proposals that a village handed in on a day: how many, by women, answered in time."""

    village: str
    filed_on: date
    proposals: int
    by_women: int
    in_time: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """Those who came to a village's forums of a day."""

    village: str
    held_on: date
    people: int
    women: int


def handed_in(area: Area, starts: date, ends: date) -> QuerySet[Proposal]:
    """The proposals filed in an area from one day to another, each with whether it was answered in time."""
    rows = Proposal.objects.filter(
        places.within(area.code, lookup="area"), filed_on__range=(starts, ends)
    )
    kept = with_status(rows).exclude(Q(status=Status.DRAFT))
    told = with_promptness(kept, days=answer_days(ends))
    return told.select_related("area").order_by("filed_on", "number")


def filed_by_village(area: Area, starts: date, ends: date) -> Iterator[Filed]:
    """One query, whatever the number of villages."""
    rows = handed_in(area, starts, ends).order_by().annotate(village=village_code())
    told = rows.values("village", "filed_on").annotate(
        proposals=Count("pk"),
        by_women=Count("pk", filter=Q(proposed_by=Group.WOMEN)),
        in_time_all=Coalesce(Sum("in_time"), 0),
    )
    fields = ("village", "filed_on", "proposals", "by_women", "in_time_all")
    return (Filed(*said) for said in told.values_list(*fields))


def answer_is_due(filed_on: date, *, ends: date) -> date:
    """The day on which the answer to a proposal falls due, by the rule at the end of a period."""
    return filed_on + timedelta(days=answer_days(ends))


def forums_held(area: Area, starts: date, ends: date) -> QuerySet[Forum]:
    """The forums of an area from one day to another, each with `people` and `women` who came."""
    present = Q(attendees__struck_at=None)
    women = present & Q(attendees__sex=Attendee.Sex.FEMALE)
    rows = Forum.objects.filter(
        places.within(area.code, lookup="area"), held_on__range=(starts, ends)
    )
    return rows.annotate(
        people=Count("attendees", filter=present), women=Count("attendees", filter=women)
    ).order_by("held_on", "pk")


def attendance_by_village(area: Area, starts: date, ends: date) -> Iterator[Gathered]:
    """One query, whatever the number of villages."""
    rows = Attendee.objects.filter(
        places.within(area.code, lookup="forum__area"),
        forum__held_on__range=(starts, ends),
        struck_at=None,
    ).annotate(village=village_code("forum__area__code"), held_on=F("forum__held_on"))
    told = rows.values("village", "held_on").annotate(
        people=Count("pk"), women=Count("pk", filter=Q(sex=Attendee.Sex.FEMALE))
    )
    return (Gathered(*said) for said in told.values_list("village", "held_on", "people", "women"))


def village_code(of: str = "area__code") -> Substr:
    return Substr(of, 1, VILLAGE_CODE)
