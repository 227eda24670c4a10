from tangguh.domains.residents.selectors._counts import VillageCount, village_counts
from tangguh.domains.residents.selectors._households import (
    Filters,
    areas_to_record,
    consents_of,
    household_for,
    households,
    neighbourhoods,
)

__all__ = [
    "Filters",
    "VillageCount",
    "areas_to_record",
    "consents_of",
    "household_for",
    "households",
    "neighbourhoods",
    "village_counts",
]
