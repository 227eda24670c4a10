"""The example's four programmes of 2026, with what they planned and what they reported."""

from dataclasses import dataclass
from datetime import date, timedelta

from tangguh.domains.places.models import Area
from tangguh.domains.policies.models import Policy, Result
from tangguh.domains.programmes import services as programmes
from tangguh.domains.programmes.models import Activity, Cycle, FundingSource, Programme
from tangguh.domains.programmes.services import (
    ActivityDraft,
    CycleDraft,
    ProgrammeDraft,
    UpdateDraft,
)
from tangguh.web.demo.pictures import claim_picture
from tangguh.web.demo.scenario import DEMO, Scenario, act, noon

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
OPENED = date(2026, 1, 5)
MILLION = 1_000_000
CRAFTS = (
    "olahan ikan",
    "jahit",
    "servis motor",
    "kopi",
    "anyaman rotan",
    "madu",
    "ikan asap",
    "kue kering",
    "sablon",
    "las",
    "budidaya lele",
    "tanaman obat",
)


@dataclass(frozen=True)
class Plan:
    """One programme: who runs it, which output it serves, what it costs, what it consists of."""

    code: str
    title: str
    key: str
    manager: str
    result: str
    budget: int
    activities: tuple["Work", ...]


@dataclass(frozen=True)
class Work:
    """One activity: place, kind, title, cost, first day, days, people, women, disabled."""

    area: str
    kind: str
    title: str
    cost: int
    starts: date
    days: int = 1
    people: int = 0
    women: int = 0
    disabled: int = 0
    hazard: str = ""


def plans(pilots: list[str]) -> list[Plan]:
    """Four programmes of together Rp4,40 billion."""
    return [
        Plan("P1", "Terampil Berdaya", "ukm", "ukm", "K1", 1240, skills(pilots)),
        Plan("P2", "Desa Berembuk, Desa Membangun", "pmd", "pmd", "K4", 1500, stimuli(pilots)),
        Plan("P3", "Siaga Sungai dan Lereng", "bpbd", "pusdalops", "K3", 960, readiness(pilots)),
        Plan("P4", "Suara Sarolangun", "kesbangpol", "pmd", "K2", 700, voices(pilots)),
    ]


