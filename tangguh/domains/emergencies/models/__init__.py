from tangguh.domains.emergencies.models._buddies import (
    BuddyConsent,
    FloodedPlace,
    Helper,
    Pair,
    Skill,
)
from tangguh.domains.emergencies.models._levels import AlertLevel

__all__ = ["AlertLevel", "BuddyConsent", "FloodedPlace", "Helper", "Pair", "Skill"]
