"""What of two plans is kept to be shown: plain figures, in points where readers see them.

A point is a hundredth of the whole measure in one village.
"""

from datetime import date
from fractions import Fraction
from typing import Any

from tangguh.domains.evidence.parameters import parameter
from tangguh.domains.resilience.selectors import Question
from tangguh.engines import portfolio
from tangguh.engines.portfolio import Measure, Objective, Plan

A_HUNDRED_MILLION = 100_000_000
MONEY = ("fund", "least_spend")


def result_of(question: Question, plans: dict[str, Plan], on: date) -> dict[str, Any]:
    """Both sides, what they have in common, and the alarm."""
    official, resilience = plans["official"], plans["resilience"]
    compared = portfolio.compare(official, resilience)
    sides = {
        side: side_of(plan, {o.measure: o for o in outcomes}, question.measures)
        for (side, plan), outcomes in zip(plans.items(), compared.outcomes, strict=True)
    }
    return {
        "sides": sides,
        "left_out": list(question.left_out),
        "villages": len(question.setting.villages),
        "in_both": compared.in_both,
        "alarm": alarm_of(official, resilience, on),
    }


def side_of(
    plan: Plan, outcomes: dict[str, portfolio.Outcome], measures: dict[str, Measure]
) -> dict[str, Any]:
    measure, setting = plan.options.measure, plan.options.setting
    return {
        "objective": str(plan.objective),
        "cost": plan.cost,
        "value": valued(plan, plan.value),
        "bound": valued(plan, plan.bound),
        "is_best": plan.is_best,
        "lowest_before": points(int(setting.base(measure).min()), measure),
        "outcomes": {
            name: {
                "gain": points(outcome.gain, measures[name]),
                "lowest": points(outcome.lowest, measures[name]),
                "classes": outcome.classes,
            }
            for name, outcome in outcomes.items()
        },
        "works": [
            [s.village, s.programme, dict(s.costs), s.units] for s in portfolio.spending(plan)
        ],
        "gains": [[c.village, points(c.gain, measure)] for c in plan.choices],
        "limits": [limit_of(plan, kept) for kept in portfolio.kept(plan)],
    }


def limit_of(plan: Plan, kept: portfolio.Kept) -> dict[str, Any]:
    """What a limit is worth: Rp100 million, or one unit more, in the terms of the objective."""
    times = A_HUNDRED_MILLION if kept.kind in MONEY else 1
    worth = None
    if plan.objective is Objective.MOST_GAIN and kept.kind != "share":
        worth = points(kept.price * times, plan.options.measure)
    limit: float = kept.limit
    used: float = kept.used
    if kept.kind == "least_gain":
        limit, used = (points(each, plan.options.measure) for each in (kept.limit, kept.used))
    return {
        "kind": kept.kind,
        "key": kept.key,
        "limit": limit,
        "used": used,
        "binds": bool(kept.price),
        "worth": worth,
    }


def valued(plan: Plan, value: int) -> float:
    """A value of the objective: classes, or points."""
    if plan.objective is Objective.STATUS_STEPS:
        return value
    return points(value, plan.options.measure)


def points(parts: int | Fraction, measure: Measure) -> float:
    return round(float(Fraction(parts) * 100 / (measure.parts * measure.scale)), 4)


def alarm_of(official: Plan, resilience: Plan, on: date) -> dict[str, Any]:
    """The official gain that costs little and changes little, and indicators that bring too much alone."""
    said = {
        name: Fraction(int(parameter(f"resilience.planning.alarm_{name}", on=on)), 100)
        for name in ("cheap", "little", "rings", "one_indicator")
    }
    found = portfolio.cheap_points(
        official, resilience.options, cheap=said["cheap"], little=said["little"]
    )
    share = sum((each.of_gain for each in found), Fraction(0))
    alone = [s for s in portfolio.shares_of_gain(official, said["one_indicator"]) if s.is_alarming]
    return {
        "rings": bool(alone) or share >= said["rings"],
        "share": float(share),
        "rings_from": float(said["rings"]),
        "cheap": float(said["cheap"]),
        "little": float(said["little"]),
        "indicators": [
            [each.indicator, *map(float, (each.of_gain, each.of_cost, each.of_believed))]
            for each in found
        ],
        "alone": [[each.indicator, float(each.share)] for each in alone],
    }
