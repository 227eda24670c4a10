"""What the interventions cost in the example, and a plan that was drawn up and decided on."""

import yaml

from tangguh.domains.policies.models import Policy
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


def load_plan(scenario: Scenario, policy: Policy) -> None:
    """The planner draws up a plan from the sample costs, and decides on it."""
    said = yaml.safe_load(COSTS.read_text(encoding="utf-8"))
    by, now, drawn = scenario.people[said["by"]], noon(scenario.today), said["plan"]
    plan = resilience.draw_plan(
        by=by,
        district=scenario.district,
        year=drawn["year"],
        objective=drawn["objective"],
        limits=drawn["limits"],
        now=now,
    )
    decision = drawn["decision"]
    resilience.decide(
        by=by,
        plan=plan,
        chosen=decision["chosen"],
        reason=decision["reason"],
        policy=policy,
        now=now,
    )
