from tangguh.domains.emergencies.models._buddies import (
    BuddyConsent,
    FloodedPlace,
    Helper,
    Pair,
    Skill,
)
from tangguh.domains.emergencies.models._computations import Computation, ComputedWay
from tangguh.domains.emergencies.models._drills import Arrival, Drill, DrillEvent, DrillProblem
from tangguh.domains.emergencies.models._levels import AlertLevel
from tangguh.domains.emergencies.models._materials import Material, Picture
from tangguh.domains.emergencies.models._outreach import (
    OutreachQuestion,
    OutreachSession,
    OutreachShare,
)
from tangguh.domains.emergencies.models._plans import (
    PlanContact,
    PlanNeighbourhood,
    PlanPlace,
    PlanRole,
    PlanRoute,
    PlanSign,
    PlanSignal,
    PlanStep,
    VillagePlan,
)
from tangguh.domains.emergencies.models._readiness import Answer, Resource

__all__ = [
    "AlertLevel",
    "Answer",
    "Arrival",
    "BuddyConsent",
    "Computation",
    "ComputedWay",
    "Drill",
    "DrillEvent",
    "DrillProblem",
    "FloodedPlace",
    "Helper",
    "Material",
    "OutreachQuestion",
    "OutreachSession",
    "OutreachShare",
    "Pair",
    "Picture",
    "PlanContact",
    "PlanNeighbourhood",
    "PlanPlace",
    "PlanRole",
    "PlanRoute",
    "PlanSign",
    "PlanSignal",
    "PlanStep",
    "Resource",
    "Skill",
    "VillagePlan",
]
