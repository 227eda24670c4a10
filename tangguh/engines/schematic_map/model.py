"""What goes into a schematic map, and what comes out."""

from dataclasses import dataclass
from functools import cached_property

import shapely
from shapely.geometry.base import BaseGeometry

Ring = tuple[tuple[float, float], ...]


class InvalidSites(ValueError):
    """The villages given cannot be drawn."""


class NoSites(InvalidSites):
    """There is nothing to draw."""


class DuplicateCode(InvalidSites):
    """Two villages carry one code."""


class NotAnArea(InvalidSites):
    """An area is not a positive number of km²."""


class NotAPlace(InvalidSites):
    """A label point is not a longitude and latitude within 80 degrees of the equator."""


class SamePoint(InvalidSites):
    """Two villages share one label point, so no line can be drawn between them."""


@dataclass(frozen=True)
class Site:
    """One village as the official list knows it: a label point in degrees and an area in km²."""

    code: str
    group: str
    lon: float
    lat: float
    area_km2: float


@dataclass(frozen=True)
class Cell:
    """One village as it is drawn. Rings are closed lists of (longitude, latitude) in degrees."""

    code: str
    group: str
    rings: tuple[Ring, ...]
    area_km2: float
    relative_error: float
    holds_its_label: bool

    @cached_property
    def polygon(self) -> shapely.Polygon:
        return shapely.Polygon(self.rings[0], self.rings[1:])


@dataclass(frozen=True)
class SchematicMap:
    """Cells in the order of their codes. Neighbours share every point of their common edge."""

    cells: tuple[Cell, ...]

    @property
    def largest_error(self) -> float:
        """The largest relative difference between a drawn and an official area."""
        return max(cell.relative_error for cell in self.cells)

    def outlines(self) -> dict[str, BaseGeometry]:
        """Every group (subdistrict) as the union of its cells."""
        members: dict[str, list[shapely.Polygon]] = {}
        for cell in self.cells:
            members.setdefault(cell.group, []).append(cell.polygon)
        return {group: shapely.union_all(cells) for group, cells in members.items()}
