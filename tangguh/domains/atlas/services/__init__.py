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

__all__ = [
    "CORRECTED",
    "Check",
    "accept_boundaries",
    "add_facility",
    "as_json",
    "check_boundaries",
    "correct_facility",
    "discard_boundaries",
    "draw_schematic_cells",
    "end_facility",
    "import_boundaries",
    "load_boundaries",
    "propose_boundaries",
    "refuse_impossible_position",
]
