"""Which water cuts a house off: by the zones of maps, and by what was said of its RT."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.atlas.models import ZoneSet
from tangguh.domains.emergencies import parameters
from tangguh.domains.emergencies.models import FloodedPlace
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area, ProneArea
from tangguh.engines.hazard_zones import Zone, place_numbers

FLOODS = (ProneArea.Hazard.FLOOD, ProneArea.Hazard.FLASH_FLOOD)
Point = tuple[float, float]  # longitude, latitude in degrees WGS84


@dataclass(frozen=True, slots=True)
class House:
    """Where somebody lives: the RT, and the point if it is known and may be used."""

    neighbourhood: str
    point: Point | None = None


@dataclass(frozen=True)
class Waters:
    """What is known of the water in a village. Without a map, what was said of each RT counts."""

    maps: tuple[ZoneSet, ...]
    zones: tuple[Zone, ...]
    said: dict[str, str]  # by RT: the flooded place it lies in

    def of(self, houses: Sequence[House]) -> tuple[str, ...]:
        """The flooded place of each house; empty where it stays dry.

        The zone at its point, else the one in the middle of its RT's known houses, else what was
        said of the RT. An RT that was named and lies in a zone is the same place as the zone.
        """
        middles = middles_of(houses)
        zones = self.at([house.point or middles.get(house.neighbourhood) for house in houses])
        of_rt = dict(zip(self.said, self.at([middles.get(rt) for rt in self.said]), strict=True))
        named = {rt: of_rt[rt] or name for rt, name in self.said.items()}
        return tuple(
            zone or named.get(house.neighbourhood, "")
            for house, zone in zip(houses, zones, strict=True)
        )

    def at(self, points: Sequence[Point | None]) -> tuple[str, ...]:
        """The zone at each point; empty outside, and where there is no point."""
        known = [point for point in points if point is not None]
        numbers = iter(place_numbers(self.zones, known))
        found = (None if point is None else next(numbers) for point in points)
        return tuple("" if number is None else f"zone {number}" for number in found)


def waters(area: Area, *, on: date) -> Waters:
    """The water in a village: zones in use of a class that cuts off, for which somebody answers.

    A map without an office, a source or a date decides nothing. A modelled one does, and the page
    says that it is modelled.
    """
    rows = [
        row.zone
        for row in atlas.zones_in(area).filter(
            zone__zone_set__hazard__in=FLOODS, zone__level__in=parameters.cut_off(on)
        )
        if row.zone.zone_set.is_answered_for
    ]
    said = FloodedPlace.objects.filter(places.within(area.code, lookup="area"))
    return Waters(
        tuple({zone.zone_set_id: zone.zone_set for zone in rows}.values()),
        atlas.as_engine(rows),
        dict(said.order_by("neighbourhood").values_list("neighbourhood", "name")),
    )


def middles_of(houses: Sequence[House]) -> dict[str, Point]:
    """The middle of the known houses of each RT."""
    known: dict[str, list[Point]] = {}
    for house in houses:
        if house.point is not None:
            known.setdefault(house.neighbourhood, []).append(house.point)
    return {rt: tuple(np.mean(points, axis=0).tolist()) for rt, points in known.items()}
