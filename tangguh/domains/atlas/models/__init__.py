from tangguh.domains.atlas.models._boundaries import Boundary, BoundarySet
from tangguh.domains.atlas.models._facilities import Facility
from tangguh.domains.atlas.models._hazards import Gauge, HazardZone, ZoneArea, ZoneSet

__all__ = ["Boundary", "BoundarySet", "Facility", "Gauge", "HazardZone", "ZoneArea", "ZoneSet"]
