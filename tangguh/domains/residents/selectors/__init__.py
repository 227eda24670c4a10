from tangguh.domains.residents.selectors._counts import VillageCount, village_counts
from tangguh.domains.residents.selectors._households import (
    Filters,
    areas_to_record,
    consents_of,
    household_for,
    households,
    neighbourhoods,
)
from tangguh.domains.residents.selectors._points import PlacedHousehold, placed_households

__all__ = [
    "Filters",
    "PlacedHousehold",
    "VillageCount",
    "areas_to_record",
    "consents_of",
    "household_for",
    "households",
    "neighbourhoods",
    "placed_households",
    "village_counts",
]
