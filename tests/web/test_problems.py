"""A problem tells what is wrong, what to do next, and where."""

import json
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.test import Client, RequestFactory

from tangguh.errors import Conflict
from tangguh.web import problems
from tests.factories import make_district

pytestmark = pytest.mark.django_db
WRONG = {"username": "rina", "password": "guess"}


def guess(times, language="en"):
    client = Client()
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = language
    answers = [client.post("/accounts/sign-in/", WRONG) for _each in range(times)]
    return answers[-1]


@pytest.mark.parametrize(
    ("pause", "words", "seconds"),
    [
        (0.25, "Wait 15 minutes", "900"),
        (timedelta(seconds=61), "Wait 2 minutes", "61"),
        (timedelta(minutes=1), "Wait 1 minute and", "60"),
    ],
)
def test_a_closed_door_says_how_long_in_words_and_to_machines(settings, pause, words, seconds):
    settings.AXES_COOLOFF_TIME = pause

    answer = guess(settings.AXES_FAILURE_LIMIT)

    assert answer.status_code == 429
    assert words in answer.content.decode()
    assert answer["Retry-After"] == seconds


def test_one_wrong_password_less_is_asked_again_without_a_pause(settings):
    answer = guess(settings.AXES_FAILURE_LIMIT - 1)

    assert answer.status_code == 200
    assert "Retry-After" not in answer


@pytest.mark.parametrize(
    ("link", "is_shown"),
    [
        ("/evidence/7/", True),
        ("https://elsewhere.example/", False),
        ("//elsewhere.example/", False),
        ("javascript:alert(1)", False),
        (None, False),
    ],
)
def test_a_problem_leads_to_our_own_page_alone(link, is_shown):
    make_district()
    problem = Conflict("This very file is already evidence number 7.", link=link)

    page = problems.show(RequestFactory().get("/evidence/claim/"), problem).content.decode()

    assert (f'href="{link}"' in page) is is_shown
    assert "number 7" in page


def test_the_open_data_tell_the_same_as_json():
    problem = Conflict("This very file is already evidence number 7.", link="/evidence/7/")

    answer = problems.show(RequestFactory().get("/api/evidence"), problem)

    said = json.loads(answer.content)
    assert (answer.status_code, said["code"]) == (409, "conflict")
    assert said["details"] == {"link": "/evidence/7/"}


def test_a_site_that_is_not_ours_is_refused_and_is_no_fault_of_ours(client: Client):
    answer = client.get("/", headers={"host": "evil.example"})

    assert answer.status_code == 400


def test_the_address_of_a_button_says_so_to_whoever_only_opens_it(client: Client):
    make_district()
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = "en"

    answer = client.get("/evidence/1/verify/")

    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "use its button" in answer.content.decode()


def test_a_wrong_password_is_told_in_our_own_words(settings):
    page = guess(1).content.decode()

    assert "This sign-in name and password do not belong together." in page
