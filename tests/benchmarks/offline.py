"""A whole meeting without a signal, sent over a line that breaks off: is anything lost or doubled?"""

import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from playwright.sync_api import BrowserContext, Error, Locator, Page, expect, sync_playwright

from tests.benchmarks.benchmark import Benchmark, Report, Row, Scale, Table
from tests.benchmarks.installation import make_ready
from tests.benchmarks.weak_line import Cut, Line, Made, Server, line_to
from tests.browser import chromium

SEED = 20261124
MOST_SECONDS = 900
A_CLOCKS_STEP = timedelta(milliseconds=1)  # a browser tells whole milliseconds
PATIENCE = 30_000


@dataclass(frozen=True)
class Size:
    """How much is entered, and how often the line breaks off while it is sent."""

    attendees: int
    problems: int
    proposals: int
    cuts: tuple[Cut, ...]

    @property
    def acts(self) -> int:
        """All that is entered: a line each, the points of all proposals, the end."""
        return self.attendees + self.problems + self.proposals + 2


SIZES = {
    Scale.FULL: Size(
        attendees=120,
        problems=20,
        proposals=60,
        cuts=(Cut.BEFORE, Cut.HALF_ASKED, Cut.UNANSWERED, Cut.HALF_ANSWERED) * 2
        + (Cut.TAB, Cut.SERVER),
    ),
    Scale.TINY: Size(attendees=2, problems=1, proposals=1, cuts=(Cut.SERVER,)),
}


@dataclass
class Meeting:
    """What was entered, row by row, and between which two moments of the device's clock."""

    rows: Counter[tuple[object, ...]] = field(default_factory=Counter)
    entered: dict[str, tuple[datetime, datetime]] = field(default_factory=dict)
    online_at: datetime = field(default_factory=lambda: datetime.now(UTC))


def measure(scale: Scale) -> Report:
    """Enter a meeting in a real browser, cut its line while it sends, compare the database."""
    make_ready()
    size, chance = SIZES[scale], random.Random(SEED)  # noqa: S311 a benchmark's choices
    forum, session = open_forum()
    meeting = Meeting()
    server = Server()
    try:
        with line_to(server) as (line, address), device_at(address, session) as device:
            page = take_meeting(device, forum.pk)
            device.set_offline(True)
            entering = -time.monotonic()
            hold(page, forum.pk, meeting, size, chance)
            entering += time.monotonic()
            line.plan = planned(size, chance)
            sending = send(device, page, line, meeting)
    finally:
        server.kill()
    return report(forum, meeting, size, line.made, entering, sending)


