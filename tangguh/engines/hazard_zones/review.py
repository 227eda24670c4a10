"""Compare the zones of a file with the district that they should lie in."""

from collections.abc import Mapping, Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tangguh.engines.boundaries import Feature, Invalid, review_shapes, usable_features
from tangguh.engines.equal_area import EqualArea
from tangguh.engines.hazard_zones.model import (
    LEVELS,
    Classless,
    Covering,
    Misplaced,
    Twins,
    Zone,
    ZoneReport,
)
from tangguh.engines.hazard_zones.spread import shares_of

NEARLY_ALL = 0.9  # of the district: a frame around the map, or a zone turned inside out
NEARLY_WHOLE = 0.99  # of a village
STICKING_OUT = 0.05  # of a zone that lies outside the district


def review(zones: Sequence[Zone], villages: Mapping[str, BaseGeometry]) -> ZoneReport:
    """What stands between these zones and their import. All shapes come in degrees (WGS84).

    Later checks use the repaired shape of an invalid zone; one beyond repair takes no part in them.
    `villages`: the outlines of the district, valid, at least one.
    """
    district = _District(villages)
    turned = [zone for zone in zones if district.is_exchanged(zone.geometry)]
    straight = [zone for zone in zones if zone not in turned]
    invalid = review_shapes([_feature(zone) for zone in straight])
    usable = usable_zones(straight, invalid)
    inside = [zone for zone in usable if district.touches(zone.geometry)]
    away = [zone for zone in usable if zone not in inside]
    return ZoneReport(
        invalid=invalid,
        classless=tuple(Classless(z.row, z.level) for z in zones if z.level not in LEVELS),
        exchanged=tuple(_misplaced(zone, district) for zone in turned),
        elsewhere=tuple(_misplaced(zone, district) for zone in away),
        everywhere=_covering(inside, district),
        twins=_twins(usable),
        sticking_out=_sticking_out(inside, district),
        whole_villages=_whole_villages(inside, district),
    )


def usable_zones(zones: Sequence[Zone], invalid: Sequence[Invalid]) -> tuple[Zone, ...]:
    """The zones with invalid shapes replaced by their repairs, those beyond repair left out."""
    levels = {zone.row: zone.level for zone in zones}
    features = usable_features([_feature(zone) for zone in zones], invalid)
    return tuple(Zone(each.row, levels[each.row], each.geometry) for each in features)


class _District:
    """The district as one shape, and its villages, in degrees and in km²."""

    def __init__(self, villages: Mapping[str, BaseGeometry]) -> None:
        self.villages = villages
        self.shape = shapely.union_all(list(villages.values()))
        west, south, east, north = self.shape.bounds
        self.box = shapely.box(west, south, east, north)
        self.projection = EqualArea((west + east) / 2, (south + north) / 2)
        shapely.prepare(self.shape)

    def touches(self, geometry: BaseGeometry) -> bool:
        return bool(shapely.intersects(self.shape, geometry))

    def is_exchanged(self, geometry: BaseGeometry) -> bool:
        """Whether it lies here only when every latitude is read as a longitude."""
        if geometry.is_empty:
            return False
        west, south, east, north = geometry.bounds
        turned = shapely.box(south, west, north, east)
        return bool(
            self.box.intersects(turned) and not self.box.intersects(shapely.box(*geometry.bounds))
        )

    def km2(self, geometry: BaseGeometry) -> float:
        return float(self.projection.project(geometry).area)

    def km_away(self, where: tuple[float, float]) -> float:
        here = EqualArea(*where)
        point = shapely.Point(here.to_km(np.array([where]))[0])
        return float(here.project(self.shape).distance(point))


def _feature(zone: Zone) -> Feature:
    return Feature(zone.row, "", "", zone.geometry)


def _corner(geometry: BaseGeometry) -> tuple[float, float]:
    longitude, latitude = shapely.get_coordinates(geometry)[0].tolist()
    return longitude, latitude


def _misplaced(zone: Zone, district: _District) -> Misplaced:
    where = _corner(zone.geometry)
    on_the_globe = abs(where[1]) <= 90
    return Misplaced(zone.row, where, district.km_away(where) if on_the_globe else 0.0)


def _covering(zones: Sequence[Zone], district: _District) -> tuple[Covering, ...]:
    whole = district.km2(district.shape)
    shares = [
        Covering(
            zone.row, district.km2(shapely.intersection(zone.geometry, district.shape)) / whole
        )
        for zone in zones
    ]
    return tuple(found for found in shares if found.share >= NEARLY_ALL)


def _sticking_out(zones: Sequence[Zone], district: _District) -> tuple[Covering, ...]:
    found = []
    for zone in zones:
        outside = district.km2(shapely.difference(zone.geometry, district.shape))
        share = outside / district.km2(zone.geometry)
        if share > STICKING_OUT:
            found.append(Covering(zone.row, share))
    return tuple(found)


def _whole_villages(zones: Sequence[Zone], district: _District) -> tuple[Covering, ...]:
    sizes = {code: district.km2(shape) for code, shape in district.villages.items()}
    return tuple(
        Covering(share.row, share.km2 / sizes[share.code], share.code)
        for share in shares_of(zones, district.villages)
        if share.km2 >= NEARLY_WHOLE * sizes[share.code]
    )


def _twins(zones: Sequence[Zone]) -> tuple[Twins, ...]:
    rows: dict[bytes, list[Zone]] = {}
    for zone in zones:
        rows.setdefault(shapely.to_wkb(shapely.normalize(zone.geometry)), []).append(zone)
    return tuple(
        Twins(tuple(zone.row for zone in same), _corner(same[0].geometry))
        for same in rows.values()
        if len(same) > 1
    )
