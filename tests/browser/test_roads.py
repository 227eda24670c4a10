"""Roads on a telephone: drawn by touch and by keyboard, and closed with one tap without a signal."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tangguh.domains.atlas import services as atlas
from tangguh.domains.atlas.models import Road, RoadAct
from tangguh.domains.places.selectors import home_area
from tests.browser.axe import assert_accessible
from tests.browser.chromium import PHONE
from tests.browser.conftest import NewContext
from tests.browser.outbox import everything_has_arrived, sign_in
from tests.browser.test_buddies import page_of
from tests.factories import NOW, TODAY, make_person, make_village

pytestmark = pytest.mark.django_db(transaction=True)

REGISTER = """id,nama,status,from_lon,from_lat,to_lon,to_lat
1,Simpang,Desa,102.02,-2.43,102.03,-2.43
2,Ujung,Desa,102.03,-2.43,102.04,-2.44
"""


@pytest.fixture
def village(live_district: Any, tmp_path: Path):
    """A village with two roads that meet."""
    village = make_village()
    village.longitude, village.latitude = 102.03, -2.43
    village.save()
    file = tmp_path / "jalan.csv"
    file.write_text(REGISTER)
    said = {"source": "PUPR", "as_of": TODAY, "now": NOW}
    atlas.load_roads(by=None, district=home_area(), file=file, **said)
    return village


def bends(page: Page) -> list[str]:
    return page.get_by_label("The road, bend by bend").input_value().splitlines()


def middle_of(page: Page, number: int) -> tuple[float, float]:
    box = page.locator("[data-snap]").nth(number).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_road_is_drawn_by_touch_and_its_bend_moved_by_keyboard(
    browser: Browser, live_district: Any, village
):
    hasan = make_person("hasan", "village_head", village)
    page = page_of(browser, live_district.url, hasan, PHONE)
    page.goto("/atlas/roads/draw/")
    assert_accessible(page)
    page.locator("[data-plan-map]").scroll_into_view_if_needed()

    # Near a junction the line goes to it; a finger that misses by 15 pixels still means it
    x, y = middle_of(page, 1)
    page.mouse.click(x + 15, y + 10)
    assert bends(page) == ["-2.430000, 102.030000"]
    page.mouse.click(x + 5, y - 60)
    assert len(bends(page)) == 2

    # The last bend is taken up and put down by keyboard
    before = bends(page)[1]
    page.locator("[data-plan-map]").focus()
    for key in ("ArrowUp", "ArrowDown", "Enter", "ArrowLeft", "ArrowLeft", "Enter"):
        page.keyboard.press(key)
    assert len(bends(page)) == 2
    assert bends(page)[1] != before

    page.get_by_label("Name").fill("Jalan baru")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/atlas/roads/?area=*")
    drawn = Road.objects.get(name="Jalan baru")
    assert drawn.from_node == Road.objects.get(name="Simpang").to_node

    # On the list's map a finger that misses a thin line by 18 pixels still means it
    page.locator("#map").scroll_into_view_if_needed()
    line = page.locator("a[aria-label=Ujung] path").last.bounding_box()
    assert line is not None
    page.mouse.click(line["x"] + line["width"] / 2 + 13, line["y"] + line["height"] / 2 - 13)
    expect(page.get_by_role("heading", name="Ujung", level=1)).to_be_visible()
    heights = page.evaluate(
        "[...document.querySelectorAll('main .button')].map((e) => e.offsetHeight)"
    )
    assert min(heights) >= 44
    page.context.close()


def test_a_road_is_closed_with_one_tap_without_a_signal(
    new_context: NewContext, live_district: Any, village
):
    expect.set_options(timeout=20_000)
    ani = make_person("ani", "cadre", village)
    device = new_context(viewport=PHONE, base_url=live_district.url)
    sign_in(device, ani, live_district.url)
    page = device.new_page()
    page.goto("/field/")
    page.get_by_role("button", name="Take these forms along").click()
    expect(page.locator("#taken")).to_contain_text("are kept on this device")

    device.set_offline(True)
    page.get_by_role("link", name="Close a road in").click()
    page.locator("form[data-ready]").wait_for()
    page.get_by_label("Which road").select_option(label="2. Ujung (Village road, 1572 m)")
    page.get_by_role("button", name="Landslide").click()
    expect(page.get_by_role("heading", name="Saved on this device")).to_be_visible()
    assert not RoadAct.objects.exists()

    device.set_offline(False)
    page.goto("/outbox/")
    everything_has_arrived(page)
    act = RoadAct.objects.get()
    assert (act.road.name, act.reason, act.by) == ("Ujung", "landslide", ani)
