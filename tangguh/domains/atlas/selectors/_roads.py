"""The roads in use, which of them are closed, and how fast and wide each is."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.atlas import parameters
from tangguh.domains.atlas.errors import NoSuchRoad
from tangguh.domains.atlas.models import Road, RoadAct, RoadCapacity, RoadSet
from tangguh.domains.places.models import Area

MOST_ACTS = 50


@dataclass(frozen=True, slots=True)
class ClassPace:
    """One line of the table of capacities: what holds today, and who says so."""

    code: str
    label: str
    speed_kmh: float
    capacity_pps: float
    reference: str
    is_ours: bool


def roads_in_use(district: Area) -> RoadSet | None:
    """The set of roads that a district uses now."""
    return RoadSet.objects.filter(district=district, waiting=False, replaced_at=None).first()


def waiting_roads(viewer: Viewer, district: Area) -> RoadSet | None:
    """The checked roads that wait for a decision, for those who may take it."""
    if not accounts.may(viewer, "atlas.import_roads", at=district):
        return None
    return RoadSet.objects.filter(district=district, waiting=True).first()


def road_set_for(viewer: Viewer, pk: int) -> RoadSet:
    """One set. What still waits is open only to those who may accept it."""
    found = RoadSet.objects.select_related("district").filter(pk=pk).first()
    may = found and accounts.may(viewer, "atlas.import_roads", at=found.district)
    if found is None or (found.waiting and not may):
        raise NoSuchRoad(_("There are no such roads, or they were put away. See which are used."))
    return found


def roads(district: Area, *, now: datetime) -> QuerySet[Road]:
    """The roads in use, each with `is_closed` and the newest act's `last_reason` and `last_at`."""
    in_use = Q(road_set__waiting=False, road_set__replaced_at=None)
    rows = Road.objects.filter(in_use, road_set__district=district)
    return with_closure(rows, now=now)


def with_closure(rows: QuerySet[Road], *, now: datetime) -> QuerySet[Road]:
    """The newest act tells; one that ran out tells nothing any more."""
    newest = RoadAct.objects.filter(road=OuterRef("pk")).order_by(
        "-happened_at", "-received_at", "-pk"
    )
    closed = Q(last_kind=RoadAct.Kind.CLOSED) & (Q(last_until=None) | Q(last_until__gt=now))
    return rows.annotate(
        last_kind=Subquery(newest.values("kind")[:1]),
        last_until=Subquery(newest.values("until")[:1]),
        last_reason=Subquery(newest.values("reason")[:1]),
        last_at=Subquery(newest.values("happened_at")[:1]),
    ).annotate(is_closed=closed)


def road_for(pk: int, *, now: datetime) -> Road:
    """One road of the set in use; anybody may know it."""
    rows = Road.objects.filter(road_set__waiting=False, road_set__replaced_at=None)
    found = with_closure(rows, now=now).select_related("area", "road_set__district")
    road = found.filter(pk=pk).first()
    if road is None:
        raise NoSuchRoad(_("There is no such road any more. Find it in the list of today."))
    return road


def acts_of(road: Road) -> QuerySet[RoadAct]:
    """Who closed and opened it, newest first."""
    return road.acts.select_related("by").order_by("-happened_at", "-received_at", "-pk")[
        :MOST_ACTS
    ]


def touched_roads(road_set: RoadSet) -> list[Road]:
    """Roads of which people here said something: drawn, corrected, closed or opened."""
    acted = Exists(RoadAct.objects.filter(road=OuterRef("pk")))
    rows = Road.objects.filter(Q(is_drawn=True) | Q(version__gt=1) | acted, road_set=road_set)
    return list(rows.select_related("from_node", "to_node").order_by("pk"))


def paces(district: Area, *, on: date) -> dict[str, parameters.Pace]:
    """Speed and capacity of each class on a day: the district's own word, or else our guess."""
    own = RoadCapacity.objects.filter(district=district, since__lte=on).order_by("since")
    said = {row.road_class: parameters.Pace(row.speed_kmh, row.capacity_pps) for row in own}
    return {code: said.get(code) or parameters.pace(code, on) for code in Road.Class.values}


def pace_table(district: Area, *, on: date) -> list[ClassPace]:
    """The table of capacities as it holds on a day."""
    own = RoadCapacity.objects.filter(district=district, since__lte=on).order_by("since")
    newest = {row.road_class: row for row in own}
    return [
        class_pace(code, str(label), newest.get(code), on) for code, label in Road.Class.choices
    ]


def class_pace(code: str, label: str, own: RoadCapacity | None, on: date) -> ClassPace:
    said: Any = own or parameters.pace(code, on)
    reference = own.reference if own else _("A guess of the software, not measured here")
    return ClassPace(code, label, said.speed_kmh, said.capacity_pps, reference, own is None)


def villages_to_close_in(viewer: Viewer, road_set: RoadSet | None) -> list[Area]:
    """The own villages of somebody who may close roads, where there are any."""
    if road_set is None:
        return []
    own = [
        role.area.pk
        for role in accounts.roles_of(viewer)
        if role.area.level == Area.Level.VILLAGE
        and accounts.may(viewer, "atlas.close_road", at=role.area)
    ]
    there = Road.objects.filter(road_set=road_set, area__in=own).values("area")
    return list(Area.objects.filter(pk__in=there).order_by("code")) if own else []
