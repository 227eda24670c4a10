from tangguh.domains.places.services._areas import load_areas
from tangguh.domains.places.services._boundaries import (
    check_boundaries,
    draw_schematic_cells,
    import_boundaries,
)
from tangguh.domains.places.services._districts import add_district, freeze_district
from tangguh.domains.places.services._facilities import add_facility, correct_facility

__all__ = [
    "add_district",
    "add_facility",
    "check_boundaries",
    "correct_facility",
    "draw_schematic_cells",
    "freeze_district",
    "import_boundaries",
    "load_areas",
]
