"""The example's policy: drafted, published twice, measured, and under review."""

from datetime import date
from decimal import Decimal
from typing import Any

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places.models import Area
from tangguh.domains.policies import services as policies
from tangguh.domains.policies.models import Finding, Indicator, Policy, Result
from tangguh.web.demo.pictures import claim_picture
from tangguh.web.demo.scenario import DEMO, Scenario, act, noon

BEGINNING = date(2025, 7, 1)
MEASURED_FROM, MEASURED_TO = date(2026, 1, 1), date(2026, 10, 31)
TARGET_YEAR = (date(2027, 1, 1), date(2027, 12, 31))
THIS_YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def load_policy(scenario: Scenario) -> Policy:
    """The policy with its results, indicators, versions, numbers, findings and review."""
    said = scenario.text["policy"]
    by = scenario.people["bappeda"]
    policy = policies.draft_policy(
        by=by,
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
    results = load_results(scenario, policy)
    indicators = load_indicators(scenario, policy, results)
    publish(scenario, policy)
    measure(scenario, indicators)
    review(scenario, policy)
    return Policy.objects.get(pk=policy.pk)


def revision_of(policy: Policy) -> int:
    return Policy.objects.values_list("revision", flat=True).get(pk=policy.pk)


def load_results(scenario: Scenario, policy: Policy) -> dict[str, Result]:
    results: dict[str, Result] = {}
    rows = scenario.text["policy"]["results"]
    for position, (code, level, parent, statement, assumption) in enumerate(rows):
        results[code] = policies.add_result(
            by=scenario.people["bappeda"],
            policy=policy,
            revision=revision_of(policy),
            level=level,
            code=code,
            statement=statement,
            assumption=assumption,
            parent=results.get(parent),
            position=position,
            now=noon(BEGINNING),
        )
    return results


def load_indicators(
    scenario: Scenario, policy: Policy, results: dict[str, Result]
) -> dict[str, Indicator]:
    said = scenario.text["policy"]
    found: dict[str, Indicator] = {}
    for row in said["indicators"]:
        result, code, name, unit, decimals, direction, baseline, source, target, *_ = row
        fields = {"name": name, "unit": unit, "decimals": decimals, "direction": direction}
        fields |= {"source": source, "baseline": amount(baseline)}
        fields |= {"baseline_on": date(2025, 6, 30) if baseline is not None else None}
        found[code] = add_indicator(scenario, policy, results[result], code, fields)
        set_target(scenario, found[code], TARGET_YEAR, target)
    for result, code, name, unit, decimals, formula, target in said["computed"]:
        fields = {"name": name, "unit": unit, "decimals": decimals, "direction": "up"}
        fields |= {"source": "Tangguh", "formula": formula}
        indicator = add_indicator(scenario, policy, results[result], code, fields)
        set_target(scenario, indicator, THIS_YEAR, target)
    return found


def add_indicator(
    scenario: Scenario, policy: Policy, result: Result, code: str, fields: dict[str, Any]
) -> Indicator:
    return policies.add_indicator(
        by=scenario.people["bappeda"],
        result=result,
        revision=revision_of(policy),
        code=code,
        now=noon(BEGINNING),
        **fields,
    )


def set_target(
    scenario: Scenario, indicator: Indicator, period: tuple[date, date], value: object
) -> None:
    policies.set_target(
        by=scenario.people["bappeda"],
        indicator=indicator,
        revision=revision_of(indicator.result.policy),
        area=scenario.district,
        starts=period[0],
        ends=period[1],
        value=Decimal(str(value)),
        now=noon(BEGINNING),
    )


def amount(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def publish(scenario: Scenario, policy: Policy) -> None:
    by, said = scenario.people["bappeda"], scenario.text["policy"]
    for number, version in enumerate(said["versions"]):
        if number:
            edit(scenario, policy, said["problem"] + said["change"])
        policies.publish_version(
            by=by,
            policy=policy,
            revision=revision_of(policy),
            now=noon(version["in_force_from"]),
            **version,
        )


def edit(scenario: Scenario, policy: Policy, problem: str) -> None:
    said = scenario.text["policy"]
    policies.edit_policy(
        by=scenario.people["bappeda"],
        policy=policy,
        revision=revision_of(policy),
        owner=scenario.organizations["bappeda"],
        title=said["title"],
        problem=problem,
        legal_basis=said["legal_basis"],
        planning_links=said["planning_links"],
        source=scenario.source,
        now=noon(date(2026, 2, 27)),
    )


def measure(scenario: Scenario, indicators: dict[str, Indicator]) -> None:
    village = scenario.area("15.03.08.2006")
    for row in scenario.text["policy"]["indicators"]:
        _result, code, name, *_, source, _target, value, part, whole = row
        policies.report_measurement(
            by=scenario.people["bappeda"],
            indicator=indicators[code],
            area=scenario.district,
            starts=MEASURED_FROM,
            ends=MEASURED_TO,
            value=Decimal(str(value)),
            numerator=part,
            denominator=whole,
            source=source,
            evidence=[proof(scenario, village, f"{source}: {name}")],
            act_id=act(f"measurement {code}"),
            now=noon(date(2026, 11, 20)),
            provenance=DEMO,
        )


def proof(scenario: Scenario, village: Area, title: str) -> Evidence:
    """A sheet that was photographed by the village operator and checked by the inspectorate."""
    return claim_picture(scenario, village, title, date(2026, 10, 30))


def review(scenario: Scenario, policy: Policy) -> None:
    by, said = scenario.people["bappeda"], scenario.text["policy"]
    for code, text in said["findings"]:
        policies.add_finding(
            by=by,
            policy=policy,
            area=scenario.area(code),
            source=Finding.Source.AFTER_ACTION,
            text=text,
            happened_on=date(2026, 11, 21),
            now=noon(date(2026, 11, 21)),
        )
    scheduled = policies.schedule_review(by=by, policy=policy, due_on=said["review_on"])
    opened = policies.open_review(by=by, review=scheduled, now=noon(date(2026, 11, 22)))
    for text, owner, due_on in said["recommendations"]:
        policies.recommend(
            by=by,
            review=opened,
            text=text,
            owner=scenario.organizations[owner],
            due_on=due_on,
        )
    policies.close_review(
        by=scenario.people["bupati"],
        review=opened,
        decision=said["decision"],
        reasons=said["reasons"],
        next_review_on=said["next_review_on"],
        now=noon(date(2026, 11, 23)),
    )
