"""What is asked of the engine of evacuations: the district's roads, who must leave, the shelters."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from django.utils import timezone

from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.atlas.models import Road
from tangguh.domains.emergencies import parameters
from tangguh.domains.emergencies.models import Computation, PlanPlace, VillagePlan
from tangguh.domains.emergencies.selectors._leaving import Home, Place, in_zones, who_must_leave
from tangguh.domains.emergencies.selectors._plans import Contents
from tangguh.domains.places.models import Area
from tangguh.engines.roads import NOWHERE, Link

if TYPE_CHECKING:  # its loops are compiled: loaded by the first calculation, not by every page
    from tangguh.engines.evacuation import Named

NO_NODE = ""  # of a household without a road: the engine tells it that there is no dry route
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
    coming = coming_to(said.plan, district, water)
    return asked(district, found, homes, goals, (doubts, coming), now)


def asked(
    district: Area,
    found: atlas.RoadNetwork,
    homes: tuple[Home, ...],
    goals: tuple[Goal, ...],
    told: tuple[list[Doubt], atlas.Scenario | None],
    now: datetime,
) -> Question | None:
    """The tables of the engine, from rows that are there."""
    from tangguh.engines.evacuation import case_of

    doubts, coming = told
    on = timezone.localdate(now)
    placed = [home for home in homes if home.place is not None]
    spots = np.array([*(home.place for home in placed), *(goal.place for goal in goals)], float)
    joined = atlas.joined_roads(found, spots, parameters.computing(on).reach_m)
    links = atlas.road_links(district, joined.roads, now=now, scenario=coming)
    foot = atlas.paces(district, on=on)["foot"]
    beside = Beside(joined, foot.speed_kmh / 3.6, foot.capacity_pps)
    doors = dict(beside.doors(placed, standing_in(coming, [each.place for each in placed])))
    yards = dict(beside.yards(goals, len(placed)))
    if not yards:
        return None
    shelters = tuple(goal.shelter for goal in goals if goal.shelter.pk in yards)
    named = case_of(
        [*map(row_of, links), *doors.values(), *yards.values()],
        [household(home, doors) for home in homes],
        [shelter_row(each) for each in shelters],
    )
    rows = dict(zip(joined.roads.names, joined.roads.rows, strict=True))
    return Question(
        named,
        homes,
        shelters,
        {link.id: rows[piece_of(link)] for link in links},
        closed_by(joined.roads, links),
        (*doubts, *without_road(homes, doors, goals, yards)),
    )


def piece_of(link: Link) -> str:
    """The name of the piece of which a link is a direction, or half of one."""
    return link.id.rstrip("ab")[:-1]


def closed_by(roads: atlas.RoadNetwork, links: Sequence[Link]) -> int:
    """How many roads are shut though nobody has closed them: by the water."""
    was_closed = dict(zip(roads.names, roads.is_closed.tolist(), strict=True))
    pieces = {piece_of(link) for link in links if not link.is_open}
    return len({piece.partition(".")[0] for piece in pieces if not was_closed[piece]})


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


def coming_to(plan: VillagePlan, district: Area, water: str) -> atlas.Scenario | None:
    """The plan's hazard as the maps have it, as far as it comes; None where no road is struck."""
    known = {each.hazard: each for each in atlas.scenarios(district)}
    if water == Computation.Water.BEFORE or plan.hazard not in known:
        return None
    return known[plan.hazard].up_to(water)


def standing_in(coming: atlas.Scenario | None, places: Sequence[Place | None]) -> np.ndarray:
    """Whether each place is struck."""
    spots = np.array(places, np.float64).reshape(-1, 2)
    wet = np.zeros(len(spots), bool)
    for zone in coming.zones if coming else ():
        shape = shapely.geometry.shape(zone.geometry)
        wet |= np.asarray(shapely.contains_xy(shape, spots[:, 0], spots[:, 1]), bool)
    return wet


@dataclass(frozen=True, eq=False)
class Beside:
    """The last metres on foot, metres a second and persons a second: they are links of their own."""

    joined: atlas.JoinedRoads
    speed: float
    wide: float

    def doors(self, homes: Sequence[Home], wet: np.ndarray) -> Iterator[tuple[str, Row]]:
        """The way from each house to its road; shut where the house stands in the water."""
        for number, home in enumerate(homes):
            if self.joined.node[number] != NOWHERE:
                ends = (f"home {home.key}", str(self.joined.node[number]))
                yield home.key, self.link(number, ends) | {"open": int(not wet[number])}

    def yards(self, goals: Sequence[Goal], first: int) -> Iterator[tuple[int, Row]]:
        """The way from the road to each shelter; theirs are the points from `first` on."""
        for number, goal in enumerate(goals, first):
            if self.joined.node[number] != NOWHERE:
                ends = (str(self.joined.node[number]), f"shelter {goal.shelter.pk}")
                yield goal.shelter.pk, self.link(number, ends)

    def link(self, number: int, ends: tuple[str, str]) -> Row:
        metres = float(self.joined.metres[number])
        return {
            "id": f"{ends[0]} → {ends[1]}",
            "from_node": ends[0],
            "to_node": ends[1],
            "length_m": metres,
            "travel_time_s": max(metres, 0.1) / self.speed,
            "capacity_pps": self.wide,
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


def shelter_row(each: PlanPlace) -> Row:
    return {"id": str(each.pk), "node": f"shelter {each.pk}", "places": each.places}


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
