from tangguh.domains.emergencies.views._deeds import (
    add_resource,
    answer,
    correct_resource,
    end_resource,
)
from tangguh.domains.emergencies.views._district import district
from tangguh.domains.emergencies.views._profile import profile, profile_sheet

__all__ = [
    "add_resource",
    "answer",
    "correct_resource",
    "district",
    "end_resource",
    "profile",
    "profile_sheet",
]
