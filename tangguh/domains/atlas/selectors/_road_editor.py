"""A map on which roads are drawn: what is around, and the junctions to which a line goes by itself."""

from dataclasses import dataclass

import numpy as np
import shapely

from tangguh.domains.atlas.models import Road, RoadSet
from tangguh.domains.atlas.selectors._road_lines import (
    RoadLines,
    chosen,
    lines_of,
    road_lines,
    stamp_of,
)
from tangguh.domains.atlas.selectors._road_map import (
    Box,
    RoadPath,
    Screen,
    boundaries_of,
    outlines,
    path_of,
    pen,
)
from tangguh.domains.atlas.selectors._zones import outlines_in_use
from tangguh.domains.places.models import Area
from tangguh.engines.equal_area import Points
from tangguh.engines.schematic_map import Viewport

SHAPE = 1.2  # width over height
ROOM = 0.1  # left free around the village or the road
SMALLEST = 0.006  # degrees, about 700 m
MOST_NUMBERS = 30  # that can be read on a telephone
AROUND = 0.03  # degrees around a village of which no outline is drawn


@dataclass(frozen=True, slots=True)
class Plain:
    """A box of degrees on a screen, straight: what a tap there says is exactly where it was."""

    box: Box
    width: int = 1000

    @property
    def height(self) -> int:
        west, south, east, north = self.box
        squeezed = (east - west) * float(np.cos(np.radians((south + north) / 2)))
        return round(self.width * (north - south) / squeezed)

    def to_screen(self, lonlat: Points) -> Points:
        west, south, east, north = self.box
        right = (lonlat[:, 0] - west) / (east - west) * self.width
        return np.column_stack([right, (north - lonlat[:, 1]) / (north - south) * self.height])


@dataclass(frozen=True, slots=True)
class RoadEditor:
    """What is drawn under the hand, in SVG units; `box`: west, south, east, north in degrees."""

    width: int
    height: int
    box: Box
    outlines: str
    paths: tuple[RoadPath, ...]
    junctions: tuple[tuple[float, float], ...]


def editor_of_village(road_set: RoadSet, area: Area) -> RoadEditor:
    """The map of a village to draw on."""
    shape = outlines_in_use(road_set.district).get(area.code)
    if shape is None:
        shape = shapely.Point(area.longitude or 0, area.latitude or 0).buffer(AROUND)
    return editor(road_set, shape.bounds)


def editor_of_road(road_set: RoadSet, road: Road) -> RoadEditor:
    """The surroundings of a road; the road itself is drawn by the hand."""
    return editor(road_set, shapely.LineString(road.line).bounds, without=road.pk)


def editor(
    road_set: RoadSet, bounds: tuple[float, float, float, float], without: int = 0
) -> RoadEditor:
    box = roomy(bounds)
    viewport = Plain(box)
    lines = road_lines(road_set)
    seen = shapely.intersects(lines.network.shapes, shapely.box(*box))
    there = [at for at in np.flatnonzero(seen).tolist() if lines.pks[at] != without]
    return RoadEditor(
        viewport.width,
        viewport.height,
        box,
        outlines(boundaries_of(road_set), viewport, box),
        tuple(by_class(lines, there, viewport)),
        junctions(lines, there, viewport),
    )


def roomy(bounds: tuple[float, float, float, float]) -> Box:
    west, south, east, north = bounds
    width, height = (max(each, SMALLEST) * (1 + 2 * ROOM) for each in (east - west, north - south))
    width, height = max(width, height * SHAPE), max(height, width / SHAPE)
    x, y = (west + east) / 2, (south + north) / 2
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def by_class(lines: RoadLines, there: list[int], viewport: Screen) -> list[RoadPath]:
    ways = lines.network.ways
    kinds = dict.fromkeys(ways[at].road_class for at in there)
    return [
        RoadPath(
            path_of(lines, [at for at in there if ways[at].road_class == kind], viewport),
            *pen(kind),
        )
        for kind in kinds
    ]


def junctions(
    lines: RoadLines, there: list[int], viewport: Screen
) -> tuple[tuple[float, float], ...]:
    """Where roads meet or end, on the screen."""
    if not there:
        return ()
    used = np.unique(np.concatenate([lines.network.tail[there], lines.network.head[there]]))
    spots = viewport.to_screen(lines.network.points[used]).round(2)
    return tuple((x, y) for x, y in spots.tolist())


@dataclass(frozen=True, slots=True)
class NumberedRoads:
    """The roads of a village by numbers, as a map and as choices: (number of the row, what it is)."""

    width: int
    height: int
    outlines: str
    paths: tuple[RoadPath, ...]
    numbers: tuple[tuple[int, float, float], ...]
    choices: tuple[tuple[int, str], ...]


def numbered_roads(road_set: RoadSet, area: Area) -> NumberedRoads | None:
    """What somebody in a village chooses from without a signal; None where it has no road."""
    stamp = stamp_of(road_set)
    lines = lines_of(stamp)
    there = chosen(stamp, ("", "", area.code))
    if not there:
        return None
    box = roomy(tuple(shapely.total_bounds(lines.network.shapes[list(there)]).tolist()))
    viewport = Viewport.around([shapely.box(*box)], margin=0)
    step = -(-len(there) // MOST_NUMBERS)  # of many, some are enough to find one's way
    middles = shapely.line_interpolate_point(
        lines.network.shapes[list(there)], 0.5, normalized=True
    )
    spots = viewport.to_screen(shapely.get_coordinates(middles)).round(1).tolist()
    return NumberedRoads(
        viewport.width,
        viewport.height,
        outlines(boundaries_of(road_set), viewport, box),
        tuple(by_class(lines, list(there), viewport)),
        tuple((number, x, y) for number, (x, y) in enumerate(spots, 1) if number % step == 0),
        tuple((lines.pks[at], told(lines, at, number)) for number, at in enumerate(there, 1)),
    )


def told(lines: RoadLines, at: int, number: int) -> str:
    """A road among others of its village: its number on the map, name, class and length."""
    way, metres = lines.network.ways[at], round(float(lines.network.length_m[at]))
    label = str(Road.Class(way.road_class).label)
    return f"{number}. {way.name or label} ({label}, {metres} m)"
