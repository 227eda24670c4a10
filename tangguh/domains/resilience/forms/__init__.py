from tangguh.domains.resilience.forms._follow_ups import FollowUpForm, HandFindingForm
from tangguh.domains.resilience.forms._planning import (
    DecisionForm,
    PlanForm,
    UnitCostForm,
    told_of_plan,
)
from tangguh.domains.resilience.forms._scores import CompareForm, EvidenceForm, ReleaseForm, about

__all__ = [
    "CompareForm",
    "DecisionForm",
    "EvidenceForm",
    "FollowUpForm",
    "HandFindingForm",
    "PlanForm",
    "ReleaseForm",
    "UnitCostForm",
    "about",
    "told_of_plan",
]
