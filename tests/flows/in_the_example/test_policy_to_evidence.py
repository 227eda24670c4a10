"""The loop over HTTP: from a policy's text to a verified picture, and back, in four clicks each."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tangguh.domains.accounts.models import User
from tangguh.domains.accounts.views import BACKEND
from tangguh.domains.audit.selectors import first_broken_link
from tangguh.domains.policies.models import Indicator, Policy
from tangguh.domains.programmes.models import Activity

pytestmark = pytest.mark.django_db
PAGES = (
    "/",
    "/map/",
    "/search/?q=Spintun",
    "/places/15.03.08.2006/",
    "/places/15.03.08/",
    "/policies/",
    "/programmes/",
    "/programmes/coverage/",
    "/programmes/coverage/?hazard=landslide",
    "/partners/",
    "/evidence/",
    "/accounts/sign-in/",
)
MOST_QUERIES = 15


def follow(reader: Client, page: str, pattern: str) -> str:
    """Click the first link of a page whose address looks like a pattern."""
    text = reader.get(page).content.decode()
    found = re.search(rf'href="({pattern})"', text)
    assert found, f"{page} has no link like {pattern}"
    return found[1]


def test_the_loop_can_be_walked_both_ways_and_the_pages_around_it_ask_little(
    reader, django_assert_max_num_queries
):
    policy = reverse("policies:detail", args=[Policy.objects.get().pk])

    # From the policy to a number, to the picture behind it
    indicator = follow(reader, policy, r"/policies/indicators/\d+/")
    evidence = follow(reader, indicator, r"/evidence/\d+/")
    shown = reader.get(evidence)
    assert "terverifikasi" in shown.content.decode()

    # And from the picture back up to the policy
    assert follow(reader, evidence, policy) == policy

    # Nobody meets an error on the way, or a page that asks the database too often
    for page in (*PAGES, policy, indicator, evidence):
        with django_assert_max_num_queries(MOST_QUERIES, info=page):
            assert reader.get(page).status_code == 200, page

    # Tambak Ratu, prone to landslides and without a drill, stands first among the never reached
    never = reader.get("/programmes/coverage/?hazard=landslide").content.decode()
    assert "Tambak Ratu" in never

    # The trail of all this holds
    assert first_broken_link() is None


def test_the_same_pages_ask_little_of_those_who_work_with_them(
    reader, django_assert_max_num_queries
):
    activity = Activity.objects.order_by("pk")[0]
    pages = (
        reverse("policies:detail", args=[Policy.objects.get().pk]),
        reverse("policies:indicator", args=[Indicator.objects.order_by("pk")[0].pk]),
        reverse("programmes:detail", args=[activity.cycle.programme_id]),
        reverse("programmes:activity", args=[activity.pk]),
        reverse("partners:detail", args=[activity.lead_id]),
        reverse("accounts:profile"),
    )

    for person in ("bappeda", "ukm", "kades", "inspektorat", "admin"):
        reader.force_login(User.objects.get(username=person), backend=BACKEND)
        for page in (*PAGES, *pages):
            with django_assert_max_num_queries(MOST_QUERIES, info=f"{page} for {person}"):
                assert reader.get(page).status_code in {200, 302}, page


def test_policies_programmes_and_places_with_their_codes_are_open_data(reader):
    lists = {name: reader.get(f"/api/{name}").json() for name in ("policies", "programmes")}
    assert [policy["status"] for policy in lists["policies"]["items"]] == ["in_force"]
    assert [row["code"] for row in lists["programmes"]["items"]] == ["P1", "P2", "P3", "P4"]

    answer = reader.get("/api/places?level=village&limit=500").json()

    assert answer["count"] == len(answer["items"]) == 158
    assert "15.03.08.2006" in {row["code"] for row in answer["items"]}
