"""Versions of a village's plan: what is refused, what is missing, what a day and a print show."""

from datetime import timedelta

import pytest

from tangguh.domains.accounts.models import Role
from tangguh.domains.atlas.errors import PositionRefused
from tangguh.domains.audit.models import Entry
from tangguh.domains.emergencies import selectors, services
from tangguh.domains.emergencies.errors import NoSuchPlan, PlanInForce, PlanRefused
from tangguh.domains.emergencies.models import PlanPlace, PlanRoute, VillagePlan
from tangguh.domains.residents.errors import NumberWritten
from tangguh.errors import NotAllowed
from tests.domains.emergencies import plans
from tests.factories import NOW, TODAY, make_person


@pytest.fixture
def hasan(kecimbung):
    return make_person("hasan", Role.Name.VILLAGE_HEAD, kecimbung)


def force(by, plan, reason="Musyawarah desa", now=NOW):
    return services.put_in_force(by=by, plan=plan, reason=reason, now=now)


def missing(plan):
    found = selectors.gaps(selectors.contents(plan), on=TODAY)
    return [gap.text for gap in found]


def test_a_full_plan_lacks_nothing(kecimbung, hasan, take_zones):
    take_zones()
    plans.drill(hasan, kecimbung)
    plan = plans.full(hasan, kecimbung)

    assert missing(plan) == []
    assert force(hasan, plan).was_complete


def test_an_empty_plan_says_all_that_is_missing(kecimbung, fitri):
    said = missing(plans.start(fitri, kecimbung))

    for text in (
        "No zone of this hazard is drawn for the village.",
        "No RT is named that must leave.",
        "There are fewer than two routes: one may be cut off.",
        "There is no assembly point.",
        "Nothing sounds at alert level 1.",
        "Nobody has the role: Leads.",
        "No drill was held within a year.",
    ):
        assert text in said


@pytest.mark.parametrize(
    ("spoil", "text"),
    [
        (lambda p: p.routes.filter(neighbourhood__name="02").delete(), "RT 02 has no route"),
        (lambda p: p.places.filter(kind="building").update(places=49), "places for 49"),
        (
            lambda p: p.places.filter(kind="building").update(latitude=-2.45, longitude=102.05),
            "Balai Desa stands in a zone",
        ),
        (lambda p: p.signals.filter(level=2).delete(), "alert level 2"),
        (lambda p: p.roles.filter(kind="health").delete(), "First aid"),
        (lambda p: p.neighbourhoods.filter(name="01").update(checked_by=""), "all of RT 01"),
    ],
    ids=["route", "room", "zone", "signal", "role", "check"],
)
def test_each_rule_is_told(kecimbung, hasan, take_zones, spoil, text):
    take_zones()
    plans.drill(hasan, kecimbung)
    plan = plans.full(hasan, kecimbung)
    spoil(plan)

    found = missing(plan)
    assert any(text in each for each in found), found


def test_a_drill_of_more_than_a_year_ago_does_not_count(kecimbung, hasan, take_zones):
    take_zones()
    plans.drill(hasan, kecimbung, days_ago=366)

    assert missing(plans.full(hasan, kecimbung)) == ["No drill was held within a year."]


def test_a_draft_begins_as_the_version_in_force_and_leaves_it_alone(kecimbung, hasan):
    first = force(hasan, plans.full(hasan, kecimbung))
    second = plans.start(hasan, kecimbung)
    services.save_row(
        by=hasan,
        plan=second,
        kind="places",
        pk=second.places.get(name="Balai Desa").pk,
        said={
            "name": "Masjid",
            "kind": "building",
            "places": 60,
            "latitude": -2.41,
            "longitude": 102.0,
        },
    )

    assert second.number == 2
    assert second.routes.count() == first.routes.count() == 2
    assert {each.shelter.name for each in second.routes.all()} == {"Masjid"}
    assert {each.shelter.name for each in first.routes.all()} == {"Balai Desa"}
    assert all(each.neighbourhood.plan_id == second.pk for each in second.routes.all())


def test_the_plan_can_be_read_as_it_stood_on_any_day(kecimbung, hasan):
    first = force(hasan, plans.full(hasan, kecimbung), now=NOW - timedelta(days=10))
    second = force(hasan, plans.start(hasan, kecimbung))

    assert selectors.in_force_on(kecimbung, "flood", TODAY - timedelta(days=11)) is None
    assert selectors.in_force_on(kecimbung, "flood", TODAY - timedelta(days=1)) == first
    assert selectors.in_force_on(kecimbung, "flood", TODAY) == second
    assert second.supersedes == first


def test_what_is_in_force_is_changed_by_nobody(kecimbung, hasan):
    plan = plans.full(hasan, kecimbung)
    stale = VillagePlan.objects.get(pk=plan.pk)
    force(hasan, plan)

    with pytest.raises(PlanInForce, match="Version 1 is in force"):
        plans.place(hasan, stale, "Titik baru")
    with pytest.raises(PlanInForce):
        services.remove_row(by=hasan, plan=stale, kind="places", pk=1)
    with pytest.raises(PlanInForce):
        force(hasan, stale)


