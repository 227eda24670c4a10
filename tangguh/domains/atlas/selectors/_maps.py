from dataclasses import dataclass
from functools import lru_cache

import shapely
from shapely.geometry.base import BaseGeometry

from tangguh.domains.atlas.models import Boundary, BoundarySet
from tangguh.domains.atlas.selectors._boundaries import set_in_use
from tangguh.domains.places.models import Area
from tangguh.engines import schematic_map

LABEL_HEIGHT = 26
LETTER_WIDTH = 13


@dataclass(frozen=True, slots=True)
class Shape:
    """One village as it is drawn: its SVG path in the map's own units."""

    code: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Name:
    """A subdistrict's name and where it stands on the map."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class DistrictMap:
    """A district ready to be coloured: villages, subdistrict borders and names, in SVG units."""

    kind: str
    source: str
    width: int
    height: int
    villages: tuple[Shape, ...]
    borders: tuple[str, ...]
    names: tuple[Name, ...]

    @property
    def is_schematic(self) -> bool:
        return self.kind == BoundarySet.Kind.SCHEMATIC


def district_map(district: Area) -> DistrictMap | None:
    """The map of a district, or None while nothing is drawn. A set never changes: drawn once."""
    boundary_set = set_in_use(district)
    return map_of(boundary_set) if boundary_set else None


def map_of(boundary_set: BoundarySet) -> DistrictMap:
    """A boundary set as a map, in use or still waiting."""
    return drawn(boundary_set.pk, boundary_set.received_at, boundary_set.sha256)


@lru_cache(maxsize=8)
def drawn(set_pk: int, *_stamp: object) -> DistrictMap:
    """A boundary set as SVG paths. A set never changes; the stamp tells one from a backup apart."""
    boundary_set = BoundarySet.objects.get(pk=set_pk)
    rows = Boundary.objects.filter(boundary_set=boundary_set).select_related("area__parent")
    areas = {row.area.code: row.area for row in rows.order_by("area__code")}
    shapes = {row.area.code: shapely.geometry.shape(row.geometry) for row in rows}
    viewport = schematic_map.Viewport.around(shapes.values())
    on_screen = schematic_map.on_screen(shapes, viewport)
    group_of = {code: code.rpartition(".")[0] for code in areas}
    groups = schematic_map.merged(on_screen, group_of)
    return DistrictMap(
        kind=boundary_set.kind,
        source=boundary_set.source,
        width=viewport.width,
        height=viewport.height,
        villages=tuple(
            Shape(code, area.name, schematic_map.svg_path(on_screen[code]))
            for code, area in areas.items()
        ),
        borders=tuple(schematic_map.svg_path(shape) for shape in groups.values()),
        names=names_of(groups, areas, viewport),
    )


def names_of(
    groups: dict[str, BaseGeometry], areas: dict[str, Area], viewport: schematic_map.Viewport
) -> tuple[Name, ...]:
    texts = {code.rpartition(".")[0]: a.parent.name for code, a in areas.items() if a.parent}
    labels = [
        schematic_map.Label(code, shape, len(texts[code]) * LETTER_WIDTH, LABEL_HEIGHT)
        for code, shape in groups.items()
        if isinstance(shape, shapely.Polygon | shapely.MultiPolygon)
    ]
    placed = schematic_map.place_labels(labels, viewport.width, viewport.height)
    return tuple(Name(texts[label.code], round(label.x, 1), round(label.y, 1)) for label in placed)
