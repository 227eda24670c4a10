from tangguh.domains.atlas.services._boundaries import (
    Check,
    accept_boundaries,
    discard_boundaries,
    import_boundaries,
    load_boundaries,
    propose_boundaries,
)
from tangguh.domains.atlas.services._cells import draw_schematic_cells
from tangguh.domains.atlas.services._days import refuse_future
from tangguh.domains.atlas.services._facilities import (
    CORRECTED,
    add_facility,
    correct_facility,
    end_facility,
)
from tangguh.domains.atlas.services._gauges import GaugeDraft, add_gauge, correct_gauge
from tangguh.domains.atlas.services._positions import refuse_impossible_position
from tangguh.domains.atlas.services._review import as_json, check_boundaries
from tangguh.domains.atlas.services._zone_review import check_zones, zones_as_json
from tangguh.domains.atlas.services._zones import (
    Chosen,
    MapFacts,
    ZoneCheck,
    accept_zones,
    discard_zones,
    end_zones,
    import_zones,
    propose_zones,
)

__all__ = [
    "CORRECTED",
    "Check",
    "Chosen",
    "GaugeDraft",
    "MapFacts",
    "ZoneCheck",
    "accept_boundaries",
    "accept_zones",
    "add_facility",
    "add_gauge",
    "as_json",
    "check_boundaries",
    "check_zones",
    "correct_facility",
    "correct_gauge",
    "discard_boundaries",
    "discard_zones",
    "draw_schematic_cells",
    "end_facility",
    "end_zones",
    "import_boundaries",
    "import_zones",
    "load_boundaries",
    "propose_boundaries",
    "propose_zones",
    "refuse_future",
    "refuse_impossible_position",
    "zones_as_json",
]
