from tangguh.domains.emergencies.services._answers import answer_indicator
from tangguh.domains.emergencies.services._resources import (
    ResourceDraft,
    add_resource,
    correct_resource,
    end_resource,
)

__all__ = [
    "ResourceDraft",
    "add_resource",
    "answer_indicator",
    "correct_resource",
    "end_resource",
]
