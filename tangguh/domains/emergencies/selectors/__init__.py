from tangguh.domains.emergencies.selectors._buddies import (
    Fetched,
    by_neighbourhood,
    expired_pairs,
    fetched,
    helper_for,
    helpers_in,
    open_because,
    open_pairs,
    openings,
    pair_for,
    running_out,
)
from tangguh.domains.emergencies.selectors._coverage import (
    Coverage,
    Missing,
    Training,
    coverage,
    missing,
    training_list,
)
from tangguh.domains.emergencies.selectors._levels import levels_around, levels_at
from tangguh.domains.emergencies.selectors._question import question_for, waters
from tangguh.domains.emergencies.selectors._villages import villages

__all__ = [
    "Coverage",
    "Fetched",
    "Missing",
    "Training",
    "by_neighbourhood",
    "coverage",
    "expired_pairs",
    "fetched",
    "helper_for",
    "helpers_in",
    "levels_around",
    "levels_at",
    "missing",
    "open_because",
    "open_pairs",
    "openings",
    "pair_for",
    "question_for",
    "running_out",
    "training_list",
    "villages",
    "waters",
]
