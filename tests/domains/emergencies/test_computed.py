"""A plan computed on a network to be checked by hand, what is named where it cannot be, and who may."""

from datetime import timedelta

import pytest
import shapely

from tangguh.domains.accounts.models import Role
from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.atlas import services as roads
from tangguh.domains.atlas.models import Road
from tangguh.domains.emergencies import selectors, services
from tangguh.domains.emergencies.errors import NothingToCompute
from tangguh.domains.emergencies.models import Computation, ComputedWay, PlanPlace
from tangguh.domains.emergencies.services import ArrivalDraft, DrillDraft
from tangguh.domains.emergencies.views import _plan_sheets
from tangguh.engines.evacuation import Named, certificate, proof_of
from tangguh.errors import NotAllowed
from tests.domains.emergencies import plans
from tests.domains.emergencies.conftest import FACTS, client_of, text
from tests.domains.residents.drafts import recorded
from tests.factories import NOW, TODAY, make_person

pytestmark = pytest.mark.django_db
# One road, from the RT in the west (102.04) to the hall in the east (102.08): 4447 m of village road.
REGISTER = """id,nama,status,from_lon,from_lat,to_lon,to_lat,jembatan
1,Jalan Timur,Desa,102.04,-2.42,102.08,-2.42,
"""
RT, HALL = (-2.42, 102.04), (-2.42, 102.08)
SECONDS = 4443 / (20 / 3.6)  # 20 km/h; the road's ends are the RT's and the hall's own junctions
A_SECOND = 0.667  # persons who enter a village road
FOOT = 0.5  # persons who enter a footpath: from the road into the hall


@pytest.fixture
def hasan(kecimbung):
    return make_person("hasan", Role.Name.VILLAGE_HEAD, kecimbung)


@pytest.fixture
def road(district, kecimbung, tmp_path):
    path = tmp_path / "jalan.csv"
    path.write_text(REGISTER)
    sari = make_person("sari", "planner", district)
    said = {"source": "Dinas PUPR 2026", "as_of": TODAY, "now": NOW}
    roads.load_roads(by=sari, district=district, file=path, **said)
    return Road.objects.get()


@pytest.fixture
def draft(hasan, kecimbung):
    """RT 01 with eight people, a hall with room for them, four kilometres and a half away."""
    plan = plans.start(hasan, kecimbung)
    plans.rt(hasan, plan, "01", people=8, at=RT)
    plans.place(hasan, plan, "Balai Desa", "building", HALL, 10)
    return plan


def compute(by, plan, district, water="before", now=NOW) -> Computation:
    return services.compute_plan(by=by, plan=plan, district=district, water=water, now=now)


def doubts(made) -> set[str]:
    return {code for code, _names in made.told["doubts"]}


def test_eight_people_on_one_road_are_safe_when_a_pencil_says_so(district, road, draft, hasan):
    made = compute(hasan, draft, district)

    # Each household of four starts on a doorstep of its own and has the road; the narrowest is the
    # footpath into the hall. The last of eight enters it 8 / 0.5 seconds after the first came.
    pencil = SECONDS + 8 / FOOT
    assert made.clearance_s == pytest.approx(pencil, rel=0.02)
    assert made.bound_s <= made.clearance_s
    assert (made.routed, made.no_dry_route, made.no_place, made.modelled) == (8, 0, 0, 8)
    assert made.told["curve"][-1] == [14, 8, 8]
    assert made.told["loss"] == {"road": road.pk, "name": "Jalan Timur", "persons": 8}
    assert {way.roads for way in made.ways.all()} == {"Jalan Timur"}


def test_the_certificate_can_be_read_back(district, road, draft, hasan):
    made = compute(hasan, draft, district)
    asked = selectors.question(selectors.contents(draft), district, water="before", now=NOW)
    named: Named = asked.named

    proof = proof_of(named, made.certificate)

    assert certificate(named, proof) == made.certificate
    assert proof.seconds == made.bound_s


def test_registered_households_count_and_only_the_rest_is_modelled(
    district, road, draft, hasan, kecimbung, fitri
):
    family = recorded(fitri, kecimbung, neighbourhood="01", latitude=RT[0], longitude=RT[1])
    recorded(fitri, kecimbung, neighbourhood="09", latitude=-2.41, longitude=102.0)  # stays

    made = compute(hasan, draft, district)

    assert (made.routed, made.modelled) == (8, 6)
    assert ComputedWay.objects.get(household__isnull=False).household == family
    family.delete()
    assert not ComputedWay.objects.filter(household__isnull=False).exists()


