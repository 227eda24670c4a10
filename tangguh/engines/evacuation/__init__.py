"""Who goes where by which road before it floods, and how near that is to what nobody can beat.

Peers plan by the nearest shelter or the least travel. Here the time of the last person is what
counts: it is proven from below by a cut and published only as the queues on the road give it.
"""

from tangguh.engines.evacuation.certificates import certificate, proof_of
from tangguh.engines.evacuation.checking import Fault, faults
from tangguh.engines.evacuation.doubts import Doubt, Why, doubts, left_out
from tangguh.engines.evacuation.envelope import Envelope, envelope
from tangguh.engines.evacuation.fragility import (
    Gain,
    Loss,
    Narrow,
    losses,
    narrows,
    reopenings,
    shelters_that_help,
)
from tangguh.engines.evacuation.model import (
    NOWHERE,
    Case,
    Households,
    Outcome,
    Roads,
    Routes,
    Shelters,
)
from tangguh.engines.evacuation.places import Shortage
from tangguh.engines.evacuation.plan import Plan, Round, bound_only, plan
from tangguh.engines.evacuation.pockets import Pocket, pockets
from tangguh.engines.evacuation.proof import Proof, is_proven
from tangguh.engines.evacuation.queues import safe_at
from tangguh.engines.evacuation.replanning import replan
from tangguh.engines.evacuation.sensitivity import half_leave_at_once, late_start
from tangguh.engines.evacuation.tables import (
    HOUSEHOLDS,
    ROADS,
    SHELTERS,
    InvalidCase,
    Named,
    case_of,
    stock_of,
)
from tangguh.engines.evacuation.tries import Effort
from tangguh.engines.evacuation.zones import (
    MODES,
    NO_ZONE,
    Closures,
    Rules,
    closures,
    inside,
    mode,
    node_points,
    unusable,
    with_closed,
)

__all__ = [
    "HOUSEHOLDS",
    "MODES",
    "NOWHERE",
    "NO_ZONE",
    "ROADS",
    "SHELTERS",
    "Case",
    "Closures",
    "Doubt",
    "Effort",
    "Envelope",
    "Fault",
    "Gain",
    "Households",
    "InvalidCase",
    "Loss",
    "Named",
    "Narrow",
    "Outcome",
    "Plan",
    "Pocket",
    "Proof",
    "Roads",
    "Round",
    "Routes",
    "Rules",
    "Shelters",
    "Shortage",
    "Why",
    "bound_only",
    "case_of",
    "certificate",
    "closures",
    "doubts",
    "envelope",
    "faults",
    "half_leave_at_once",
    "inside",
    "is_proven",
    "late_start",
    "left_out",
    "losses",
    "mode",
    "narrows",
    "node_points",
    "plan",
    "pockets",
    "proof_of",
    "reopenings",
    "replan",
    "safe_at",
    "shelters_that_help",
    "stock_of",
    "unusable",
    "with_closed",
]
