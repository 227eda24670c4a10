"""The yes of both sides, clicked on a telephone and on a desk; axe is content with every page on the way."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, Page

from tangguh.domains.accounts.models import User
from tangguh.domains.accounts.views import BACKEND
from tangguh.domains.emergencies.models import Pair
from tests.browser.axe import assert_accessible
from tests.browser.chromium import DESK, PHONE
from tests.domains.emergencies.buddies import helper, house, propose
from tests.factories import make_person, make_village

pytestmark = pytest.mark.django_db(transaction=True)


def page_of(browser: Browser, address: str, person: User, viewport: object) -> Page:
    session = SessionStore()
    session.update(
        {
            "_auth_user_id": str(person.pk),
            "_auth_user_backend": BACKEND,
            "_auth_user_hash": person.get_session_auth_hash(),
        }
    )
    session.save()
    context = browser.new_context(base_url=address, viewport=viewport, locale="id-ID")
    context.add_cookies(
        [
            {"name": "sessionid", "value": session.session_key or "", "url": address},
            {"name": "django_language", "value": "en", "url": address},
        ]
    )
    return context.new_page()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_both_sides_are_asked_and_the_pair_holds(browser: Browser, live_district, viewport):
    village = make_village()
    kader = make_person("siti", "cadre", village)
    house(kader, village, "Minah")
    helper(kader, village, "Kartini")
    propose(kader, village)
    page = page_of(browser, live_district.url, kader, viewport)

    page.goto(f"/emergencies/buddies/{village.code}/")
    assert_accessible(page)
    page.get_by_role("link", name="Kartini").click()
    assert_accessible(page)
    page.get_by_label("Who is fetched").check()
    page.get_by_label("Yes").check()
    page.get_by_label("Who answered").fill("Minah")
    page.get_by_label("How they are helped").fill("by the arm")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Kartini").click()
    page.get_by_label("Yes").check()
    page.get_by_label("Who answered").fill("Kartini")
    page.get_by_role("button", name="Save").click()

    assert page.get_by_text("both said yes").is_visible()
    assert page.get_by_text("by the arm").is_visible()
    assert Pair.objects.get().state == Pair.State.AGREED
    for path in ("helpers/", "helpers/add/", "flooded/", "training/"):
        page.goto(f"/emergencies/buddies/{village.code}/{path}")
        assert_accessible(page)
        width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert width <= 0, path
    page.context.close()
