"""What is asked of the engine of evacuations: the district's roads, who must leave, the shelters."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from django.utils import timezone

from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.atlas.models import HazardZone, Road
from tangguh.domains.emergencies import parameters
from tangguh.domains.emergencies.models import Computation, PlanPlace, VillagePlan
from tangguh.domains.emergencies.selectors._leaving import Home, Place, in_zones, who_must_leave
from tangguh.domains.emergencies.selectors._plans import Contents
from tangguh.domains.places.models import Area
from tangguh.engines.hazard_zones import LEVELS
from tangguh.engines.roads import NOWHERE, Link, Water

if TYPE_CHECKING:  # its loops are compiled: loaded by the first calculation, not by every page
    from tangguh.engines.evacuation import Named

DEEP_M = 2.0  # a zone tells no depth: what stands in it closes every road that is no bridge
NO_NODE = ""  # of a household without a road: the engine tells it that there is no dry route
DOOR, YARD = "door", "yard"  # links from a house to its road, and from a road to a shelter
Row = dict[str, Any]


@dataclass(frozen=True)
class Doubt:
    """What is probably a mistake in the plan or around it, and the rows that it is about."""

    code: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Question:
    """The case, and what the engine's numbers stand for; links of the network by their names."""

    named: "Named"
    homes: tuple[Home, ...]
    shelters: tuple[PlanPlace, ...]
    roads: Mapping[str, Road]
    closed: int
    doubts: tuple[Doubt, ...]

    def road_of(self, link: int) -> Road | None:
        """The road to which a link belongs; None for the way from a door or to a shelter."""
        return self.roads.get(self.named.links[link])


@dataclass(frozen=True)
class Goal:
    """A shelter and where it is reached; None where that is not known."""

    shelter: PlanPlace
    place: Place | None


def question(said: Contents, district: Area, *, water: str, now: datetime) -> Question | None:
    """What to compute for a plan under a water; None where nobody, no road or no shelter is known."""
    homes = who_must_leave(said, on=timezone.localdate(now))
    goals, doubts = usable(said)
    found = atlas.road_network(district, now=now)
    if not homes or not goals or not found.rows:
        return None
    return asked(
        district, found, homes, goals, (doubts, zones_under(said.plan, district, water)), now
    )


def asked(
    district: Area,
    found: atlas.RoadNetwork,
    homes: tuple[Home, ...],
    goals: tuple[Goal, ...],
    told: tuple[list[Doubt], list[Water]],
    now: datetime,
) -> Question | None:
    """The tables of the engine, from rows that are there."""
    from tangguh.engines.evacuation import case_of

    doubts, waters = told
    on = timezone.localdate(now)
    placed = [home for home in homes if home.place is not None]
    spots = np.array([*(home.place for home in placed), *(goal.place for goal in goals)], float)
    joined, node, metres = atlas.joined_roads(found, spots, parameters.computing(on).reach_m)
    links = atlas.road_links(district, joined, now=now, waters=waters)
    dry = atlas.road_links(district, joined, now=now) if waters else links
    foot = atlas.paces(district, on=on)["foot"]
    pace = (foot.speed_kmh / 3.6, foot.capacity_pps)
    wet = standing_in(waters, [each.place for each in placed])
    doors = dict(doors_of(placed, node, metres, pace, wet))
    yards = dict(yards_of(goals, node[len(placed) :], metres[len(placed) :], pace))
    if not yards:
        return None
    roads = [row_of(link) for link in links]
    named = case_of(
        [*roads, *doors.values(), *yards.values()],
        [household(home, doors) for home in homes],
        [shelter(goal) for goal in goals if goal.shelter.pk in yards],
    )
    rows = dict(zip(joined.names, joined.rows, strict=True))
    return Question(
        named,
        homes,
        tuple(goal.shelter for goal in goals if goal.shelter.pk in yards),
        {link.id: rows[piece_of(link)] for link in links},
        len(shut_by(dry, links)),
        (*doubts, *without_road(homes, doors, goals, yards)),
    )


def piece_of(link: Link) -> str:
    """The name of the piece of which a link is a direction, or half of one."""
    return link.id.rstrip("ab")[:-1]


def shut_by(dry: Sequence[Link], wet: Sequence[Link]) -> set[str]:
    """The pieces that a water closes."""
    pairs = zip(dry, wet, strict=True)
    return {piece_of(was) for was, now in pairs if was.is_open and not now.is_open}


