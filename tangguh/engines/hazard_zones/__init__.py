"""Say what is wrong with a map of hazard zones, what it covers, and who stands in it."""

from tangguh.engines.hazard_zones.inside import classes_at, place_numbers
from tangguh.engines.hazard_zones.model import (
    LEVELS,
    Classless,
    Covering,
    Misplaced,
    Share,
    Twins,
    Zone,
    ZoneReport,
)
from tangguh.engines.hazard_zones.review import review, usable_zones
from tangguh.engines.hazard_zones.spread import shares_of

__all__ = [
    "LEVELS",
    "Classless",
    "Covering",
    "Misplaced",
    "Share",
    "Twins",
    "Zone",
    "ZoneReport",
    "classes_at",
    "place_numbers",
    "review",
    "shares_of",
    "usable_zones",
]
