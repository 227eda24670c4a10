"""What is entered without a signal is kept on the device, arrives once, and is answered in words."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models import F
from PIL import Image
from playwright.sync_api import BrowserContext, Dialog, Page, Route, expect

import tangguh
from tangguh.domains.accounts.models import User
from tangguh.domains.audit.models import Act
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places import selectors as places
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes.models import Activity, Programme, Update
from tangguh.web import offline
from tests.browser.axe import assert_accessible
from tests.browser.conftest import PHONE, NewContext
from tests.browser.outbox import everything_has_arrived, kept_pages, sign_in, submit, waiting
from tests.factories import (
    make_activity,
    make_area,
    make_cycle,
    make_person,
    make_policy,
    make_programme,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VILLAGES = ("Teluk Kecimbung", "Sepintun", "Lubuk Napal", "Seko Besar", "Taman Dewa")


@pytest.fixture(autouse=True)
def files(settings, tmp_path: Path) -> None:
    """What is uploaded lies in a folder of the test's own."""
    default = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path},
    }
    settings.STORAGES = settings.STORAGES | {"default": default}


@pytest.fixture
def joko(live_district: Any) -> User:
    """The facilitator of a subdistrict in which five villages drill."""
    district = places.home_district().area
    subdistrict = make_area("15.03.08", "Pauh")
    dewi = make_person("dewi", "planner", district)
    policy = make_policy(district, dewi, status=Policy.Status.IN_FORCE)
    programme = make_programme(policy)
    Programme.objects.update(status=Programme.Status.RUNNING)
    today = date.today()  # noqa: DTZ011  (the day of the browser)
    days = {"planned_start": today - timedelta(30), "planned_end": today + timedelta(30)}
    cycle = make_cycle(
        programme, starts=today - timedelta(40), ends=today + timedelta(40), budget=10**9
    )
    for number, name in enumerate(VILLAGES):
        village = make_area(f"15.03.08.200{number + 1}", name)
        make_activity(cycle, village, title=f"Gladi {name}", **days)
    return make_person("joko", "facilitator", subdistrict)


@pytest.fixture
def device(new_context: NewContext, live_district: Any, joko: User) -> BrowserContext:
    """Joko's phone, on which he is signed in."""
    expect.set_options(timeout=20_000)
    context = new_context(viewport=PHONE, base_url=live_district.url)
    sign_in(context, joko, live_district.url)
    return context


def take_along(context: BrowserContext) -> Page:
    """Open the field page and press its button."""
    page = context.new_page()
    page.goto("/field/")
    page.get_by_role("button", name="Take these forms along").click()
    expect(page.locator("#taken")).to_have_text("All 5 forms are kept on this device.")
    return page


def open_form(page: Page, activity: Activity) -> None:
    page.goto(f"/programmes/activities/{activity.pk}/report/")
    page.locator("form[data-ready]").wait_for()


def hand_in(page: Page, activity: Activity, **figures: Any) -> None:
    """Fill in the form of an activity and press its button."""
    open_form(page, activity)
    for name, figure in ({"spent": 0} | figures).items():
        page.fill(f"[name={name}]", str(figure))
    submit(page)


def hand_in_without_signal(page: Page, activity: Activity, **figures: Any) -> None:
    hand_in(page, activity, **figures)
    expect(page.get_by_role("heading", name="Saved on this device")).to_be_visible()


