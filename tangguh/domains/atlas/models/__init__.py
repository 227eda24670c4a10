from tangguh.domains.atlas.models._boundaries import Boundary, BoundarySet
from tangguh.domains.atlas.models._facilities import Facility
from tangguh.domains.atlas.models._hazards import Gauge, GaugeReading, HazardZone, ZoneArea, ZoneSet
from tangguh.domains.atlas.models._roads import Road, RoadAct, RoadCapacity, RoadNode, RoadSet

__all__ = [
    "Boundary",
    "BoundarySet",
    "Facility",
    "Gauge",
    "GaugeReading",
    "HazardZone",
    "Road",
    "RoadAct",
    "RoadCapacity",
    "RoadNode",
    "RoadSet",
    "ZoneArea",
    "ZoneSet",
]
