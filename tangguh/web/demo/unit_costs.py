"""What the interventions cost in the example."""

import yaml

from tangguh.domains.resilience import services as resilience
from tangguh.web.demo.scenario import DEMO, FILE, Scenario, noon

COSTS = FILE.with_name("unit_costs.yaml")


def load_unit_costs(scenario: Scenario) -> None:
    """The planner enters every cost as a sample figure."""
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
