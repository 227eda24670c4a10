"""What the example's policy learns: numbers with their proof, findings, and a review that decides."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places.models import Area
from tangguh.domains.policies import services as policies
from tangguh.domains.policies.models import Finding, Indicator, Measurement, Policy, Review
from tangguh.web.demo.pictures import Picture, claim_picture
from tangguh.web.demo.scenario import DEMO, Scenario, act, noon

PROVEN_IN = "15.03.08.2006"
HAPPENED = date(2026, 11, 21)
OPENED = date(2026, 11, 22)
CLOSED = date(2026, 11, 23)


def load_measurements(scenario: Scenario, policy: Policy) -> None:
    """The numbers half-way and now, each with a sheet that shows it; one of them corrected."""
    said = scenario.text["policy"]
    newest: dict[str, Measurement] = {}
    for code, area, starts, ends, value, part, whole, note, *state in said["measurements"]:
        at = scenario.area(area)
        number = {"value": value, "numerator": part, "denominator": whole, "note": note}
        newest[code] = report(
            scenario,
            indicator_of(policy, code),
            at,
            (starts, ends),
            number,
            checked_by=None if "claimed" in state else "inspektorat",
        )
    for code, value, part, whole, why in said["corrections"]:
        correct(scenario, newest[code], value, part, whole, why)


def indicator_of(policy: Policy, code: str) -> Indicator:
    rows = Indicator.objects.select_related("result__policy__area")
    return rows.get(result__policy=policy, code=code)


def report(
    scenario: Scenario,
    indicator: Indicator,
    area: Area,
    period: tuple[date, date],
    number: dict[str, Any],
    *,
    checked_by: str | None,
) -> Measurement:
    starts, ends = period
    title = f"{indicator.source}: {indicator.name}, {area.name} {ends:%m/%Y}"
    shown = Picture(scenario.area(PROVEN_IN), "operator", title, ends, checked_by)
    return policies.report_measurement(
        by=scenario.people["bappeda"],
        indicator=indicator,
        area=area,
        starts=starts,
        ends=ends,
        source=indicator.source,
        evidence=[claim_picture(scenario, shown)],
        act_id=act(f"measurement {indicator.code} {area.code} {ends}"),
        now=noon(min(ends + timedelta(days=10), scenario.today)),
        provenance=DEMO,
        **number | {"value": Decimal(str(number["value"]))},
    )


def correct(
    scenario: Scenario, known: Measurement, value: int, part: int, whole: int, why: str
) -> None:
    policies.report_measurement(
        by=scenario.people["bappeda"],
        indicator=known.indicator,
        area=known.area,
        starts=known.starts,
        ends=known.ends,
        value=Decimal(value),
        numerator=part,
        denominator=whole,
        note=why,
        source=known.source,
        evidence=list(known.evidence.all()),
        act_id=act(f"correction {known.indicator.code}"),
        replaces=known,
        now=noon(HAPPENED),
        provenance=DEMO,
    )


def load_review(scenario: Scenario, policy: Policy) -> None:
    """The after-action findings of November, and the review that answers them."""
    said = scenario.text["policy"]
    findings = [add_finding(scenario, policy, *row) for row in said["findings"]]
    by = scenario.people["bappeda"]
    scheduled = policies.schedule_review(by=by, policy=policy, due_on=said["review_on"])
    review = policies.open_review(by=by, review=scheduled, now=noon(OPENED))
    for row in said["recommendations"]:
        recommend(scenario, review, findings, row)
    policies.close_review(
        by=scenario.people["bupati"],
        review=review,
        decision=said["decision"],
        reasons=said["reasons"],
        next_review_on=said["next_review_on"],
        now=noon(CLOSED),
    )


def add_finding(
    scenario: Scenario, policy: Policy, code: str, text: str, shown_by: str | None
) -> Finding:
    evidence = Evidence.objects.filter(title=shown_by) if shown_by else ()
    return policies.add_finding(
        by=scenario.people["bappeda"],
        policy=policy,
        area=scenario.area(code),
        source=Finding.Source.AFTER_ACTION,
        text=text,
        happened_on=HAPPENED,
        evidence=tuple(evidence),
        now=noon(HAPPENED),
    )


def recommend(
    scenario: Scenario, review: Review, findings: list[Finding], row: dict[str, Any]
) -> None:
    by = scenario.people["bappeda"]
    made = policies.recommend(
        by=by,
        review=review,
        text=row["text"],
        owner=scenario.organizations[row["owner"]],
        due_on=row["due_on"],
        findings=[findings[row["answers"] - 1]],
    )
    if done := row.get("done"):
        policies.finish_recommendation(
            by=by, recommendation=made, now=noon(done["done_on"]), **done
        )
