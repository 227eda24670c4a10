"""Roads as a map, drawn once for a set, a choice of roads and a scenario; closed ones are laid over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Protocol

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from tangguh.domains.atlas.models import BoundarySet, RoadSet
from tangguh.domains.atlas.selectors._boundaries import set_in_use
from tangguh.domains.atlas.selectors._road_lines import (
    Choice,
    RoadFilters,
    RoadLines,
    Spot,
    Stamp,
    chosen,
    lines_of,
    stamp_of,
)
from tangguh.domains.atlas.selectors._scenarios import (
    MapStamp,
    Scenario,
    States,
    map_stamps,
    states_of,
    zones_of,
)
from tangguh.domains.atlas.selectors._zone_maps import ZonePath, zone_paths
from tangguh.domains.atlas.selectors._zones import outlines_of
from tangguh.engines.equal_area import Points
from tangguh.engines.roads import Passage
from tangguh.engines.schematic_map import Viewport, svg_path

WIDTHS = {"national": 4, "provincial": 3, "district": 2.5, "village": 1.5, "farm": 1, "foot": 1}
DASHES = {"foot": "4 3", "boat": "1 4", "farm": "8 3"}
TOLERANCE = 0.7
LINKED = 400  # so many roads at most can be touched one by one
ROOM = 0.04  # of the longer side, left free around the roads
AROUND = 0.015  # degrees around a place that is looked at, about 1.7 km
SMALLEST = 0.004  # degrees: a map of one short road shows its surroundings too

Box = tuple[float, float, float, float]
Boundaries = tuple[int, str]  # the set in use and its hash; 0 while nothing is drawn


class Screen(Protocol):
    """What brings degrees to SVG units."""

    def to_screen(self, lonlat: Points) -> Points: ...


@dataclass(frozen=True, slots=True)
class RoadPath:
    """What is drawn with one pen; `pk` where it is one road that can be touched."""

    d: str
    width: float
    dash: str
    pk: int | None = None
    says: str = ""


@dataclass(frozen=True, slots=True)
class RoadMap:
    """Roads ready to be drawn in SVG units: below everything outlines and zones, on top what is closed.

    `box` is what is shown: west, south, east, north in degrees.
    """

    width: int
    height: int
    box: Box
    viewport: Viewport
    outlines: str
    zones: tuple[ZonePath, ...]
    paths: tuple[RoadPath, ...]
    slow: str
    drowned: str
    closed: tuple[RoadPath, ...] = ()
    mark: Spot | None = None


def road_map(
    road_set: RoadSet,
    filters: RoadFilters,
    closed: Iterable[int],
    *,
    on: date,
    scenario: Scenario | None = None,
) -> RoadMap | None:
    """The map of the roads that are asked for, whatever their state; None where there is none."""
    base = _drawn(
        stamp_of(road_set),
        boundaries_of(road_set),
        filters.choice,
        (map_stamps(scenario), scenario.hazard, on) if scenario else None,
        filters.at,
    )
    if base is None:
        return None
    if road_set.waiting or road_set.replaced_at:  # its roads have no page
        return replace(base, paths=tuple(replace(path, pk=None) for path in base.paths))
    return replace(base, closed=_closed(lines_of(stamp_of(road_set)), base, closed))


def boundaries_of(road_set: RoadSet) -> Boundaries:
    """The outlines in use: sets never change, and the hash tells one from a backup's."""
    found = set_in_use(road_set.district)
    return (found.pk, found.sha256) if found else (0, "")


def _closed(lines: RoadLines, base: RoadMap, closed: Iterable[int]) -> tuple[RoadPath, ...]:
    """Each closed road as a line of its own, wherever it lies in the window."""
    numbers = [lines.at[pk] for pk in sorted(closed) if pk in lines.at]
    shown = shapely.box(*base.box)
    return tuple(
        RoadPath(path_of(lines, [at], base.viewport), 6, "3 3", lines.pks[at], name(lines, at))
        for at in numbers
        if shown.intersects(lines.network.shapes[at])
    )


