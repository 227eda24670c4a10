import json
import logging

import pytest

from tangguh.web.requests import JsonFormatter
from tests.factories import make_district, make_evidence, make_person, make_village

pytestmark = pytest.mark.django_db
NAME = "Siti Aminah"


@pytest.fixture
def lines(caplog):
    """What the log would hold, each line as it is written."""
    caplog.set_level(logging.DEBUG)
    return lambda: [JsonFormatter().format(record) for record in caplog.records]


def test_a_request_is_one_line_of_json_with_its_number(client, lines):
    answer = client.get("/health/")

    (line,) = [json.loads(line) for line in lines() if '"tangguh.requests"' in line]
    assert (line["method"], line["route"], line["status"]) == ("GET", "health/", 200)
    assert line["milliseconds"] >= 0
    assert len(answer["X-Request-ID"]) == 12


def test_a_number_from_outside_is_not_taken_over(client):
    first = client.get("/health/", headers={"X-Request-ID": "chosen-by-a-stranger"})
    second = client.get("/health/")

    assert "stranger" not in first["X-Request-ID"]
    assert first["X-Request-ID"] != second["X-Request-ID"]


def test_no_name_address_or_password_comes_into_the_log(client, lines):
    make_district()
    sent = {"username": NAME, "password": "rahasia-sekali"}

    client.get("/search/", {"q": NAME}, REMOTE_ADDR="192.0.2.77")
    client.post("/accounts/sign-in/", sent, REMOTE_ADDR="192.0.2.77", HTTP_USER_AGENT="Phone of S")

    everything = "\n".join(lines())
    assert everything.count('"tangguh.requests"') == 2
    for personal in (NAME, "Siti", "rahasia", "192.0.2.77", "Phone of S"):
        assert personal not in everything


def test_what_one_may_not_see_is_logged_as_a_route_without_its_number(client, lines):
    make_district()
    village, other = make_village(), make_village("15.03.01.2001")
    hidden = make_evidence(other, make_person("ani", "village_operator", other))
    kades = make_person("kades", "village_head", village)
    client.force_login(kades, backend="tangguh.domains.accounts.selectors.PeopleWithRoles")

    assert client.get(f"/evidence/{hidden.pk}/").status_code == 404

    (line,) = [json.loads(line) for line in lines() if '"tangguh.requests"' in line]
    assert (line["status"], line["route"]) == (404, "evidence/<int:pk>/")
    assert "kades" not in "\n".join(lines())


def test_an_error_keeps_its_trace_on_the_same_line():
    try:
        _ = 1 / 0
    except ZeroDivisionError as error:
        info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed", None, info)

    line = JsonFormatter().format(record)

    assert "\n" not in line
    assert "ZeroDivisionError" in json.loads(line)["trace"]
