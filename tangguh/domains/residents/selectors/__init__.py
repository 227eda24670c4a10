from tangguh.domains.residents.selectors._corrections import (
    corrections_of,
    point_of,
    value_told,
    values_of,
)
from tangguh.domains.residents.selectors._counts import VillageCount, village_counts
from tangguh.domains.residents.selectors._households import (
    Filters,
    agreed,
    areas_to_record,
    consents_of,
    household_for,
    households,
    import_for,
    needs,
    neighbourhoods,
    roster,
)
from tangguh.domains.residents.selectors._points import (
    Dwelling,
    PlacedHousehold,
    dwellings,
    placed_households,
)

__all__ = [
    "Dwelling",
    "Filters",
    "PlacedHousehold",
    "VillageCount",
    "agreed",
    "areas_to_record",
    "consents_of",
    "corrections_of",
    "dwellings",
    "household_for",
    "households",
    "import_for",
    "needs",
    "neighbourhoods",
    "placed_households",
    "point_of",
    "roster",
    "value_told",
    "values_of",
    "village_counts",
]
