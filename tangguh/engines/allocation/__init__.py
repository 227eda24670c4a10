"""Divide a budget by ballots so that every group of voters decides over its own share."""

from tangguh.engines.allocation.allocate import Allocation, Stop, allocate
from tangguh.engines.allocation.certificate import certificate, fingerprint, parameters
from tangguh.engines.allocation.checking import Fault, check_certificate
from tangguh.engines.allocation.comparison import Preference, greedy, phragmen, preference
from tangguh.engines.allocation.fairness import (
    GroupShare,
    PassedOver,
    Satisfied,
    by_area,
    by_group,
    passed_over,
    satisfied,
)
from tangguh.engines.allocation.model import (
    Ballot,
    Count,
    Election,
    InvalidElection,
    Project,
    Purchase,
)
from tangguh.engines.allocation.robustness import Robustness, robustness
from tangguh.engines.allocation.rules import PROFILES, Comparison, Rule, Satisfaction, Start
from tangguh.engines.allocation.support import Missing, missing

__all__ = [
    "PROFILES",
    "Allocation",
    "Ballot",
    "Comparison",
    "Count",
    "Election",
    "Fault",
    "GroupShare",
    "InvalidElection",
    "Missing",
    "PassedOver",
    "Preference",
    "Project",
    "Purchase",
    "Robustness",
    "Rule",
    "Satisfaction",
    "Satisfied",
    "Start",
    "Stop",
    "allocate",
    "by_area",
    "by_group",
    "certificate",
    "check_certificate",
    "fingerprint",
    "greedy",
    "missing",
    "parameters",
    "passed_over",
    "phragmen",
    "preference",
    "robustness",
    "satisfied",
]
