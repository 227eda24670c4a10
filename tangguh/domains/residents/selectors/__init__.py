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

__all__ = [
    "Filters",
    "VillageCount",
    "agreed",
    "areas_to_record",
    "consents_of",
    "household_for",
    "households",
    "import_for",
    "needs",
    "neighbourhoods",
    "village_counts",
]
