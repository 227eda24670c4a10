from tangguh.domains.atlas.selectors._boundaries import (
    boundary_set_for,
    may_import,
    set_in_use,
    sets_before,
    waiting_set,
)
from tangguh.domains.atlas.selectors._distances import Away, away_from_district
from tangguh.domains.atlas.selectors._facilities import (
    Filters,
    Standing,
    Summary,
    facilities,
    facilities_in,
    facilities_of,
    facility_for,
    may_add_facility,
    number_by_village,
    villages_for,
)
from tangguh.domains.atlas.selectors._history import Event, history
from tangguh.domains.atlas.selectors._maps import (
    DistrictMap,
    Name,
    Shape,
    district_map,
    drawn,
    map_of,
)
from tangguh.domains.atlas.selectors._report import Line, Section, names_of_villages, sections

__all__ = [
    "Away",
    "DistrictMap",
    "Event",
    "Filters",
    "Line",
    "Name",
    "Section",
    "Shape",
    "Standing",
    "Summary",
    "away_from_district",
    "boundary_set_for",
    "district_map",
    "drawn",
    "facilities",
    "facilities_in",
    "facilities_of",
    "facility_for",
    "history",
    "map_of",
    "may_add_facility",
    "may_import",
    "names_of_villages",
    "number_by_village",
    "sections",
    "set_in_use",
    "sets_before",
    "villages_for",
    "waiting_set",
]
