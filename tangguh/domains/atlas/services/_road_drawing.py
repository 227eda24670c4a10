"""Drawing roads along taps on the map, and moving their bends; ends are joined to what is there."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import uuid5

import numpy as np
import shapely
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.atlas import selectors
from tangguh.domains.atlas.errors import RoadRefused
from tangguh.domains.atlas.models import Road, RoadAct, RoadNode, RoadSet
from tangguh.domains.atlas.services._positions import refuse_impossible_position
from tangguh.domains.atlas.services._road_editions import new_edition, unchanged_road
from tangguh.domains.audit import services as audit
from tangguh.domains.places.models import Area
from tangguh.engines.roads import lengths_m

JOINS_M = 50.0  # as far as a finger on a phone misses a junction
MEETS_M = 25.0  # as far as it misses a road between two junctions
SAME_M = 3.0  # a bend on a junction is that junction
LONGEST_M = 20_000.0
SHORTEST_M = 5.0
MOST_BENDS = 500

Point = tuple[float, float]  # longitude, latitude
Line = list[list[float]]


@transaction.atomic
def draw_road(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    district: Area,
    line: Sequence[Sequence[float]],
    road_class: str,
    name: str,
    now: datetime,
    one_way: bool = False,
    is_bridge: bool = False,
) -> list[Road]:
    """Draw a road along bends (longitude, latitude), cut where it passes a junction.

    An end within 50 m of a junction is joined to it, else one within 25 m of a road cuts that road
    there. Raises RoadRefused for what cannot be, and then nothing is drawn.
    """
    road_set = set_to_draw_in(district)
    bends = [(float(x), float(y)) for x, y in line]
    refuse_odd_line(district, bends)
    stops = stops_of(road_set, bends)
    person = by.get_full_name() or by.username
    said = {
        "name": name,
        "road_class": road_class,
        "one_way": one_way,
        "is_bridge": is_bridge,
        "source": _("Drawn on the map by %(person)s") % {"person": person},
        "as_of": timezone.localdate(now),
    }
    drawn = [
        drawn_piece(by, road_set, between(bends, one, other), (one[1], other[1]), said)
        for one, other in pairwise(stops)
    ]
    new_edition(road_set.pk)
    return drawn


@transaction.atomic
def move_road(*, by: User, road: Road, version: int, line: Sequence[Sequence[float]]) -> Road:
    """Draw a road anew along other bends. `version` is the one that was read."""
    accounts.require(by, "atlas.edit_roads", at=road.area)
    road_set = set_to_draw_in(road.road_set.district)
    current = unchanged_road(road, version)
    bends = [(float(x), float(y)) for x, y in line]
    refuse_odd_line(road.area, bends)
    current.from_node = moved_end(current, current.from_node, bends[0], road_set)
    current.to_node = moved_end(current, current.to_node, bends[-1], road_set)
    ends = (current.from_node, current.to_node)
    before, current.line = current.length_m, whole(bends[1:-1], ends)
    current.length_m = length_of(current.line)
    current.version += 1
    current.save()
    new_edition(road_set.pk)
    changes = {"length_m": [before, current.length_m]}
    code = current.area.code
    audit.record("atlas.road_moved", by=by, about=current, area_code=code, changes=changes)
    return current


def set_to_draw_in(district: Area) -> RoadSet:
    """The set in use, locked: two people drawing at one junction make one junction."""
    sets = RoadSet.objects.select_for_update().filter(
        district=district, waiting=False, replaced_at=None
    )
    if (road_set := sets.first()) is None:
        raise RoadRefused(_("No roads are in use yet. First import a file of roads."))
    return road_set


def refuse_odd_line(area: Area, bends: Sequence[Point]) -> None:
    if not 2 <= len(bends) <= MOST_BENDS:
        raise RoadRefused(
            _("A road has between 2 and %(most)d bends; this one has %(count)d. Draw it in parts.")
            % {"most": MOST_BENDS, "count": len(bends)}
        )
    for longitude, latitude in bends:
        refuse_impossible_position(area, latitude, longitude)
    metres = length_of([list(bend) for bend in bends])
    if not SHORTEST_M <= metres <= LONGEST_M:
        raise RoadRefused(
            _("This road is %(metres)d m long. It has between 5 m and 20 km; draw it in parts.")
            % {"metres": round(metres)}
        )


def stops_of(road_set: RoadSet, bends: Sequence[Point]) -> list[tuple[int, RoadNode]]:
    """The number and the junction of both ends and of every bend that lies on a junction."""
    inner = [
        (number, node)
        for number, bend in enumerate(bends[1:-1], 1)
        if (node := selectors.junction_near(road_set, bend, SAME_M))
    ]
    last = len(bends) - 1
    stops = [(0, end_at(road_set, bends[0])), *inner, (last, end_at(road_set, bends[-1]))]
    kept = [stops[0]]
    kept += [stop for before, stop in pairwise(stops) if stop[1] != before[1]]
    if len(kept) < 2:
        raise RoadRefused(_("Both ends are the same junction. Choose ends further apart."))
    return kept


def end_at(road_set: RoadSet, point: Point) -> RoadNode:
    """The junction near an end; else one on the road near it, which is cut there; else a new one."""
    if node := selectors.junction_near(road_set, point, JOINS_M):
        return node
    if road := selectors.road_near(road_set, point, MEETS_M):
        node = cut_at(road, point)
        road_set.edition = new_edition(road_set.pk)
        return node
    longitude, latitude = point
    return RoadNode.objects.create(road_set=road_set, longitude=longitude, latitude=latitude)


def cut_at(road: Road, point: Point) -> RoadNode:
    """Cut a road in two where it is nearest to a point: the second half is a new row with its acts."""
    line = shapely.LineString(road.line)
    at = line.project(shapely.Point(point))
    spot = [round(each, 6) for each in line.interpolate(at).coords[0]]
    node = RoadNode.objects.create(
        road_set_id=road.road_set_id, longitude=spot[0], latitude=spot[1]
    )
    far = [line.project(shapely.Point(bend)) for bend in road.line]
    first = [bend for bend, here in zip(road.line, far, strict=True) if here < at]
    rest = [bend for bend, here in zip(road.line, far, strict=True) if here > at]
    other = Road.objects.get(pk=road.pk)
    other.pk, other.from_node, other.line = None, node, [spot, *rest]
    road.to_node, road.line = node, [*first, spot]
    for half in (road, other):
        half.length_m = max(length_of(half.line), 0.1)
        half.save()
    RoadAct.objects.bulk_create(again(act, other) for act in road.acts.order_by("pk"))
    return node


def again(act: RoadAct, road: Road) -> RoadAct:
    """The same act on another row: said by the same person at the same time."""
    return RoadAct(
        act_id=uuid5(act.act_id, str(road.pk)),
        road=road,
        kind=act.kind,
        reason=act.reason,
        note=act.note,
        by_id=act.by_id,
        happened_at=act.happened_at,
        received_at=act.received_at,
        until=act.until,
    )


def moved_end(road: Road, node: RoadNode, point: Point, road_set: RoadSet) -> RoadNode:
    """The junction of an end: its own while the end stays where it was."""
    stays = length_of([[node.longitude, node.latitude], list(point)]) <= SAME_M
    found = node if stays else end_at(road_set, point)
    other = road.to_node if node == road.from_node else road.from_node
    if found == other and not stays:
        raise RoadRefused(_("Both ends are the same junction. Choose ends further apart."))
    return found


def between(bends: Sequence[Point], one: tuple[int, RoadNode], other: tuple[int, RoadNode]) -> Line:
    return whole(bends[one[0] + 1 : other[0]], (one[1], other[1]))


def whole(inner: Sequence[Point], ends: tuple[RoadNode, RoadNode]) -> Line:
    """A line from junction to junction over the bends between."""
    first, last = ([node.longitude, node.latitude] for node in ends)
    return [first, *([round(x, 6), round(y, 6)] for x, y in inner), last]


def drawn_piece(
    by: User,
    road_set: RoadSet,
    line: Line,
    ends: tuple[RoadNode, RoadNode],
    said: dict[str, Any],
) -> Road:
    (area,) = selectors.villages_at(road_set.district, [middle(line)])
    accounts.require(by, "atlas.edit_roads", at=area)
    road = Road.objects.create(
        road_set=road_set,
        area=area,
        from_node=ends[0],
        to_node=ends[1],
        length_m=length_of(line),
        line=line,
        is_drawn=True,
        **said,
    )
    audit.record("atlas.road_drawn", by=by, about=road, area_code=area.code, length_m=road.length_m)
    return road


def length_of(line: Line) -> float:
    return round(float(lengths_m((np.array(line),))[0]), 1)


def middle(line: Line) -> Point:
    point = shapely.LineString(line).interpolate(0.5, normalized=True)
    return float(point.x), float(point.y)
