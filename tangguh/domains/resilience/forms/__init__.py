from tangguh.domains.resilience.forms._follow_ups import FollowUpForm, HandFindingForm
from tangguh.domains.resilience.forms._planning import (
    CostFileForm,
    DecisionForm,
    PlanForm,
    UnitCostForm,
    WithdrawalForm,
    told_of_plan,
)
from tangguh.domains.resilience.forms._scores import (
    CompareForm,
    EvidenceForm,
    ReleaseForm,
    WeightsForm,
    about,
)

__all__ = [
    "CompareForm",
    "CostFileForm",
    "DecisionForm",
    "EvidenceForm",
    "FollowUpForm",
    "HandFindingForm",
    "PlanForm",
    "ReleaseForm",
    "UnitCostForm",
    "WeightsForm",
    "WithdrawalForm",
    "about",
    "told_of_plan",
]
