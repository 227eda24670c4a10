"""A whole meeting is written down without a signal; a conflict is told with both values."""

import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tangguh.domains.accounts.models import User
from tangguh.domains.audit.models import Act
from tangguh.domains.participation import services
from tangguh.domains.participation.models import Attendee, Forum, Problem, Proposal, Rating
from tangguh.domains.participation.services import ForumDraft
from tangguh.domains.places.models import Area
from tests.browser.axe import assert_accessible
from tests.browser.conftest import PHONE, NewContext
from tests.browser.outbox import everything_has_arrived, sign_in, waiting
from tests.factories import make_person, make_village

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = "Kept on this device"


@pytest.fixture
def village(live_district: Any) -> Area:
    return make_village()


@pytest.fixture
def joko(village: Area) -> User:
    return make_person("joko", "facilitator", village)


@pytest.fixture
def forum(joko: User, village: Area) -> Forum:
    """The deliberation of a village, today, with one criterion to rank by."""
    draft = ForumDraft(
        area=village,
        kind=Forum.Kind.VILLAGE,
        title="Musyawarah desa",
        held_on=date.today(),  # noqa: DTZ011  (the day of the browser)
        place="Balai desa",
        source="Test",
    )
    opened = services.open_forum(by=joko, draft=draft, act_id=uuid4(), now=timezone.now())
    return services.agree_criteria(
        by=joko, forum=opened, criteria=[("Mendesak", 3)], revision=opened.revision
    )


@pytest.fixture
def device(new_context: NewContext, live_district: Any, joko: User) -> BrowserContext:
    """Joko's phone, on which he is signed in."""
    expect.set_options(timeout=20_000)
    context = new_context(viewport=PHONE, base_url=live_district.url)
    sign_in(context, joko, live_district.url)
    return context


def take_meeting(device: BrowserContext, forum: Forum) -> Page:
    """Open the meeting once with a signal, which keeps its page on the device."""
    page = device.new_page()
    page.goto("/map/")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    open_meeting(page, forum)
    return page


def open_meeting(page: Page, forum: Forum) -> None:
    page.goto(reverse("participation:meeting", args=[forum.pk]))
    page.locator("#closing form[data-ready]").wait_for()


def write_down(page: Page, part: str, **filled: str) -> Locator:
    """Fill in one short form of the meeting and press its button."""
    form = page.locator(f"#{part} form[data-ready]:not([data-ranks])").first
    for name, value in filled.items():
        field = form.locator(f"[name={name}]")
        if field.first.get_attribute("type") == "radio":
            form.locator(f"[name={name}][value={value}]").check()
        else:
            field.fill(value)
    form.locator("[type=submit]").click()
    return form


def came(page: Page, name: str) -> None:
    form = write_down(page, "attendance", sex="female", age_band="adult", name=name)
    expect(form.locator("[role=status]")).to_contain_text(re.compile(f"{KEPT}|Written down"))
    expect(form.locator("[name=name]")).to_have_value("")


def asked(page: Page, title: str, card: str = "None") -> None:
    page.locator("#asked [name=problem]").select_option(label=card)
    form = write_down(page, "asked", title=title)
    expect(form.locator("[role=status]")).to_contain_text(re.compile(f"{KEPT}|Written down"))
    expect(form.locator("[name=title]")).to_have_value("")


def points(page: Page, title: str) -> Locator:
    return page.locator("[data-ranks] fieldset").filter(has_text=title).locator("select")


def test_a_whole_meeting_without_a_signal_arrives_once_and_in_its_order(
    device: BrowserContext, forum: Forum
):
    page = take_meeting(device, forum)
    device.set_offline(True)
    hold_meeting(page, forum)
    assert_accessible(page)
    assert not Act.objects.exists()

    device.set_offline(False)
    everything_has_arrived(page)

    assert sorted(Attendee.objects.values_list("name", flat=True)) == ["Aminah", "Rukiah", "Siti"]
    ratings = Rating.objects.values_list("proposal__title", "points")
    assert sorted(ratings) == [("Perbaiki jembatan", 5), ("Sumur bor", 3)]
    assert Proposal.objects.count() == 2
    assert Proposal.objects.get(title="Perbaiki jembatan").problem == Problem.objects.get()
    assert Forum.objects.get().closed_at
    acts = Act.objects.order_by("received_at")
    assert list(acts) == list(acts.order_by("happened_at"))
    assert acts.filter(happened_at__lt=F("sent_at"), sent_at__lte=F("received_at")).count() == 8


