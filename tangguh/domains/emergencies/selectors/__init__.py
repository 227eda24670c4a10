from tangguh.domains.emergencies.selectors._district import (
    STANDINGS,
    Coverage,
    Filters,
    Row,
    chosen,
    coverage,
    rows,
)
from tangguh.domains.emergencies.selectors._people import PeopleInZone, people_in_zones
from tangguh.domains.emergencies.selectors._profile import Placed, Profile, ZoneLine, profile_of
from tangguh.domains.emergencies.selectors._readiness import (
    Answered,
    answered,
    may_answer,
    may_edit_resources,
    resource_for,
    resources_of,
)

__all__ = [
    "STANDINGS",
    "Answered",
    "Coverage",
    "Filters",
    "PeopleInZone",
    "Placed",
    "Profile",
    "Row",
    "ZoneLine",
    "answered",
    "chosen",
    "coverage",
    "may_answer",
    "may_edit_resources",
    "people_in_zones",
    "profile_of",
    "resource_for",
    "resources_of",
    "rows",
]
