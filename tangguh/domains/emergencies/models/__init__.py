from tangguh.domains.emergencies.models._buddies import (
    BuddyConsent,
    FloodedPlace,
    Helper,
    Pair,
    Skill,
)
from tangguh.domains.emergencies.models._drills import Arrival, Drill, DrillEvent, DrillProblem
from tangguh.domains.emergencies.models._levels import AlertLevel
from tangguh.domains.emergencies.models._outreach import (
    OutreachQuestion,
    OutreachSession,
    OutreachShare,
)

__all__ = [
    "AlertLevel",
    "Arrival",
    "BuddyConsent",
    "Drill",
    "DrillEvent",
    "DrillProblem",
    "FloodedPlace",
    "Helper",
    "OutreachQuestion",
    "OutreachSession",
    "OutreachShare",
    "Pair",
    "Skill",
]
