"""Where else proposals are seen: village, activity, evidence, search, and the open data."""

import pytest
from django.test import Client
from django.urls import reverse

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.participation.models import Proposal, Reason, Status
from tangguh.domains.places.models import Area
from tangguh.domains.policies.models import Policy
from tests.domains.participation.proposal_drafts import People, filed, people_of, stepped
from tests.factories import (
    TODAY,
    make_activity,
    make_cycle,
    make_district,
    make_evidence,
    make_policy,
    make_programme,
    make_village,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def village() -> Area:
    return make_village()


@pytest.fixture
def people(village: Area) -> People:
    make_district(frozen_today=TODAY)
    return people_of(village)


@pytest.fixture
def proposal(people: People, village: Area) -> Proposal:
    return filed(people.budi, village, proposer="Siti Aminah", hides_proposer=True)


def read(url: str) -> str:
    page = Client().get(url)
    assert page.status_code == 200
    return page.content.decode()


def page(proposal: Proposal) -> str:
    return reverse("participation:proposal", args=[proposal.number])


def test_a_village_shows_what_its_residents_ask_for(proposal: Proposal):
    assert page(proposal) in read(reverse("places:village", args=[proposal.area.code]))


def test_an_activity_shows_who_asked_for_it(people: People, proposal: Proposal):
    policy = make_policy(proposal.area.parent.parent, people.dewi, status=Policy.Status.IN_FORCE)
    activity = make_activity(make_cycle(make_programme(policy)), proposal.area)
    Proposal.objects.filter(pk=proposal.pk).update(activity=activity)

    assert page(proposal) in read(reverse("programmes:activity", args=[activity.pk]))


def test_evidence_leads_up_to_its_proposal(people: People, proposal: Proposal):
    photo = make_evidence(proposal.area, people.budi, audience=Evidence.Audience.PUBLIC)
    proposal.pictures.add(photo)

    assert page(proposal) in read(reverse("evidence:detail", args=[photo.pk]))


@pytest.mark.parametrize("words", ["U-2026-0001", "2026-1", "bridge"])
def test_the_search_finds_a_proposal_by_number_and_by_words(proposal: Proposal, words: str):
    assert page(proposal) in read(reverse("search") + f"?q={words}")


def test_the_open_data_tell_the_answer_and_no_hidden_name(people: People, proposal: Proposal):
    stepped(
        people.budi,
        proposal,
        Status.DECLINED,
        reason=Reason.LAND,
        answer="The land is private.",
    )

    listed = Client().get("/api/proposals?within=15.03.08&status=declined")
    found = Client().get(f"/api/proposals/{proposal.number}")

    assert listed.json()["count"] == 1
    assert found.json()["steps"][-1]["reason"] == "land"
    assert found.json()["answered_on"] == TODAY.isoformat()
    assert "Siti" not in listed.content.decode() + found.content.decode()
    assert Client().get("/api/proposals?status=draft").json()["count"] == 0
    assert Client().get("/api/proposals/U-2026-0999").status_code == 404


def test_whoever_filed_a_hidden_name_does_not_get_it_from_the_open_data_either(
    people: People, proposal: Proposal
):
    client = Client()
    client.force_login(people.budi)

    assert "Siti" not in client.get(f"/api/proposals/{proposal.number}").content.decode()


def test_the_open_data_ask_the_database_little(proposal: Proposal, django_assert_max_num_queries):
    for path in ("/api/proposals", f"/api/proposals/{proposal.number}"):
        with django_assert_max_num_queries(15):
            assert Client().get(path).status_code == 200
