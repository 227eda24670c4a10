"""Hazard zones as SVG paths over the villages' outlines: of the whole district, or of one village."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from django.db.models import QuerySet, Sum
from shapely.geometry.base import BaseGeometry

from tangguh.domains.atlas.models import BoundarySet, HazardZone, ZoneArea, ZoneSet
from tangguh.domains.atlas.selectors._boundaries import set_in_use
from tangguh.domains.atlas.selectors._maps import Shape
from tangguh.domains.atlas.selectors._zones import outlines_of
from tangguh.domains.places.models import Area
from tangguh.engines.schematic_map import Viewport, svg_path

ROOM = 0.05  # of a village's longer side, left free around it in a square
TOLERANCE = 1.0  # SVG units
PAINTED = ("low", "medium", "high")  # the gravest last, on top


@dataclass(frozen=True, slots=True)
class ZonePath:
    """One zone as it is drawn: dashed while it is not valid; x and y are a point in it."""

    level: str
    hazard: str
    dashed: bool
    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class ZoneMap:
    """Zones over villages, in SVG units. `here` is the outline of the village that it is about."""

    is_schematic: bool
    source: str
    viewport: Viewport
    villages: tuple[Shape, ...]
    here: str
    zones: tuple[ZonePath, ...]

    @property
    def width(self) -> int:
        return self.viewport.width

    @property
    def height(self) -> int:
        return self.viewport.height

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a point in degrees stands on the map."""
        x, y = self.viewport.to_screen(np.array([[longitude, latitude]]))[0].tolist()
        return round(x, 1), round(y, 1)


def drawn_zones(district: Area, *, zone_set: ZoneSet | None = None) -> ZoneMap | None:
    """The zones in use of a district, or those of one map; None while no boundaries are drawn."""
    if zone_set is not None:
        return _map(district, [zone_set], "")
    return _map(district, sets_in_use(district), "")


def drawn_village(area: Area, district: Area) -> ZoneMap | None:
    """A village with what lies around it; None while its outline is not drawn."""
    return _map(district, sets_in_use(district), area.code)


def sets_in_use(district: Area) -> QuerySet[ZoneSet]:
    """The maps of zones that are in use in a district."""
    return ZoneSet.objects.filter(district=district, waiting=False, used_until=None).order_by("pk")


def villages_in(zone_set: ZoneSet) -> list[tuple[Area, float]]:
    """The villages into which a map's zones reach, with the km² of all of them together."""
    rows = ZoneArea.objects.filter(zone__zone_set=zone_set)
    sizes = dict(rows.values_list("area").annotate(km2=Sum("km2")))
    areas = Area.objects.filter(pk__in=sizes).select_related("parent").order_by("code")
    return [(area, sizes[area.pk]) for area in areas]


def _map(district: Area, sets: Iterable[ZoneSet], code: str) -> ZoneMap | None:
    boundary_set = set_in_use(district)
    if boundary_set is None:
        return None
    stamps = tuple((each.pk, each.received_at, each.is_valid) for each in sets)
    return _drawn(boundary_set.pk, boundary_set.received_at, boundary_set.sha256, stamps, code)


@lru_cache(maxsize=400)
def _drawn(
    boundary_pk: int,
    _at: object,
    _hash: str,
    stamps: tuple[tuple[int, object, bool], ...],
    code: str,
) -> ZoneMap | None:
    """A set never changes: drawn once. The stamps tell one from a backup apart."""
    boundary_set = BoundarySet.objects.get(pk=boundary_pk)
    outlines = outlines_of(boundary_set)
    if code and code not in outlines:
        return None
    viewport, window = _window(outlines, code)
    rows = HazardZone.objects.filter(zone_set__in=[pk for pk, *_ in stamps])
    if code:
        rows = rows.filter(areas__area__code=code) | rows.filter(areas=None)
    names = dict(Area.objects.filter(code__in=outlines).values_list("code", "name"))
    return ZoneMap(
        is_schematic=boundary_set.kind == BoundarySet.Kind.SCHEMATIC,
        source=boundary_set.source,
        viewport=viewport,
        villages=_villages(outlines, names, viewport, window),
        here=_path(outlines[code], viewport, window) if code else "",
        zones=zone_paths(rows.select_related("zone_set").distinct(), viewport, window),
    )


def _window(
    outlines: Mapping[str, BaseGeometry], code: str
) -> tuple[Viewport, tuple[float, float, float, float]]:
    """What is shown: the village with some room around it, or the whole district."""
    shapes = [outlines[code]] if code else list(outlines.values())
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    box = (west, south, east, north)
    if code:
        half = (0.5 + ROOM) * max(east - west, north - south)
        x, y = (west + east) / 2, (south + north) / 2
        box = (x - half, y - half, x + half, y + half)
    return Viewport.around([shapely.box(*box)], margin=0 if code else 8), box


def _path(shape: BaseGeometry, viewport: Viewport, window: tuple[float, ...]) -> str:
    clipped = shapely.clip_by_rect(shape, *window)
    return svg_path(shapely.simplify(shapely.transform(clipped, viewport.to_screen), TOLERANCE))


def _villages(
    outlines: Mapping[str, BaseGeometry],
    names: Mapping[str, str],
    viewport: Viewport,
    window: tuple[float, ...],
) -> tuple[Shape, ...]:
    paths = {code: _path(shape, viewport, window) for code, shape in outlines.items()}
    return tuple(Shape(code, names.get(code, code), path) for code, path in paths.items() if path)


def zone_paths(
    rows: Iterable[HazardZone], viewport: Viewport, window: tuple[float, ...]
) -> tuple[ZonePath, ...]:
    """Zones as they are drawn in a window (west, south, east, north in degrees), the gravest last."""
    drawn = [_zone(row, viewport, window) for row in rows]
    return tuple(
        sorted(
            (each for each in drawn if each is not None), key=lambda zone: PAINTED.index(zone.level)
        )
    )


def _zone(row: HazardZone, viewport: Viewport, window: Sequence[float]) -> ZonePath | None:
    shape = shapely.clip_by_rect(shapely.geometry.shape(row.geometry), *window)
    placed = shapely.simplify(shapely.transform(shape, viewport.to_screen), TOLERANCE)
    path = svg_path(placed)
    if not path:
        return None
    point = placed.representative_point()
    said = row.zone_set
    return ZonePath(
        row.level,
        said.get_hazard_display(),
        not said.is_valid,
        path,
        round(point.x, 1),
        round(point.y, 1),
    )
