from tangguh.domains.resilience.services._cost_files import enter_unit_costs, template
from tangguh.domains.resilience.services._decisions import decide
from tangguh.domains.resilience.services._evidence import link_evidence, unlink_evidence
from tangguh.domains.resilience.services._files import load_files
from tangguh.domains.resilience.services._follow_ups import (
    FollowUpDraft,
    record_follow_up,
    strike_follow_up,
)
from tangguh.domains.resilience.services._limit_prices import price_next_limit
from tangguh.domains.resilience.services._official import (
    load_indicator_scores,
    load_official_scores,
)
from tangguh.domains.resilience.services._own_findings import hand_own_finding
from tangguh.domains.resilience.services._plans import EFFORT, YEARS_AHEAD, draw_plan
from tangguh.domains.resilience.services._reading import Reading, read_file
from tangguh.domains.resilience.services._releases import (
    Check,
    accept_release,
    discard_release,
    load_release,
    propose_release,
)
from tangguh.domains.resilience.services._unit_costs import UnitCostDraft, enter_unit_cost
from tangguh.domains.resilience.services._withdrawals import withdraw_decision

__all__ = [
    "EFFORT",
    "YEARS_AHEAD",
    "Check",
    "FollowUpDraft",
    "Reading",
    "UnitCostDraft",
    "accept_release",
    "decide",
    "discard_release",
    "draw_plan",
    "enter_unit_cost",
    "enter_unit_costs",
    "hand_own_finding",
    "link_evidence",
    "load_files",
    "load_indicator_scores",
    "load_official_scores",
    "load_release",
    "price_next_limit",
    "propose_release",
    "read_file",
    "record_follow_up",
    "strike_follow_up",
    "template",
    "unlink_evidence",
    "withdraw_decision",
]
