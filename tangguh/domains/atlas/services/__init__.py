from tangguh.domains.atlas.services._boundaries import (
    Check,
    accept_boundaries,
    discard_boundaries,
    import_boundaries,
    load_boundaries,
    propose_boundaries,
)
from tangguh.domains.atlas.services._cells import draw_schematic_cells
from tangguh.domains.atlas.services._facilities import (
    CORRECTED,
    add_facility,
    correct_facility,
    end_facility,
)
from tangguh.domains.atlas.services._positions import refuse_impossible_position
from tangguh.domains.atlas.services._review import as_json, check_boundaries
from tangguh.domains.atlas.services._road_acts import close_road, open_road
from tangguh.domains.atlas.services._road_edits import (
    ROAD_FIELDS,
    correct_road,
    draw_road,
    set_capacity,
)
from tangguh.domains.atlas.services._road_sets import (
    RoadCheck,
    accept_roads,
    check_roads,
    discard_roads,
    load_modelled_roads,
    load_roads,
    propose_roads,
)

__all__ = [
    "CORRECTED",
    "ROAD_FIELDS",
    "Check",
    "RoadCheck",
    "accept_boundaries",
    "accept_roads",
    "add_facility",
    "as_json",
    "check_boundaries",
    "check_roads",
    "close_road",
    "correct_facility",
    "correct_road",
    "discard_boundaries",
    "discard_roads",
    "draw_road",
    "draw_schematic_cells",
    "end_facility",
    "import_boundaries",
    "load_boundaries",
    "load_modelled_roads",
    "load_roads",
    "open_road",
    "propose_boundaries",
    "propose_roads",
    "refuse_impossible_position",
    "set_capacity",
]
