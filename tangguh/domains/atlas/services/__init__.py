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
from tangguh.domains.atlas.services._readings import ReadingDraft, import_readings, record_reading
from tangguh.domains.atlas.services._review import as_json, check_boundaries
from tangguh.domains.atlas.services._road_acts import close_road, open_road
from tangguh.domains.atlas.services._road_drawing import draw_road, move_road
from tangguh.domains.atlas.services._road_edits import ROAD_FIELDS, correct_road, set_capacity
from tangguh.domains.atlas.services._road_sets import (
    RoadCheck,
    accept_roads,
    check_roads,
    discard_roads,
    load_modelled_roads,
    load_roads,
    propose_roads,
)
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
    "ROAD_FIELDS",
    "Check",
    "Chosen",
    "GaugeDraft",
    "MapFacts",
    "ReadingDraft",
    "RoadCheck",
    "ZoneCheck",
    "accept_boundaries",
    "accept_roads",
    "accept_zones",
    "add_facility",
    "add_gauge",
    "as_json",
    "check_boundaries",
    "check_roads",
    "check_zones",
    "close_road",
    "correct_facility",
    "correct_gauge",
    "correct_road",
    "discard_boundaries",
    "discard_roads",
    "discard_zones",
    "draw_road",
    "draw_schematic_cells",
    "end_facility",
    "end_zones",
    "import_boundaries",
    "import_readings",
    "import_zones",
    "load_boundaries",
    "load_modelled_roads",
    "load_roads",
    "move_road",
    "open_road",
    "propose_boundaries",
    "propose_roads",
    "propose_zones",
    "record_reading",
    "refuse_future",
    "refuse_impossible_position",
    "set_capacity",
    "zones_as_json",
]
