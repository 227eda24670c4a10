"""From what participants say months later, through the index, to a policy: all of it over HTTP."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tangguh.domains.policies.models import Finding, Policy
from tests.domains.resilience.own import make_work
from tests.factories import TODAY, make_district, make_person, make_policy, make_village

pytestmark = pytest.mark.django_db


def signed_in(person) -> Client:
    client = reader()
    client.force_login(person)
    return client


def reader() -> Client:
    """Somebody who reads English."""
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def read(client: Client, url: str) -> str:
    page = client.get(url)
    assert page.status_code == 200
    return page.content.decode()


def send(client: Client, url: str, **said: object) -> str:
    """Open a form, fill it in, send it; where it leads to."""
    form = client.get(url).context["form"]
    typed = {field.html_name: field.value() for field in form if field.value() is not None}
    answer = client.post(url, typed | said)
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer["Location"])


def test_a_survey_changes_the_index_and_the_policy_learns_of_it():
    village = make_village()
    district = make_district(frozen_today=TODAY)
    ani = signed_in(make_person("siti", "facilitator", village))
    planner = make_person("dewi", "planner", district.area)
    dewi = signed_in(planner)
    policy = make_policy(district.area, planner, status=Policy.Status.IN_FORCE)
    make_work(village, people=30, women=15, on=date(2026, 6, 1))
    index = reverse("resilience:own_village", args=[village.code])
    rows = reverse("resilience:own_rows", args=[village.code, "TRM1"])
    assert "Nothing is counted" in read(reader(), rows)

    # In October the facilitator asks the participants of March again
    (to_ask,) = re.findall(
        r'href="(/resilience/own/activities/\d+/ask/)"', read(ani, reverse("resilience:follow_ups"))
    )
    led_to = send(
        ani,
        to_ask,
        happened_on="2026-10-20",
        chosen_by="Semua di daftar hadir",
        asked="20",
        yes_skill_in_use="8",
    )

    # The figure has changed, and its row is the follow-up
    assert led_to == index
    assert "8 of 20" in read(dewi, rows)
    assert "33 of 100 points" in read(dewi, rows)  # a fifth of the way would be 0, four fifths 100

    # The planner hands it to the policy
    hand = reverse("resilience:hand_finding", args=[village.code])
    assert hand in read(dewi, index)
    findings = send(dewi, hand, policy=policy.pk, about="TRM1", text="Pelatihan perlu pendamping.")

    # The policy shows figure, definition and period, with a way back to where it comes from
    page = read(reader(), findings)
    finding = Finding.objects.get()
    assert finding.source == Finding.Source.INDEX
    assert "Pelatihan perlu pendamping." in page
    assert "8 of 20, 33 of 100 points" in page
    assert "ketahanan_sosial@2026" in page
    assert f'href="{index}?year=2026"' in page
    assert "8 of 20" in read(dewi, finding.link)
