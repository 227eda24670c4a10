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
from tangguh.domains.emergencies.models._readiness import Answer, Resource

__all__ = [
    "AlertLevel",
    "Answer",
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
    "Resource",
    "Skill",
]
