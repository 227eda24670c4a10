"""A plan as a drawing: zones, routes, points and shelters in SVG units, north up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

import numpy as np
import shapely
from django.db.models import QuerySet
from shapely.geometry.base import BaseGeometry

from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.atlas.models import Boundary, BoundarySet, Facility
from tangguh.domains.emergencies.models import PlanPlace, PlanRoute
from tangguh.domains.emergencies.selectors._plans import Contents
from tangguh.domains.places.models import Area
from tangguh.domains.places.selectors import home_area
from tangguh.engines.schematic_map import Viewport, svg_path

SHAPE = 1.2  # width over height
ROOM = 0.16  # left free around what stands in the plan
SMALLEST = 0.004  # degrees, about 450 m
AROUND = 0.02  # degrees around a village of which nothing is drawn
BARS = (50, 100, 200, 250, 500, 1000, 2000, 5000, 10000)  # metres
LONGEST_BAR = 260  # SVG units
DASHES = ("", "26 12", "6 10", "30 10 6 10")

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something at a place: which sign stands for it, and what is written in it."""

    kind: str
    label: str
    name: str
    x: float
    y: float
    pk: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A route as the points of a polyline, and how it is dashed."""

    points: str
    dash: str
    name: str
    pk: int


@dataclass(frozen=True, slots=True)
class ZoneShape:
    level: str
    path: str
    dashed: bool


@dataclass(frozen=True, slots=True)
class PlanMap:
    """What is drawn. `box`: west, south, east, north in degrees; `bar_m` metres are `bar` units."""

    width: int
    height: int
    box: Box
    outlines: tuple[str, ...]  # points of polylines
    zones: tuple[ZoneShape, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    facilities: tuple[Mark, ...]
    bar: float
    bar_m: int
    is_schematic: bool

    @property
    def bar_from(self) -> float:
        """Where the scale begins, from the right."""
        return round(self.width - self.bar - 30, 1)

    @property
    def bar_middle(self) -> float:
        return round(self.bar / 2, 1)

    @property
    def bar_box(self) -> float:
        """The white behind the scale."""
        return round(self.bar + 24, 1)


def plan_map(said: Contents) -> PlanMap:
    """The drawing of a version of a plan."""
    outline = outline_of(said.area)
    box = window(said, outline)
    viewport = Viewport.around([shapely.box(*box)], margin=0)
    bar_m = max((m for m in BARS if m * viewport.units_per_km / 1000 <= LONGEST_BAR), default=50)
    return PlanMap(
        viewport.width,
        viewport.height,
        box,
        tuple(border(outline.shape, viewport, box)) if outline else (),
        tuple(zone_shapes(said, viewport, box)),
        tuple(lines(said.routes, viewport)),
        tuple(marks(said, viewport)),
        tuple(facilities(said, viewport)) if said.plan.is_draft else (),
        round(bar_m * viewport.units_per_km / 1000, 1),
        bar_m,
        outline is None or outline.is_schematic,
    )


@dataclass(frozen=True, slots=True)
class Outline:
    shape: BaseGeometry
    is_schematic: bool


def outline_of(area: Area) -> Outline | None:
    """The village's outline in use, if one is drawn."""
    in_use = atlas.set_in_use(home_area())
    return read_outline(in_use.pk, in_use.sha256, in_use.kind, area.code) if in_use else None


@lru_cache(maxsize=400)
def read_outline(set_pk: int, _hash: str, kind: str, code: str) -> Outline | None:
    """Outlines of a set never change: each is read once. The hash tells a set from a backup's."""
    row = Boundary.objects.filter(boundary_set=set_pk, area__code=code).first()
    if row is None:
        return None
    shape = shapely.geometry.shape(row.geometry)
    return Outline(shape, kind == BoundarySet.Kind.SCHEMATIC)


def window(said: Contents, outline: Outline | None) -> Box:
    """Around all that stands in the plan; the village where nothing does yet."""
    points = [*positions(said)]
    if points:
        west, south, east, north = shapely.MultiPoint(points).bounds
    elif outline:
        west, south, east, north = outline.shape.bounds
    else:
        x, y = said.area.longitude or 0.0, said.area.latitude or 0.0
        west, south, east, north = x - AROUND, y - AROUND, x + AROUND, y + AROUND
    width, height = (max(each, SMALLEST) * (1 + 2 * ROOM) for each in (east - west, north - south))
    width, height = max(width, height * SHAPE), max(height, width / SHAPE)
    x, y = (west + east) / 2, (south + north) / 2
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def positions(said: Contents) -> Iterator[tuple[float, float]]:
    for row in (*said.neighbourhoods, *said.places, *said.signs):
        if row.longitude is not None and row.latitude is not None:
            yield row.longitude, row.latitude
    for route in said.routes:
        yield from (tuple(bend) for bend in route.line)