def test_whoever_finds_no_place_is_told_with_the_cut(district, road, draft, hasan):
    draft.places.update(places=5)

    made = compute(hasan, draft, district)

    assert (made.routed, made.no_place) == (4, 4)
    assert made.told["left_out"] == [["01", "shelters_are_full"]]
    assert made.told["shortages"] == [
        {"rts": ["01"], "shelters": ["Balai Desa"], "persons": 8, "places": 5}
    ]


def test_water_on_the_road_and_a_closure_leave_nobody_a_dry_way(
    district, road, draft, hasan, take_zones, kecimbung
):
    take_zones(FACTS, ("tinggi", shapely.box(102.055, -2.43, 102.065, -2.41)))
    before, under = compute(hasan, draft, district), compute(hasan, draft, district, "high")

    assert (before.routed, under.routed) == (8, 0)
    assert under.told["left_out"] == [["01", "no_road_at_home"]] or under.no_dry_route == 8
    assert before.told["pockets"] == [{"rts": ["01"], "persons": 8, "vulnerable": 4}]
    ani = make_person("ani", "cadre", kecimbung)
    act = "019a0000-0000-7000-8000-000000000001"
    roads.close_road(by=ani, road=road, reason="flood", act_id=act, happened_at=NOW, now=NOW)
    assert compute(hasan, draft, district).no_dry_route == 8


def spoil_place(plan, **said):
    plan.places.update(**said)


@pytest.mark.parametrize(
    "case",
    [
        (lambda plan: spoil_place(plan, latitude=-2.45, longitude=102.05), "stands in a zone"),
        (lambda plan: spoil_place(plan, places=0), "has no places"),
        (lambda plan: plan.neighbourhoods.all().delete(), "Nobody must leave yet"),
        (lambda plan: Road.objects.all().delete(), "No shelter can be used"),
        (
            lambda plan: spoil_place(plan, kind="hosts", latitude=None, longitude=None),
            "Draw a route that leads to them",
        ),
    ],
    ids=["shelter in the zone", "no places", "nobody", "no road", "hosts without a way"],
)
def test_what_cannot_be_computed_is_named_with_its_remedy(
    district, road, draft, hasan, take_zones, case
):
    spoil, told = case
    take_zones()
    spoil(draft)

    with pytest.raises(NothingToCompute, match=told):
        compute(hasan, draft, district)
    assert not Computation.objects.exists()


def test_who_is_left_out_is_named_and_the_others_are_planned(district, road, draft, hasan):
    plans.rt(hasan, draft, "02", people=4, at=(-2.49, 102.04))  # eight kilometres from any road
    draft.neighbourhoods.create(name="03", people=4)  # nowhere on the map
    plans.place(hasan, draft, "Jauh", "building", (-2.49, 102.09), 10)

    made = compute(hasan, draft, district)

    assert (made.routed, made.no_dry_route) == (8, 8)
    assert doubts(made) == {
        "no_zone",
        "home_without_place",
        "home_without_road",
        "shelter_without_road",
    }
    words = " ".join(selectors.doubts_of(made))
    assert "RT 02: houses stand far" in words
    assert "Jauh: no road comes near" in words


def test_host_families_are_reached_over_their_point(district, road, draft, hasan):
    draft.places.update(places=4)
    point = plans.place(hasan, draft, "Simpang", "point", HALL)
    hosts = plans.place(hasan, draft, "Dusun Atas", "hosts", None, 4)
    plans.route(hasan, draft, draft.neighbourhoods.get(), point, hosts)

    made = compute(hasan, draft, district)

    assert made.routed == 8
    assert {way.shelter.kind for way in made.ways.all()} == {
        PlanPlace.Kind.HOSTS,
        PlanPlace.Kind.BUILDING,
    }


def test_a_change_of_the_roads_is_told_and_no_change_is_not(district, road, draft, hasan):
    compute(hasan, draft, district)

    def changed():
        return selectors.computed(selectors.contents(draft), district, now=NOW).changed

    assert changed() == ()
    roads.set_capacity(
        by=make_person("tono", "planner", district),
        district=district,
        road_class="village",
        speed_kmh=15,
        capacity_pps=0.5,
        since=TODAY,
        reference="Hitungan 2026",
    )
    draft.neighbourhoods.update(people=12)
    assert changed() == ("roads, closures or capacities", "the plan's RT, shelters or routes")


