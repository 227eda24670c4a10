from collections import defaultdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.places.models import Area
from tangguh.domains.policies import services as policies
from tangguh.domains.policies.models import Finding, Policy
from tangguh.domains.programmes import services as programmes
from tangguh.domains.programmes.models import Cycle
from tangguh.domains.programmes.services import ActivityDraft, CycleDraft, ProgrammeDraft
from tangguh.domains.resilience import parameters, selectors
from tangguh.domains.resilience.errors import AlreadyDecided, DecisionRefused, PlanOutOfDate
from tangguh.domains.resilience.models import Decision, Plan, PlannedWork, UnitCost

TITLE = 200
Work = tuple[str, str, dict[str, int]]  # village, intervention, rupiah by fund


@transaction.atomic
def decide(
    *, by: User, plan: Plan, chosen: str, reason: str, policy: Policy, now: datetime
) -> Decision:
    """Record which side of a plan is carried out and why; its works become planned activities.

    The same decision sent twice is recorded once. Raises AlreadyDecided, PlanOutOfDate, DecisionRefused.
    """
    accounts.require(by, "resilience.plan", at=plan.area)
    locked = Plan.objects.select_for_update(of=("self",)).select_related("area", "release")
    held = locked.get(pk=plan.pk)
    known = Decision.objects.filter(plan=held).first()
    if known is not None:
        return the_same(known, chosen)
    refuse_decision(held, chosen, reason, now.date())
    decision = Decision.objects.create(
        plan=held,
        chosen=chosen,
        reason=reason.strip(),
        policy=policy,
        decided_by=by,
        decided_at=now,
    )
    opened = open_works(by, decision, now.date()) if chosen in held.result["sides"] else 0
    tell_policy(by, decision, opened, now)
    audit.record(
        "resilience.plan_decided",
        by=by,
        about=held,
        area_code=held.area.code,
        chosen=chosen,
        activities=opened,
    )
    return decision


def the_same(known: Decision, chosen: str) -> Decision:
    if known.chosen != chosen:
        raise AlreadyDecided(
            _("This plan is decided already: %(chosen)s. Draw up another plan to decide anew.")
            % {"chosen": Decision.Chosen(known.chosen).label},
            link=reverse("resilience:plan", args=[known.plan_id]),
        )
    return known


def refuse_decision(plan: Plan, chosen: str, reason: str, today: date) -> None:
    if chosen not in Decision.Chosen.values:
        raise DecisionRefused(_("Choose one of the two plans, or neither."))
    if not reason.strip():
        raise DecisionRefused(_("Write the reason: it is read by those who did not decide."))
    if chosen != Decision.Chosen.NEITHER and selectors.is_out_of_date(plan):
        raise PlanOutOfDate(
            _("Scores or unit costs have changed since this plan was drawn up. Draw it up again.")
        )
    if chosen != Decision.Chosen.NEITHER and plan.year < today.year:
        raise PlanOutOfDate(_("The year of this plan is over. Draw up one for a year to come."))


def open_works(by: User, decision: Decision, on: date) -> int:
    """A programme for each agency with one cycle, and in it an activity for each work."""
    plan = decision.plan
    costs = {c.intervention: c for c in plan.costs.select_related("agency")}
    villages = {a.code: a for a in Area.objects.filter(parent__parent=plan.area)}
    by_agency: dict[int, list[Work]] = defaultdict(list)
    for village, intervention, funds, _units in plan.result["sides"][decision.chosen]["works"]:
        by_agency[costs[intervention].agency_id].append((village, intervention, funds))
    count = 0
    for number, (_agency, works) in enumerate(sorted(by_agency.items()), start=1):
        cost = costs[works[0][1]]
        cycle = open_cycle(by, decision, cost, works, number, on)
        for village, intervention, funds in works:
            draft = draft_of(decision, villages[village], costs[intervention], funds)
            activity = programmes.plan_activity(by=by, cycle=cycle, draft=draft, on=on)
            PlannedWork.objects.create(
                decision=decision,
                area=villages[village],
                intervention=intervention,
                activity=activity,
            )
            count += 1
    return count


def open_cycle(
    by: User, decision: Decision, cost: UnitCost, works: list[Work], number: int, on: date
) -> Cycle:
    plan = decision.plan
    funding: dict[str, int] = defaultdict(int)
    for _village, _intervention, funds in works:
        for fund, amount in funds.items():
            funding[fund] += amount
    agency = cost.agency
    told: dict[str, Any] = {"source": source_of(plan), "provenance": plan.provenance}
    draft = ProgrammeDraft(
        policy=decision.policy,
        area=plan.area,
        lead=agency,
        code=f"R{plan.pk}-{number}",
        title=_("%(plan)s: %(agency)s")
        % {"plan": plan, "agency": agency.short_name or agency.name},
        purpose=decision.reason,
        **told,
    )
    programme = programmes.open_programme(by=by, draft=draft, on=on)
    cycle = CycleDraft(
        name=str(plan.year),
        starts=date(plan.year, 1, 1),
        ends=date(plan.year, 12, 31),
        budget=sum(funding.values()),
        funding=funding,
    )
    return programmes.open_cycle(by=by, programme=programme, draft=cycle)


def draft_of(
    decision: Decision, village: Area, cost: UnitCost, funds: dict[str, int]
) -> ActivityDraft:
    plan = decision.plan
    known = parameters.interventions(plan.release.index)[cost.intervention]
    return ActivityDraft(
        area=village,
        lead=cost.agency,
        kind=known.kind,
        hazard=known.hazard,
        title=f"{known.name}, {village.name}"[:TITLE],
        planned_start=date(plan.year, 1, 1),
        planned_end=date(plan.year, 12, 31),
        funding=funds,
        source=source_of(plan),
        provenance=plan.provenance,
    )


def source_of(plan: Plan) -> str:
    return _("%(plan)s of the district, decided by the planner") % {"plan": plan}


def tell_policy(by: User, decision: Decision, opened: int, now: datetime) -> None:
    plan = decision.plan
    text = _("%(plan)s: %(chosen)s, %(count)d activities. Reason: %(reason)s") % {
        "plan": plan,
        "chosen": Decision.Chosen(decision.chosen).label,
        "count": opened,
        "reason": decision.reason,
    }
    policies.add_finding(
        by=by,
        policy=decision.policy,
        area=plan.area,
        source=Finding.Source.INDEX,
        text=text,
        happened_on=now.date(),
        now=now,
        link=reverse("resilience:plan", args=[plan.pk]),
    )