def test_five_reports_without_a_signal_outlive_their_tab_and_arrive_once(
    device: BrowserContext, tmp_path: Path
):
    page = take_along(device)
    photo = tmp_path / "gladi.png"
    Image.new("RGB", (40, 30), "green").save(photo)

    # In the field: five villages, one with a picture, and the tab is closed
    device.set_offline(True)
    activities = list(Activity.objects.order_by("pk"))
    for number, activity in enumerate(activities[:4]):
        hand_in_without_signal(page, activity, progress=10 + number)
    open_form(page, activities[4])
    page.set_input_files("[name=photo]", photo)
    page.fill("[name=progress]", "14")
    submit(page)
    expect(page.locator(".summary")).to_have_text(re.compile("Spent so far.*required", re.DOTALL))
    page.fill("[name=spent]", "0")
    submit(page)
    expect(waiting(page)).to_have_count(5)
    expect(page.locator("#waiting")).to_have_text("5 waiting to be sent")
    page.close()
    assert not Update.objects.exists()

    # Back in town
    page = device.new_page()
    page.goto("/outbox/")
    expect(waiting(page)).to_have_count(5)
    device.set_offline(False)
    everything_has_arrived(page)

    told = Update.objects.order_by("progress").values_list("activity", "progress")
    assert list(told) == [(activity.pk, 10 + n) for n, activity in enumerate(activities)]
    assert Update.objects.get(progress=14).evidence.count() == Evidence.objects.count() == 1
    acts = Act.objects.filter(happened_at__lt=F("sent_at"), sent_at__lte=F("received_at"))
    assert [act.act_id.version for act in acts] == [7] * 5
    assert list(acts.order_by("act_id")) == list(acts.order_by("happened_at"))


def test_answers_lost_on_the_way_double_nothing(device: BrowserContext):
    page = take_along(device)
    device.set_offline(True)
    for activity in Activity.objects.all():
        hand_in_without_signal(page, activity, progress=30)
    received = []

    def lose_every_other_answer(route: Route) -> None:
        """The server has done its part; the device never hears of it."""
        answer = route.fetch()
        received.append(answer.status)
        if len(received) % 2:
            route.abort("connectionreset")
        else:
            route.fulfill(response=answer)

    device.route("**/report/", lose_every_other_answer)
    device.set_offline(False)
    for _cut in range(40):
        page.reload()
        page.evaluate("navigator.locks.request('outbox', () => null)")  # whoever sends has ended
        if page.get_by_text("Nothing is waiting").is_visible():
            break
    everything_has_arrived(page)
    device.unroute_all(behavior="wait")  # a kept page may still be fetched anew

    assert len(received) > 5
    assert set(received) == {200}
    assert Update.objects.count() == Act.objects.count() == 5
    assert Update.objects.values("activity").distinct().count() == 5


def test_what_the_server_refuses_says_why_and_can_be_put_right(device: BrowserContext):
    page = take_along(device)
    activity = Activity.objects.earliest("pk")
    device.set_offline(True)
    hand_in_without_signal(page, activity, progress=20, people=3, women=4)

    device.set_offline(False)
    item = waiting(page)
    expect(item).to_contain_text("4 in one group, but only 3 people in all")
    assert not Update.objects.exists()
    assert not Act.objects.exists()
    assert_accessible(page)

    item.get_by_role("link", name="Correct it").click()
    page.locator("form[data-ready]").wait_for()
    expect(page.locator(".summary")).to_contain_text("4 in one group")
    expect(page.locator("[name=progress]")).to_have_value("20")
    page.fill("[name=women]", "2")
    submit(page)
    page.wait_for_url(f"**/programmes/activities/{activity.pk}/")

    assert Update.objects.get().women == 2
    page.goto("/outbox/")
    everything_has_arrived(page)


def test_with_a_signal_the_form_says_at_once_what_is_wrong_and_then_leads_on(
    device: BrowserContext,
):
    page = device.new_page()
    activity = Activity.objects.earliest("pk")

    hand_in(page, activity, progress=60, happened_on=date(2020, 1, 1))
    expect(page.locator(".summary")).to_contain_text("Give a later day")
    page.fill("[name=happened_on]", str(date.today()))  # noqa: DTZ011
    submit(page)

    page.wait_for_url(f"**/programmes/activities/{activity.pk}/")
    expect(page.locator(".messages")).to_contain_text("Kept. Thank you")
    assert Update.objects.get().progress == 60


def test_a_form_that_was_visited_once_opens_without_a_signal_and_other_pages_do_not(
    device: BrowserContext,
):
    page = device.new_page()
    page.goto("/map/")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    open_form(page, Activity.objects.earliest("pk"))

    device.set_offline(True)
    page.goto("/map/")

    expect(page.get_by_role("heading", name="No signal", level=1)).to_be_visible()
    assert_accessible(page)
    page.locator("[data-kept] a").click()
    page.locator("form[data-ready]").wait_for()