def test_only_who_drafts_computes_and_only_who_drafts_sees_a_draft(
    district, road, draft, hasan, kecimbung
):
    ani = make_person("ani", "resident", kecimbung)
    path = f"/emergencies/plan-drafts/{draft.pk}/computed/"

    with pytest.raises(NotAllowed):
        compute(ani, draft, district)
    assert client_of(ani).get(path).status_code == 404
    assert client_of(ani).post(path, {"water": "before"}).status_code == 404
    assert client_of(hasan).post(path, {"water": "before"}).status_code == 302
    assert "Balai Desa" in text(client_of(hasan).get(path))


def test_small_counts_point_at_nobody_in_public(district, road, draft, hasan):
    draft.places.update(places=5)
    services.put_in_force(by=hasan, plan=draft, reason="Musyawarah", now=NOW)
    compute(hasan, draft, district)
    path = f"/emergencies/plan/{draft.key}/computed/"

    public, ours = text(client_of().get(path)), text(client_of(hasan).get(path))

    assert "minutes until the last person is safe" in public
    assert "Without a place" not in public
    assert "Without a place: &lt; 5 people." in ours


def test_a_drill_is_laid_over_the_computed_curve_of_the_plan_that_holds(
    district, road, draft, hasan, kecimbung
):
    services.put_in_force(by=hasan, plan=draft, reason="Musyawarah", now=NOW - timedelta(days=2))
    made = compute(hasan, draft, district)
    said = DrillDraft(kecimbung, "ftx", "Gladi", "Air naik", "flood", TODAY, expected=8)

    drill = services.plan_drill(by=hasan, draft=said, on=TODAY)
    services.record_arrival(
        by=hasan,
        drill=drill,
        draft=ArrivalDraft("Balai", 20, 8),
        act_id="019a0000-0000-7000-8000-000000000002",
        now=NOW,
    )

    course = selectors.course_of(selectors.drill_for(drill.pk))
    assert drill.computation == made
    assert [gap.behind for gap in course.gaps][-1] == 8  # planned in minute 14, safe in minute 20
    page = text(client_of().get(f"/emergencies/drills/{drill.pk}/"))
    assert f"/emergencies/plan/{draft.key}/computed/" in page


def test_a_route_follows_the_road_and_an_empty_line_is_drawn_along_it(district, road, draft, hasan):
    point = plans.place(hasan, draft, "Simpang", "point", (-2.421, 102.08))
    ends = {"neighbourhood": draft.neighbourhoods.get().pk, "point": point.pk}
    base = f"/emergencies/plan-drafts/{draft.pk}/"
    browser = client_of(hasan)

    told = browser.get(f"{base}way/", ends).json()
    browser.post(f"{base}routes/add/", {**ends, "line": ""})

    assert told["line"].splitlines() == ["-2.42, 102.04", "-2.42, 102.08", "-2.421, 102.08"]
    assert draft.routes.get().line == [[102.04, -2.42], [102.08, -2.42], [102.08, -2.421]]


def test_a_route_goes_round_the_water_and_over_no_closed_road(district, road, draft, hasan):
    network = atlas.road_network(district, now=NOW)
    assert len(network.rows) == 1
    act = "019a0000-0000-7000-8000-000000000003"
    roads.close_road(by=hasan, road=road, reason="flood", act_id=act, happened_at=NOW, now=NOW)

    stops = [(102.04, -2.42), (102.08, -2.42)]
    assert selectors.way_along_roads(draft, district, stops, now=NOW) is None


def test_a_card_on_a_door_names_no_shelter_to_which_the_plan_sends_nobody():
    school, hall = PlanPlace(pk=1, name="SDN 1"), PlanPlace(pk=2, name="Balai Desa")
    ways = [
        ComputedWay(shelter=school, roads="Jalan Barat", leave_s=60),
        ComputedWay(shelter=hall, roads="Jalan Timur", leave_s=120),
    ]

    assert _plan_sheets.computed(ways, {hall.pk}) == ["Balai Desa (Jalan Timur)"]
    assert _plan_sheets.own_way(ways[0], {hall.pk}) == []
    assert "2 minutes" in _plan_sheets.own_way(ways[1], {hall.pk})[0]
