"""Shapes in degrees as short SVG paths on a screen of whole units."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tangguh.engines.equal_area import EqualArea, Points

WIDTH = 1000
MARGIN = 8
TOLERANCE = 1.0


@dataclass(frozen=True)
class Viewport:
    """A window on the map: `width` by `height` SVG units, north up, areas true to each other."""

    projection: EqualArea
    west_km: float
    north_km: float
    units_per_km: float
    width: int
    height: int
    margin: int

    @classmethod
    def around(
        cls, shapes: Iterable[BaseGeometry], width: int = WIDTH, margin: int = MARGIN
    ) -> Self:
        """The window that shows all shapes (degrees), at least one of them with an extent."""
        west, south, east, north = shapely.total_bounds(np.array(list(shapes), dtype=object))
        corners = np.array([(west, south), (east, north)])
        projection = EqualArea.around(corners)
        (left, bottom), (right, top) = projection.to_km(corners)
        scale = (width - 2 * margin) / (right - left)
        height = round((top - bottom) * scale) + 2 * margin
        return cls(projection, float(left), float(top), float(scale), width, height, margin)

    def to_screen(self, lonlat: Points) -> Points:
        """(n, 2) degrees to (n, 2) SVG units, x to the right and y down."""
        km = self.projection.to_km(lonlat)
        right = (km[:, 0] - self.west_km) * self.units_per_km + self.margin
        down = (self.north_km - km[:, 1]) * self.units_per_km + self.margin
        return np.column_stack([right, down])


def on_screen(
    shapes: Mapping[str, BaseGeometry], viewport: Viewport, tolerance: float = TOLERANCE
) -> dict[str, BaseGeometry]:
    """Shapes in SVG units, simplified together so that common borders stay common.

    `tolerance` is the side, in units, of a triangle that may be cut from a border.
    """
    placed = [shapely.transform(shape, viewport.to_screen) for shape in shapes.values()]
    simplified = shapely.coverage_simplify(np.array(placed, dtype=object), tolerance)
    return dict(zip(shapes, simplified.tolist(), strict=True))


def merged(
    shapes: Mapping[str, BaseGeometry], group_of: Mapping[str, str]
) -> dict[str, BaseGeometry]:
    """The union of the shapes of every group, in the order in which groups first appear."""
    members: dict[str, list[BaseGeometry]] = {}
    for code, shape in shapes.items():
        members.setdefault(group_of[code], []).append(shape)
    return {group: shapely.union_all(parts) for group, parts in members.items()}


def svg_path(shape: BaseGeometry) -> str:
    """The `d` of an SVG path for polygons in SVG units, rounded to whole units, holes kept."""
    rings: list[str] = []
    for polygon in shapely.get_parts(shape).tolist():
        if isinstance(polygon, shapely.Polygon):
            rings += [_ring_path(ring) for ring in (polygon.exterior, *polygon.interiors)]
    return "".join(rings)


def _ring_path(ring: shapely.LinearRing) -> str:
    """A ring as one absolute start and relative steps; empty if it is smaller than a unit."""
    corners = np.asarray(ring.coords)[:, :2].round().astype(int)
    moved = np.append(True, (np.diff(corners, axis=0) != 0).any(axis=1))
    corners = corners[moved]
    if len(corners) < 4:
        return ""
    steps = np.diff(corners, axis=0)[:-1].tolist()
    start = f"M{corners[0][0]} {corners[0][1]}l"
    numbers = "".join(_spaced(x) + _spaced(y) for x, y in steps)
    return start + numbers.lstrip() + "z"


def _spaced(number: int) -> str:
    """A number that can follow another: a minus sign needs no space before it."""
    return str(number) if number < 0 else f" {number}"
