"""What the interventions cost in the example, and a plan that was drawn up with it."""

from collections.abc import Mapping
from typing import Any

import yaml

from tangguh.domains.resilience import services as resilience
from tangguh.engines.portfolio import Effort
from tangguh.web.demo.scenario import DEMO, FILE, Scenario, noon

COSTS = FILE.with_name("unit_costs.yaml")
QUICK = Effort(nodes=0, halvings=0, rounds=0)


def load_unit_costs(scenario: Scenario) -> None:
    """The planner enters every cost as a sample figure, and draws up the plan for the next year."""
    said = yaml.safe_load(COSTS.read_text(encoding="utf-8"))
    by, now = scenario.people[said["by"]], noon(scenario.today)
    for intervention, (per, agency, units, costs) in said["costs"].items():
        draft = resilience.UnitCostDraft(
            index=said["index"],
            intervention=intervention,
            per=per,
            costs=costs,
            agency=scenario.organizations[agency],
            units=units,
            source=said["source"],
            holds_from=said["holds_from"],
            provenance=DEMO,
        )
        resilience.enter_unit_cost(by=by, district=scenario.district, draft=draft, now=now)
    draw_plan(scenario, said["plan"])


def draw_plan(scenario: Scenario, said: Mapping[str, Any]) -> None:
    agencies = {str(scenario.organizations[key].pk): n for key, n in said["agencies"].items()}
    limits = {
        "funds": said["funds"],
        "agencies": agencies,
        "works": said["works"],
        "share": said["share"],
        "floor_kind": "spend",
        "floors": said["floors"],
    }
    resilience.draw_plan(
        by=scenario.people["bappeda"],
        district=scenario.district,
        year=said["year"],
        objective="most-gain",
        limits=limits,
        now=noon(scenario.today),
        effort=QUICK,
    )
