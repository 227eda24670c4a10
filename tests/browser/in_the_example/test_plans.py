"""The planner sets the limits on a telephone, sees both plans, and decides on the desk."""

from playwright.sync_api import Page

from tests.browser.axe import assert_accessible
from tests.browser.chromium import PHONE
from tests.browser.conftest import Reader

SECONDS = 60_000


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_a_plan_is_drawn_up_on_a_telephone_and_decided(reader: Reader):
    page = reader("bappeda")
    page.set_viewport_size(PHONE)
    for address in ("/resilience/costs/", "/resilience/costs/BIDAN/", "/resilience/plans/new/"):
        page.goto(address)
        assert_accessible(page)
        assert fits(page), address

    for ceiling in page.locator("[name^=fund_]").all():
        ceiling.fill("")  # they begin as the last plan had them
    page.click("main form .button[type=submit]")  # no ceiling: told, with the rest kept
    page.wait_for_selector(".summary")
    page.fill("[name=fund_district_budget]", "Rp300.000.000")
    page.fill("[name=fund_village_fund]", "100.000.000")
    page.click("main form .button[type=submit]")
    page.wait_for_url("**/resilience/plans/*/", timeout=SECONDS)
    assert_accessible(page)
    assert fits(page)

    page.check("[name=chosen][value=neither]")
    page.fill("[name=reason]", "Menunggu musrenbang")
    page.select_option("[name=policy]", index=1)
    page.click("#decide .button[type=submit]")
    page.wait_for_selector("#decision")
    assert "Menunggu musrenbang" in page.locator("main").inner_text()
    assert_accessible(page)
