"""What a file of roads holds, and what is wrong with it. Nothing here is stored."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import shapely
from django.utils.translation import gettext as _

from tangguh.domains.atlas import selectors
from tangguh.domains.atlas.errors import RoadsRefused
from tangguh.domains.atlas.models import RoadSet
from tangguh.domains.places.models import Area
from tangguh.engines.roads import Fault, Network, Way, cut, faults, joined
from tangguh.integrations.osm import read_osm
from tangguh.integrations.road_registers import read_register

OSM_NAMES = (".pbf", ".osm", ".osm.bz2", ".osm.gz")
AROUND_DEGREES = 0.1
MOST_TOLD = 200
MOST_NAMED = 20
STOPPING = ("contradicting", "no_capacity")


@dataclass(frozen=True, eq=False)
class RoadReading:
    """The network of a file, its faults, and the ways of which the extract lacks nodes."""

    kind: str
    network: Network
    faults: list[Fault] = field(default_factory=list)
    incomplete: tuple[int, ...] = ()

    @property
    def can_be_imported(self) -> bool:
        return not any(fault.kind.value in STOPPING for fault in self.faults)

    def report(self) -> dict[str, Any]:
        """What is kept and shown: figures, and each fault with its ways and its place."""
        counts = Counter(fault.kind.value for fault in self.faults)
        told: dict[str, list[dict[str, Any]]] = {kind: [] for kind in counts}
        for fault in self.faults:
            lines = told[fault.kind.value]
            if len(lines) < MOST_TOLD:
                lines.append(self.line(fault))
        return {
            "roads": len(self.network.ways),
            "junctions": len(self.network.points),
            "km": round(float(self.network.length_m.sum()) / 1000, 1),
            "counts": dict(counts),
            "faults": told,
            "incomplete": list(self.incomplete)[:MOST_TOLD],
            "incomplete_count": len(self.incomplete),
        }

    def line(self, fault: Fault) -> dict[str, Any]:
        ways = dict.fromkeys(self.network.ways[piece].id for piece in fault.pieces)
        return {
            "ways": list(ways)[:5],
            "pieces": len(fault.pieces),
            "where": [round(fault.longitude, 6), round(fault.latitude, 6)],
            "metres": round(fault.metres, 1),
        }


def read_roads(district: Area, file: Path, layer: str = "") -> RoadReading:
    """Read a file by its name: OpenStreetMap data, or a register. Raises a Refused."""
    if file.name.lower().endswith(OSM_NAMES):
        return from_osm(district, file)
    bounds = selectors.bounds_of(district, AROUND_DEGREES)
    lines = read_register(file, layer=layer or None, near=bounds)
    ways = [
        Way(
            id=line.id[:40],
            keys=(),
            points=line.points,
            road_class=line.road_class,
            one_way=line.one_way,
            is_bridge=line.is_bridge,
            is_ford=line.is_ford,
            surface=line.surface,
            name=line.name,
            capacity=line.capacity,
        )
        for line in lines
    ]
    refuse_elsewhere(district, ways)
    network = cut(joined(ways))
    return RoadReading(RoadSet.Kind.REGISTER, network, faults(network))


def from_osm(district: Area, file: Path) -> RoadReading:
    found = read_osm(file, within=selectors.bounds_of(district, AROUND_DEGREES))
    if not found.ways:
        raise RoadsRefused(
            _(
                "No road in this file lies in %(area)s. Download the extract of the island or the "
                "province in which it lies."
            )
            % {"area": district.name}
        )
    ways = [
        Way(
            id=str(way.id),
            keys=way.nodes,
            points=way.points,
            road_class=way.road_class,
            one_way=way.one_way,
            is_bridge=way.is_bridge,
            is_ford=way.is_ford,
            surface=way.surface,
            name=way.name,
        )
        for way in found.ways
    ]
    network = cut(ways)
    rivers = [shapely.LineString(points) for points in found.rivers]
    wrong = faults(network, rivers)
    return RoadReading(RoadSet.Kind.OSM, network, wrong, tuple(found.incomplete))


def refuse_elsewhere(district: Area, ways: Sequence[Way]) -> None:
    """A register's roads far from the district: every one is named."""
    bounds = selectors.bounds_of(district, AROUND_DEGREES)
    if bounds is None:
        return
    west, south, east, north = bounds
    away = [
        way
        for way in ways
        if not ((way.points >= [west, south]) & (way.points <= [east, north])).all(axis=1).any()
    ]
    if away:
        longitude, latitude = away[0].points[0].tolist()
        words = {"latitude": latitude, "longitude": longitude, "area": district.name}
        told = ", ".join(dict.fromkeys(way.id for way in away[:MOST_NAMED]))
        words["ids"] = told + (f" … ({len(away)})" if len(away) > MOST_NAMED else "")
        raise RoadsRefused(
            _(
                "Not in %(area)s: road %(ids)s; the first lies at latitude %(latitude).3f, longitude "
                "%(longitude).3f. Correct its coordinates, or take its row out."
            )
            % words
        )