def path(shape: BaseGeometry, viewport: Viewport, box: Box) -> str:
    clipped = shapely.clip_by_rect(shape, *box)
    return svg_path(shapely.simplify(shapely.transform(clipped, viewport.to_screen), 1.0))


def border(shape: BaseGeometry, viewport: Viewport, box: Box) -> Iterator[str]:
    """The pieces of an outline that are seen, as points of polylines; never the window's own edge."""
    seen = shapely.clip_by_rect(shapely.boundary(shape), *box)
    for piece in shapely.get_parts(shapely.line_merge(seen)):
        bends = viewport.to_screen(shapely.get_coordinates(piece)).round(1).tolist()
        if len(bends) > 1:
            yield " ".join(f"{x},{y}" for x, y in bends)


def zone_shapes(said: Contents, viewport: Viewport, box: Box) -> Iterator[ZoneShape]:
    """The zones of the plan's hazard, the gravest last and on top."""
    order = ("low", "medium", "high")
    for row in sorted(said.zones, key=lambda row: order.index(row.zone.level)):
        drawn = path(shapely.geometry.shape(row.zone.geometry), viewport, box)
        if drawn:
            yield ZoneShape(row.zone.level, drawn, not row.zone.zone_set.is_valid)


def lines(routes: Sequence[PlanRoute], viewport: Viewport) -> Iterator[Line]:
    """Every route, dashed like the others of its RT and unlike those of its neighbours."""
    names = list(dict.fromkeys(route.neighbourhood.name for route in routes))
    for route in routes:
        bends = viewport.to_screen(np.asarray(route.line, dtype=np.float64)).round(1).tolist()
        points = " ".join(f"{x},{y}" for x, y in bends)
        name = route.neighbourhood.name
        yield Line(points, DASHES[names.index(name) % len(DASHES)], name, route.pk)


def marks(said: Contents, viewport: Viewport) -> Iterator[Mark]:
    """RTs by their name, points by a letter, shelters by a number, signs by an arrow."""
    for rt in said.neighbourhoods:
        yield from mark(rt, "rt", rt.name, f"RT {rt.name}", viewport)
    labels = labels_of(said)
    for place in said.places:
        kind = "point" if place.kind == PlanPlace.Kind.POINT else "shelter"
        yield from mark(place, kind, labels.get(place.pk, ""), place.name, viewport)
    for sign in said.signs:
        arrow = {"left": "←", "right": "→", "ahead": "↑", "warning": "!"}.get(sign.kind, "T")
        yield from mark(sign, "sign", arrow, sign.get_kind_display(), viewport)


def labels_of(said: Contents) -> dict[int, str]:
    """What is written on the map for each place: letters for points, numbers for shelters."""
    letters, numbers = iter("ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 4), count(1)
    found = {place.pk: next(letters) for place in said.points}
    shown = (place for place in said.shelters if place.kind != PlanPlace.Kind.HOSTS)
    return found | {place.pk: str(next(numbers)) for place in shown}


def facilities(said: Contents, viewport: Viewport) -> Iterator[Mark]:
    """What stands in the village and may be chosen, beside what the plan has."""
    chosen = {place.facility_id for place in said.places}
    for each in facilities_to_choose(said.area):
        if each.pk not in chosen:
            yield from mark(each, "facility", "", each.name, viewport)


def facilities_to_choose(area: Area) -> QuerySet[Facility]:
    """The village's facilities in use whose position is known."""
    return atlas.facilities_in(area).filter(longitude__isnull=False)


def mark(row: object, kind: str, label: str, name: str, viewport: Viewport) -> Iterator[Mark]:
    longitude, latitude = getattr(row, "longitude", None), getattr(row, "latitude", None)
    if longitude is None or latitude is None:
        return
    x, y = viewport.to_screen(np.array([[longitude, latitude]]))[0].round(1).tolist()
    if 0 <= x <= viewport.width and 0 <= y <= viewport.height:
        yield Mark(kind, label, name, x, y, getattr(row, "pk", 0))
