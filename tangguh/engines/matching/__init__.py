"""Neighbours who fetch those who cannot go alone: as many people covered as can be, then near."""

from tangguh.engines.matching.explanation import Gap, Look, Reason, Verdict, explain, gaps
from tangguh.engines.matching.match import match, rematch
from tangguh.engines.matching.model import (
    Helper,
    InvalidQuestion,
    Pair,
    Person,
    Plan,
    Question,
    Rules,
)
from tangguh.engines.matching.proof import faults
from tangguh.engines.matching.reach import in_reach

__all__ = [
    "Gap",
    "Helper",
    "InvalidQuestion",
    "Look",
    "Pair",
    "Person",
    "Plan",
    "Question",
    "Reason",
    "Rules",
    "Verdict",
    "explain",
    "faults",
    "gaps",
    "in_reach",
    "match",
    "rematch",
]