def test_one_draft_waits_at_a_time(kecimbung, fitri, hasan):
    assert plans.start(fitri, kecimbung) == plans.start(hasan, kecimbung)
    assert VillagePlan.objects.count() == 1


def test_an_operator_drafts_and_may_not_decide(kecimbung, fitri):
    plan = plans.full(fitri, kecimbung)

    with pytest.raises(NotAllowed):
        force(fitri, plan)


def test_a_neighbouring_village_may_do_nothing_here(kecimbung, hasan):
    plan = plans.full(hasan, kecimbung)
    other = make_person("eko", Role.Name.VILLAGE_HEAD, kecimbung.parent.children.last())

    for deed in (
        lambda: plans.start(other, kecimbung),
        lambda: plans.place(other, plan, "X"),
        lambda: services.remove_row(by=other, plan=plan, kind="places", pk=1),
        lambda: services.describe_scenario(by=other, plan=plan, scenario="x"),
        lambda: force(other, plan),
    ):
        with pytest.raises(NotAllowed):
            deed()
    with pytest.raises(NoSuchPlan):
        selectors.draft_for(other, plan.pk)


def test_a_plan_without_reason_or_rt_is_refused(kecimbung, hasan):
    plan = plans.start(hasan, kecimbung)

    with pytest.raises(PlanRefused, match="no RT"):
        force(hasan, plan)
    with pytest.raises(PlanRefused, match="Write why"):
        force(hasan, plan, reason="  ")
    assert VillagePlan.objects.get().is_draft


def test_impossible_places_and_routes_are_refused_and_nothing_is_written(kecimbung, fitri):
    plan = plans.start(fitri, kecimbung)
    start, point = plans.rt(fitri, plan), plans.place(fitri, plan)
    hostile = [
        (PositionRefused, "exchanged", lambda: plans.place(fitri, plan, "a", at=(102.02, -2.42))),
        (
            PositionRefused,
            "outside",
            lambda: plans.place(fitri, plan, "a", at=(752000.0, 9730000.0)),
        ),
        (PlanRefused, "Tap on the map", lambda: plans.place(fitri, plan, "a", at=None)),
        (PlanRefused, "stands in the plan already", lambda: plans.place(fitri, plan)),
        (PlanRefused, "leads nowhere", lambda: plans.route(fitri, plan, point, point)),
        (NumberWritten, "national ID", lambda: plans.place(fitri, plan, "1503080101900001")),
    ]

    for error, text, deed in hostile:
        with pytest.raises(error, match=text):
            deed()
    assert plan.places.count() == 1
    assert not PlanRoute.objects.filter(neighbourhood=start).exists()


def test_one_swapped_bend_is_found_in_a_route(kecimbung, fitri):
    plan = plans.start(fitri, kecimbung)
    said = {
        "neighbourhood": plans.rt(fitri, plan),
        "point": plans.place(fitri, plan),
        "shelter": None,
    }
    line = [[102.05, -2.45], [-2.43, 102.03], [102.02, -2.42]]

    with pytest.raises(PositionRefused):
        services.save_row(
            by=fitri, plan=plan, kind="routes", said=said | {"line": line, "note": ""}
        )


def test_host_families_are_never_on_the_map(kecimbung, fitri):
    plan = plans.start(fitri, kecimbung)
    hosts = plans.place(fitri, plan, "Dusun Atas", "hosts", plans.DRY, 30)

    assert (hosts.longitude, hosts.latitude) == (None, None)
    assert selectors.contents(plan).room == 30


def test_a_route_knows_its_length(kecimbung, fitri):
    plan = plans.start(fitri, kecimbung)
    start = plans.rt(fitri, plan, at=(-2.45, 102.02))
    made = plans.route(fitri, plan, start, plans.place(fitri, plan, at=(-2.44, 102.02)))

    assert made.length_m == pytest.approx(1106, abs=3)  # 0.01 degrees of latitude at the equator


def test_a_row_that_goes_takes_its_routes_along(kecimbung, hasan):
    plan = plans.full(hasan, kecimbung)
    point = plan.places.get(kind=PlanPlace.Kind.POINT)

    services.remove_row(by=hasan, plan=plan, kind="places", pk=point.pk)

    assert plan.routes.count() == 0
    with pytest.raises(PlanRefused, match="not in the draft any more"):
        services.remove_row(by=hasan, plan=plan, kind="places", pk=point.pk)


def test_every_deed_stands_in_the_trail(kecimbung, hasan):
    force(hasan, plans.full(hasan, kecimbung))

    deeds = set(Entry.objects.values_list("deed", flat=True))
    assert {
        "emergencies.plan_drafted",
        "emergencies.plan_row_saved",
        "emergencies.plan_in_force",
    } <= deeds
