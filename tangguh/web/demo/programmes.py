"""The example's four programmes of 2026, with what they planned and what they reported."""

from datetime import date, timedelta

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.policies.models import Policy, Result
from tangguh.domains.programmes import services as programmes
from tangguh.domains.programmes.models import Activity, Cycle, FundingSource, Programme
from tangguh.domains.programmes.services import (
    ActivityDraft,
    CycleDraft,
    ProgrammeDraft,
    UpdateDraft,
)
from tangguh.web.demo.pictures import Picture, claim_picture
from tangguh.web.demo.plans import Plan, Work, plans
from tangguh.web.demo.scenario import DEMO, Scenario, act, noon

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
OPENED = date(2026, 1, 5)
MILLION = 1_000_000


def load_programmes(scenario: Scenario, policy: Policy) -> None:
    text = scenario.text
    for plan in plans(text["pilots"], text["stimulated"]):
        cycle = load_programme(scenario, policy, plan)
        for work in plan.activities:
            activity = load_activity(scenario, plan, cycle, work)
            report(scenario, plan, activity, work)


def load_programme(scenario: Scenario, policy: Policy, plan: Plan) -> Cycle:
    by = scenario.people[plan.manager]
    programme = programmes.open_programme(
        by=by,
        draft=ProgrammeDraft(
            policy=policy,
            area=scenario.district,
            lead=scenario.organizations[plan.key],
            code=plan.code,
            title=plan.title,
            results=(Result.objects.get(policy=policy, code=plan.result),),
            partners=tuple(scenario.organizations[key] for key in plan.partners),
            source=scenario.source,
            provenance=DEMO,
        ),
        on=OPENED,
    )
    cycle = programmes.open_cycle(
        by=by,
        programme=programme,
        draft=CycleDraft(
            name="2026",
            starts=YEAR[0],
            ends=YEAR[1],
            budget=plan.budget * MILLION,
            funding={FundingSource.DISTRICT_BUDGET: plan.budget * MILLION},
        ),
    )
    programmes.set_status(by=by, programme=programme, status=Programme.Status.RUNNING)
    return cycle


def load_activity(scenario: Scenario, plan: Plan, cycle: Cycle, work: Work) -> Activity:
    partners = (scenario.organizations[work.partner],) if work.partner else ()
    return programmes.plan_activity(
        by=scenario.people[plan.manager],
        cycle=cycle,
        draft=ActivityDraft(
            area=scenario.area(work.area),
            lead=scenario.organizations[plan.key],
            partners=partners,
            self_managed=Activity.SelfManaged.TYPE_3 if partners else "",
            kind=work.kind,
            hazard=work.hazard,
            title=work.title,
            planned_start=work.starts,
            planned_end=min(work.starts + timedelta(days=work.days), YEAR[1]),
            funding={FundingSource.DISTRICT_BUDGET: work.cost * MILLION},
            target_people=work.people,
            target_women=work.women,
            source=scenario.source,
            provenance=DEMO,
        ),
        on=OPENED,
    )


def report(scenario: Scenario, plan: Plan, activity: Activity, work: Work) -> None:
    """What the manager reported: work that is over is done, work that runs is on its way."""
    over = activity.planned_end <= scenario.today
    last = activity.planned_end if over else scenario.today - timedelta(days=4)
    if last < work.starts:
        return
    running = min((last - work.starts).days * 100 // max(work.days, 1), 95)
    for percent in work.steps or (100 if over else running,):
        gone = (last - work.starts) * percent // 100
        report_step(scenario, plan, activity, work, percent, work.starts + gone)


def report_step(
    scenario: Scenario, plan: Plan, activity: Activity, work: Work, percent: int, on: date
) -> None:
    shown = show(scenario, activity, work, percent, on) if work.steps else ()
    programmes.report_update(
        by=scenario.people[plan.manager],
        activity=activity,
        draft=UpdateDraft(
            happened_on=on,
            progress=percent,
            spent=work.cost * MILLION * percent // 100,
            people=work.people * percent // 100,
            women=work.women * percent // 100,
            disabled=work.disabled * percent // 100,
            evidence=shown,
        ),
        act_id=act(f"update {plan.code} {work.kind} {work.title} {work.area} {percent}"),
        now=noon(scenario.today),
    )


def show(
    scenario: Scenario, activity: Activity, work: Work, percent: int, on: date
) -> tuple[Evidence]:
    """A picture of the work; of classes and drills every other one still waits for a second look."""
    title = f"{work.title}, {activity.area.name}"
    if work.steps != (100,):
        title = f"{title}, {percent} %"
    who = "operator" if activity.area.code == "15.03.08.2006" else "pmd"
    waits = work.steps == (100,) and on.toordinal() % 2 == 1
    checked_by = None if waits else "inspektorat"
    return (claim_picture(scenario, Picture(activity.area, who, title, on, checked_by)),)
