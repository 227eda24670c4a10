"""The pages that anybody may open, on a phone and on a desk: nothing overflows, axe is content."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tangguh.web.districts import open_district
from tests.browser.axe import assert_accessible

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("/", "/map/", "/places/15.03.08.2006/", "/search/?q=Spintun", "/programmes/coverage/")


def test_public_pages_fit_and_can_be_used_by_everyone(either: Page, live_district: Any):
    open_district("15.03")

    for path in PAGES:
        either.goto(live_district + path)
        width = either.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert width <= 0, f"{path} is {width} px too wide"
        assert_accessible(either)


def test_a_misspelt_name_leads_to_its_village(phone: Page, live_district: Any):
    open_district("15.03")

    phone.goto(live_district + "/search/?q=Spintun")
    phone.get_by_role("link", name="Sepintun").first.click()

    assert phone.get_by_role("heading", level=1).inner_text() == "Desa Sepintun"
