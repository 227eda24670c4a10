from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.places.models import Area
from tangguh.domains.programmes.models import Activity, Programme
from tangguh.domains.programmes.selectors._overlap import around
from tangguh.domains.programmes.selectors._reading import activities_for
from tangguh.domains.programmes.selectors._standing import Standing, standings_of

UNDER_WAY = (Programme.Status.RUNNING, Programme.Status.PAUSED)


@dataclass(frozen=True, slots=True)
class Stand:
    """An activity and where it stands."""

    activity: Activity
    standing: Standing


@dataclass(frozen=True, slots=True)
class ActiveProgramme:
    """A programme that is active in an area, what it does there, and whom to call."""

    programme: Programme
    activities: tuple[Stand, ...]
    contact: str


def active_in(viewer: Viewer, area: Area, *, on: date) -> tuple[ActiveProgramme, ...]:
    """Every programme, of any agency, with something in an area in a cycle that runs on a day.

    What is planned for an area around it (the whole subdistrict) is active here too.
    """
    activities = (
        activities_for(viewer)
        .filter(around(area), cycle__starts__lte=on, cycle__ends__gte=on)
        .filter(cycle__programme__status__in=UNDER_WAY)
        .select_related(
            "area__parent", "lead", "cycle__programme__lead", "cycle__programme__policy"
        )
        .prefetch_related("lead__contacts")
        .order_by("cycle__programme__code", "cycle__programme", "planned_start", "pk")
    )
    told = standings_of(activities, on=on)
    groups: dict[Programme, list[Activity]] = defaultdict(list)
    for activity in activities:
        groups[activity.cycle.programme].append(activity)
    return tuple(
        ActiveProgramme(
            programme, tuple(Stand(each, told[each.pk]) for each in rows), contact_of(rows)
        )
        for programme, rows in groups.items()
    )


def contact_of(activities: list[Activity]) -> str:
    """Whom to call: the line given for an activity, else the office of the agency that leads it."""
    for activity in activities:
        if activity.contact:
            return activity.contact
    for activity in activities:
        for contact in activity.lead.contacts.all():
            return ", ".join(
                part for part in (contact.office, contact.phone, contact.email) if part
            )
    return ""


def stands(activities: list[Activity], *, on: date) -> tuple[Stand, ...]:
    """Activities with where they stand on a day, in the same order. Two queries."""
    told = standings_of(activities, on=on)
    return tuple(Stand(activity, told[activity.pk]) for activity in activities)
