"""Households by consent, who helps whom, drills and outreach: what the field writes down."""

from collections.abc import Iterator
from datetime import timedelta

from tangguh.domains.emergencies.models import (
    Arrival,
    BuddyConsent,
    Drill,
    DrillProblem,
    Helper,
    OutreachQuestion,
    OutreachSession,
    Pair,
)
from tangguh.domains.places.models import Area
from tangguh.domains.residents.models import Consent, Household, Member, Need
from tests.benchmarks.district_size.ground import (
    SOURCED,
    TODAY,
    District,
    act,
    days_before,
    keep,
    noon,
)

NEIGHBOURHOODS = 6
LARGER = 4  # times as many households live in the first village
HOUSE = 0.0004  # degrees between two houses
TEXT_OF = days_before(300)
ASKED, HOLDS = {"given_on": days_before(60)}, {"expires_on": TODAY + timedelta(days=120)}
POINTS, MINUTES = ("Balai desa", "Masjid"), (10, 25, 40, 55, 80)


def add_neighbours(district: District) -> None:
    """A register in some villages, two neighbours on call for most, and what was practised."""
    for village in district.villages[: district.size.inhabited]:
        add_register(district, village)
    add_drills(district)
    add_outreach(district)


def add_register(district: District, village: Area) -> None:
    times = LARGER if village == district.villages[0] else 1
    households = keep(
        household(district, village, n) for n in range(district.size.households * times)
    )
    members = keep(member for each in households for member in members_of(each))
    in_need = members[::3]
    kinds = list(Need.Kind)
    keep(Need(member=each, kind=kinds[n % len(kinds)]) for n, each in enumerate(in_need))
    keep(
        Consent(
            household=each, purpose=purpose, text_of=TEXT_OF, given_by="Contoh", **ASKED, **HOLDS
        )
        for each in households
        for purpose in Consent.Purpose
    )
    helpers = keep(helper(district, each) for each in households[::2])
    pairs = keep(pair for n, each in enumerate(in_need) for pair in pairs_of(each, helpers, n))
    keep(
        BuddyConsent(
            pair=each,
            side=side,
            text_of=TEXT_OF,
            given_by="Contoh",
            recorded_by=district.operators[village.pk],
            **ASKED,
        )
        for each in pairs
        if each.state == Pair.State.AGREED
        for side in BuddyConsent.Side
    )


def household(district: District, village: Area, number: int) -> Household:
    return Household(
        area=village,
        neighbourhood=f"{1 + number % NEIGHBOURHOODS:02}",
        address=f"Rumah {number + 1}",
        longitude=(village.longitude or 102.5) + HOUSE * (number % 40),
        latitude=(village.latitude or -2.3) + HOUSE * (number // 40),
        recorded_by=district.operators[village.pk],
        act_id=act(f"household {village.code} {number}"),
        **SOURCED,
    )


def members_of(household: Household) -> Iterator[Member]:
    for number, born in enumerate((1951, 1980, 2010)):
        sex = Member.Sex.FEMALE if number % 2 else Member.Sex.MALE
        name = f"Contoh {household.pk}-{number}"
        yield Member(household=household, name=name, sex=sex, birth_year=born, is_head=number == 0)


def helper(district: District, home: Household) -> Helper:
    return Helper(
        area=home.area,
        neighbourhood=home.neighbourhood,
        name=f"Penolong {home.pk}",
        phone="0745-00001",
        household=home,
        longitude=home.longitude,
        latitude=home.latitude,
        skills=["carry"] if home.pk % 2 else [],
        trained_on=days_before(100),
        text_of=TEXT_OF,
        recorded_by=district.operators[home.area_id],
        act_id=act(f"helper {home.pk}"),
        **ASKED,
        **HOLDS,
        **SOURCED,
    )


def pairs_of(member: Member, helpers: list[Helper], number: int) -> Iterator[Pair]:
    """Two neighbours for each; every seventh has yet to be asked about the second."""
    for turn in range(2):
        agreed = not (turn and number % 7 == 0)
        yield Pair(
            member=member,
            helper=helpers[(number + 1 + turn) % len(helpers)],
            metres=60 + 40 * turn,
            state=Pair.State.AGREED if agreed else Pair.State.PROPOSED,
            proposed_on=days_before(70),
            expires_on=HOLDS["expires_on"] if agreed else None,
        )


def add_drills(district: District) -> None:
    drills = keep(drill(district, number) for number in range(district.size.drills))
    keep(arrival for each in drills for arrival in arrivals_of(each))
    keep(
        DrillProblem(
            drill=each,
            minute=20,
            text="Perahu terlambat",
            action="Perahu disiagakan",
            owner="BPBD",
            due=days_before(10),
            noted_by=each.planned_by,
        )
        for each in drills
    )


def drill(district: District, number: int) -> Drill:
    village, on = spread(district, number), days_before(number % 600)
    return Drill(
        area=village,
        kind=Drill.Kind.FIELD,
        title=f"Gladi {number + 1}",
        scenario="Air naik dari hulu",
        hazard="flood",
        held_on=on,
        expected=120,
        expected_vulnerable=20,
        plan_curve=[[20, 40], [60, 120]],
        alarm_at=noon(on),
        ended_at=noon(on) + timedelta(hours=3),
        planned_by=district.operators[village.pk],
        **SOURCED,
    )


def spread(district: District, number: int) -> Area:
    """Every village in turn, but the neighbours of one another far apart."""
    return district.villages[number * 7 % len(district.villages)]


def arrivals_of(drill: Drill) -> Iterator[Arrival]:
    for point in POINTS:
        for minute in MINUTES:
            yield Arrival(
                act_id=act(f"arrival {drill.pk} {point} {minute}"),
                drill=drill,
                point=point,
                minute=minute,
                people=12,
                vulnerable=2,
                received_at=noon(drill.held_on) + timedelta(hours=3),
                recorded_by=drill.planned_by,
            )


def add_outreach(district: District) -> None:
    sessions = keep(session(district, number) for number in range(district.size.drills))
    keep(
        OutreachQuestion(
            session=each,
            number=1,
            text="Ke mana saat air naik?",
            asked_before=30,
            right_before=9,
            asked_after=30,
            right_after=25,
        )
        for each in sessions
    )


def session(district: District, number: int) -> OutreachSession:
    village = spread(district, number)
    return OutreachSession(
        act_id=act(f"session {number}"),
        area=village,
        hazard="flood",
        material=OutreachSession.Material.TALK,
        place="Balai desa",
        held_on=days_before(number % 400),
        people=30,
        women=14,
        children=5,
        elderly=5,
        recorded_by=district.operators[village.pk],
        **SOURCED,
    )
