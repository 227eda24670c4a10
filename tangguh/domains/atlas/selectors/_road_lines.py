"""All roads of a set as lines, read once: a set that nobody edits stays as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from uuid import UUID

import numpy as np

from tangguh.domains.atlas.models import Road, RoadAct, RoadNode, RoadSet
from tangguh.domains.places import selectors as places
from tangguh.engines.roads import Network, Way

Stamp = tuple[int, datetime, UUID]


@dataclass(frozen=True, eq=False)
class RoadLines:
    """The roads of a set in the order of their numbers, as the engine wants them, with their villages.

    `sources` are their numbers in the source, `nodes` those of the junctions in the order of the
    network's points.
    """

    network: Network
    pks: tuple[int, ...]
    areas: tuple[str, ...]
    sources: tuple[str, ...]
    nodes: tuple[int, ...]

    @cached_property
    def at(self) -> Mapping[int, int]:
        """Where a road stands in the order, by its number."""
        return {pk: number for number, pk in enumerate(self.pks)}


def stamp_of(road_set: RoadSet) -> Stamp:
    """Another one after every change of a road; it tells a set from one of a backup apart too."""
    return road_set.pk, road_set.received_at, road_set.edition


def road_lines(road_set: RoadSet) -> RoadLines:
    """All roads of a set."""
    return lines_of(stamp_of(road_set))


@lru_cache(maxsize=3)
def lines_of(stamp: Stamp) -> RoadLines:
    """All roads of the set of a stamp."""
    nodes = RoadNode.objects.filter(road_set=stamp[0]).order_by("pk")
    places = list(nodes.values_list("pk", "longitude", "latitude"))
    number = {pk: at for at, (pk, *_) in enumerate(places)}
    rows = list(Road.objects.filter(road_set=stamp[0]).select_related("area").order_by("pk"))
    lines = tuple(np.array(row.line, np.float64) for row in rows)
    network = Network(
        keys=tuple(number),
        points=np.array([place[1:] for place in places], np.float64).reshape(-1, 2),
        ways=tuple(as_way(row, line) for row, line in zip(rows, lines, strict=True)),
        tail=np.array([number[row.from_node_id] for row in rows], np.int32),
        head=np.array([number[row.to_node_id] for row in rows], np.int32),
        length_m=np.array([row.length_m for row in rows], np.float64),
        lines=lines,
    )
    return RoadLines(
        network=network,
        pks=tuple(row.pk for row in rows),
        areas=tuple(row.area.code for row in rows),
        sources=tuple(row.way for row in rows),
        nodes=tuple(number),
    )


def as_way(row: Road, line: np.ndarray) -> Way:
    """A road as the engine wants it; its id is its number here."""
    return Way(
        id=str(row.pk),
        keys=(row.from_node_id, row.to_node_id),
        points=line,
        road_class=row.road_class,
        one_way=int(row.one_way),
        is_bridge=row.is_bridge,
        is_ford=row.is_ford,
        name=row.name,
        capacity=row.capacity_pps,
    )


def closures(road_set: RoadSet, *, now: datetime) -> dict[int, RoadAct]:
    """The roads of a set that are closed, by number, each with the act that says so: the newest."""
    acts = RoadAct.objects.filter(road__road_set=road_set)
    newest = {act.road_id: act for act in acts.order_by("happened_at", "received_at", "pk")}
    return {pk: act for pk, act in newest.items() if act.is_closing(now)}


@dataclass(frozen=True, slots=True)
class RoadFilters:
    """What is asked for of the roads; `status` is CLOSED, DROWNED or nothing.

    `at` is a place to look at on the map (longitude, latitude).
    """

    words: str = ""
    road_class: str = ""
    area: str = ""
    status: str = ""
    scenario: str = ""
    at: "Spot | None" = None

    @property
    def choice(self) -> "Choice":
        """What does not change with the hour."""
        return self.words.casefold().strip(), self.road_class, self.area


CLOSED, DROWNED = "closed", "drowned"
Choice = tuple[str, str, str]  # words, class, area
Spot = tuple[float, float]  # longitude, latitude


@lru_cache(maxsize=64)
def chosen(stamp: Stamp, asked: Choice) -> tuple[int, ...]:
    """Where the roads that are asked for stand in the order of a set: by village, class and name."""
    lines = lines_of(stamp)
    found = [at for at in range(len(lines.pks)) if is_asked_for(lines, at, asked)]
    ways = lines.network.ways
    found.sort(key=lambda at: (lines.areas[at], ways[at].road_class, ways[at].name, at))
    return tuple(found)


def is_asked_for(lines: RoadLines, at: int, asked: Choice) -> bool:
    words, road_class, area = asked
    way = lines.network.ways[at]
    return (
        (not road_class or way.road_class == road_class)
        and (not area or places.contains(area, lines.areas[at]))
        and (not words or words in way.name.casefold() or words == lines.sources[at].casefold())
    )
