from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.places.models import Area, Provenance
from tangguh.domains.resilience import selectors
from tangguh.domains.resilience.errors import NoScores, PlanRefused
from tangguh.domains.resilience.models import Plan, Release, UnitCost
from tangguh.domains.resilience.selectors import SIDES, Question
from tangguh.domains.resilience.services._refusals import plan_refused
from tangguh.domains.resilience.services._results import result_of
from tangguh.engines import portfolio
from tangguh.engines.portfolio import InvalidPortfolio, Objective

EFFORT = portfolio.Effort(nodes=200, seconds=5.0)  # so that a page answers in time
YEARS_AHEAD = 5
Plans = dict[str, portfolio.Plan]


def draw_plan(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    district: Area,
    year: int,
    objective: str,
    limits: Mapping[str, Any],
    now: datetime,
    effort: portfolio.Effort = EFFORT,
) -> Plan:
    """Plan for the official index and for resilience under the same limits, and keep both with their proofs.

    Raises NoScores, PlanRefused with the limits that cannot be kept and the remedy.
    """
    accounts.require(by, "resilience.plan", at=district)
    release, costs = ground(district, year, now.date())
    try:
        question = selectors.question_of(district, release, costs, limits, on=now.date())
        plans = {side: drawn(question, side, objective, effort) for side in SIDES}
    except InvalidPortfolio as fault:
        raise plan_refused(fault, names_of(district, costs)) from None
    proofs = {side: checked(question, side, plan) for side, plan in plans.items()}
    words: dict[str, Any] = {"year": year, "objective": objective, "limits": dict(limits)}
    words |= {"result": result_of(question, plans, now.date()), "certificates": proofs}
    return kept(by, district, release, costs, now=now, words=words)


@transaction.atomic
def kept(
    by: User,
    district: Area,
    release: Release,
    costs: Mapping[str, UnitCost],
    *,
    now: datetime,
    words: Mapping[str, Any],
) -> Plan:
    """Keep both plans with what they rest on."""
    plan = Plan.objects.create(
        area=district,
        release=release,
        fingerprint=selectors.fingerprint_of(release, costs),
        source=release.source,
        as_of=release.as_of,
        provenance=provenance_of(costs),
        drawn_by=by,
        drawn_at=now,
        **words,
    )
    plan.costs.set(costs.values())
    audit.record(
        "resilience.plan_drawn", by=by, about=plan, area_code=district.code, year=plan.year
    )
    return plan


def ground(district: Area, year: int, today: date) -> tuple[Release, dict[str, UnitCost]]:
    """What a plan rests on: the newest scores, and the costs that hold when its year begins."""
    if not today.year <= year <= today.year + YEARS_AHEAD:
        raise PlanRefused(
            _("A plan is for %(first)d to %(last)d, not for %(year)d. Correct the year.")
            % {"first": today.year, "last": today.year + YEARS_AHEAD, "year": year}
        )
    release = selectors.release_to_plan_with(district)
    if release is None:
        raise NoScores(
            _(
                "No release tells the scores of the indicators, so nothing can be planned. Import "
                "the ministry's table first."
            )
        )
    costs = selectors.unit_costs_on(district, release.index, date(year, 1, 1))
    if not costs:
        raise PlanRefused(
            _("No unit cost holds on 1 January %(year)d. Enter unit costs first.") % {"year": year}
        )
    return release, costs


def drawn(
    question: Question, side: str, objective: str, effort: portfolio.Effort
) -> portfolio.Plan:
    """The best plan for one measure. The district's own has no classes: there, the most gain."""
    goal, measure = Objective(objective), question.measures[side]
    if goal is Objective.STATUS_STEPS and not measure.statuses:
        goal = Objective.MOST_GAIN
    return portfolio.plan(question.setting, question.limits[side], measure, goal, (), effort)


def checked(question: Question, side: str, plan: portfolio.Plan) -> dict[str, Any]:
    """The proof, counted again without the search; nothing is shown as proven that fails here."""
    proof = portfolio.certificate(plan)
    faults = portfolio.check_certificate(
        proof, question.setting, question.limits[side], question.measures[side]
    )
    return {**proof, "accepted": not faults}


def provenance_of(costs: Mapping[str, UnitCost]) -> str:
    is_demo = any(cost.provenance == Provenance.DEMO for cost in costs.values())
    return Provenance.DEMO if is_demo else Provenance.REAL


def names_of(district: Area, costs: Mapping[str, UnitCost]) -> dict[str, str]:
    """What agencies and subdistricts are called, by the keys that the engine knows."""
    agencies = {str(c.agency_id): c.agency.short_name or c.agency.name for c in costs.values()}
    return agencies | dict(Area.objects.filter(parent=district).values_list("code", "name"))
