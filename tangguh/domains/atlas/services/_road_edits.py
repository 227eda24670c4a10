"""Correcting a road, drawing a link, and the district's own table of capacities."""

from datetime import date, datetime
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.atlas import selectors
from tangguh.domains.atlas.errors import RoadChanged, RoadRefused
from tangguh.domains.atlas.models import Road, RoadCapacity, RoadNode, RoadSet
from tangguh.domains.atlas.services._facilities import plain
from tangguh.domains.atlas.services._positions import refuse_impossible_position
from tangguh.domains.atlas.services._road_editions import new_edition
from tangguh.domains.audit import services as audit
from tangguh.domains.places.models import Area
from tangguh.engines.roads import lengths_m

ROAD_FIELDS = ("name", "road_class", "one_way", "is_bridge", "is_ford", "capacity_pps")
JOINS_M = 50.0  # as far as a finger on a phone misses a junction
LONGEST_M = 20_000.0
SHORTEST_M = 5.0

Point = tuple[float, float]  # longitude, latitude


@transaction.atomic
def correct_road(*, by: User, road: Road, version: int, **said: Any) -> Road:
    """Correct what is said of a road: any of ROAD_FIELDS. `version` is the one that was read."""
    accounts.require(by, "atlas.edit_roads", at=road.area)
    current = Road.objects.select_for_update(of=("self",)).select_related("area").get(pk=road.pk)
    if current.version != version:
        raise RoadChanged(
            _("Somebody else corrected this road while you were writing. Open its page again."),
            link=f"/atlas/roads/{road.pk}/",
        )
    changes = {}
    for field in ROAD_FIELDS:
        before = getattr(current, field)
        if field in said and before != said[field]:
            setattr(current, field, said[field])
            changes[field] = [plain(before), plain(said[field])]
    if changes:
        current.version += 1
        current.save()
        new_edition(current.road_set_id)
        code = current.area.code
        audit.record("atlas.road_corrected", by=by, about=current, area_code=code, changes=changes)
    return current


@transaction.atomic
def draw_road(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    district: Area,
    start: Point,
    end: Point,
    road_class: str,
    name: str,
    now: datetime,
    one_way: bool = False,
) -> Road:
    """Draw a straight link, joined to junctions within 50 m of its ends. Raises RoadRefused."""
    (area,) = selectors.villages_at(district, [middle(start, end)])
    accounts.require(by, "atlas.edit_roads", at=area)
    road_set = selectors.roads_in_use(district)
    if road_set is None:
        raise RoadRefused(_("No roads are in use yet. First import a file of roads."))
    refuse_odd_ends(area, start, end)
    nodes = joined_ends(road_set, start, end)
    line = [[node.longitude, node.latitude] for node in nodes]
    person = by.get_full_name() or by.username
    road = Road.objects.create(
        road_set=road_set,
        area=area,
        from_node=nodes[0],
        to_node=nodes[1],
        name=name,
        road_class=road_class,
        length_m=length_of(line),
        one_way=one_way,
        line=line,
        is_drawn=True,
        source=_("Drawn on the map by %(person)s") % {"person": person},
        as_of=timezone.localdate(now),
    )
    new_edition(road_set.pk)
    audit.record("atlas.road_drawn", by=by, about=road, area_code=area.code, length_m=road.length_m)
    return road


def refuse_odd_ends(area: Area, start: Point, end: Point) -> None:
    for longitude, latitude in (start, end):
        refuse_impossible_position(area, latitude, longitude)
    apart = length_of([list(start), list(end)])
    if not SHORTEST_M <= apart <= LONGEST_M:
        raise RoadRefused(
            _(
                "The ends lie %(metres)d m apart. A link has between 5 m and 20 km; draw it in parts."
            )
            % {"metres": round(apart)}
        )


def joined_ends(road_set: RoadSet, *ends: Point) -> list[RoadNode]:
    """The junction at each end, or a new one."""
    found = [selectors.junction_near(road_set, end, JOINS_M) for end in ends]
    if found[0] is not None and found[0] == found[1]:
        raise RoadRefused(_("Both ends are the same junction. Choose ends further apart."))
    return [
        node or RoadNode.objects.create(road_set=road_set, longitude=x, latitude=y)
        for node, (x, y) in zip(found, ends, strict=True)
    ]


def length_of(line: list[list[float]]) -> float:
    return round(float(lengths_m((np.array(line),))[0]), 1)


def middle(start: Point, end: Point) -> Point:
    return (start[0] + end[0]) / 2, (start[1] + end[1]) / 2


@transaction.atomic
def set_capacity(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    district: Area,
    road_class: str,
    speed_kmh: float,
    capacity_pps: float,
    since: date,
    reference: str,
) -> RoadCapacity:
    """What the district says of a class from a day on. The same day again corrects it."""
    accounts.require(by, "atlas.set_capacities", at=district)
    figures = {"speed_kmh": speed_kmh, "capacity_pps": capacity_pps, "reference": reference}
    row, _new = RoadCapacity.objects.update_or_create(
        district=district, road_class=road_class, since=since, defaults=figures
    )
    told = figures | {"road_class": road_class, "since": since.isoformat()}
    audit.record("atlas.capacity_set", by=by, about=row, area_code=district.code, **told)
    return row
