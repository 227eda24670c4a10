"""A village's hazard profile: one page's worth of what threatens it and what it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.atlas.models import Facility, Gauge, HazardZone, ZoneArea
from tangguh.domains.emergencies.models import Resource
from tangguh.domains.emergencies.selectors._modelled_people import (
    ModelledPeople,
    modelled_people,
    with_counts,
)
from tangguh.domains.emergencies.selectors._people import PeopleInZone, people_in_zones
from tangguh.domains.emergencies.selectors._readiness import (
    Answered,
    answered,
    ready_of,
    resources_of,
)
from tangguh.domains.emergencies.selectors._supplies import CutOff, Supply, cut_off_of, supplies
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area, PastEvent, ProneArea
from tangguh.domains.residents import selectors as residents
from tangguh.engines.hazard_zones import LEVELS, Zone, classes_at

NEWEST = 8  # readings of a village's gauges

# Where people are sent when they must leave: the public buildings and grounds that take many.
GATHERING = {
    Facility.Kind.VILLAGE_HALL,
    Facility.Kind.SCHOOL,
    Facility.Kind.WORSHIP,
    Facility.Kind.FIELD,
}


@dataclass(frozen=True, slots=True)
class ZoneLine:
    """The zones of one class of one map in a village: km², and their share of the village."""

    hazard: str
    level: str
    level_label: str
    km2: float
    share: float
    zone: ZoneArea


@dataclass(frozen=True, slots=True)
class Placed:
    """A facility under its number on the map, and the hazards in whose zones it stands, with class.

    `known`: whether its position is known at all.
    """

    number: int
    facility: Facility
    inside: tuple[tuple[str, str], ...]
    known: bool

    @property
    def is_gathering(self) -> bool:
        return self.facility.kind in GATHERING


@dataclass(frozen=True, slots=True)
class Profile:
    """All that a profile tells; every part says its own source and date."""

    area: Area
    map: atlas.ZoneMap | None
    zones: tuple[ZoneLine, ...]
    people: dict[str, tuple[PeopleInZone, ...]]
    registered: bool
    modelled_households: int  # of the households in the register
    modelled: dict[str, ModelledPeople]
    facilities: tuple[Placed, ...]
    gauges: tuple[Gauge, ...]
    readings: tuple[atlas.Read, ...]  # the newest of these gauges
    events: tuple[PastEvent, ...]
    prone: tuple[ProneArea, ...]
    resources: tuple[Resource, ...]
    answers: tuple[Answered, ...]
    supplies: tuple[Supply, ...]
    cut_off: tuple[CutOff, ...]  # as computed for the plan in force

    @property
    def hazards(self) -> tuple[str, ...]:
        """The hazards that have a zone here, as they are called."""
        return tuple(dict.fromkeys(line.hazard for line in self.zones))

    @property
    def gathering_inside(self) -> tuple[Placed, ...]:
        """Where people would be sent, and it stands in a zone itself."""
        return tuple(each for each in self.facilities if each.is_gathering and each.inside)

    @property
    def answered(self) -> tuple[Answered, ...]:
        return tuple(each for each in self.answers if each.answer is not None)


def profile_of(area: Area, district: Area, *, on: date) -> Profile:
    """The hazard profile as it stands on a day, of a village asked for `with_readiness`."""
    rows = list(with_counts(atlas.zones_in(area), area, district))
    shapes = shapes_of(rows)
    households = residents.placed_households(area, on=on)
    gauges = tuple(atlas.gauges_of(area))
    resources = tuple(resources_of(area))
    return Profile(
        area=area,
        map=atlas.drawn_village(area, district),
        zones=zone_lines(rows, float(area.area_km2 or 0)),
        people=people_in_zones(shapes, households) if households else {},
        registered=bool(households),
        modelled_households=sum(each.is_modelled for each in households),
        modelled={} if households else modelled_people(area, district, rows, shapes),
        facilities=placed(list(atlas.facilities_in(area)), shapes),
        gauges=gauges,
        readings=atlas.read_at(atlas.readings(gauges)[:NEWEST]) if gauges else (),
        events=tuple(places.past_events(area)),
        prone=tuple(area.prone_to.order_by("-as_of")),
        resources=resources,
        answers=answered(area),
        supplies=supplies(resources, on=on),
        cut_off=cut_off_of(ready_of(area).pockets, resources, on=on),
    )


def shapes_of(rows: Sequence[ZoneArea]) -> dict[str, tuple[Zone, ...]]:
    """The zones of each hazard as the engine wants them."""
    by_hazard: dict[str, list[ZoneArea]] = {}
    for row in rows:
        by_hazard.setdefault(row.zone.zone_set.get_hazard_display(), []).append(row)
    return {
        hazard: atlas.as_engine(row.zone for row in of_it) for hazard, of_it in by_hazard.items()
    }


def zone_lines(rows: Sequence[ZoneArea], village_km2: float) -> tuple[ZoneLine, ...]:
    """One line for each class of each map, the gravest class first."""
    parts: dict[tuple[str, str, int], list[ZoneArea]] = {}
    for row in rows:
        said = row.zone.zone_set
        key = (said.get_hazard_display(), row.zone.level, said.pk)
        parts.setdefault(key, []).append(row)
    lines = []
    for (hazard, level, _pk), same in parts.items():
        km2 = sum(row.km2 for row in same)
        share = min(km2 / village_km2, 1) if village_km2 else 0
        label = same[0].zone.get_level_display()
        lines.append(ZoneLine(hazard, level, label, km2, share, same[0]))
    return tuple(sorted(lines, key=lambda line: (line.hazard, LEVELS.index(line.level))))


def placed(
    facilities: Sequence[Facility], shapes: dict[str, tuple[Zone, ...]]
) -> tuple[Placed, ...]:
    """Every facility with the zones in which it stands; numbered as on the map."""
    known = [f for f in facilities if f.longitude is not None and f.latitude is not None]
    points = [(f.longitude or 0.0, f.latitude or 0.0) for f in known]
    inside: dict[int, list[tuple[str, str]]] = {}
    for hazard, zones in shapes.items():
        for facility, level in zip(known, classes_at(zones, points), strict=True):
            if level:
                label = str(HazardZone.Level(level).label)
                inside.setdefault(facility.pk, []).append((hazard, label))
    return tuple(
        Placed(number, facility, tuple(inside.get(facility.pk, ())), facility in known)
        for number, facility in enumerate(facilities, start=1)
    )
