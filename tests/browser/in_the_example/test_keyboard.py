"""The main ways, walked with nothing but a keyboard."""

from playwright.sync_api import Page

from tests.browser.chromium import DESK
from tests.browser.conftest import Reader

MOST_STOPS = 60


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element is reached; what is focused on the way shows a ring."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        ring = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert ring >= 2, page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached within {MOST_STOPS} stops")


def test_the_first_stop_skips_to_the_content(reader: Reader):
    page = reader("")
    page.set_viewport_size(DESK)
    page.goto("/policies/")

    page.keyboard.press("Tab")
    assert page.locator(".skip").bounding_box()["y"] >= 0  # it can be seen now
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_menu_leads_to_a_policy_and_its_indicator(reader: Reader):
    page = reader("")
    page.set_viewport_size(DESK)
    page.goto("/")

    tab_to(page, "nav.nav a[href='/policies/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/policies/")
    tab_to(page, "main a[href='/policies/1/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/policies/1/")
    tab_to(page, "main a[href='/policies/indicators/1/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/policies/indicators/1/")


def test_somebody_reports_without_a_mouse(reader: Reader):
    page = reader("pusdalops")
    page.set_viewport_size(DESK)
    page.goto("/programmes/3/")
    page.locator("main tbody a[href^='/programmes/activities/']").first.click()
    tab_to(page, "main a.button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/")

    for name, typed in [
        ("progress", "100"),
        ("spent", "12.500.000"),
        ("note", "Lewat papan ketik"),
    ]:
        tab_to(page, f"[name={name}]")
        page.keyboard.type(typed)
    page.keyboard.press("Enter")

    page.wait_for_url("**/programmes/activities/*/")
    assert "Lewat papan ketik" in page.locator("main").inner_text()


def test_a_form_that_cannot_be_saved_takes_the_reader_to_its_faults(reader: Reader):
    page = reader("bappeda")
    page.set_viewport_size(DESK)
    page.goto("/policies/draft/")

    tab_to(page, "[name=title]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".summary")

    assert page.evaluate("document.activeElement.matches('.summary')")
    tab_to(page, ".summary a")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('input, select, textarea')")
