from tangguh.domains.resilience.models._follow_ups import FollowUp, FollowUpAnswer
from tangguh.domains.resilience.models._plans import (
    Decision,
    LimitPrice,
    Plan,
    PlannedWork,
    UnitCost,
    UnitCostPart,
    Withdrawal,
)
from tangguh.domains.resilience.models._scores import (
    IndicatorEvidence,
    IndicatorScore,
    Release,
    Score,
)

__all__ = [
    "Decision",
    "FollowUp",
    "FollowUpAnswer",
    "IndicatorEvidence",
    "IndicatorScore",
    "LimitPrice",
    "Plan",
    "PlannedWork",
    "Release",
    "Score",
    "UnitCost",
    "UnitCostPart",
    "Withdrawal",
]