@lru_cache(maxsize=64)
def _drawn(
    stamp: Stamp,
    boundaries: Boundaries,
    asked: Choice,
    flooded: tuple[tuple[MapStamp, ...], str, date] | None,
    at: Spot | None,
) -> RoadMap | None:
    lines = lines_of(stamp)
    wanted = around(lines, at) if at else chosen(stamp, asked)
    shapes = [shapely.Point(at).buffer(AROUND)] if at else lines.network.shapes[list(wanted)]
    if not len(shapes):
        return None
    box = window(shapes)
    viewport = Viewport.around([shapely.box(*box)], margin=0)
    states: States = states_of(stamp, *flooded) if flooded else {}
    return RoadMap(
        viewport.width,
        viewport.height,
        box,
        viewport,
        outlines(boundaries, viewport, box),
        zone_paths(zones_of(flooded[0]), viewport, box) if flooded else (),
        tuple(pens(lines, wanted, viewport)),
        path_of(lines, in_state(lines, wanted, states, Passage.SLOW), viewport),
        path_of(lines, in_state(lines, wanted, states, Passage.CLOSED), viewport),
        mark=on_screen(viewport, at) if at else None,
    )


def around(lines: RoadLines, at: Spot) -> tuple[int, ...]:
    """The roads near a place, whatever they are."""
    seen = shapely.intersects(lines.network.shapes, shapely.Point(at).buffer(AROUND))
    return tuple(np.flatnonzero(seen).tolist())


def on_screen(viewport: Viewport, at: Spot) -> Spot:
    x, y = viewport.to_screen(np.array([at]))[0].round(1).tolist()
    return x, y


def window(shapes: Sequence[BaseGeometry] | NDArray[np.object_]) -> Box:
    """Around some roads, with room; never narrower or flatter than can be read."""
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    longer = max(east - west, north - south, SMALLEST)
    width, height = (
        max(each, longer / 2) + 2 * ROOM * longer for each in (east - west, north - south)
    )
    x, y = (west + east) / 2, (south + north) / 2
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def outlines(boundaries: Boundaries, viewport: Screen, box: Box) -> str:
    """The villages as one path, for whoever knows where they are."""
    if not boundaries[0]:
        return ""
    shapes = outlines_of(BoundarySet.objects.get(pk=boundaries[0])).values()
    seen = [shape for shape in shapes if shapely.box(*box).intersects(shape)]
    placed = [
        shapely.simplify(
            shapely.transform(shapely.clip_by_rect(shape, *box), viewport.to_screen), TOLERANCE * 2
        )
        for shape in seen
    ]
    return "".join(map(svg_path, placed))


def pens(lines: RoadLines, wanted: Sequence[int], viewport: Viewport) -> Iterable[RoadPath]:
    """Few roads can each be touched; many are drawn class by class."""
    ways = lines.network.ways
    if len(wanted) <= LINKED:
        for at in wanted:
            code = ways[at].road_class
            d = path_of(lines, [at], viewport)
            yield RoadPath(d, *pen(code), lines.pks[at], name(lines, at))
        return
    for code in dict.fromkeys(ways[at].road_class for at in wanted):
        same = [at for at in wanted if ways[at].road_class == code]
        yield RoadPath(path_of(lines, same, viewport), *pen(code))


def pen(road_class: str) -> tuple[float, str]:
    """How wide a class is drawn, and how it is dashed."""
    return WIDTHS.get(road_class, 1.5), DASHES.get(road_class, "")


def name(lines: RoadLines, at: int) -> str:
    return lines.network.ways[at].name or lines.sources[at] or str(lines.pks[at])


def in_state(lines: RoadLines, wanted: Sequence[int], states: States, state: Passage) -> list[int]:
    return [at for at in wanted if states.get(lines.pks[at]) == state]


def path_of(lines: RoadLines, numbers: Sequence[int], viewport: Screen) -> str:
    """The `d` of some roads in whole SVG units; those that follow each other are one line."""
    if not numbers:
        return ""
    merged = shapely.line_merge(shapely.multilinestrings(lines.network.shapes[list(numbers)]))
    placed = shapely.simplify(shapely.transform(merged, viewport.to_screen), TOLERANCE)
    return "".join(map(one_path, shapely.get_parts(placed).tolist()))


def one_path(line: BaseGeometry) -> str:
    points = shapely.get_coordinates(line).round().astype(int)
    steps = np.diff(points, axis=0).tolist()
    return f"M{points[0][0]} {points[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps)
