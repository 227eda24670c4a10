from tangguh.domains.atlas.views._boundaries import (
    accept,
    boundaries,
    boundary_set,
    check,
    discard,
)
from tangguh.domains.atlas.views._facilities import add, correct, end, export, facilities, facility
from tangguh.domains.atlas.views._gauges import add_gauge, correct_gauge, gauges
from tangguh.domains.atlas.views._zones import (
    accept_zones,
    check_zones,
    discard_zones,
    end_zones,
    zone_set,
    zones,
    zones_geojson,
)

__all__ = [
    "accept",
    "accept_zones",
    "add",
    "add_gauge",
    "boundaries",
    "boundary_set",
    "check",
    "check_zones",
    "correct",
    "correct_gauge",
    "discard",
    "discard_zones",
    "end",
    "end_zones",
    "export",
    "facilities",
    "facility",
    "gauges",
    "zone_set",
    "zones",
    "zones_geojson",
]
