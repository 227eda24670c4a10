"""The plan's map tapped on a telephone and on a desk, and drawn by keyboard; axe is content."""

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import assert_accessible
from tests.browser.chromium import DESK, PHONE
from tests.browser.test_buddies import page_of
from tests.domains.emergencies import plans
from tests.factories import make_person, make_village

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
    assert page.get_by_role("link", name="Lapangan").is_visible()
    point = plan.places.get()
    assert point.latitude > start.latitude
    assert point.longitude < start.longitude

    # A route is drawn by keyboard: from the RT, which the line finds, on to two bends
    page.goto(f"{base}routes/add/")
    assert_accessible(page)
    page.get_by_label("From RT").select_option("01")
    page.get_by_label("To the assembly point").select_option("Lapangan")
    box = canvas.bounding_box()
    canvas.focus()
    for key in ("Enter", "ArrowUp", "Enter", "ArrowLeft", "Enter", "Enter", "Backspace"):
        page.keyboard.press(key)
    assert box["width"] > 200
    assert len(page.get_by_label("The way, bend by bend").input_value().splitlines()) == 3
    page.get_by_role("button", name="Save").click()
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

    assert plan.places.get(kind="point").longitude != point.longitude
    for path in (base, f"/emergencies/{village.code}/plan/", f"{base}force/"):
        page.goto(path)
        assert_accessible(page)
        width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert width <= 0, path
    page.context.close()
