"""The example's policy: drafted, put in force twice, and being changed a third time."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tangguh.domains.policies import services as policies
from tangguh.domains.policies.models import Indicator, Policy, Result
from tangguh.web.demo.scenario import DEMO, Scenario, noon

BEGINNING = date(2025, 7, 1)
BASELINE_ON = date(2025, 6, 30)
TARGET_YEAR = (date(2027, 1, 1), date(2027, 12, 31))
THIS_YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def load_policy(scenario: Scenario) -> Policy:
    """The policy with its results, its indicators and the two versions that were put in force."""
    said = scenario.text["policy"]
    policy = policies.draft_policy(
        by=scenario.people["bappeda"],
        area=scenario.district,
        owner=scenario.organizations["bappeda"],
        title=said["title"],
        problem=said["problem"],
        legal_basis=said["legal_basis"],
        planning_links=said["planning_links"],
        source=scenario.source,
        provenance=DEMO,
        now=noon(BEGINNING),
    )
    add_results(scenario, policy, said["results"], BEGINNING)
    add_indicators(scenario, policy, said["indicators"], BEGINNING)
    add_computed(scenario, policy, said["computed"])
    publish(scenario, policy)
    policy.refresh_from_db()
    return policy


def draft_next(scenario: Scenario, policy: Policy) -> None:
    """What the next version will change, as far as it is written; it is not in force."""
    draft = scenario.text["policy"]["draft"]
    change(scenario, policy, draft["changes"], draft["edited_on"])


def publish(scenario: Scenario, policy: Policy) -> None:
    for version in scenario.text["policy"]["versions"]:
        if changes := version.get("changes"):
            change(scenario, policy, changes, version["edited_on"])
        policies.publish_version(
            by=scenario.people["bappeda"],
            policy=policy,
            revision=revision_of(policy),
            label=version["label"],
            in_force_from=version["in_force_from"],
            reason=version["reason"],
            now=noon(version["in_force_from"]),
        )


def change(scenario: Scenario, policy: Policy, changes: Mapping[str, Any], on: date) -> None:
    """Rework the working text: what is added to the problem, and results, indicators, targets."""
    edit(scenario, policy, changes, on)
    for code, statement in changes.get("statements", {}).items():
        reword(scenario, Result.objects.get(policy=policy, code=code), statement, on)
    add_results(scenario, policy, changes.get("results", ()), on)
    add_indicators(scenario, policy, changes.get("indicators", ()), on)
    for code, value in changes.get("targets", {}).items():
        indicator = Indicator.objects.get(result__policy=policy, code=code)
        set_target(scenario, indicator, TARGET_YEAR, value, on)


def edit(scenario: Scenario, policy: Policy, changes: Mapping[str, Any], on: date) -> None:
    working = Policy.objects.get(pk=policy.pk)
    policies.edit_policy(
        by=scenario.people["bappeda"],
        policy=working,
        revision=working.revision,
        owner=scenario.organizations["bappeda"],
        title=working.title,
        problem=working.problem + changes["problem"],
        legal_basis=working.legal_basis,
        planning_links=changes.get("planning_links", working.planning_links),
        source=scenario.source,
        now=noon(on),
    )


def reword(scenario: Scenario, result: Result, statement: str, on: date) -> None:
    policies.edit_result(
        by=scenario.people["bappeda"],
        result=result,
        revision=revision_of(result.policy),
        statement=statement,
        assumption=result.assumption,
        position=result.position,
        parent=result.parent,
        now=noon(on),
    )


def revision_of(policy: Policy) -> int:
    return Policy.objects.values_list("revision", flat=True).get(pk=policy.pk)


def add_results(scenario: Scenario, policy: Policy, rows: list[Any], on: date) -> None:
    known = {result.code: result for result in policy.results.all()}
    for code, level, parent, statement, assumption in rows:
        known[code] = policies.add_result(
            by=scenario.people["bappeda"],
            policy=policy,
            revision=revision_of(policy),
            level=level,
            code=code,
            statement=statement,
            assumption=assumption,
            parent=known.get(parent),
            position=len(known),
            now=noon(on),
        )


def add_indicators(scenario: Scenario, policy: Policy, rows: list[Any], on: date) -> None:
    for result, code, name, unit, decimals, direction, baseline, source, target in rows:
        fields = {"name": name, "unit": unit, "decimals": decimals, "direction": direction}
        fields |= {"source": source}
        if baseline is not None:
            fields |= {"baseline": Decimal(str(baseline)), "baseline_on": BASELINE_ON}
        indicator = add_indicator(scenario, policy, result, code, fields, on)
        set_target(scenario, indicator, TARGET_YEAR, target, on)


def add_computed(scenario: Scenario, policy: Policy, rows: list[Any]) -> None:
    for result, code, name, unit, decimals, formula, target in rows:
        fields = {"name": name, "unit": unit, "decimals": decimals, "direction": "up"}
        fields |= {"source": "Tangguh", "formula": formula}
        indicator = add_indicator(scenario, policy, result, code, fields, BEGINNING)
        set_target(scenario, indicator, THIS_YEAR, target, BEGINNING)


def add_indicator(
    scenario: Scenario, policy: Policy, result: str, code: str, fields: dict[str, Any], on: date
) -> Indicator:
    return policies.add_indicator(
        by=scenario.people["bappeda"],
        result=Result.objects.get(policy=policy, code=result),
        revision=revision_of(policy),
        code=code,
        now=noon(on),
        **fields,
    )


def set_target(
    scenario: Scenario,
    indicator: Indicator,
    period: tuple[date, date],
    value: object,
    on: date,
) -> None:
    policies.set_target(
        by=scenario.people["bappeda"],
        indicator=indicator,
        revision=revision_of(indicator.result.policy),
        area=scenario.district,
        starts=period[0],
        ends=period[1],
        value=Decimal(str(value)),
        now=noon(on),
    )