def skills(pilots: list[str]) -> tuple[Work, ...]:
    """Twelve classes of 20 people: 240 people, 149 women, 9 with a disability."""
    classes = tuple(
        Work(
            area=pilot,
            kind=Activity.Kind.TRAINING,
            title=f"Kelas {CRAFTS[number]}",
            cost=32,
            starts=date(2026, 2 + number // 2, 3 + 12 * (number % 2)),
            days=10,
            people=20,
            women=13 if number < 5 else 12,
            disabled=1 if number < 9 else 0,
        )
        for number, pilot in enumerate(pilots)
    )
    mentoring = Work(
        "15.03", Activity.Kind.MENTORING, "Pendampingan usaha", 168, date(2026, 5, 4), 200
    )
    survey = Work("15.03", Activity.Kind.SURVEY, "Survei hasil kohort 1", 112, date(2026, 8, 3), 60)
    kits = Work("15.03", Activity.Kind.EQUIPMENT, "240 paket alat awal", 576, date(2026, 6, 1), 90)
    return (*classes, mentoring, survey, kits)


def stimuli(pilots: list[str]) -> tuple[Work, ...]:
    """Stimulus for twelve villages, facilitators, and meetings."""
    given = tuple(
        Work(
            pilot,
            Activity.Kind.STIMULUS,
            "Stimulan gotong royong",
            50,
            date(2026, 4 + number // 3, 6),
            120,
            people=60 + 7 * number,
            women=25 + 2 * number,
        )
        for number, pilot in enumerate(pilots)
    )
    team = Work(
        "15.03", Activity.Kind.MENTORING, "22 fasilitator desa", 396, date(2026, 1, 12), 340
    )
    forums = Work(
        "15.03", Activity.Kind.DELIBERATION, "41 forum warga", 104, date(2026, 1, 12), 300
    )
    return (*given, team, forums)


def readiness(pilots: list[str]) -> tuple[Work, ...]:
    """Twelve resilient villages, gauges, and nine drills; three villages have not drilled yet."""
    hazard = {code: "landslide" if code.startswith("15.03.01") else "flood" for code in pilots}
    villages = tuple(
        Work(
            pilot,
            Activity.Kind.RESILIENT_VILLAGE,
            "Desa tangguh bencana",
            55,
            date(2026, 3, 2),
            240,
            people=30,
            women=14,
            disabled=1,
            hazard=hazard[pilot],
        )
        for pilot in pilots
    )
    gauges = Work(
        "15.03", Activity.Kind.EQUIPMENT, "12 papan duga dan sirene", 180, date(2026, 6, 8), 120
    )
    drills = tuple(
        Work(
            pilot,
            Activity.Kind.DRILL,
            "Gladi lapang evakuasi",
            10,
            date(2026, 9, 6) + timedelta(weeks=number),
            1,
            people=110 + 9 * number,
            women=52 + 4 * number,
            disabled=3,
            hazard=hazard[pilot],
        )
        for number, pilot in enumerate(p for p in pilots if p not in NOT_DRILLED)
    )
    return (*villages, gauges, *drills)


NOT_DRILLED = {"15.03.01.2001", "15.03.01.2005", "15.03.04.2010"}


def voices(pilots: list[str]) -> tuple[Work, ...]:
    """Desks that come to the village."""
    desks = tuple(
        Work(
            pilot,
            Activity.Kind.SERVICE_DESK,
            "Meja keliling",
            10,
            date(2026, 2 + number, 10),
            2,
            people=35,
            women=19,
        )
        for number, pilot in enumerate(pilots[:9])
    )
    brief = Work(
        "15.03",
        Activity.Kind.OUTREACH,
        "Pendampingan suara warga oleh LSM",
        450,
        date(2026, 2, 2),
        300,
    )
    return (*desks, brief)


def load_programmes(scenario: Scenario, policy: Policy) -> None:
    for plan in plans([str(code) for code in scenario.text["pilots"]]):
        cycle = load_programme(scenario, policy, plan)
        for work in plan.activities:
            load_activity(scenario, plan, cycle, work)


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


def load_activity(scenario: Scenario, plan: Plan, cycle: Cycle, work: Work) -> None:
    by, area = scenario.people[plan.manager], scenario.area(work.area)
    activity = programmes.plan_activity(
        by=by,
        cycle=cycle,
        draft=ActivityDraft(
            area=area,
            lead=scenario.organizations[plan.key],
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
    report(scenario, plan, activity, work, area)


def report(scenario: Scenario, plan: Plan, activity: Activity, work: Work, area: Area) -> None:
    """What the manager reported: work that is over is done, work that runs is on its way."""
    over = activity.planned_end <= scenario.today
    on = activity.planned_end if over else scenario.today - timedelta(days=4)
    if on < work.starts:
        return
    elapsed = (on - work.starts).days * 100 // max(work.days, 1)
    progress = 100 if over else min(elapsed, 95)
    shown = (
        ()
        if work.kind != Activity.Kind.DRILL
        else (claim_picture(scenario, area, f"{work.title}, {area.name}", on),)
    )
    programmes.report_update(
        by=scenario.people[plan.manager],
        activity=activity,
        draft=UpdateDraft(
            happened_on=on,
            progress=progress,
            spent=work.cost * MILLION * progress // 100,
            people=work.people,
            women=work.women,
            disabled=work.disabled,
            evidence=shown,
        ),
        act_id=act(f"update {plan.code} {work.kind} {work.title} {area.code}"),
        now=noon(scenario.today),
    )