def open_forum() -> tuple[Any, str]:
    """A village's deliberation of today, and the session of its facilitator."""
    from django.conf import settings
    from django.test import Client

    from tangguh.domains.evidence.parameters import parameter
    from tangguh.domains.participation import services
    from tests.factories import make_district, make_person, make_village

    make_district()
    village, now = make_village(), datetime.now(UTC)
    joko = make_person("joko", "facilitator", village)
    draft = services.ForumDraft(
        area=village,
        kind="village",
        title="Musyawarah desa",
        held_on=now.astimezone().date(),
        place="Balai desa",
        source="Benchmark",
    )
    forum = services.open_forum(by=joko, draft=draft, act_id=uuid4(), now=now)
    proposed = parameter("participation.ranking.criteria", on=forum.held_on)
    criteria = [(each["text"], each["weight"]) for each in proposed]
    services.agree_criteria(by=joko, forum=forum, criteria=criteria, revision=forum.revision)
    client = Client()
    client.force_login(joko, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return forum, client.cookies[settings.SESSION_COOKIE_NAME].value


@contextmanager
def device_at(address: str, session: str) -> Iterator[BrowserContext]:
    """A telephone on which the facilitator is signed in."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
        context = browser.new_context(
            base_url=address, viewport=chromium.PHONE, locale="id-ID", timezone_id="Asia/Jakarta"
        )
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        expect.set_options(timeout=PATIENCE)
        yield context
        browser.close()


# ── In the hall ──


def take_meeting(device: BrowserContext, forum: int) -> Page:
    """Open the meeting once with a signal, which keeps its page."""
    page = device.new_page()
    page.goto("/map/")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    open_meeting(page, forum)
    return page


def open_meeting(page: Page, forum: int) -> None:
    from django.urls import reverse

    page.goto(reverse("participation:meeting", args=[forum]))
    page.locator("#closing form[data-ready]").wait_for()


def hold(page: Page, forum: int, meeting: Meeting, size: Size, chance: random.Random) -> None:
    """Everything that is written down at a meeting, by its forms, without a signal."""
    for number in range(1, size.attendees + 1):
        came(page, meeting, f"Warga {number:03d}", chance)
    for number in range(1, size.problems + 1):
        pinned(page, meeting, f"Masalah {number:02d}")
    for number in range(1, size.proposals + 1):
        asked(page, meeting, f"Usulan {number:02d}", size, chance)
    open_meeting(page, forum)
    give_points(page, meeting, chance)
    open_meeting(page, forum)
    close(page, meeting, size)


def came(page: Page, meeting: Meeting, name: str, chance: random.Random) -> None:
    sex, disabled = chance.choice(("female", "male")), chance.random() < 0.1
    age = chance.choice(("youth", "adult", "elder"))
    form = page.locator("#attendance form[data-ready]").first
    form.locator(f"[name=sex][value={sex}]").check()
    form.locator(f"[name=age_band][value={age}]").check()
    form.locator("[name=disabled]").set_checked(disabled)
    write_down(form, meeting, name=name)
    meeting.rows["attendee", name, sex, age, disabled] += 1


def pinned(page: Page, meeting: Meeting, text: str) -> None:
    form = page.locator("#problems form[data-ready]").first
    form.locator("[name=affected]").fill(f"Warga di sekitar {text}")
    write_down(form, meeting, text=text)
    meeting.rows["problem", text, f"Warga di sekitar {text}"] += 1


def asked(page: Page, meeting: Meeting, title: str, size: Size, chance: random.Random) -> None:
    """A proposal that answers to a card which itself still waits on the device."""
    card = f"Masalah {chance.randint(1, size.problems):02d}"
    cost = chance.randint(5, 400) * 1_000_000
    form = page.locator("#asked form[data-ready]")
    form.locator("[name=problem]").select_option(label=card)
    form.locator("[name=estimated_cost]").fill(str(cost))
    write_down(form, meeting, title=title)
    meeting.rows["proposal", title, card, cost] += 1


def write_down(form: Locator, meeting: Meeting, **main: str) -> None:
    """Fill in the field that is empty again once the line is kept, and press the button."""
    [(name, value)] = main.items()
    form.locator(f"[name={name}]").fill(value)
    before = datetime.now(UTC)
    form.locator("[type=submit]").click()
    expect(form.locator(f"[name={name}]")).to_have_value("")
    expect(form.locator("[role=status][data-word=kept]")).to_be_visible()
    meeting.entered[value] = before - A_CLOCKS_STEP, datetime.now(UTC)


def give_points(page: Page, meeting: Meeting, chance: random.Random) -> None:
    """Every proposal against every criterion, in one form."""
    for row in page.locator("[data-ranks] fieldset").all():
        title = row.locator("legend").inner_text()
        for place, select in enumerate(row.locator("select").all()):
            points = chance.randint(1, 5)
            select.select_option(str(points))
            meeting.rows["points", title, place, points] += 1
    page.locator("[data-ranks] [type=submit]").click()
    page.wait_for_url("**/outbox/**")


def close(page: Page, meeting: Meeting, size: Size) -> None:
    form = page.locator("#closing form[data-ready]")
    form.locator("[name=decisions]").fill("Disepakati bersama.")
    form.locator("[type=submit]").click()
    meeting.rows["decisions", "Disepakati bersama."] += 1
    expect(page.locator("#queue ol > li")).to_have_count(size.acts)


# ── On the way ──


def planned(size: Size, chance: random.Random) -> dict[int, Cut]:
    """Which acts are cut, and how; the last is cut too early to be the only one that is left."""
    cuts = list(size.cuts)
    chance.shuffle(cuts)
    return dict(zip(sorted(chance.sample(range(1, size.acts), len(cuts))), cuts, strict=True))


def send(device: BrowserContext, page: Page, line: Line, meeting: Meeting) -> float:
    """Seconds from the first signal until the device says that nothing waits."""
    meeting.online_at = datetime.now(UTC)
    begun = time.monotonic()
    device.set_offline(False)
    while not nothing_waits(page):
        if time.monotonic() - begun > MOST_SECONDS:
            raise TimeoutError(f"Something still waits after {MOST_SECONDS} s.")
        if line.tab_is_to_die.is_set():
            line.tab_is_to_die.clear()
            page = tab_after_a_crash(device, page)
        page.wait_for_timeout(100)
    return time.monotonic() - begun


def nothing_waits(page: Page) -> bool:
    return page.locator("#queue [data-word=empty]").is_visible()


def tab_after_a_crash(device: BrowserContext, page: Page) -> Page:
    """The renderer dies without a word; the person opens the queue once more."""
    with page.expect_event("crash"), suppress(Error):  # it dies before it could answer
        page.goto("chrome://crash")
    page.close()
    opened = device.new_page()
    opened.goto("/outbox/")
    return opened


# ── At the office ──


def report(
    forum: Any, meeting: Meeting, size: Size, made: list[Made], entering: float, sending: float
) -> Report:
    found = rows_of(forum)
    lost, more = meeting.rows - found, found - meeting.rows
    mistimed = wrong_times(forum, meeting)
    acts = acts_kept()
    if lost or more or mistimed or acts != size.acts or len(made) != len(size.cuts):
        raise AssertionError(
            f"lost: {lost}; doubled: {more}; wrong times: {mistimed}; "
            f"{acts} acts of {size.acts}; {len(made)} cuts of {len(size.cuts)}"
        )
    return Report(
        rows=(
            Row("rows lost", lost.total(), "", 0),
            Row("rows doubled or changed", more.total(), "", 0),
            Row("acts at another time than they were entered", len(mistimed), "", 0),
            Row("acts entered without a signal", size.acts, ""),
            Row("cuts while they were sent", len(made), ""),
            Row("from the first signal until all has arrived", sending, "s"),
            Row("acts a second, pauses after the cuts included", size.acts / sending, ""),
            Row("entering, an act", entering / size.acts, "s"),
        ),
        notes=(
            f"A real Chromium enters {size.attendees} attendees, one act each, {size.problems} "
            f"problem cards, {size.proposals} proposals that answer to them, their points in one "
            "form, and the end of the meeting. Then it has a signal; a line between it and the "
            "served product breaks off at seeded acts and is dead for a second each time (longer "
            "where the server starts again). The device tries again by itself. Afterwards every "
            f"row of the database is compared with what was entered: {found.total():,} rows, among "
            f"them the points of each proposal. Seed {SEED}.",
        ),
        table=Table(
            head=("cut", "of the act sent as no.", "when", "next act after s"),
            lines=tuple(told(number, cut) for number, cut in enumerate(made, start=1)),
        ),
    )


def told(number: int, made: Made) -> tuple[str, ...]:
    after = f"{made.healed_at - made.at:.1f}" if made.healed_at else "–"
    return str(number), str(made.act), made.cut.value, after


def rows_of(forum: Any) -> Counter[tuple[object, ...]]:
    """What the database holds of a meeting, in the shape in which it was entered."""
    forum.refresh_from_db()
    criteria = list(forum.criteria.order_by("position"))
    place = {criterion.pk: number for number, criterion in enumerate(criteria)}
    rows = Counter(
        ("attendee", *row)
        for row in forum.attendees.values_list("name", "sex", "age_band", "disabled")
    )
    rows.update(("problem", *row) for row in forum.problems.values_list("text", "affected"))
    rows.update(
        ("proposal", *row)
        for row in forum.proposals.values_list("title", "problem__text", "estimated_cost")
    )
    for criterion in criteria:
        given = criterion.ratings.values_list("proposal__title", "points")
        rows.update(("points", title, place[criterion.pk], points) for title, points in given)
    if forum.closed_at:
        rows["decisions", forum.decisions] += 1
    return rows


def wrong_times(forum: Any, meeting: Meeting) -> list[str]:
    """What is not said to have happened as it was entered, or to have come before there was a signal."""
    from tangguh.domains.audit.models import Act

    names = dict(forum.attendees.values_list("act_id", "name"))
    names |= dict(forum.problems.values_list("act_id", "text"))
    names |= dict(forum.proposals.values_list("act_id", "title"))
    acts = {act.act_id: act for act in Act.objects.all()}
    return [
        name
        for act_id, name in names.items()
        if not is_timed(acts.get(act_id), meeting.entered.get(name), meeting.online_at)
    ]


def is_timed(act: Any, entered: tuple[datetime, datetime] | None, online_at: datetime) -> bool:
    return (
        act is not None
        and entered is not None
        and entered[0] <= act.happened_at <= entered[1]
        and online_at <= act.received_at
    )


def acts_kept() -> int:
    from tangguh.domains.audit.models import Act
    from tangguh.domains.audit.selectors import first_broken_link

    broken = first_broken_link()
    if broken is not None:
        raise AssertionError(f"The audit trail is broken at {broken}.")
    return Act.objects.count()


BENCHMARK = Benchmark(
    "offline",
    "A meeting without a signal, sent over a line that breaks off",
    measure,
    everyday=False,
)
