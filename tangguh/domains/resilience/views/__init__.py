from tangguh.domains.resilience.views._district import compare, district, weights
from tangguh.domains.resilience.views._evidence import evidence, evidence_sheet, unlink
from tangguh.domains.resilience.views._own import own, own_definition, own_rows, own_village
from tangguh.domains.resilience.views._own_deeds import (
    follow_up,
    follow_ups,
    hand_finding,
    record_follow_up,
    strike_follow_up,
)
from tangguh.domains.resilience.views._plans import (
    decide,
    decision_sheet,
    draw_plan,
    limit_prices,
    plan,
    plans,
    withdraw,
)
from tangguh.domains.resilience.views._releases import accept, check, discard, release, releases
from tangguh.domains.resilience.views._unit_costs import cost, cost_template, costs, import_costs
from tangguh.domains.resilience.views._villages import card

__all__ = [
    "accept",
    "card",
    "check",
    "compare",
    "cost",
    "cost_template",
    "costs",
    "decide",
    "decision_sheet",
    "discard",
    "district",
    "draw_plan",
    "evidence",
    "evidence_sheet",
    "follow_up",
    "follow_ups",
    "hand_finding",
    "import_costs",
    "limit_prices",
    "own",
    "own_definition",
    "own_rows",
    "own_village",
    "plan",
    "plans",
    "record_follow_up",
    "release",
    "releases",
    "strike_follow_up",
    "unlink",
    "weights",
    "withdraw",
]
