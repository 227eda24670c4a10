"""The plan's map tapped on a telephone and on a desk, and drawn by keyboard; axe is content."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tangguh.domains.atlas.models import Road, RoadNode, RoadSet
from tangguh.domains.places.selectors import home_area
from tests.browser.axe import assert_accessible
from tests.browser.chromium import DESK, PHONE
from tests.browser.test_buddies import page_of
from tests.domains.emergencies import plans
from tests.factories import NOW, SOURCED, make_person, make_village

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_points_and_routes_are_drawn_by_touch_and_by_keyboard(
    browser: Browser, live_district, viewport
):
    village = make_village()
    village.longitude, village.latitude = 102.03, -2.43
    village.save()
    hasan = make_person("hasan", "village_head", village)
    plan = plans.start(hasan, village)
    start = plans.rt(hasan, plan)
    page = page_of(browser, live_district.url, hasan, viewport)
    base = f"/emergencies/plan-drafts/{plan.pk}/"

    # A point is tapped
    page.goto(f"{base}places/add/")
    assert_accessible(page)
    page.get_by_label("Name").fill("Lapangan")
    canvas = page.locator("[data-plan-map]")
    canvas.click(position={"x": 60, "y": 50})
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Lapangan").first).to_be_visible(timeout=20_000)
    point = plan.places.get()
    assert point.latitude > start.latitude
    assert point.longitude < start.longitude

    # A route is drawn by keyboard: from the RT, which the line finds, on to two bends
    page.goto(f"{base}routes/add/")
    assert_accessible(page)
    page.get_by_label("From RT").select_option("01")
    page.get_by_label("To the assembly point").select_option("Lapangan")
    canvas.focus()
    for key in ("Enter", "ArrowUp", "Enter", "ArrowLeft", "Enter", "Enter", "Backspace"):
        page.keyboard.press(key)
    assert len(page.get_by_label("The way, bend by bend").input_value().splitlines()) == 3
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(f"**{base}#routes")
    assert len(plan.routes.get().line) == 3
    page.context.close()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_point_is_moved_nearer_by_and_every_page_fits(browser: Browser, live_district, viewport):
    village = make_village()
    hasan = make_person("hasan", "village_head", village)
    plan = plans.full(hasan, village)
    point = plan.places.get(kind="point")
    page = page_of(browser, live_district.url, hasan, viewport)
    base = f"/emergencies/plan-drafts/{plan.pk}/"

    page.goto(f"{base}places/{point.pk}/")
    page.get_by_role("button", name="Nearer").click()
    page.locator("[data-plan-map]").click(position={"x": 120, "y": 90})
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(f"**{base}#places")

    assert plan.places.get(kind="point").longitude != point.longitude
    for path in (base, f"/emergencies/{village.code}/plan/", f"{base}force/"):
        page.goto(path)
        assert_accessible(page)
        width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert width <= 0, path
    page.context.close()


def test_the_plan_is_computed_with_one_press_and_the_page_fits(browser: Browser, live_district):
    village, hasan = a_village_with_a_road(live_district)
    plan = plans.start(hasan, village)
    plans.rt(hasan, plan, "01", people=8, at=(-2.42, 102.04))
    plans.place(hasan, plan, "Balai Desa", "building", (-2.42, 102.08), 10)
    page = page_of(browser, live_district.url, hasan, PHONE)
    page.set_default_timeout(120_000)  # the first calculation on a machine compiles its loops

    page.goto(f"/emergencies/plan-drafts/{plan.pk}/computed/")
    page.get_by_role("button", name="Compute").click()

    expect(page.get_by_text("Computed and checked.")).to_be_visible(timeout=120_000)
    assert page.get_by_text("minutes until the last person is safe").is_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    page.context.close()


def test_a_route_follows_the_road_and_what_is_drafted_without_a_signal_arrives_once(
    browser: Browser, live_district
):
    village, hasan = a_village_with_a_road(live_district)
    plan = plans.start(hasan, village)
    plans.rt(hasan, plan, "01", people=8, at=(-2.42, 102.04))
    plans.place(hasan, plan, "Lapangan", "point", (-2.42, 102.08))
    page = page_of(browser, live_district.url, hasan, PHONE)
    base = f"/emergencies/plan-drafts/{plan.pk}/"

    # With a signal: from and to draw the way; then the forms are taken along
    page.goto(f"{base}routes/add/")
    page.get_by_label("From RT").select_option("01")
    page.get_by_label("To the assembly point").select_option("Lapangan")
    way = page.get_by_label("The way, bend by bend")
    expect(way).to_have_value("-2.42, 102.04\n-2.42, 102.08", timeout=20_000)
    page.goto(base)
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.get_by_text("Draft without a signal").click()
    page.get_by_role("button", name="Take these forms along").click()
    expect(page.locator("#taken")).to_have_text(
        "All 8 forms are kept on this device.", timeout=60_000
    )

    # Without: a role, a point and a route
    page.context.set_offline(True)
    for kind, said in WITHOUT_SIGNAL.items():
        add_without_signal(page, f"{base}{kind}/add/", said)
    assert not plan.roles.exists()

    page.context.set_offline(False)
    expect(page.get_by_text("Nothing is waiting")).to_be_visible(timeout=60_000)
    assert [each.office for each in plan.roles.all()] == ["Linmas"]
    assert plan.places.filter(name="Masjid").count() == 1
    assert [each.line for each in plan.routes.all()] == [[[102.04, -2.42], [102.08, -2.42]]]
    page.context.close()


WITHOUT_SIGNAL = {
    "roles": {"office": "Linmas"},
    "places": {"name": "Masjid", "latitude": "-2.42", "longitude": "102.03"},
    "routes": {"note": "Licin"},
}


def add_without_signal(page: Page, path: str, said: dict[str, str]) -> None:
    page.goto(path)
    page.locator("form[data-ready]").wait_for()
    for name, value in said.items():
        page.fill(f"[name={name}]", value)
    if "note" in said:
        page.get_by_label("From RT").select_option("01")
        page.get_by_label("To the assembly point").select_option("Lapangan")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Saved on this device")).to_be_visible(timeout=20_000)


def a_village_with_a_road(live_district):
    """Teluk Kecimbung at the west end of a road of four kilometres, and its head."""
    village = make_village()
    village.longitude, village.latitude = 102.04, -2.42
    village.save()
    district = home_area()
    used = RoadSet.objects.create(district=district, kind="register", received_at=NOW, **SOURCED)
    west, east = (
        RoadNode.objects.create(road_set=used, longitude=x, latitude=-2.42)
        for x in (102.04, 102.08)
    )
    Road.objects.create(
        road_set=used,
        area=village,
        from_node=west,
        to_node=east,
        name="Jalan Timur",
        road_class="village",
        length_m=4443,
        line=[[102.04, -2.42], [102.08, -2.42]],
        **SOURCED,
    )
    return village, make_person("hasan", "village_head", village)
