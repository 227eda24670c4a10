"""Roads and rivers of an OpenStreetMap file (.osm.pbf, .osm, .osm.bz2), read by osmium."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from tangguh.errors import Refused

Floats = NDArray[np.float64]
Bounds = tuple[float, float, float, float]

CLASSES = {
    "motorway": "national",
    "trunk": "national",
    "primary": "national",
    "secondary": "provincial",
    "tertiary": "district",
    "unclassified": "village",
    "residential": "village",
    "living_street": "village",
    "service": "village",
    "road": "village",
    "track": "farm",
    "path": "foot",
    "footway": "foot",
    "pedestrian": "foot",
    "steps": "foot",
    "bridleway": "foot",
    "cycleway": "foot",
}
ONE_WAY = {"yes": 1, "1": 1, "true": 1, "-1": -1, "reverse": -1}
RIVERS = {"river", "canal"}
NO = {"", "no"}


class NotOpenStreetMap(Refused):
    """The content is no OpenStreetMap data, or the file is damaged."""

    code = "not_openstreetmap"


@dataclass(frozen=True, eq=False)
class OsmWay:
    """A way with highway=* or route=ferry: the numbers of its nodes and where they are."""

    id: int
    nodes: tuple[int, ...]
    points: Floats
    road_class: str
    one_way: int
    is_bridge: bool
    is_ford: bool
    surface: str
    name: str


@dataclass(eq=False)
class OsmRoads:
    """What a file holds. `incomplete` are ways of which the extract lacks nodes: they were cut off."""

    ways: list[OsmWay] = field(default_factory=list)
    rivers: list[Floats] = field(default_factory=list)
    incomplete: list[int] = field(default_factory=list)


def read_osm(path: Path, *, within: Bounds | None = None) -> OsmRoads:
    """Every road and river that touches `within` (west, south, east, north), whole.

    A way of which some nodes are missing is named, and what is left of it is kept in its parts.
    """
    import osmium

    processor = osmium.FileProcessor(str(path), osmium.osm.NODE | osmium.osm.WAY)
    processor = processor.with_locations().with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
    keys = osmium.filter.KeyFilter("highway", "route", "waterway")
    found = OsmRoads()
    try:
        for way in processor.with_filter(keys):
            take(found, way, within)
    except RuntimeError as error:
        raise NotOpenStreetMap(
            _("This is no OpenStreetMap file that can be read. Download the extract again.")
        ) from error
    return found


def take(found: OsmRoads, way: Any, within: Bounds | None) -> None:
    """Keep a way if it is a road, or its line if it is a river."""
    tags = {tag.k: tag.v for tag in way.tags}
    road_class = class_of(tags)
    if not road_class and tags.get("waterway") not in RIVERS:
        return
    parts = list(known_parts(way))
    if not any(touches(points, within) for _nodes, points in parts):
        return
    if not road_class:
        found.rivers.extend(points for _nodes, points in parts)
        return
    if sum(len(nodes) for nodes, _points in parts) < len(way.nodes):
        found.incomplete.append(way.id)
    found.ways.extend(described(way.id, nodes, points, road_class, tags) for nodes, points in parts)


def class_of(tags: dict[str, str]) -> str:
    """Our class of a road; nothing for what nobody may use, or what is no line."""
    if tags.get("access") == "no" or tags.get("area") == "yes":
        return ""
    if tags.get("route") == "ferry":
        return "boat"
    return CLASSES.get(tags.get("highway", "").removesuffix("_link"), "")


def described(
    way_id: int, nodes: tuple[int, ...], points: Floats, road_class: str, tags: dict[str, str]
) -> OsmWay:
    circles = tags.get("junction") in {"roundabout", "circular"}
    drives = road_class not in {"foot", "boat"}
    return OsmWay(
        id=way_id,
        nodes=nodes,
        points=points,
        road_class=road_class,
        one_way=ONE_WAY.get(tags.get("oneway", ""), int(circles)) if drives else 0,
        is_bridge=tags.get("bridge", "") not in NO,
        is_ford=tags.get("ford", "") not in NO,
        surface=tags.get("surface", "")[:30],
        name=tags.get("name", "")[:120],
    )


def known_parts(way: Any) -> Iterator[tuple[tuple[int, ...], Floats]]:
    """The stretches of at least two nodes of which the file says where they are."""
    nodes: list[int] = []
    points: list[tuple[float, float]] = []
    for node in way.nodes:
        if node.location.valid():
            nodes.append(node.ref)
            points.append((node.location.lon, node.location.lat))
            continue
        if len(nodes) > 1:
            yield tuple(nodes), np.array(points)
        nodes, points = [], []
    if len(nodes) > 1:
        yield tuple(nodes), np.array(points)


def touches(points: Floats, within: Bounds | None) -> bool:
    if within is None:
        return True
    west, south, east, north = within
    inside = (points >= [west, south]) & (points <= [east, north])
    return bool(inside.all(axis=1).any())
