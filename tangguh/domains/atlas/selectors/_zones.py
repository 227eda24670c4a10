from collections.abc import Iterable
from typing import Any

import shapely
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from shapely.geometry.base import BaseGeometry

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.atlas.errors import NoSuchZones
from tangguh.domains.atlas.models import Boundary, BoundarySet, HazardZone, ZoneArea, ZoneSet
from tangguh.domains.atlas.selectors._boundaries import set_in_use
from tangguh.domains.places.models import Area
from tangguh.engines import hazard_zones

ZONES_DEED = "atlas.import_zones"
IN_USE = Q(waiting=False, used_until=None)


def zone_sets(viewer: Viewer) -> QuerySet[ZoneSet]:
    """The maps that somebody may read, newest first; what waits only for those who may accept it."""
    rows = accounts.open_to(
        viewer, ZoneSet.objects.all(), deed=ZONES_DEED, area="district", public=Q(waiting=False)
    )
    rows = rows.select_related("district", "replaced_by").annotate(number=Count("zones"))
    return rows.order_by("-received_at", "-pk")


def zone_set_for(viewer: Viewer, pk: int) -> ZoneSet:
    """One map; the only way to its page."""
    found = zone_sets(viewer).filter(pk=pk).first()
    if found is None:
        raise NoSuchZones(
            _("There is no map of zones with this number, or it was put away."), number=pk
        )
    return found


def may_import_zones(viewer: Viewer, district: Area) -> bool:
    """Whether somebody may check and accept the hazard zones of a district."""
    return accounts.may(viewer, ZONES_DEED, at=district)


def zones(viewer: Viewer, *, hazard: str = "") -> QuerySet[HazardZone]:
    """The zones in use that somebody may read, by map and row."""
    rows = accounts.open_to(
        viewer,
        HazardZone.objects.filter(zone_set__used_until=None),
        deed=ZONES_DEED,
        area="zone_set__district",
        public=Q(zone_set__waiting=False),
    )
    rows = rows.filter(zone_set__waiting=False)
    if hazard:
        rows = rows.filter(zone_set__hazard=hazard)
    return rows.select_related("zone_set").order_by("zone_set__hazard", "zone_set", "row")


def zones_in(area: Area) -> QuerySet[ZoneArea]:
    """The zones in use that reach into a village, with how much of it; the gravest class first."""
    rows = ZoneArea.objects.filter(
        area=area, zone__zone_set__waiting=False, zone__zone_set__used_until=None
    )
    return rows.select_related("zone__zone_set").order_by("zone__zone_set__hazard", "zone")


def zones_of_set(zone_set: ZoneSet) -> tuple[hazard_zones.Zone, ...]:
    """The zones of a map as the engine wants them."""
    return as_engine(zone_set.zones.order_by("row"))


def as_engine(rows: Iterable[HazardZone]) -> tuple[hazard_zones.Zone, ...]:
    """Stored zones as the engine wants them."""
    return tuple(
        hazard_zones.Zone(row.row, row.level, shapely.geometry.shape(row.geometry)) for row in rows
    )


def outlines_in_use(district: Area) -> dict[str, BaseGeometry]:
    """The villages' outlines in use, by code, in degrees; empty while nothing is drawn."""
    boundary_set = set_in_use(district)
    return outlines_of(boundary_set) if boundary_set else {}


def outlines_of(boundary_set: BoundarySet) -> dict[str, BaseGeometry]:
    """The outlines of a set, by code, in degrees."""
    rows = Boundary.objects.filter(boundary_set=boundary_set).order_by("area__code")
    pairs = rows.values_list("area__code", "geometry")
    return {code: shapely.geometry.shape(geometry) for code, geometry in pairs}


def as_geojson(rows: Iterable[HazardZone]) -> dict[str, Any]:
    """Zones as a FeatureCollection; every feature says who answers for it and as of when."""
    return {"type": "FeatureCollection", "features": [feature(row) for row in rows]}


def feature(row: HazardZone) -> dict[str, Any]:
    said = row.zone_set
    return {
        "type": "Feature",
        "geometry": row.geometry,
        "properties": {
            "hazard": said.hazard,
            "class": row.level,
            "name": row.name,
            "depth_m": row.depth_m,
            "owner": said.owner,
            "source": said.source,
            "as_of": said.as_of.isoformat() if said.as_of else None,
            "provenance": said.provenance,
            "valid": said.is_valid,
            "map": said.pk,
            "used_from": said.used_from.isoformat() if said.used_from else None,
        },
    }
