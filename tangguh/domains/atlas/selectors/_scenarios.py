"""What happens to roads when a hazard comes as its maps of zones say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType

import shapely
from django.utils.translation import gettext as _

from tangguh.domains.atlas import parameters
from tangguh.domains.atlas.errors import NoSuchScenario
from tangguh.domains.atlas.models import HazardZone, Road, RoadSet, ZoneSet
from tangguh.domains.atlas.selectors._road_lines import Stamp, lines_of, road_lines, stamp_of
from tangguh.domains.atlas.selectors._zone_maps import sets_in_use
from tangguh.domains.places.models import Area, ProneArea
from tangguh.engines.hazard_zones import LEVELS
from tangguh.engines.roads import Network, Passage, Struck, Water, passages

FLOOD = ProneArea.Hazard.FLOOD
CLOSING = (FLOOD, ProneArea.Hazard.FLASH_FLOOD, ProneArea.Hazard.LANDSLIDE, ProneArea.Hazard.FIRE)

States = Mapping[int, Passage]
MapStamp = tuple[int, object, str]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A hazard as it comes: by its valid maps, or, where none is, by those that nobody answers for."""

    hazard: str
    maps: tuple[ZoneSet, ...]
    is_valid: bool
    levels: tuple[str, ...] = LEVELS  # how far it comes: only zones of these classes

    @property
    def label(self) -> str:
        return str(ProneArea.Hazard(self.hazard).label)

    @property
    def zones(self) -> list[HazardZone]:
        """Its zones, by map and row."""
        rows = zones_of(tuple((each.pk, None, "") for each in self.maps))
        return [row for row in rows if row.level in self.levels]

    def up_to(self, level: str) -> "Scenario":
        """The same, come only so far that zones of this class and graver ones are struck."""
        return replace(self, levels=LEVELS[: LEVELS.index(level) + 1])


@dataclass(frozen=True, slots=True)
class Effect:
    """What a scenario does to the roads: pieces and kilometres that close, and that slow."""

    closed: int
    closed_km: float
    slow: int
    slow_km: float


def scenarios(district: Area) -> list[Scenario]:
    """Every hazard that can close roads and of which a map is in use."""
    by_hazard: dict[str, list[ZoneSet]] = {}
    for zone_set in sets_in_use(district):
        by_hazard.setdefault(zone_set.hazard, []).append(zone_set)
    return [as_scenario(hazard, by_hazard[hazard]) for hazard in CLOSING if hazard in by_hazard]


def as_scenario(hazard: str, maps: list[ZoneSet]) -> Scenario:
    valid = [each for each in maps if each.is_valid]
    return Scenario(hazard, tuple(valid or maps), bool(valid))


def scenario(district: Area, hazard: str) -> Scenario:
    """The scenario of one hazard. Raises NoSuchScenario where no map of it is in use."""
    known = {each.hazard: each for each in scenarios(district)}
    if hazard not in known:
        raise NoSuchScenario(
            _("No map of zones of this hazard is in use. Take one in first. In use are: %(known)s.")
            % {"known": ", ".join(known) or "–"}
        )
    return known[hazard]


def passages_in(network: Network, found: Scenario, *, on: date) -> list[Passage]:
    """How every piece of a network is passed in a scenario, in the order of its pieces."""
    return passed(network, found.hazard, found.zones, on)


def passed(network: Network, hazard: str, zones: Sequence[HazardZone], on: date) -> list[Passage]:
    waters, struck = threats(hazard, zones, on)
    state = passages(network, waters, parameters.water_rules(on), struck)
    return [Passage(each) for each in state.tolist()]


def threats(hazard: str, zones: Sequence[HazardZone], on: date) -> tuple[list[Water], list[Struck]]:
    """Zones as the engine wants them: still water with its depth, or what strikes."""
    shapes = [(row, shapely.geometry.shape(row.geometry)) for row in zones]
    if hazard != FLOOD:
        said = parameters.struck_by(hazard, on)
        return [], [Struck(shape, said[row.level]) for row, shape in shapes]
    deep = parameters.depths_m(on)
    return [
        Water(shape, deep[row.level] if row.depth_m is None else row.depth_m)
        for row, shape in shapes
    ], []


def zones_of(maps: Sequence[MapStamp]) -> list[HazardZone]:
    rows = HazardZone.objects.filter(zone_set__in=[pk for pk, *_stamp in maps])
    return list(rows.select_related("zone_set").order_by("zone_set", "row"))


def roads_in(found: Scenario, road_set: RoadSet, *, on: date) -> States:
    """The roads that a scenario of all classes slows or closes, by number; computed once for a day."""
    return states_of(stamp_of(road_set), map_stamps(found), found.hazard, on)


def map_stamps(found: Scenario) -> tuple[MapStamp, ...]:
    """Maps never change: their numbers, with what tells them from those of a backup."""
    return tuple((each.pk, each.received_at, each.sha256) for each in found.maps)


@lru_cache(maxsize=16)
def states_of(stamp: Stamp, maps: tuple[MapStamp, ...], hazard: str, on: date) -> States:
    """The same by stamps, for whoever keeps what it drew by them."""
    lines = lines_of(stamp)
    state = passed(lines.network, hazard, zones_of(maps), on)
    return MappingProxyType(
        {pk: each for pk, each in zip(lines.pks, state, strict=True) if each != Passage.DRY}
    )


def effect(road_set: RoadSet, states: States) -> Effect:
    """How much a scenario closes and slows."""
    lines = road_lines(road_set)
    told: dict[Passage, list[float]] = {Passage.SLOW: [], Passage.CLOSED: []}
    for pk, state in states.items():
        told[state].append(float(lines.network.length_m[lines.at[pk]]) / 1000)
    closed, slow = told[Passage.CLOSED], told[Passage.SLOW]
    return Effect(len(closed), sum(closed), len(slow), sum(slow))


@dataclass(frozen=True, slots=True)
class Outlook:
    """How one road is passed if a hazard comes."""

    scenario: Scenario
    passage: Passage

    @property
    def is_closed(self) -> bool:
        return self.passage == Passage.CLOSED

    @property
    def is_slow(self) -> bool:
        return self.passage == Passage.SLOW


def outlooks(road: Road, *, on: date) -> list[Outlook]:
    """What each hazard of which a map is in use would do to a road."""
    return [
        Outlook(each, roads_in(each, road.road_set, on=on).get(road.pk, Passage.DRY))
        for each in scenarios(road.road_set.district)
    ]


def depths_of(zone_set: ZoneSet, *, on: date) -> list[tuple[str, float]]:
    """How deep a flood map's classes are taken to be: the deepest zone of each; nothing for others."""
    if zone_set.hazard != FLOOD:
        return []
    guessed = parameters.depths_m(on)
    deepest: dict[str, float] = {}
    for row in zone_set.zones.only("level", "depth_m"):
        metres = guessed[row.level] if row.depth_m is None else row.depth_m
        deepest[row.level] = max(deepest.get(row.level, 0.0), metres)
    levels = [level for level in HazardZone.Level if level in deepest]
    return [(str(level.label), deepest[level]) for level in levels]
