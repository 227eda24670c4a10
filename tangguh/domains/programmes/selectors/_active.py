from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.partners.models import Organization
from tangguh.domains.places.models import Area
from tangguh.domains.programmes.models import Activity, Programme
from tangguh.domains.programmes.selectors._overlap import around
from tangguh.domains.programmes.selectors._reading import activities_for, programmes_for
from tangguh.domains.programmes.selectors._standing import Standing, standings_of, with_budgets

UNDER_WAY = (Programme.Status.RUNNING, Programme.Status.PAUSED)
LARGE = (Area.Level.PROVINCE, Area.Level.DISTRICT, Area.Level.SUBDISTRICT)


@dataclass(frozen=True, slots=True)
class Stand:
    """An activity and where it stands."""

    activity: Activity
    standing: Standing


@dataclass(frozen=True, slots=True)
class ActiveProgramme:
    """A programme that is active in an area, what it does there, and whom to call.

    `activities` is empty where so many are only counted.
    """

    programme: Programme
    count: int
    activities: tuple[Stand, ...]
    contact: str


def active_in(viewer: Viewer, area: Area, *, on: date) -> tuple[ActiveProgramme, ...]:
    """Every programme, of any agency, with something in an area in a cycle that runs on a day.

    What is planned for an area around it (the whole subdistrict) is active here too. Of a village
    each activity is told; a larger area has hundreds, which stand on the pages of its programmes.
    """
    activities = (
        activities_for(viewer)
        .filter(around(area), cycle__starts__lte=on, cycle__ends__gte=on)
        .filter(cycle__programme__status__in=UNDER_WAY)
    )
    if area.level in LARGE:
        return tuple(counted_in(viewer, activities))
    return tuple(told_in(activities, on))


def told_in(activities: QuerySet[Activity], on: date) -> Iterator[ActiveProgramme]:
    """The programmes of activities, with where each of these stands. Three queries."""
    rows = (
        with_budgets(activities)
        .select_related(
            "area__parent", "lead", "cycle__programme__lead", "cycle__programme__policy"
        )
        .prefetch_related("lead__contacts")
        .order_by("cycle__programme__code", "cycle__programme", "planned_start", "pk")
    )
    told = standings_of(rows, on=on)
    groups: dict[Programme, list[Activity]] = defaultdict(list)
    for activity in rows:
        groups[activity.cycle.programme].append(activity)
    for programme, own in groups.items():
        stands_ = tuple(Stand(each, told[each.pk]) for each in own)
        yield ActiveProgramme(programme, len(own), stands_, contact_of(own))


def counted_in(viewer: Viewer, activities: QuerySet[Activity]) -> Iterator[ActiveProgramme]:
    """The programmes of activities, with how many of these each has. Three queries."""
    keys = activities.select_related(None).order_by().values_list("cycle__programme")
    counts: dict[int, int] = dict(keys.annotate(count=Count("pk")))
    programmes = programmes_for(viewer).filter(pk__in=counts).prefetch_related("lead__contacts")
    for programme in programmes.order_by("code", "pk"):
        contact = office_of(programme.lead)
        yield ActiveProgramme(programme, counts[programme.pk], (), contact)


def contact_of(activities: list[Activity]) -> str:
    """Whom to call: the line given for an activity, else the office of the agency that leads it."""
    for activity in activities:
        if activity.contact:
            return activity.contact
    return next(filter(None, (office_of(activity.lead) for activity in activities)), "")


def office_of(organization: Organization) -> str:
    """The first office of an organization, with its public line; empty where none is given."""
    for contact in organization.contacts.all():
        return ", ".join(part for part in (contact.office, contact.phone, contact.email) if part)
    return ""


def stands(activities: list[Activity], *, on: date) -> tuple[Stand, ...]:
    """Activities with where they stand on a day, in the same order. Two queries."""
    told = standings_of(activities, on=on)
    return tuple(Stand(activity, told[activity.pk]) for activity in activities)