def usable(said: Contents) -> tuple[tuple[Goal, ...], list[Doubt]]:
    """The shelters to which people may be sent, and why others are left out."""
    hosts = {
        route.shelter_id: route.point
        for route in said.routes
        if route.shelter and route.shelter.kind == PlanPlace.Kind.HOSTS
    }
    goals = [Goal(each, place_of(hosts.get(each.pk, each))) for each in said.shelters]
    wet = in_zones(said, [goal.place for goal in goals])
    why = {goal: unusable(goal, is_wet) for goal, is_wet in zip(goals, wet, strict=True)}
    doubts = [
        Doubt(code, tuple(goal.shelter.name for goal in goals if why[goal] == code))
        for code in sorted({code for code in why.values() if code})
    ]
    kept = tuple(goal for goal in goals if not why[goal])
    return kept, doubts if said.zones else [Doubt("no_zone"), *doubts]


def unusable(goal: Goal, is_wet: bool) -> str:  # noqa: FBT001 what was looked up
    """Why nobody may be sent to a shelter; empty where one may."""
    if goal.place is None:
        return "hosts_without_way"
    if not goal.shelter.places:
        return "shelter_without_places"
    return "shelter_in_zone" if is_wet else ""


def place_of(row: PlanPlace) -> Place | None:
    if row.longitude is None or row.latitude is None:
        return None
    return row.longitude, row.latitude


def zones_under(plan: VillagePlan, district: Area, water: str) -> list[Water]:
    """The zones of the plan's hazard in which the water stands, in the whole district."""
    if water == Computation.Water.BEFORE:
        return []
    levels = LEVELS[: LEVELS.index(water) + 1]
    sets = atlas.sets_in_use(district).filter(hazard=plan.hazard)
    rows = HazardZone.objects.filter(zone_set__in=sets, level__in=levels).order_by(
        "zone_set", "row"
    )
    return [Water(shapely.geometry.shape(row.geometry), DEEP_M) for row in rows]


def standing_in(waters: Sequence[Water], places: Sequence[Place | None]) -> np.ndarray:
    """Whether the water stands at each place."""
    spots = np.array(places, np.float64).reshape(-1, 2)
    wet = np.zeros(len(spots), bool)
    for water in waters:
        wet |= np.asarray(shapely.contains_xy(water.shape, spots[:, 0], spots[:, 1]), bool)
    return wet


def doors_of(
    homes: Sequence[Home],
    node: np.ndarray,
    metres: np.ndarray,
    pace: tuple[float, float],
    wet: np.ndarray,
) -> Iterator[tuple[str, Row]]:
    """The way from each house to its road, on foot; shut where the house stands in the water."""
    for number, home in enumerate(homes):
        if node[number] != NOWHERE:
            ends = (f"home {home.key}", str(node[number]))
            row = link_row(f"{DOOR} {home.key}", ends, float(metres[number]), pace)
            yield home.key, row | {"open": int(not wet[number])}


def yards_of(
    goals: Iterable[Goal], node: np.ndarray, metres: np.ndarray, pace: tuple[float, float]
) -> Iterator[tuple[int, Row]]:
    """The way from the road to each shelter, on foot."""
    for number, goal in enumerate(goals):
        if node[number] != NOWHERE:
            key = goal.shelter.pk
            ends = (str(node[number]), f"shelter {key}")
            yield key, link_row(f"{YARD} {key}", ends, float(metres[number]), pace)


def link_row(name: str, ends: tuple[str, str], metres: float, pace: tuple[float, float]) -> Row:
    speed, wide = pace
    return {
        "id": name,
        "from_node": ends[0],
        "to_node": ends[1],
        "length_m": metres,
        "travel_time_s": max(metres, 0.1) / speed,
        "capacity_pps": wide,
        "open": 1,
    }


def row_of(link: Link) -> Row:
    told = asdict(link)
    return told | {"open": int(told.pop("is_open"))}


def household(home: Home, doors: Mapping[str, Row]) -> Row:
    node = f"home {home.key}" if home.key in doors else NO_NODE
    return {
        "id": home.key,
        "node": node,
        "persons": home.people,
        "vulnerable": int(home.goes_first),
    }


def shelter(goal: Goal) -> Row:
    key = goal.shelter.pk
    return {"id": str(key), "node": f"shelter {key}", "places": goal.shelter.places}


def without_road(
    homes: tuple[Home, ...],
    doors: Mapping[str, Row],
    goals: tuple[Goal, ...],
    yards: Mapping[int, Row],
) -> Iterator[Doubt]:
    """RTs of which houses have no place or no road, and shelters that no road comes near."""
    nowhere = sorted({home.neighbourhood for home in homes if home.place is None})
    far = sorted(
        {home.neighbourhood for home in homes if home.place is not None and home.key not in doors}
    )
    lonely = [goal.shelter.name for goal in goals if goal.shelter.pk not in yards]
    for code, names in (
        ("home_without_place", nowhere),
        ("home_without_road", far),
        ("shelter_without_road", lonely),
    ):
        if names:
            yield Doubt(code, tuple(names))