def hold_meeting(page: Page, forum: Forum) -> None:
    """Eight acts; in between the page is opened anew and knows what waits."""
    for name in ("Aminah", "Siti", "Rukiah"):
        came(page, name)
    form = write_down(page, "problems", text="Jembatan putus", affected="Warga RT 02")
    expect(form.locator("[role=status]")).to_contain_text(KEPT)
    asked(page, "Perbaiki jembatan", card="Jembatan putus")
    asked(page, "Sumur bor")
    expect(page.locator("#waiting")).to_have_text("6 waiting to be sent")
    open_meeting(page, forum)
    expect(page.locator("#waiting")).to_have_text("6 waiting to be sent")
    points(page, "Perbaiki jembatan").select_option("5")
    points(page, "Sumur bor").select_option("3")
    page.locator("[data-ranks] [type=submit]").click()
    expect(waiting(page)).to_have_count(7)
    open_meeting(page, forum)
    write_down(page, "closing", decisions="Jembatan didahulukan.")
    expect(waiting(page)).to_have_count(8)


def test_the_end_of_a_meeting_does_not_overtake_what_still_waits(
    device: BrowserContext, forum: Forum
):
    page = take_meeting(device, forum)
    device.set_offline(True)
    came(page, "Aminah")
    device.route("**/attendees/", lambda route: route.fulfill(status=503, body="busy"))
    device.route("**/outbox/hello/", lambda route: route.continue_())
    device.set_offline(False)

    write_down(page, "closing", decisions="Tidak ada.")
    expect(waiting(page)).to_have_count(2)
    assert not Forum.objects.get().closed_at

    device.unroute("**/attendees/")
    page.evaluate("document.dispatchEvent(new Event('outbox:send'))")
    everything_has_arrived(page)
    assert Attendee.objects.get().name == "Aminah"
    assert Forum.objects.get().closed_at


def test_two_tabs_at_once_send_each_line_once(device: BrowserContext, forum: Forum):
    tabs = [take_meeting(device, forum), device.new_page()]
    open_meeting(tabs[1], forum)
    device.set_offline(True)
    names = ["Aminah", "Rukiah", "Siti", "Zubaidah"]
    for number, name in enumerate(names):
        came(tabs[number % 2], name)
    sent: list[str] = []
    device.on("request", lambda request: sent.append(request.method))

    device.set_offline(False)
    for tab in tabs:
        tab.evaluate("document.dispatchEvent(new Event('outbox:send'))")
        expect(tab.locator("#waiting")).to_be_hidden()

    assert sorted(Attendee.objects.values_list("name", flat=True)) == names
    assert sent.count("POST") <= len(names)


def test_a_weak_signal_does_not_hold_up_the_queue_at_the_door(device: BrowserContext, forum: Forum):
    page = take_meeting(device, forum)
    held: list[Route] = []
    device.route("**/outbox/hello/", lambda route: held.append(route))
    came(page, "Aminah")
    came(page, "Siti")
    expect(page.locator("#waiting")).to_have_text("2 waiting to be sent")

    assert held
    device.unroute("**/outbox/hello/")
    expect(page.locator("#waiting")).to_be_hidden()
    assert set(Attendee.objects.values_list("name", flat=True)) == {"Aminah", "Siti"}


def test_what_two_devices_changed_is_told_with_both_values(
    device: BrowserContext, forum: Forum, joko: User
):
    proposal = services.file_proposal(
        by=joko,
        draft=services.ProposalDraft(
            area=forum.area,
            forum=forum,
            title="Sumur bor",
            filed_on=forum.held_on,
            proposed_by="all",
            helps="all",
            source="Test",
        ),
        act_id=uuid4(),
        now=timezone.now(),
    )
    page = take_meeting(device, forum)
    device.set_offline(True)
    points(page, "Sumur bor").select_option("2")
    page.locator("[data-ranks] [type=submit]").click()
    expect(waiting(page)).to_have_count(1)
    sari = make_person("sari", "village_operator", forum.area)
    services.rate(
        by=sari, forum=forum, points={("Mendesak", proposal.act_id): 4}, revision=forum.revision
    )

    device.set_offline(False)
    expect(waiting(page)).to_contain_text("Nothing of theirs was overwritten")
    expect(waiting(page)).to_contain_text("Meanwhile")
    waiting(page).get_by_text("What was entered").click()
    expect(waiting(page).locator("dl")).to_contain_text("Sumur bor")
    waiting(page).get_by_role("link", name="Correct it").click()
    page.locator("[data-ranks][data-ready]").wait_for()

    expect(points(page, "Sumur bor")).to_have_value("2")
    row = page.locator("[data-ranks] fieldset").filter(has_text="Sumur bor")
    expect(row).to_contain_text("On record now: 4")
    assert_accessible(page)
    assert Rating.objects.get().points == 4
    page.locator("[data-ranks] [type=submit]").click()
    page.wait_for_url("**/meeting/#ranking")
    assert Rating.objects.get().points == 2