def test_signing_out_clears_what_was_kept_and_leaves_what_waits(
    device: BrowserContext, live_district: Any, joko: User
):
    page = waits_with_a_weak_signal(device)
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept()

    page.on("dialog", agree)
    page.goto("/accounts/profile/")
    expect(page.locator("#waiting")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")

    assert "has not been sent yet" in asked[0]
    assert kept_pages(page) == []
    sign_in(device, joko, live_district.url)
    device.unroute("**/outbox/hello/")
    page.goto("/outbox/")
    page.goto("/accounts/profile/")
    page.goto("/outbox/")
    everything_has_arrived(page)
    assert Update.objects.get().reported_by == joko


def test_somebody_else_on_the_device_sees_nothing_of_it_and_sends_nothing(
    device: BrowserContext, live_district: Any, joko: User
):
    page = waits_with_a_weak_signal(device)
    sari = make_person("sari", "facilitator", joko.roles.get().area)

    sign_in(device, sari, live_district.url)
    device.unroute("**/outbox/hello/")
    with page.expect_response("**/outbox/hello/"):
        page.goto("/accounts/profile/")
    page.goto("/outbox/")

    expect(page.get_by_text("more wait here for another person")).to_be_visible()
    expect(waiting(page)).to_have_count(0)
    assert kept_pages(page) == []
    assert not Update.objects.exists()


def waits_with_a_weak_signal(device: BrowserContext) -> Page:
    """Pages are kept and one report waits; pages come, but what is sent does not get through."""
    page = take_along(device)
    device.set_offline(True)
    hand_in_without_signal(page, Activity.objects.earliest("pk"), progress=25)
    device.route("**/outbox/hello/", lambda route: route.abort())
    device.set_offline(False)
    return page


def test_a_session_that_is_over_asks_to_sign_in_before_anything_is_sent(
    device: BrowserContext, live_district: Any, joko: User
):
    page = take_along(device)
    device.set_offline(True)
    hand_in_without_signal(page, Activity.objects.earliest("pk"), progress=25)
    device.clear_cookies()
    device.set_offline(False)

    expect(page.get_by_role("heading", name="Sign in again to send")).to_be_visible()
    assert not Update.objects.exists()

    sign_in(device, joko, live_district.url)
    page.reload()
    everything_has_arrived(page)
    assert Update.objects.get().reported_by == joko


def test_what_is_discarded_is_asked_for_once_more_and_then_gone(device: BrowserContext):
    page = take_along(device)
    device.set_offline(True)
    hand_in_without_signal(page, Activity.objects.earliest("pk"), progress=25)
    answers = iter([Dialog.dismiss, Dialog.accept])
    page.on("dialog", lambda dialog: next(answers)(dialog))

    waiting(page).get_by_role("button", name="Discard").click()
    expect(waiting(page)).to_have_count(1)
    waiting(page).get_by_role("button", name="Discard").click()

    everything_has_arrived(page)
    device.set_offline(False)
    page.reload()
    assert not Update.objects.exists()


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_a_new_release_leaves_kept_forms_usable(
    device: BrowserContext, monkeypatch: pytest.MonkeyPatch, is_signed_in: bool
):
    page = take_along(device)
    before = shells(page)
    if not is_signed_in:  # then the kept forms cannot be taken anew, and need their old shell
        device.clear_cookies(name="sessionid")

    monkeypatch.setattr(tangguh, "__version__", "0.2.0")
    offline.version.cache_clear()
    page.evaluate("navigator.serviceWorker.ready.then((worker) => worker.update())")
    page.wait_for_function(
        """async ([before, count]) => {
            const names = (await caches.keys()).filter((name) => /^shell/.test(name));
            return names.length === count && names.some((name) => name !== before);
        }""",
        arg=[before[0], 1 if is_signed_in else 2],
    )
    offline.version.cache_clear()

    device.set_offline(True)
    hand_in_without_signal(page, Activity.objects.earliest("pk"), progress=25)


def shells(page: Page) -> Any:
    return page.evaluate("caches.keys().then((names) => names.filter((n) => /^shell/.test(n)))")
