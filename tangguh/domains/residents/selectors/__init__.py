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
    "dwellings",
    "household_for",
    "households",
    "import_for",
    "needs",
    "neighbourhoods",
    "placed_households",
    "village_counts",
]
