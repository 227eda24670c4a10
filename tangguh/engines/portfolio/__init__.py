"""Which programme in which village: the best plan under limits, with a proof of how good it is."""

from tangguh.engines.portfolio.certificate import certificate, fingerprint
from tangguh.engines.portfolio.cheap_points import CheapPoint, cheap_points
from tangguh.engines.portfolio.checking import Fault, check_certificate
from tangguh.engines.portfolio.climbing import climbed
from tangguh.engines.portfolio.explanation import (
    Comparison,
    Kept,
    Outcome,
    Reason,
    ShareOfGain,
    compare,
    kept,
    loosened,
    priced,
    reasons,
    shares_of_gain,
)
from tangguh.engines.portfolio.highs import Found, Goal, search
from tangguh.engines.portfolio.model import (
    MISSING,
    InvalidPortfolio,
    Limits,
    Measure,
    Objective,
    Per,
    Programme,
    Setting,
)
from tangguh.engines.portfolio.options import Constraint, Options, options_of
from tangguh.engines.portfolio.packages import Package, packages_of
from tangguh.engines.portfolio.plan import (
    Chosen,
    Effort,
    Plan,
    Proof,
    lowest_tenth,
    plan,
    planned,
)
from tangguh.engines.portfolio.spending import Spent, spending
from tangguh.engines.portfolio.written import limits_of, programmes_of, resilience_of

__all__ = [
    "MISSING",
    "CheapPoint",
    "Chosen",
    "Comparison",
    "Constraint",
    "Effort",
    "Fault",
    "Found",
    "Goal",
    "InvalidPortfolio",
    "Kept",
    "Limits",
    "Measure",
    "Objective",
    "Options",
    "Outcome",
    "Package",
    "Per",
    "Plan",
    "Programme",
    "Proof",
    "Reason",
    "Setting",
    "ShareOfGain",
    "Spent",
    "certificate",
    "cheap_points",
    "check_certificate",
    "climbed",
    "compare",
    "fingerprint",
    "kept",
    "limits_of",
    "loosened",
    "lowest_tenth",
    "options_of",
    "packages_of",
    "plan",
    "planned",
    "priced",
    "programmes_of",
    "reasons",
    "resilience_of",
    "search",
    "shares_of_gain",
    "spending",
]
