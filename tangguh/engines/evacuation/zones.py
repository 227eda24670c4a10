"""Zones under water, fire or ash close the roads inside them; bridges and boats stay unless told."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from tangguh.engines.evacuation.tables import InvalidCase, Row, flag, number, word

MODES = ("road", "foot", "boat")
NO_ZONE = -1
AREAS = ("Polygon", "MultiPolygon")

Shapes = NDArray[np.object_]


@dataclass(frozen=True)
class Rules:
    """Which zones close a road, and which roads stay open in them.

    classes      only zones of these classes; none: all
    from_depth   metres of water from which on a zone closes, where the zone tells a depth
    bridges      whether bridges close too
    without      modes that cannot be used at all
    """

    classes: Collection[str] = ()
    from_depth: float = 0.3
    bridges: bool = False
    without: Collection[str] = ()


@dataclass(frozen=True)
class Closures:
    """Rows of roads with the zone that closes each, bridges open in a zone, rows of zones that close."""

    roads: Mapping[int, str]
    bridges_open: int = 0
    zones: tuple[int, ...] = ()


def closures(
    roads: Sequence[Row], lines: Shapes, zones: Sequence[Row], shapes: Shapes, rules: Rules
) -> Closures:
    """What the zones close; lines and zones in the same coordinates. Raises InvalidCase."""
    chosen = closing(zones, shapes, rules)
    if not chosen:
        return Closures({})
    lie_together(shapes, lines)
    meets = inside(lines, shapes[chosen])
    closed, bridges = shut(roads, meets, rules)
    names = zone_names(zones)
    if closed and not some_open(roads, closed):
        raise InvalidCase("zones_cover_everything", id=", ".join(names[n] for n in chosen))
    return Closures({n: names[chosen[meets[n]]] for n in closed}, bridges, tuple(chosen))


def mode(row: Row) -> str:
    """How one gets along a road: road where nothing is told. Raises InvalidCase."""
    said = str(row.get("mode") or MODES[0]).strip().lower()
    if said not in MODES:
        raise InvalidCase(
            "mode_is_unknown", id=row["id"], value=row.get("mode"), known=", ".join(MODES)
        )
    return said


def closing(zones: Sequence[Row], shapes: Shapes, rules: Rules) -> list[int]:
    """The rows of zones that close roads, each looked at. Raises InvalidCase."""
    names = zone_names(zones)
    for n, shape in enumerate(shapes):
        look_at(names[n], n, shape)
    if rules.classes:
        known = {str(zone.get("class")).strip() for zone in zones}
        if missing := [one for one in rules.classes if one not in known]:
            raise InvalidCase(
                "class_is_unknown", value=", ".join(missing), known=", ".join(sorted(known))
            )
    return [n for n, zone in enumerate(zones) if closes(zone, names[n], rules)]


def zone_names(zones: Sequence[Row]) -> tuple[str, ...]:
    """What each zone is called; the row where it has no id."""
    return tuple(str(zone.get("id") or number_) for number_, zone in enumerate(zones, 1))


def closes(zone: Row, name: str, rules: Rules) -> bool:
    if rules.classes and str(zone.get("class")).strip() not in rules.classes:
        return False
    if zone.get("depth_m") in (None, ""):
        return True
    return number("zones", {**zone, "id": name}, "depth_m") >= rules.from_depth


def look_at(name: str, row: int, shape: Any) -> None:
    if shape is None or shapely.is_empty(shape) or shape.geom_type not in AREAS:
        raise InvalidCase("zone_is_no_area", id=name, row=row + 1)
    if not shapely.is_valid(shape):
        why = shapely.is_valid_reason(shape)
        raise InvalidCase("zone_crosses_itself", id=name, row=row + 1, why=why)


def lie_together(zones: Shapes, roads: Shapes) -> None:
    """Refuse zones whose coordinates cannot be those of the roads. Raises InvalidCase."""
    area, net = shapely.total_bounds(zones), shapely.total_bounds(roads)
    if overlap(area, net):
        return
    at = {"zones": corners(area), "roads": corners(net)}
    if overlap(area[[1, 0, 3, 2]], net):
        raise InvalidCase("coordinates_are_swapped", **at)
    if in_degrees(area) != in_degrees(net):
        raise InvalidCase("zones_in_metres", **at)
    raise InvalidCase("zones_lie_elsewhere", **at)


def overlap(one: NDArray[np.float64], other: NDArray[np.float64]) -> bool:
    return bool((one[:2] <= other[2:]).all() and (other[:2] <= one[2:]).all())


def in_degrees(bounds: NDArray[np.float64]) -> bool:
    return bool((np.abs(bounds) <= 180).all())


def corners(bounds: NDArray[np.float64]) -> str:
    return ", ".join(f"{value:.6g}" for value in bounds)


def inside(shapes: Shapes, zones: Shapes) -> NDArray[np.int64]:
    """For each shape the first zone that it meets; NO_ZONE for who stays clear of all."""
    first = np.full(len(shapes), len(zones), np.int64)
    shape, zone = shapely.STRtree(zones).query(shapes, predicate="intersects")
    np.minimum.at(first, shape, zone)
    return np.where(first == len(zones), NO_ZONE, first)


def shut(roads: Sequence[Row], meets: NDArray[np.int64], rules: Rules) -> tuple[list[int], int]:
    """The rows of roads that a zone closes, and how many bridges stay open in one."""
    closed, bridges = [], 0
    for n in np.flatnonzero(meets != NO_ZONE).tolist():
        if mode(roads[n]) == "boat":
            continue
        if flag("roads", roads[n], "bridge", default=False) and not rules.bridges:
            bridges += 1
            continue
        closed.append(n)
    return closed, bridges


def unusable(roads: Sequence[Row], rules: Rules) -> list[int]:
    """The rows of roads of modes that cannot be used."""
    without = {mode({"id": "", "mode": one}) for one in rules.without}
    return [n for n, row in enumerate(roads) if mode(row) in without]


def node_points(roads: Sequence[Row], lines: Shapes) -> dict[str, Any]:
    """Where each node lies: at an end of the first road there; its line leads from from_node on."""
    found: dict[str, Any] = {}
    pairs = set()
    for row, line in zip(roads, lines, strict=True):
        ends = word("roads", row, "from_node"), word("roads", row, "to_node")
        if line is None or shapely.is_empty(line) or frozenset(ends) in pairs:
            continue
        pairs.add(frozenset(ends))
        points = shapely.get_coordinates(line)
        for name, point in zip(ends, (points[0], points[-1]), strict=True):
            found.setdefault(name, shapely.Point(point))
    return found


def some_open(roads: Sequence[Row], closed: Collection[int]) -> bool:
    """Whether an ordinary road is left: boats and single bridges lead nobody out."""
    shut_rows = set(closed)
    return any(
        flag("roads", row, "open", default=True)
        for n, row in enumerate(roads)
        if n not in shut_rows
        and mode(row) != "boat"
        and not flag("roads", row, "bridge", default=False)
    )


def with_closed(rows: Sequence[Row], closed: Collection[int]) -> Iterator[dict[str, Any]]:
    """The rows of roads, those not to be used closed."""
    shut_rows = set(closed)
    for n, row in enumerate(rows):
        yield {**row, "open": 0} if n in shut_rows else dict(row)
