"""Are the shapes themselves sound, and where do they lie in kilometres?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from tangguh.engines.boundaries.model import Feature, Invalid
from tangguh.engines.equal_area import EqualArea

POLYGONAL = ("Polygon", "MultiPolygon")
REASON = re.compile(r"^(?P<reason>[^\[]+)\[(?P<lon>\S+) (?P<lat>\S+?)(?: \S+)?\]$")


@dataclass(frozen=True)
class Placed:
    """Features and their shapes in kilometres on one equal-area map, in the same order."""

    features: tuple[Feature, ...]
    shapes: NDArray[np.object_]
    projection: EqualArea

    def point_in_km(self, lonlat: tuple[float, float]) -> shapely.Point:
        return shapely.Point(self.projection.to_km(np.array([lonlat]))[0])


def review_shapes(features: Sequence[Feature]) -> tuple[Invalid, ...]:
    """Every shape that is empty, not an area, off the globe or invalid, with its repair."""
    found = (_fault(feature) for feature in features)
    return tuple(fault for fault in found if fault is not None)


def place(features: Sequence[Feature]) -> Placed:
    """Sound features on an equal-area map true in the middle of them all."""
    geometries = np.array([feature.geometry for feature in features], dtype=object)
    if not len(geometries):
        return Placed((), geometries, EqualArea(0.0, 0.0))
    west, south, east, north = shapely.total_bounds(geometries)
    projection = EqualArea((west + east) / 2, (south + north) / 2)
    return Placed(tuple(features), shapely.transform(geometries, projection.to_km), projection)


def _fault(feature: Feature) -> Invalid | None:
    geometry = feature.geometry
    if geometry.is_empty:
        return Invalid(feature.row, feature.code, "Empty", None, None)
    if geometry.geom_type not in POLYGONAL:
        reason = f"{geometry.geom_type} instead of an area"
        return Invalid(feature.row, feature.code, reason, _some_point(geometry), None)
    if not _on_the_globe(geometry):
        return Invalid(feature.row, feature.code, "Outside longitude and latitude", None, None)
    if geometry.is_valid:
        return None
    return _invalid(feature)


def _invalid(feature: Feature) -> Invalid:
    said = shapely.is_valid_reason(feature.geometry)
    match = REASON.match(said)
    where = (float(match["lon"]), float(match["lat"])) if match else None
    reason = match["reason"] if match else said
    return Invalid(feature.row, feature.code, reason, where, _repaired(feature.geometry))


def _repaired(geometry: BaseGeometry) -> BaseGeometry | None:
    """The areas left when a shape is made valid; None where nothing with an area is left."""
    parts = shapely.get_parts(shapely.make_valid(geometry), return_index=False)
    flat = [polygon for part in parts for polygon in shapely.get_parts(part)]
    polygons = [part for part in flat if part.geom_type == "Polygon" and part.area > 0]
    return shapely.union_all(polygons) if polygons else None


def _on_the_globe(geometry: BaseGeometry) -> bool:
    west, south, east, north = geometry.bounds
    return west >= -180 and east <= 180 and south >= -90 and north <= 90


def _some_point(geometry: BaseGeometry) -> tuple[float, float]:
    point = geometry.representative_point()
    return float(point.x), float(point.y)
