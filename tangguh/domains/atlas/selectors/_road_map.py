"""Roads as a map: one path for all of a class, and one for each closed road."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import shapely

from tangguh.domains.atlas.selectors._roads import RoadFilters, found_roads
from tangguh.domains.places.models import Area
from tangguh.engines.schematic_map import Viewport

WIDTHS = {"national": 4, "provincial": 3, "district": 2.5, "village": 1.5, "farm": 1, "foot": 1}
DASHES = {"foot": "4 3", "boat": "1 4", "farm": "8 3"}
TOLERANCE = 0.7
LINKED = 400  # so many roads at most can be touched one by one


@dataclass(frozen=True, slots=True)
class RoadPath:
    """What is drawn with one pen; `pk` where it is one road that can be touched."""

    d: str
    width: float
    dash: str
    is_closed: bool
    pk: int | None
    says: str


@dataclass(frozen=True, slots=True)
class RoadMap:
    """Roads ready to be drawn in SVG units."""

    width: int
    height: int
    paths: tuple[RoadPath, ...]


def road_map(district: Area, filters: RoadFilters, *, now: datetime) -> RoadMap | None:
    """The map of the roads of a list; None where there is none."""
    fields = ("pk", "road_class", "name", "line", "is_closed")
    rows = list(found_roads(district, filters, now=now).values_list(*fields))
    lines = [shapely.LineString(row[3]) for row in rows]
    if not lines or not np.ptp(shapely.total_bounds(lines)[[0, 2]]):
        return None
    view = Viewport.around(lines)
    placed = shapely.simplify(
        [shapely.transform(line, view.to_screen) for line in lines], TOLERANCE
    )
    drawn = [
        (pk, code, name, path_of(shape), closed)
        for (pk, code, name, _line, closed), shape in zip(rows, placed, strict=True)
    ]
    return RoadMap(view.width, max(view.height, 100), tuple(pens(drawn)))


def pens(drawn: list[tuple[int, str, str, str, bool]]) -> list[RoadPath]:
    """Few roads can each be touched; of many only the closed ones, and the rest is drawn by class."""
    is_short = len(drawn) <= LINKED
    alone = [row for row in drawn if is_short or row[4]]
    paths = [
        RoadPath(d, WIDTHS.get(code, 1.5), DASHES.get(code, ""), closed, pk, name)
        for pk, code, name, d, closed in sorted(alone, key=lambda row: (row[4], row[0]))
    ]
    if is_short:
        return paths
    classes = dict.fromkeys(row[1] for row in drawn)
    whole = [
        RoadPath(
            "".join(row[3] for row in drawn if row[1] == code and not row[4]),
            WIDTHS.get(code, 1.5),
            DASHES.get(code, ""),
            is_closed=False,
            pk=None,
            says="",
        )
        for code in classes
    ]
    return whole + paths


def path_of(shape: shapely.Geometry) -> str:
    """The `d` of a line in whole SVG units."""
    points = shapely.get_coordinates(shape).round().astype(int).tolist()
    return "M" + "L".join(f"{x} {y}" for x, y in points)
