"""Programmes of all agencies, a cycle a year, activities in all villages, and their reports."""

from collections.abc import Iterator
from datetime import date, timedelta

from tangguh.domains.places.models import Area, ProneArea
from tangguh.domains.policies.models import Policy, Result
from tangguh.domains.programmes.models import (
    Activity,
    ActivityFunding,
    Cycle,
    CycleFunding,
    FundingSource,
    Programme,
    Update,
)
from tests.benchmarks.district_size.ground import SOURCED, TODAY, District, act, keep, noon

YEARS = (2024, 2025, 2026)
SHARE_OF_THE_FIRST = 5  # every fifth programme stands under the first policy, beside its own share
COST = 12_000_000
REPORTS = 3
FOR_A_SUBDISTRICT = 25  # every so many activities is for a whole subdistrict
HAZARDS = ("", "", "flood", "landslide", "")
SOURCES = (FundingSource.DISTRICT_BUDGET, FundingSource.VILLAGE_FUND)
TITLES = (
    "Siaga Sungai dan Lereng",
    "Terampil Berdaya",
    "Desa Berembuk",
    "Suara Warga",
    "Sehat Bersama",
    "Sekolah Tangguh",
    "Lumbung Desa",
    "Hutan Lestari",
)


def add_programmes(district: District, policies: list[Policy]) -> list[Update]:
    """Programmes, cycles, activities with money, and what was reported: returned as updates."""
    programmes = keep(
        programme(district, policies, number) for number in range(district.size.programmes)
    )
    serve_results(programmes)
    join_partners(district, programmes)
    cycles = keep(cycle for each in programmes for cycle in cycles_of(district, each))
    for source in SOURCES:
        keep(CycleFunding(cycle=each, source=source, amount=each.budget // 2) for each in cycles)
    activities = add_activities(district, cycles)
    return add_updates(district, activities)


def programme(district: District, policies: list[Policy], number: int) -> Programme:
    is_of_the_first = number % SHARE_OF_THE_FIRST == 0
    return Programme(
        area=district.area,
        policy=policies[0 if is_of_the_first else number % len(policies)],
        lead=district.agencies[number % len(district.agencies)],
        code=f"P{number + 1:03}",
        title=f"{TITLES[number % len(TITLES)]} {number + 1}",
        purpose="Warga siap sebelum bencana dan lekas pulih sesudahnya.",
        status=(Programme.Status.FINISHED if number % 9 == 8 else Programme.Status.RUNNING),
        **SOURCED,
    )


def serve_results(programmes: list[Programme]) -> None:
    outputs: dict[int, list[int]] = {}
    rows = Result.objects.filter(level=Result.Level.OUTPUT).order_by("policy", "position")
    for policy, pk in rows.values_list("policy", "pk"):
        outputs.setdefault(policy, []).append(pk)
    serves = Programme.results.through
    keep(
        serves(programme_id=each.pk, result_id=outputs[each.policy_id][n % 6])
        for n, each in enumerate(programmes)
    )


def join_partners(district: District, programmes: list[Programme]) -> None:
    joins = Programme.partners.through
    keep(
        joins(programme_id=each.pk, organization_id=partner.pk)
        for each in programmes
        for partner in district.chance.sample(district.ngos, 2)
    )


def cycles_of(district: District, each: Programme) -> Iterator[Cycle]:
    """One a year; its budget is twice that of an even share of all activities, in two parts."""
    room = 2 * COST * (district.size.activities // district.size.programmes + 1)
    for year in YEARS:
        yield Cycle(
            programme=each,
            name=str(year),
            starts=date(year, 1, 1),
            ends=date(year, 12, 31),
            budget=room,
        )


def add_activities(district: District, cycles: list[Cycle]) -> list[Activity]:
    """Two thirds of the activities belong to this year's cycles."""
    this_year = [cycle for cycle in cycles if cycle.starts.year == YEARS[-1]]
    earlier = [cycle for cycle in cycles if cycle.starts.year < YEARS[-1]]
    chosen = [
        earlier[n // 3 % len(earlier)] if n % 3 == 0 else this_year[n % len(this_year)]
        for n in range(district.size.activities)
    ]
    activities = keep(activity(district, cycle, n) for n, cycle in enumerate(chosen))
    for source in SOURCES:
        keep(ActivityFunding(activity=a, source=source, amount=COST // 2) for a in activities)
    joins = Activity.partners.through
    keep(
        joins(activity_id=each.pk, organization_id=district.ngos[n % len(district.ngos)].pk)
        for n, each in enumerate(activities)
        if n % 4 == 0
    )
    return activities


def activity(district: District, cycle: Cycle, number: int) -> Activity:
    kinds = list(Activity.Kind.values)
    hazard = HAZARDS[number % len(HAZARDS)]
    kind = Activity.Kind.DRILL if hazard and number % 2 else kinds[number % len(kinds)]
    starts = cycle.starts + timedelta(days=(number * 13) % 300)
    people = 20 + number % 60
    return Activity(
        cycle=cycle,
        area=place(district, number),
        lead=cycle.programme.lead,
        kind=kind,
        hazard=ProneArea.Hazard(hazard) if hazard else "",
        title=f"{Activity.Kind(kind).name.title()} warga {number + 1}",
        planned_start=starts,
        planned_end=starts + timedelta(days=1 + number % 60),
        target_people=people,
        target_women=people // 2,
        target_children=people // 5,
        target_elderly=people // 10,
        target_disabled=people // 20,
        **SOURCED,
    )


def place(district: District, number: int) -> Area:
    """Every village in turn, but three that nothing ever reaches."""
    if number % FOR_A_SUBDISTRICT == 0:
        return district.subdistricts[number // FOR_A_SUBDISTRICT % len(district.subdistricts)]
    reachable = district.villages[:-3]
    return reachable[number * 7 % len(reachable)]


def add_updates(district: District, activities: list[Activity]) -> list[Update]:
    updates = keep(update for each in activities for update in updates_of(district, each))
    for each in updates:
        code = each.activity.area.code
        district.remember(
            each.received_at, each.reported_by, "programmes.reported", each.activity, code
        )
    return updates


def updates_of(district: District, each: Activity) -> Iterator[Update]:
    """Up to three reports, the last on the last day; one in twelve activities stands still."""
    length = (each.planned_end - each.planned_start).days
    is_stuck = each.pk % 12 == 0
    for number in range(1, REPORTS + 1):
        on = each.planned_start + timedelta(days=length * number // REPORTS)
        if on > TODAY or (is_stuck and number > 1):
            return
        progress = 100 * number // REPORTS
        people = each.target_people * progress // 100
        yield Update(
            act_id=act(f"update {each.pk} {number}"),
            activity=each,
            happened_on=on,
            progress=progress,
            spent=COST * progress // 100,
            people=people,
            women=people // 2,
            disabled=people // 20,
            note="Sesuai rencana",
            received_at=noon(min(on + timedelta(days=1), TODAY)),
            reported_by=district.officials["manajer"],
        )
