"""An act may be sent as often as it takes: it is done once, and every sender hears the same."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, resolve

from tangguh.domains.accounts.models import User
from tangguh.domains.accounts.views import BACKEND
from tangguh.domains.audit.models import Act
from tangguh.domains.places.models import Area
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes.models import Activity, Cycle, Programme, Update
from tangguh.web import outbox
from tests.factories import (
    make_activity,
    make_cycle,
    make_district,
    make_person,
    make_policy,
    make_programme,
    make_village,
)

pytestmark = pytest.mark.django_db
Send = Callable[..., Any]
JSON = "application/json"


@pytest.fixture
def activity() -> Activity:
    """A drill that began this month."""
    area = make_district().area
    dewi = make_person("dewi", "planner", area)
    programme = make_programme(make_policy(area, dewi, status=Policy.Status.IN_FORCE))
    Programme.objects.update(status=Programme.Status.RUNNING)
    day = date.today()  # noqa: DTZ011  (the server's own day)
    cycle = make_cycle(programme, starts=day - timedelta(90), ends=day + timedelta(90))
    return make_activity(
        cycle, make_village(), planned_start=day - timedelta(9), planned_end=day + timedelta(9)
    )


@pytest.fixture
def eko(activity: Activity) -> User:
    return make_person("eko", "village_head", activity.area)


@pytest.fixture
def phone(eko: User) -> Client:
    return signed_in(eko)


def signed_in(person: User | None) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.cookies["django_language"] = "en"
    if person:
        client.force_login(person, backend=BACKEND)
    return client


def report(client: Client, activity: Activity, *, accept: str = JSON, **fields: Any) -> Any:
    """Send the form of an update as an outbox sends it."""
    usual = {
        "act_id": str(uuid4()),
        "happened_on": str(date.today()),  # noqa: DTZ011
        "progress": "40",
        "spent": "0",
    }
    url = f"/programmes/activities/{activity.pk}/report/"
    return client.post(url, usual | fields, headers={"Accept": accept})


def open_cycle(client: Client, programme: Programme, **fields: Any) -> Any:
    """Send a form whose deed knows nothing of acts: done again, it would refuse the name."""
    told = {"name": "2027", "starts": "2027-01-01", "ends": "2027-12-31", "budget": "5"}
    url = f"/programmes/{programme.pk}/cycles/new/"
    sent = told | {"funding_district_budget": "5"} | fields
    return client.post(url, sent, headers={"Accept": JSON})


def test_an_act_sent_twice_is_done_once_and_answered_alike(phone: Client, activity: Activity):
    act_id = str(uuid4())

    first = report(phone, activity, act_id=act_id)
    second = report(phone, activity, act_id=act_id)

    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json() == second.json()
    assert first.json()["done"] is True
    assert first.json()["url"] == f"/programmes/activities/{activity.pk}/"
    assert "Kept. Thank you" in first.json()["messages"][0]
    assert Update.objects.count() == Act.objects.count() == 1


def test_a_deed_that_knows_nothing_of_acts_is_done_once_too(activity: Activity):
    dewi = signed_in(User.objects.get(username="dewi"))
    act_id, programme = str(uuid4()), Programme.objects.get()

    answers = [open_cycle(dewi, programme, act_id=act_id) for _time in range(2)]
    without = open_cycle(dewi, programme, act_id=str(uuid4()))

    assert [answer.status_code for answer in answers] == [200, 200]
    assert without.status_code == 422
    assert Cycle.objects.filter(name="2027").count() == 1


def test_a_browser_that_sends_twice_is_led_to_the_same_page(phone: Client, activity: Activity):
    act_id = str(uuid4())

    answers = [report(phone, activity, act_id=act_id, accept="text/html") for _time in range(2)]

    assert {answer.status_code for answer in answers} == {302}
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Update.objects.count() == 1


def test_another_content_under_the_same_number_is_a_conflict(phone: Client, activity: Activity):
    act_id = str(uuid4())
    report(phone, activity, act_id=act_id, progress="40")

    answer = report(phone, activity, act_id=act_id, progress="90")

    assert (answer.status_code, answer.json()["code"]) == (409, "act_differs")
    assert "What was sent first stands" in answer.json()["message"]
    assert Update.objects.get().progress == 40


def test_nobody_gets_at_the_answer_to_anothers_act(phone: Client, activity: Activity):
    act_id = str(uuid4())
    report(phone, activity, act_id=act_id)
    sari = make_person("sari", "village_operator", activity.area)

    answer = report(signed_in(sari), activity, act_id=act_id)

    assert answer.status_code == 409
    assert "url" not in answer.json()


def test_what_one_person_entered_is_not_done_in_the_name_of_another(
    phone: Client, activity: Activity, eko: User
):
    sari = make_person("sari", "village_operator", activity.area)

    answer = report(phone, activity, act_by=str(sari.pk))

    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in")
    assert not Update.objects.exists()
    assert report(phone, activity, act_by=str(eko.pk)).status_code == 200


def test_a_session_that_is_over_is_said_and_nothing_is_kept(activity: Activity):
    answer = report(signed_in(None), activity)

    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in")
    assert not Act.objects.exists()


def test_a_refused_act_names_its_field_and_may_come_again_put_right(
    phone: Client, activity: Activity
):
    act_id = str(uuid4())

    refused = report(phone, activity, act_id=act_id, progress="much", spent="")
    right = report(phone, activity, act_id=act_id, progress="100")

    assert refused.status_code == 422
    found = {error["name"]: error for error in refused.json()["errors"]}
    assert found["progress"]["label"] == "Progress in percent"
    assert found["progress"]["message"] == "Enter a whole number."
    assert found["spent"]["message"] == "This field is required."
    assert right.status_code == 200
    assert Update.objects.get().progress == 100


def test_a_rule_of_the_room_and_a_conflict_are_said_in_words(phone: Client, activity: Activity):
    early = report(phone, activity, happened_on="2020-01-01")
    Programme.objects.update(status=Programme.Status.EVALUATED)
    late = report(phone, activity)

    assert early.status_code == 422
    assert "Give a later day" in early.json()["errors"][0]["message"]
    assert (late.status_code, late.json()["code"]) == (409, "programme_closed")
    assert "has been evaluated" in late.json()["message"]
    assert not Act.objects.exists()


def test_when_it_happened_and_when_it_came_in_are_both_kept(phone: Client, activity: Activity):
    # The phone's clock is two hours slow; it sends a day after the report was entered.
    now = datetime.now(UTC)
    sent = now - timedelta(hours=2)
    times = {
        "act_happened_at": (sent - timedelta(days=1)).isoformat(),
        "act_sent_at": sent.isoformat(),
    }

    report(phone, activity, **times)

    act = Act.objects.get()
    assert act.happened_at == sent - timedelta(days=1)
    assert act.received_at >= now
    assert act.skew - timedelta(hours=2) < timedelta(minutes=1)
    assert abs(act.happened - (now - timedelta(days=1))) < timedelta(minutes=1)
    assert act.act_id == Update.objects.get().act_id


@pytest.mark.parametrize("clock", ["", "yesterday", "2026-13-40T00:00:00Z", "2026-11-24T10:00"])
def test_a_clock_that_tells_no_time_costs_nobody_a_report(
    phone: Client, activity: Activity, clock: str
):
    assert report(phone, activity, act_happened_at=clock).status_code == 200
    assert Act.objects.get().happened_at is None


def test_the_words_go_to_whoever_waits_for_them(phone: Client, activity: Activity):
    page, url = (
        f"/programmes/activities/{activity.pk}/",
        f"/programmes/activities/{activity.pk}/report/",
    )
    figures = {"happened_on": str(date.today()), "progress": "50", "spent": "0"}  # noqa: DTZ011

    report(phone, activity)
    assert "Kept. Thank you" not in phone.get(page).content.decode()

    headers = {"Accept": JSON, "X-Outbox": "form"}
    phone.post(url, figures | {"act_id": str(uuid4())}, headers=headers)
    assert "Kept. Thank you" in phone.get(page).content.decode()


@pytest.mark.django_db(transaction=True)
def test_senders_at_the_same_moment_do_it_once(activity: Activity, eko: User):
    act_id = str(uuid4())
    phones = [signed_in(eko) for _each in range(4)]

    def send(phone: Client) -> Any:
        answer = report(phone, activity, act_id=act_id)
        connection.close()
        return answer.status_code, answer.json()

    with ThreadPoolExecutor(len(phones)) as pool:
        answers = list(pool.map(send, phones))

    assert answers == [answers[0]] * 4
    assert answers[0][0] == 200
    assert Update.objects.count() == Act.objects.count() == 1


# ── Views that go wrong, in the address space of these tests alone ──


def broken(_request: HttpRequest) -> HttpResponse:
    Area.objects.update(name="changed")
    return HttpResponse(status=500)


def shown(_request: HttpRequest) -> HttpResponse:
    Area.objects.update(name="changed")
    return HttpResponse("a page")


def done(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204)


urlpatterns = [
    path("broken/", broken),
    path("shown/", shown),
    path("done/", done, name="done"),
    path("in/", shown, name="sign_in"),
]


@pytest.mark.urls(__name__)
def test_what_breaks_leaves_nothing_behind(settings):
    settings.LOGIN_URL = "/in/"
    make_village()

    answer = Client().post("/broken/", {"act_id": str(uuid4())}, headers={"Accept": JSON})

    assert (answer.status_code, answer.json()["code"]) == (500, "not_taken")
    assert not Area.objects.filter(name="changed").exists()
    assert not Act.objects.exists()


@pytest.mark.urls(__name__)
def test_a_page_in_place_of_an_answer_is_not_taken_for_one(settings):
    settings.LOGIN_URL = "/in/"
    make_village()

    answer = Client().post("/shown/", {"act_id": str(uuid4())}, headers={"Accept": JSON})

    assert answer.status_code == 400
    assert Area.objects.filter(name="changed").exists()
    assert not Act.objects.exists()


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("left_alone", "noted"), [(set(), 1), ({"done"}, 0)])
def test_of_a_form_that_is_left_alone_nothing_is_noted(settings, monkeypatch, left_alone, noted):
    settings.LOGIN_URL = "/in/"
    monkeypatch.setattr(outbox, "LEFT_ALONE", left_alone)

    Client().post("/done/", {"act_id": str(uuid4())}, headers={"Accept": JSON})

    assert Act.objects.count() == noted


@pytest.mark.parametrize(
    "url", ["/participation/rounds/1/vote/", "/participation/rounds/bundles/1/1/"]
)
def test_ballots_are_left_alone(url: str):
    assert resolve(url).view_name in outbox.LEFT_ALONE


def test_hello_says_who_and_gives_a_token_that_holds(eko: User, activity: Activity):
    client = Client(enforce_csrf_checks=True)
    client.force_login(eko, backend=BACKEND)

    hello = client.get("/outbox/hello/")
    token = hello.json()["csrf"]
    url = f"/programmes/activities/{activity.pk}/report/"
    figures = {"happened_on": str(date.today()), "progress": "40", "spent": "0"}  # noqa: DTZ011
    sent = figures | {"act_id": str(uuid4())}
    stale = client.post(url, sent, headers={"Accept": JSON, "X-CSRFToken": "x" * 64})
    fresh = client.post(url, sent, headers={"Accept": JSON, "X-CSRFToken": token})

    assert hello.json()["person"] == str(eko.pk)
    assert "no-store" in hello["Cache-Control"]
    assert (stale.status_code, stale.json()["code"]) == (403, "not_taken")
    assert fresh.status_code == 200
    assert Client().get("/outbox/hello/").json()["person"] == ""
